"""What came out of polls as files, while they run and afterwards: for who moderates."""

from collections.abc import Sequence

from flask import Response

from community.accounts.current import current_guru
from community.discussion.jobs.tables import as_csv, as_workbook
from community.discussion.models import Room
from community.discussion.queries import room_of
from community.discussion.queries.archive import Table
from community.discussion.queries.polled import tables_in, tables_of
from community.discussion.queries.polls import poll_of
from community.discussion.views import blueprint
from community.kernel.command import authorize
from community.kernel.errors import NotFound
from community.kernel.files.kinds import XLSX
from community.permissions import Do


@blueprint.get("/diskusi/<room_id>/jajak/<poll_id>/hasil.<kind>")
def poll_file(room_id: str, poll_id: str, kind: str) -> Response:
    """One poll, hidden or not; of a named one who chose what, too."""
    guru = current_guru()
    found = poll_of(guru, room_id, poll_id)
    authorize(guru, Do.SHOW_POLL, found)
    return _file(found.room, tables_of(found), kind, f"jajak-{found.id}")


@blueprint.get("/diskusi/<room_id>/jajak.<kind>")
def polls_file(room_id: str, kind: str) -> Response:
    """All polls of a room and its questions."""
    guru = current_guru()
    room = room_of(guru, room_id)
    authorize(guru, Do.SHOW_POLL, room)
    return _file(room, tables_in(room), kind, f"jajak-ruang-{room.id}")


def _file(room: Room, tables: Sequence[Table], kind: str, name: str) -> Response:
    zone = room.gugus.zone.name
    if not tables:
        raise NotFound("Belum ada hasil untuk diunduh: jajak pendapat ini belum dibuka.")
    if kind == "csv":
        return _download(as_csv(tables, zone), "text/csv; charset=utf-8", f"{name}.csv")
    if kind == "xlsx":
        return _download(as_workbook(tables, zone), XLSX.mime, f"{name}.xlsx")
    raise NotFound


def _download(body: bytes, mime: str, name: str) -> Response:
    answer = Response(body, content_type=mime)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
