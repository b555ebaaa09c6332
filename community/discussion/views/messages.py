"""/diskusi/<id>/pesan/<id>: one message and all that can be done with it, without JavaScript too."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.discussion import services
from community.discussion.forms import DeleteForm, EditForm, show
from community.discussion.live.limits import WRITING
from community.discussion.models import Message
from community.discussion.queries import earlier_of, files_of, is_pinned, message_of, reactions_of, shown
from community.discussion.refusals import MessageChanged
from community.discussion.rules.kinds import REACTIONS
from community.discussion.rules.words import written
from community.discussion.views import blueprint
from community.kernel.command import authorize, roles
from community.kernel.errors import NotFound, Refusal
from community.kernel.web import begins_late
from community.permissions import PENGURUS, Do, Role, may


@blueprint.get("/diskusi/<room_id>/pesan/<message_id>")
def message(room_id: str, message_id: str) -> str:
    """The message, who thought what of it, and what can be done. Its words for its author and pengurus, even gone."""
    guru = current_guru()
    found = message_of(guru, room_id, message_id)
    (each,) = shown([found])
    held = roles(guru, found)
    reads_all = bool(held & (PENGURUS | {Role.AUTHOR}))
    signs = reactions_of(found.id) if not each.state else []
    return render_template(
        "discussion/message.html",
        room=found.room,
        message=found,
        each=each,
        is_open=not each.state or reads_all,
        files=files_of([found.id])[found.id] if not each.state or reads_all else [],
        signs=signs,
        mine={sign.kind for sign in signs if sign.guru_id == guru.id},
        reactions=REACTIONS,
        pinned=is_pinned(found),
        own=found.guru_id == guru.id,
        zone=found.room.gugus.zone.name,
        can=lambda name: may(held, Do[name]),
    )


@blueprint.post("/diskusi/<room_id>/tanggapan")
def react(room_id: str) -> ResponseReturnValue:
    """Give a sign or take it back: the button says of which message, and which sign."""
    guru = current_guru()
    WRITING.take(guru.id)
    message_id, _, kind = request.form.get("tanggapan", "").partition(":")
    found = message_of(guru, room_id, message_id[:12])
    services.react(guru, found, kind=kind)
    return redirect(found.place, 303)


@blueprint.route("/diskusi/<room_id>/pesan/<message_id>/ubah", methods=["GET", "POST"])
@begins_late
def edit(room_id: str, message_id: str) -> ResponseReturnValue:
    """Change one's own message. Where it was changed in another window, both texts stay in sight."""
    guru = current_guru()
    found = message_of(guru, room_id, message_id)
    authorize(guru, Do.EDIT_MESSAGE, found)
    form = EditForm(text=found.text, based_on=str(found.edition))
    theirs: str | None = None
    if form.validate_on_submit():
        try:
            WRITING.take(guru.id)
            words = written(form.text.data or "", with_files=True)
            changed = services.edit_message(guru, found, words=words, based_on=form.edition)
        except MessageChanged as refusal:
            found = message_of(guru, room_id, message_id)
            theirs, form.based_on.data = found.html, str(found.edition)
            show(form, refusal)
        except Refusal as refusal:
            show(form, refusal)
        else:
            return redirect(changed.place, 303)
    page = render_template("discussion/edit.html", form=form, message=found, room=found.room, theirs=theirs)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/diskusi/<room_id>/pesan/<message_id>/hapus", methods=["GET", "POST"])
def delete(room_id: str, message_id: str) -> ResponseReturnValue:
    """Take a message away; a moderator says why."""
    guru = current_guru()
    found = message_of(guru, room_id, message_id)
    authorize(guru, Do.DELETE_MESSAGE, found)
    form = DeleteForm()
    if form.validate_on_submit():
        try:
            WRITING.take(guru.id)
            services.delete_message(guru, found, reason=form.reason.data or "")
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Pesan dihapus.", "ok")
            return redirect(url_for(".show_room", room_id=room_id), 303)
    own = found.guru_id == guru.id
    page = render_template("discussion/delete.html", form=form, message=found, room=found.room, own=own)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/diskusi/<room_id>/pesan/<message_id>/sematan")
def pin(room_id: str, message_id: str) -> ResponseReturnValue:
    """Keep it above the others, or no more."""
    guru = current_guru()
    WRITING.take(guru.id)
    found = message_of(guru, room_id, message_id)
    services.pin_message(guru, found, on=request.form.get("ada") != "0")
    return redirect(url_for(".show_room", room_id=room_id), 303)


@blueprint.get("/diskusi/<room_id>/pesan/<message_id>/riwayat")
def earlier(room_id: str, message_id: str) -> str:
    """What it said before; of one deleted or hidden for its author and the pengurus alone."""
    guru = current_guru()
    found: Message = message_of(guru, room_id, message_id)
    (each,) = shown([found])
    if each.state and not roles(guru, found) & (PENGURUS | {Role.AUTHOR}):
        raise NotFound
    zone = found.room.gugus.zone.name
    return render_template(
        "discussion/earlier.html", message=found, room=found.room, before=earlier_of(found), zone=zone
    )
