"""Reading and applying a teacher list in the background. Killed and asked for again, each completes."""

import time
from collections.abc import Callable

from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.gugus.models import TeacherImport
from community.gugus.queries.imports import unfinished_imports
from community.gugus.rules.repeats import Repeats
from community.gugus.services.importing import (
    CHUNK,
    apply_chunk,
    fail_import,
    finish_reading,
    keep_findings,
    set_out,
)
from community.gugus.teacher_list import read_teacher_list
from community.kernel.clock import today
from community.kernel.command import SYSTEM
from community.kernel.database import db
from community.kernel.errors import Refusal
from community.kernel.files import StoredFile, read
from community.kernel.jobs import job, later, on_start

# The threads of this process take turns with the chunks (kernel/turns.py). Another process asks SQLite for its lock
# again every 100 ms at the latest: every half second the lock stays free that long.
PAUSE = 0.12
WITHIN = 0.5
_BROKEN = "Ada yang rusak di pihak kami. Yang sudah diterapkan tetap tersimpan; coba lagi, atau beri tahu operator."


@job
def read_import(import_id: str) -> None:
    """The dry run of a list: what each row would do."""
    _attempt(import_id, "dibaca", _read)


@job
def apply_import(import_id: str) -> None:
    """Apply a list, chunk by chunk, as the person who uploaded it."""
    _attempt(import_id, "diterapkan", _apply)


@on_start
def resume_imports() -> None:
    """Ask again for what a killed process left half done."""
    for import_id, state in unfinished_imports():
        later(read_import if state == "dibaca" else apply_import, import_id)


def _attempt(import_id: str, state: str, work: Callable[[Guru, TeacherImport], None]) -> None:
    found = db.session.get(TeacherImport, import_id, options=[joinedload(TeacherImport.gugus)])
    if found is None or found.state != state:
        return
    maker = db.session.get(Guru, found.made_by_id)
    try:
        if maker is None or maker.erased_at:
            raise Refusal("Akun yang mengunggah daftar ini sudah dihapus. Unggah daftarnya lagi.")
        work(maker, found)
    except Refusal as refusal:
        fail_import(SYSTEM, found, message=refusal.message)
    except Exception:
        fail_import(SYSTEM, found, message=_BROKEN)
        raise


def _read(maker: Guru, found: TeacherImport) -> None:
    stored = db.session.get_one(StoredFile, found.file_id)
    listed = read_teacher_list(read(stored), today())
    set_out(maker, found, listed=listed)
    repeats, breathe = Repeats(listed.rows), _breathing()
    for start in range(0, len(listed.rows), CHUNK):
        breathe()
        rows = listed.rows[start : start + CHUNK]
        keep_findings(maker, found, rows=rows, titles=listed.header.titles, repeats=repeats)
    finish_reading(maker, found)


def _apply(maker: Guru, found: TeacherImport) -> None:
    breathe = _breathing()
    while apply_chunk(maker, found):
        breathe()


def _breathing() -> Callable[[], None]:
    """A pause to be called between two chunks: it is taken where the last one is WITHIN seconds ago."""
    last = time.monotonic()

    def breathe() -> None:
        nonlocal last
        if time.monotonic() - last >= WITHIN:
            time.sleep(PAUSE)
            last = time.monotonic()

    return breathe
