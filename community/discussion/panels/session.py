"""A session on the page of its room: the strip above the messages, the rules above the composer, the call beside."""

from flask import current_app, render_template

from community.accounts.models import Guru
from community.discussion.live import session
from community.discussion.models import Room
from community.discussion.queries.session import hands_in, rules_of, seconds_left
from community.discussion.rules.session import call_of
from community.kernel.command import roles
from community.kernel.web import let_frame
from community.permissions import Do, Role, may


def session_panel(room: Room, guru: Guru) -> str:
    """Announcements, the agenda, the queue with one's own hand, and what is shown to all."""
    held = roles(guru, room)
    own = next((each for each in hands_in(room.id) if each.guru_id == guru.id), None)
    return render_template(
        "discussion/session/_session.html",
        room=room,
        own=own,
        can_ask=may(held, Do.RAISE_HAND) and not room.is_over,
        leads=Role.MODERATOR in held,
        hands=session.draw_hands(room),
        notices=session.draw_notices(room),
        agenda=session.draw_agenda(room),
        exhibit=session.draw_exhibit(room),
        moderators=session.draw_moderators(room),
    )


def session_rules(room: Room, guru: Guru) -> str:
    """What holds for who writes: a locked room, slow mode and how long one still waits."""
    rules = rules_of(room.id)
    exempt = not rules.slow or Role.MODERATOR in roles(guru, room)
    wait = 0 if exempt else seconds_left(room.id, guru.id, rules.seconds)
    return render_template("discussion/session/_foot.html", rules=session.draw_rules(room), wait=wait)


def call_panel(room: Room, guru: Guru) -> str | None:
    """The call that the gugus holds elsewhere; of a configured Jitsi it may stand in the page."""
    if room.pertemuan is None or not room.pertemuan.link:
        return None
    origin = current_app.config["JITSI_ORIGIN"]
    call = call_of(room.pertemuan.link, origin)
    if call is None:
        return None
    if call.embedded:
        let_frame(origin)
    return render_template("discussion/session/_call.html", call=call)
