"""A room as one file. The file itself is made in a job (discussion/jobs), which tells here how far it is."""

from typing import Any

from community.discussion.models import ARCHIVE, ARCHIVE_FORMS, Room, RoomArchive
from community.discussion.queries.transcript import archive_under_way, archives_naming, count_of
from community.discussion.refusals import ArchiveBusy
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.files import discard
from community.kernel.files.made import Made, keep_made
from community.kernel.indonesian import ukuran
from community.kernel.notices import tell
from community.permissions import Do

MIMES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@command(Do.ASK_ARCHIVE)
def ask_archive(actor: Any, room: Room, *, form: str) -> RoomArchive:
    """A room as `actor` reads it now, in one of ARCHIVE_FORMS; the door has it made. Raises Invalid, ArchiveBusy."""
    if form not in ARCHIVE_FORMS:
        raise Invalid(f"Pilih bentuknya: {', '.join(ARCHIVE_FORMS.values())}.", field="bentuk")
    if archive_under_way(actor.id):
        raise ArchiveBusy
    last_n, moment = room.last_n, now()
    return add(
        RoomArchive(
            room_id=room.id,
            form=form,
            made_by_id=actor.id,
            made_at=moment,
            advanced_at=moment,
            last_n=last_n,
            state="dibuat",
            done=0,
            total=count_of(room.id, until=last_n),
        )
    )


@command(Do.WRITE_ARCHIVE)
def advance_archive(actor: Any, archive: RoomArchive, *, done: int) -> None:
    """So many messages are in it; none: its making begins again."""
    archive.done, archive.advanced_at = min(done, archive.total), now()


@command(Do.WRITE_ARCHIVE)
def finish_archive(actor: Any, archive: RoomArchive, *, made: Made, name: str, message: str = "") -> bool:
    """It is ready, and who asked is told. False where it was dropped meanwhile."""
    hold(archive)
    if archive.state != "dibuat":
        return False
    kept = keep_made(
        made,
        name=name,
        mime=MIMES[archive.form],
        about_kind=ARCHIVE,
        about_id=archive.id,
        by_id=archive.made_by_id,
    )
    archive.file_id, archive.done, archive.message = kept.id, archive.total, message
    archive.state, archive.ready_at = "siap", now()
    _tell(archive, f"Arsip ruang “{archive.room.title}” siap diunduh: {archive.form_name}, {ukuran(made.size)}.")
    return True


@command(Do.WRITE_ARCHIVE)
def fail_archive(actor: Any, archive: RoomArchive, *, message: str) -> None:
    """It could not be made; `message` says why and what to do."""
    hold(archive)
    if archive.state == "dibuat":
        archive.state, archive.message = "gagal", message
        _tell(archive, f"Arsip ruang “{archive.room.title}” tidak jadi: {message}")


@command(Do.WRITE_ARCHIVE)
def drop_archive(actor: Any, archive: RoomArchive) -> None:
    """Remove an archive and its file. Saying it again changes nothing."""
    _drop(archive)


def forget_in_archives(guru_id: str) -> None:
    """Part of an act: somebody has erased themself, and files with their name in them go."""
    for archive in archives_naming(guru_id):
        _drop(archive)


def _drop(archive: RoomArchive) -> None:
    hold(archive)
    if archive.state == "dihapus":
        return
    stored, archive.file_id, archive.state = archive.file, None, "dihapus"
    if stored is not None:
        archive.file = None
        discard(stored)


def _tell(archive: RoomArchive, sentence: str) -> None:
    room = archive.room
    link = f"{room.link}/arsip/berkas/{archive.id}"
    tell([archive.made_by_id], sentence, link=link, key=f"arsip:{archive.id}", kind="kabar", gugus_id=room.gugus_id)
