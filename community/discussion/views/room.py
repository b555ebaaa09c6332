"""/diskusi/<id>: the room: what was said last, and saying something."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.forms import MessageForm, show
from community.discussion.live.limits import WRITING
from community.discussion.live.presence import present
from community.discussion.models import Message, Room
from community.discussion.queries import ON_PAGE, History, history, message_of, pinned_in, room_of
from community.discussion.queries.people import mentionable_in
from community.discussion.rules.kinds import REACTIONS
from community.discussion.rules.words import LONGEST, written
from community.discussion.views import blueprint
from community.gugus.queries.mentionable import named_like
from community.kernel.command import authorize, roles
from community.kernel.errors import NotFound, Refusal
from community.kernel.ids import new_id
from community.kernel.web import begins_late, wants_json
from community.permissions import Do, may

_FAR = 2**31


@blueprint.get("/diskusi/<room_id>")
def show_room(room_id: str) -> ResponseReturnValue:
    """The last messages; `sebelum` a number those before it, `pesan` a number the page on which it stands."""
    guru = current_guru()
    room = room_of(guru, room_id)
    found, live = _history(room)
    if request.args.get("potongan"):
        return _pieces(room, guru, found), 200
    form = MessageForm(formdata=None)
    form.balas.data = request.args.get("balas", "")[:12]
    return _page(guru, room, form, found, live=live), 200


@blueprint.post("/diskusi/<room_id>/pesan")
@begins_late
def send(room_id: str) -> ResponseReturnValue:
    """Say something; a program is answered with the number."""
    guru = current_guru()
    room = room_of(guru, room_id)
    authorize(guru, Do.SEND_MESSAGE, room)
    form = MessageForm()
    form.files.gugus_id = room.gugus_id
    try:
        WRITING.take(guru.id)
        if form.validate_on_submit():
            sent = _send(room_id, form)
            return _answered(sent)
    except Refusal as refusal:
        if wants_json():
            raise
        show(form, refusal)
    guru = current_guru()
    room = room_of(guru, room_id)
    if wants_json():
        return jsonify(code="isian_keliru", detail=" ".join(_errors(form)), status=422), 422
    return _page(guru, room, form, _latest(room), live=True), 422


@blueprint.get("/diskusi/<room_id>/sebutan")
def mentions(room_id: str) -> ResponseReturnValue:
    """Those who may be named in the room and whose names fit what is typed behind an @: for who writes there."""
    guru = current_guru()
    room = room_of(guru, room_id)
    authorize(guru, Do.SEND_MESSAGE, room)
    found = named_like(request.args.get("q", "")[:60], mentionable_in(room))
    return jsonify([{"sebut": each.sign, "nama": each.name} for each in found])


def _send(room_id: str, form: MessageForm) -> services.Sent:
    words = written(form.text.data or "", with_files=bool(form.files.chosen))
    guru = current_guru()
    room = room_of(guru, room_id)
    answered = message_of(guru, room_id, form.balas.data) if form.balas.data else None
    return services.send_message(
        guru, room, words=words, klien_id=form.key, reply_to=answered, uploads=form.files.chosen
    )


def _answered(sent: services.Sent) -> ResponseReturnValue:
    if wants_json():
        return jsonify(ok=True, n=sent.n, id=sent.id, catatan=sent.unclear)
    if sent.unclear:
        flash(sent.unclear, "wait")
    return redirect(url_for(".show_room", room_id=sent.message.room_id, _anchor=f"p{sent.message.n}"), 303)


def _errors(form: MessageForm) -> list[str]:
    return [str(each) for each in [*form.form_errors, *(error for field in form for error in field.errors)]]


def _history(room: Room) -> tuple[History, bool]:
    """What the address asks for, and whether it ends with the latest message."""
    before = request.args.get("sebelum", type=int)
    if before is not None:
        return history(room.id, before=min(max(before, 0), _FAR)), False
    found = _latest(room)
    wanted = request.args.get("pesan", type=int)
    if wanted is not None and found.older and wanted < found.first_n:
        return history(room.id, before=min(max(wanted, 0), _FAR) + ON_PAGE // 2), False
    return found, True


def _latest(room: Room) -> History:
    """The last messages, up to the number the page goes on from: what is written meanwhile comes over the line."""
    return history(room.id, before=room.last_n + 1)


def _pieces(room: Room, guru: Guru, found: History) -> str:
    """The messages alone, for the page that fetches older ones or begins anew."""
    return render_template(
        "discussion/_messages.html", room=room, found=found, zone=room.gugus.zone.name, last_n=room.last_n, guru=guru
    )


def _page(guru: Guru, room: Room, form: MessageForm, found: History, *, live: bool) -> str:
    held = roles(guru, room)
    form.klien_id.data = form.klien_id.data or new_id()
    form.files.gugus_id = room.gugus_id
    return render_template(
        "discussion/room.html",
        room=room,
        gugus=room.gugus,
        guru=guru,
        zone=room.gugus.zone.name,
        found=found,
        live=live,
        pinned=pinned_in(room.id),
        form=form,
        answered=_answering(guru, room, form.balas.data),
        can=lambda name: may(held, Do[name]),
        people=present.people(room.id),
        reactions=REACTIONS,
        longest=LONGEST,
    )


def _answering(guru: Guru, room: Room, message_id: str | None) -> Message | None:
    """The message that is being answered, if it still stands."""
    if not message_id:
        return None
    try:
        message = message_of(guru, room.id, message_id)
    except NotFound:
        return None
    return None if message.is_deleted else message
