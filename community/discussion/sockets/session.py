"""Running a session: the queue, rules, announcements, the agenda, turning pages. What is shown is chosen by a form."""

from community.accounts.current import current_guru
from community.discussion import services
from community.discussion.live.limits import WRITING
from community.discussion.live.parts import PARTS
from community.discussion.live.payload import Payload
from community.discussion.queries import room_of
from community.discussion.queries.people import person_in
from community.discussion.queries.session import hand_of, notice_in
from community.discussion.rules.kinds import AGENDA, EXHIBIT, HANDS, MODERATORS, NOTICES, RULES
from community.discussion.rules.session import notice_of
from community.discussion.sockets.asking import Answer, Handlers, writer_and_room
from community.kernel.errors import Invalid

_KINDS = (HANDS, RULES, NOTICES, AGENDA, EXHIBIT, MODERATORS)


def session(data: Payload) -> Answer:
    """How the session stands."""
    room = room_of(current_guru(), data.text("ruang"))
    return {kind: PARTS[kind].data(room, "") for kind in _KINDS}


def hand(data: Payload) -> Answer:
    """Ask to speak, or no more."""
    guru, room = writer_and_room(data)
    raised = services.raise_hand(guru, room, on=data.flag("ada") is not False)
    return {"tangan": raised.id if raised else None}


def turn(data: Payload) -> Answer:
    """Let someone speak, or say that they have spoken."""
    guru, room = writer_and_room(data)
    asked = hand_of(room, data.text("tangan"))
    (services.end_turn if data.flag("ada") is False else services.give_turn)(guru, room, hand=asked)
    return {}


def lock(data: Payload) -> Answer:
    """Only moderators write, or everyone again."""
    guru, room = writer_and_room(data)
    services.lock_room(guru, room, on=data.flag("ada") is not False)
    return {}


def slow(data: Payload) -> Answer:
    """One message in so many seconds; 0 ends it."""
    guru, room = writer_and_room(data)
    services.set_slow_mode(guru, room, seconds=_needed(data, "detik"))
    return {}


def announce(data: Payload) -> Answer:
    """Announce something to all."""
    guru, room = writer_and_room(data)
    made = services.announce_in_room(guru, room, words=notice_of(data.get("teks")), key=data.get("klien_id"))
    return {"id": made.id}


def take_down(data: Payload) -> Answer:
    """Take an announcement down."""
    guru, room = writer_and_room(data)
    services.take_down_notice(guru, room, notice=notice_in(room, data.text("pengumuman")))
    return {}


def agenda(data: Payload) -> Answer:
    """Go to an item of the agenda; without one the agenda is done."""
    guru, room = writer_and_room(data)
    services.move_agenda(guru, room, to=data.number("ke"))
    return {}


def page(data: Payload) -> Answer:
    """Everyone sees another page."""
    guru, room = writer_and_room(data)
    return {"halaman": services.turn_page(guru, room, page=_needed(data, "ke"))}


def hide(data: Payload) -> Answer:
    """Show nothing any more."""
    guru, room = writer_and_room(data)
    services.hide_exhibit(guru, room)
    return {}


def moderator(data: Payload) -> Answer:
    """Name someone moderator of this room, or take it back."""
    guru, room = writer_and_room(data)
    named = person_in(room, data.text("guru"))
    services.name_moderator(guru, room, guru=named, on=data.flag("ada") is not False)
    return {}


HANDLERS: Handlers = {
    "session": (session, WRITING),
    "hand": (hand, WRITING),
    "turn": (turn, WRITING),
    "lock": (lock, WRITING),
    "slow": (slow, WRITING),
    "announce": (announce, WRITING),
    "take_down": (take_down, WRITING),
    "agenda": (agenda, WRITING),
    "page": (page, WRITING),
    "hide": (hide, WRITING),
    "moderator": (moderator, WRITING),
}


def _needed(data: Payload, name: str) -> int:
    number = data.number(name)
    if number is None:
        raise Invalid(f"Isi {name} diperlukan. Lihat /bantuan/protokol.")
    return number
