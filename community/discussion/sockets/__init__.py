"""The doors of the namespace /diskusi: who, what, act, answer. Whoever asks is read afresh at every event."""

from community.discussion.live.names import NAMESPACE
from community.discussion.sockets import line, messages, polls, presence, session
from community.discussion.sockets.asking import Handlers, guarded
from community.kernel.realtime import socketio

HANDLERS: Handlers = line.HANDLERS | messages.HANDLERS | polls.HANDLERS | presence.HANDLERS | session.HANDLERS


def install() -> None:
    """Hang the handlers on the one SocketIO."""
    socketio.on_event("connect", line.connect, namespace=NAMESPACE)
    socketio.on_event("disconnect", line.disconnect, namespace=NAMESPACE)
    for name, (door, pace) in HANDLERS.items():
        socketio.on_event(name, guarded(name, door, pace), namespace=NAMESPACE)
