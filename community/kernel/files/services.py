"""Acts on files that belong to no row yet, and what the application adds to those that do."""

from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from community.kernel.clock import now
from community.kernel.command import after_commit, announce, command
from community.kernel.database import add, db
from community.kernel.files import quota, spool, store
from community.kernel.files.arriving import display_name, ending_of, too_large
from community.kernel.files.events import CopiesAdded
from community.kernel.files.kinds import ALL
from community.kernel.files.models import ResumableUpload, StoredFile
from community.kernel.files.refusals import DiskFull, FileRefused
from community.kernel.files.uploads import KEPT, MOST_AT_ONCE
from community.permissions import Do

_ENDINGS = frozenset(ending for kind in ALL for ending in kind.endings)


@command(Do.BEGIN_UPLOAD)
def begin_upload(actor: Any, subject: Any, *, name: str, size: int, gugus_id: str | None = None) -> ResumableUpload:
    """A new upload of `size` bytes, for 48 hours; of one person's many the oldest give way.

    What can be known before the first byte is said now: raises FileRefused, FileTooLarge, QuotaFull, DiskFull.
    """
    name = display_name(name) or "berkas"
    most = int(current_app.config["UPLOAD_MAX_BYTES"])
    if size < 1:
        raise FileRefused(f'Berkas "{name}" kosong. Periksa isinya, lalu pilih lagi.')
    if size > most:
        raise too_large(name, most)
    ending = ending_of(name)
    if ending and ending not in _ENDINGS:
        raise FileRefused(
            f'Berkas "{name}" tidak diterima: berkas {ending} tidak termasuk yang dapat disimpan di sini.'
        )
    if gugus_id:
        quota.must_fit(gugus_id, size)
    if not store.room_for(size):
        raise DiskFull
    _give_way(actor.id, size)
    at = now()
    return add(
        ResumableUpload(by_id=actor.id, name=name, size=size, gugus_id=gugus_id, started_at=at, expires_at=at + KEPT)
    )


@command(Do.CANCEL_UPLOAD)
def cancel_upload(actor: Any, upload: ResumableUpload) -> None:
    """Forget an upload and what has come of it."""
    _forget(upload)


@command(Do.SWEEP_UPLOADS)
def sweep_uploads(actor: Any, subject: Any) -> int:
    """Forget every upload that is over; returns how many."""
    over = list(db.session.scalars(select(ResumableUpload).where(ResumableUpload.expires_at <= now())))
    for upload in over:
        _forget(upload)
    return len(over)


@command(Do.ADD_COPIES)
def add_copies(
    actor: Any,
    subject: Any,
    file_id: str,
    *,
    at: datetime,
    light: tuple[str, int] | None = None,
    preview: tuple[int, int, int] | None = None,
) -> bool:
    """Note the light copy (kind, size) and the preview (size, width, height) of a file, or that there are none.

    Returns whether the file is still there.
    """
    stored = db.session.get(StoredFile, file_id, with_for_update=True, populate_existing=True)
    if stored is None:
        return False
    stored.copies_at = at
    if light:
        stored.light_mime, stored.light_size = light
    if preview:
        stored.preview_size, stored.preview_width, stored.preview_height = preview
    if light or preview:
        announce(CopiesAdded(stored.id, stored.about_kind, stored.about_id))
    return True


def _give_way(guru_id: str, size: int) -> None:
    """Make room among one person's uploads: who only ever begins must not fill the disk."""
    query = select(ResumableUpload).where(ResumableUpload.by_id == guru_id)
    room = 5 * int(current_app.config["UPLOAD_MAX_BYTES"]) - size
    for number, each in enumerate(db.session.scalars(query.order_by(ResumableUpload.started_at.desc())), start=1):
        room -= each.size
        if room < 0 or number >= MOST_AT_ONCE:
            _forget(each)


def _forget(upload: ResumableUpload) -> None:
    upload_id = upload.id
    db.session.delete(upload)
    after_commit(lambda: spool.remove(upload_id))
