"""/diskusi/<id>/bahan: what is shown to all. Who looks at it is asked for each time, as for any file."""

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.forms.session import ExhibitForm
from community.discussion.forms.showing import show
from community.discussion.live.limits import WRITING
from community.discussion.models import Exhibit
from community.discussion.queries import room_of
from community.discussion.queries.exhibits import FILE, choice_in, choices_in
from community.discussion.queries.hooks import SHELVES
from community.discussion.queries.session import exhibit_of
from community.discussion.views import blueprint
from community.discussion.views import session as sessions
from community.kernel.command import authorize
from community.kernel.errors import Invalid, NotFound, Refusal
from community.kernel.files import StoredFile, draw_page, file_of, pages_of, send_page
from community.kernel.web import begins_late
from community.permissions import Do


@blueprint.post("/diskusi/<room_id>/bahan")
@begins_late
def show_exhibit(room_id: str) -> ResponseReturnValue:
    """Show one thing to all: how many pages it has is found out before the act."""
    guru = current_guru()
    WRITING.take(guru.id)
    room = room_of(guru, room_id)
    authorize(guru, Do.SHOW_EXHIBIT, room)
    form = ExhibitForm()
    form.offer(choices_in(guru, room))
    if not form.validate_on_submit():
        return sessions.page(guru, room, exhibit_form=form), 422
    try:
        choice = choice_in(guru, room, form.pilihan.data)
        pages = pages_of(file_of(guru, choice.about_id)) if choice.kind == FILE else 0
        guru = current_guru()
        room = room_of(guru, room_id)
        services.show_exhibit(guru, room, kind=choice.kind, about_id=choice.about_id, title=choice.title, pages=pages)
    except Invalid as refusal:
        refusal.field = "pilihan"
        show(form, refusal)
        return sessions.page(current_guru(), room_of(current_guru(), room_id), exhibit_form=form), 422
    return redirect(room.link, 303)


@blueprint.post("/diskusi/<room_id>/bahan/halaman")
def turn_page(room_id: str) -> ResponseReturnValue:
    """Everyone sees another page."""
    guru = current_guru()
    WRITING.take(guru.id)
    room = room_of(guru, room_id)
    services.turn_page(guru, room, page=request.form.get("ke", 0, type=int))
    return redirect(room.link, 303)


@blueprint.post("/diskusi/<room_id>/bahan/tutup")
def hide_exhibit(room_id: str) -> ResponseReturnValue:
    """Show nothing any more."""
    guru = current_guru()
    WRITING.take(guru.id)
    room = room_of(guru, room_id)
    services.hide_exhibit(guru, room)
    return redirect(room.link, 303)


@blueprint.get("/diskusi/<room_id>/bahan/<exhibit_id>")
def exhibit(room_id: str, exhibit_id: str) -> str:
    """Looking by oneself, at one's own page; `potongan` gives the thing alone."""
    guru = current_guru()
    room = room_of(guru, room_id)
    found = exhibit_of(room, exhibit_id)
    page = min(max(request.args.get("hal", found.page, type=int), 1), max(found.pages, 1))
    piece = bool(request.args.get("potongan"))
    name = "discussion/session/_exhibited.html" if piece else "discussion/session/exhibit.html"
    stored = _stored(guru, found)
    html = _thing(guru, found)
    return render_template(name, room=room, exhibit=found, page=page, stored=stored, html=html)


@blueprint.get("/diskusi/<room_id>/bahan/<exhibit_id>/<int:number>")
def exhibit_page(room_id: str, exhibit_id: str, number: int) -> Response:
    """One page as a picture, to whoever reads the room and the file."""
    guru = current_guru()
    found = exhibit_of(room_of(guru, room_id), exhibit_id)
    stored = _stored(guru, found)
    if stored is None or not 1 <= number <= found.pages:
        raise NotFound("Halaman ini tidak ada, atau bukan untuk akun Anda.")
    file_id, mime, etag = stored.id, stored.mime, stored.sha256
    draw_page(file_id, mime, number)
    return send_page(file_id, number, etag=etag)


def _stored(guru: Guru, exhibit: Exhibit) -> StoredFile | None:
    """The file that is shown, if `guru` may read it."""
    if exhibit.kind != FILE:
        return None
    try:
        return file_of(guru, exhibit.about_id)
    except NotFound:
        return None


def _thing(guru: Guru, exhibit: Exhibit) -> str | None:
    """What another package shows, if `guru` may read it."""
    shelf = SHELVES.get(exhibit.kind)
    if shelf is None:
        return None
    try:
        return shelf.draw(guru, exhibit.about_id)
    except Refusal:
        return None
