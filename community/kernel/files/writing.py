"""Keeping a file, inside an act: the row of what was prepared.

The bytes are written before the row commits: a row never points at nothing. If the act fails afterwards, bytes
without a row remain until the request ends, which nobody can reach.
"""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import after_commit
from community.kernel.database import add, db
from community.kernel.errors import Invalid
from community.kernel.files import quota, spool, store
from community.kernel.files.arriving import Prepared, Upload, claim, prepare
from community.kernel.files.copies import make_copies
from community.kernel.files.kinds import DOCUMENTS, Kind
from community.kernel.files.models import ResumableUpload, StoredFile
from community.kernel.files.refusals import UploadGone
from community.kernel.jobs import later


def keep(
    upload: Upload | None,
    *,
    about_kind: str,
    about_id: str,
    by: Any,
    kinds: frozenset[Kind] = DOCUMENTS,
    gugus_id: str | None = None,
    field: str | None = None,
    copies: bool = True,
) -> StoredFile:
    """Store what was handed in, as part of the running act; `by` is who brings it, `gugus_id` whose quota it fills.

    `copies`: whether a light copy and a preview are worth making. What a form has not prepared is prepared here.
    Raises FileRefused (at `field`): nothing chosen, empty, too large, none of `kinds`, named as another, infected, over
    the quota; and ScannerUnreachable, StorageUnreachable.
    """
    try:
        made = prepare(upload, kinds)
        if gugus_id:
            quota.take_turn(gugus_id)
            quota.must_fit(gugus_id, made.size)
        _use_up(made, by)
    except Invalid as refusal:
        refusal.field = field
        raise
    row = add(
        StoredFile(
            id=made.file_id,
            about_kind=about_kind,
            about_id=about_id,
            gugus_id=gugus_id,
            name=made.name,
            mime=made.kind.mime,
            size=made.size,
            sha256=made.sha256,
            by_id=by.id,
            at=now(),
            copies_at=None if copies else now(),
        )
    )
    after_commit(lambda: claim(made))
    if copies:
        later(make_copies, row.id)
    return row


def discard(stored: StoredFile) -> None:
    """Forget a file, as part of the running act; its bytes go once the act is committed."""
    file_id = stored.id
    db.session.delete(stored)
    after_commit(lambda: store.remove(file_id))


def _use_up(made: Prepared, by: Any) -> None:
    """An upload becomes one file and no second one. Raises UploadGone."""
    upload_id = made.upload_id
    if upload_id is None:
        return
    found = db.session.get(ResumableUpload, upload_id, with_for_update=True, populate_existing=True)
    if found is None or found.by_id != by.id:
        raise UploadGone
    db.session.delete(found)
    db.session.flush()
    after_commit(lambda: spool.remove(upload_id))
