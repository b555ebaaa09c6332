"""/diskusi/<id>/...: running a session, without JavaScript too."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.forms.session import ExhibitForm, ModeratorForm, NoticeForm
from community.discussion.forms.showing import show
from community.discussion.live.limits import WRITING
from community.discussion.models import Room
from community.discussion.queries import room_of
from community.discussion.queries.exhibits import choices_in
from community.discussion.queries.people import nameable, person_in
from community.discussion.queries.session import (
    exhibit_in,
    hand_of,
    moderators_in,
    notice_in,
    rules_of,
)
from community.discussion.rules.session import SLOW_CHOICES, notice_of
from community.discussion.views import blueprint
from community.kernel.command import authorize
from community.kernel.errors import Invalid, Refusal
from community.permissions import Do

_SHORT_ID = 12


@blueprint.get("/diskusi/<room_id>/sesi")
def session(room_id: str) -> str:
    """What a moderator does not need at every moment."""
    guru = current_guru()
    room = room_of(guru, room_id)
    authorize(guru, Do.SET_ROOM_RULE, room)
    return page(guru, room)


@blueprint.post("/diskusi/<room_id>/tangan")
def raise_hand(room_id: str) -> ResponseReturnValue:
    """Ask to speak, or no more."""
    guru, room = _reached(room_id)
    services.raise_hand(guru, room, on=_on())
    return _back(room)


@blueprint.post("/diskusi/<room_id>/giliran")
def turn(room_id: str) -> ResponseReturnValue:
    """Let someone speak (`beri`), or say that they have spoken (`selesai`)."""
    guru, room = _reached(room_id)
    given = request.form.get("beri")
    hand = hand_of(room, (given or request.form.get("selesai", ""))[:_SHORT_ID])
    (services.give_turn if given else services.end_turn)(guru, room, hand=hand)
    return _back(room)


@blueprint.post("/diskusi/<room_id>/kunci")
def lock(room_id: str) -> ResponseReturnValue:
    """Only moderators write, or everyone again."""
    guru, room = _reached(room_id)
    services.lock_room(guru, room, on=_on())
    return _back(room)


@blueprint.post("/diskusi/<room_id>/jeda")
def slow(room_id: str) -> ResponseReturnValue:
    """One message in so many seconds, or as many as one likes again."""
    guru, room = _reached(room_id)
    services.set_slow_mode(guru, room, seconds=_number("detik", -1))
    return _back(room)


@blueprint.post("/diskusi/<room_id>/pengumuman")
def announce(room_id: str) -> ResponseReturnValue:
    """Announce something, or take an announcement down (`turunkan`)."""
    guru, room = _reached(room_id)
    if notice_id := request.form.get("turunkan"):
        services.take_down_notice(guru, room, notice=notice_in(room, notice_id[:_SHORT_ID]))
        return _back(room)
    authorize(guru, Do.ANNOUNCE_IN_ROOM, room)
    form = NoticeForm()
    if form.validate_on_submit():
        try:
            services.announce_in_room(guru, room, words=notice_of(form.text.data), key=form.key)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Pengumuman terpasang di ruang.", "ok")
            return _back(room)
    return page(guru, room, notice_form=form), 422


@blueprint.post("/diskusi/<room_id>/agenda")
def agenda(room_id: str) -> ResponseReturnValue:
    """Go to an item of the agenda (`ke`, its place), or say that the agenda is done ("selesai")."""
    guru, room = _reached(room_id)
    to = None if request.form.get("ke") == "selesai" else _number("ke", 0)
    services.move_agenda(guru, room, to=to)
    return _back(room)


@blueprint.post("/diskusi/<room_id>/moderator")
def moderator(room_id: str) -> ResponseReturnValue:
    """Name someone moderator of this room, or take it back (`ada` 0)."""
    guru, room = _reached(room_id)
    authorize(guru, Do.NAME_MODERATOR, room)
    form = ModeratorForm()
    form.offer(nameable(room))
    naming = _on()
    try:
        if naming and not form.validate_on_submit():
            return page(guru, room, moderator_form=form), 422
        services.name_moderator(guru, room, guru=person_in(room, request.form.get("guru", "")[:_SHORT_ID]), on=naming)
    except Invalid as refusal:
        show(form, refusal)
        return page(guru, room, moderator_form=form), 422
    return redirect(f"{room.link}/sesi", 303)


def page(
    guru: Guru,
    room: Room,
    *,
    notice_form: NoticeForm | None = None,
    exhibit_form: ExhibitForm | None = None,
    moderator_form: ModeratorForm | None = None,
) -> str:
    """The page of the moderator, with the one form that was sent as it was sent."""
    exhibit_form = exhibit_form or ExhibitForm(formdata=None)
    exhibit_form.offer(choices_in(guru, room))
    moderator_form = moderator_form or ModeratorForm(formdata=None)
    moderator_form.offer(nameable(room))
    return render_template(
        "discussion/session/manage.html",
        room=room,
        zone=room.gugus.zone.name,
        rules=rules_of(room.id),
        slow_choices=SLOW_CHOICES,
        exhibit=exhibit_in(room.id),
        moderators=moderators_in(room.id),
        notice_form=notice_form or NoticeForm(formdata=None),
        exhibit_form=exhibit_form,
        moderator_form=moderator_form,
    )


def _reached(room_id: str) -> tuple[Guru, Room]:
    guru = current_guru()
    WRITING.take(guru.id)
    return guru, room_of(guru, room_id)


def _on() -> bool:
    return request.form.get("ada") != "0"


def _number(name: str, otherwise: int) -> int:
    said = request.form.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else otherwise


def _back(room: Room) -> ResponseReturnValue:
    return redirect(room.link, 303)
