"""Making rooms into files in the background, and removing old ones. Killed and asked for again, each completes."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app

from community.discussion.jobs.paper import write_paper
from community.discussion.jobs.spreadsheet import write_workbook
from community.discussion.jobs.writing import Work, work_on
from community.discussion.jobs.zipping import write_zip
from community.discussion.models import RoomArchive
from community.discussion.queries.reach import may_hear
from community.discussion.queries.transcript import old_archives, stalled_archives, unfinished_archives
from community.discussion.services.archiving import advance_archive, drop_archive, fail_archive, finish_archive
from community.kernel.command import SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.errors import Refusal
from community.kernel.files.made import forget_made, store_made
from community.kernel.files.plain_names import plain_name
from community.kernel.jobs import every, job, later, on_start

_BROKEN = "Ada yang rusak di pihak kami. Coba lagi; bila berulang, beri tahu operator."
_STALLED = "Pembuatannya terhenti di tengah jalan. Minta sekali lagi dari halaman arsip."
_GONE = "Anda tidak lagi termasuk dalam ruang ini."
_WRITERS: dict[str, Callable[[Path, Work], None]] = {
    "pdf": write_paper,
    "xlsx": write_workbook,
    "zip": write_zip,
}


@job
def build_archive(archive_id: str) -> None:
    """The file of an archive, if who asked for it still reads the room."""
    archive = db.session.get(RoomArchive, archive_id)
    if archive is None or archive.state != "dibuat":
        return
    try:
        _build(archive)
    except Refusal as refusal:
        fail_archive(SYSTEM, _again(archive_id), message=refusal.message)
    except Exception:
        end_transaction(keep=False)
        fail_archive(SYSTEM, _again(archive_id), message=_BROKEN)
        raise


@on_start
def resume_archives() -> None:
    """Ask again for what a killed process left half made."""
    for archive_id in unfinished_archives():
        advance_archive(SYSTEM, _again(archive_id), done=0)
        later(build_archive, archive_id)


@every(minutes=10)
def give_up_stalled_archives() -> None:
    """Whoever waits for one that nobody makes any more is told, and may ask anew."""
    for archive in stalled_archives():
        fail_archive(SYSTEM, archive, message=_STALLED)


@every(minutes=360)
def remove_old_archives() -> None:
    """They are kept two days: names and words do not lie about for longer than somebody needs to fetch them."""
    for archive in old_archives():
        drop_archive(SYSTEM, archive)


def _build(archive: RoomArchive) -> None:
    if archive.made_by.erased_at or not may_hear(archive.made_by_id, archive.room_id):
        raise Refusal(_GONE)
    archive_id, form = archive.id, archive.form
    work = work_on(archive, lambda done: advance_archive(SYSTEM, _again(archive_id), done=done))
    name = f"ruang-{plain_name(work.title, 'diskusi')}-{work.local_at:%Y-%m-%d}.{form}"
    with _spool(form) as path:
        _WRITERS[form](path, work)
        end_transaction(keep=False)
        made = store_made(path)
    kept = False
    try:
        kept = finish_archive(SYSTEM, _again(archive_id), made=made, name=name, message=" ".join(work.notes))
    finally:
        if not kept:
            forget_made(made)


def _again(archive_id: str) -> RoomArchive:
    """The row, read anew: between two parts of a long room nothing is held."""
    return db.session.get_one(RoomArchive, archive_id)


@contextmanager
def _spool(form: str) -> Iterator[Path]:
    """A file of its own beside the data, gone afterwards."""
    folder = Path(current_app.config["INSTANCE"]).resolve() / "sementara"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=f".{form}") as file:
        yield Path(file.name)
