"""The light copy and the preview of a file, made after it is kept. That none could be made never harms the file.

Pictures: a WEBP of at most 1280 points. PDF: smaller pictures, no scripts, nothing enclosed. Office files, where
LibreOffice is installed: the PDF it makes of them. A copy is kept only where it is clearly smaller.
"""

import logging
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from flask import current_app
from sqlalchemy import select

from community.kernel.clock import now
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.files import apart, services, spool, store
from community.kernel.files.aside import aside
from community.kernel.files.kinds import IMAGES, OFFICE, PDF, WEBP, Kind, kind_named
from community.kernel.files.models import ResumableUpload, StoredFile
from community.kernel.files.refusals import BytesMissing, StorageUnreachable
from community.kernel.jobs import every, job, later, on_start

LIGHT = ("1280", "70")  # longest side, quality: legible on a phone
PREVIEW = ("288", "60")  # three points for each that a card shows, and a page of many stays light
LEAST = 100 * 1024  # bytes: what is smaller is light already
WORTH = 0.8  # of the size: below it a copy is worth its place
OFFICE_PATIENCE = 30  # seconds; LibreOffice needs some five to begin, and what takes longer is no modul
_log = logging.getLogger(__name__)

# Nothing is fetched from elsewhere and nothing runs while a stranger's document is read.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_SECURITY = {"BlockUntrustedRefererLinks": "true", "DisableMacrosExecution": "true", "MacroSecurityLevel": "3"}
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)


class Copy(NamedTuple):
    """A file made of another, and its width and height if it is a picture."""

    path: Path
    kind: Kind
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        return self.path.stat().st_size


@job
def make_copies(file_id: str) -> None:
    """Make what is worth having of a file; of an Office file beside the queue, since that may take long."""
    stored = db.session.get(StoredFile, file_id)
    if stored is None or stored.copies_at:
        return
    if kind_named(stored.mime) in OFFICE and current_app.config["SOFFICE"]:
        end_transaction(keep=False)
        aside(_make_copies, file_id)
    else:
        _make_copies(file_id)


def _make_copies(file_id: str) -> None:
    """A store that does not answer is asked again another time."""
    stored = db.session.get(StoredFile, file_id)
    if stored is None or stored.copies_at:
        return
    kind, size = kind_named(stored.mime), stored.size
    end_transaction(keep=False)  # no connection is held while programs run
    try:
        with apart.folder() as folder:
            source = _source(file_id, kind, folder)
            preview = _preview(source, kind, folder / "p.webp") if source else None
            light = _lighter(source, folder) if source and size > LEAST else None
            _keep_copies(file_id, size, light, preview)
    except StorageUnreachable:
        _log.warning("no copies of %s for now: the store does not answer", file_id)
    except BytesMissing:
        _log.error("no copies of %s: its bytes are lost", file_id)
        services.add_copies(SYSTEM, INSTALLATION, file_id, at=now())


@on_start
@every(minutes=30)
def resume_copies() -> None:
    """Ask for the copies that a stopped process or a silent store left undone."""
    waiting = select(StoredFile.id).where(StoredFile.copies_at.is_(None)).order_by(StoredFile.at).limit(500)
    for file_id in db.session.scalars(waiting).all():
        later(make_copies, file_id)


@on_start
@every(minutes=60)
def sweep() -> None:
    """Forget uploads that are over, pieces whose upload is gone, and what a killed process was working on."""
    apart.sweep(timedelta(hours=24))
    services.sweep_uploads(SYSTEM, INSTALLATION)
    there = spool.all_ids()
    known = set(db.session.scalars(select(ResumableUpload.id)))
    for upload_id in there:
        if upload_id not in known:
            spool.remove(upload_id)


def _source(file_id: str, kind: Kind, folder: Path) -> Path | None:
    """What copies are made of: the picture, the PDF, or the PDF that an Office file becomes; None for anything else."""
    if kind not in IMAGES | OFFICE | {PDF} or (kind in OFFICE and not current_app.config["SOFFICE"]):
        return None
    source = store.fetch(file_id, folder / f"asal{kind.endings[0]}")
    return _as_pdf(source, folder) if kind in OFFICE else source


def _preview(source: Path, kind: Kind, target: Path) -> Copy | None:
    if kind in IMAGES:
        return _drawn("picture", source, target, "WEBP", *PREVIEW)
    return _drawn("page", source, target, *PREVIEW)


def _lighter(source: Path, folder: Path) -> Copy | None:
    if source.suffix != PDF.endings[0]:
        return _drawn("picture", source, folder / "ringan.webp", "WEBP", *LIGHT)
    target = folder / "ringan.pdf"
    try:
        apart.workshop("lighten", source, target, *LIGHT)
    except apart.Failed as fault:
        _log.info("no lighter PDF: %s", fault)
        return None
    return Copy(target, PDF)


def _keep_copies(file_id: str, size: int, light: Copy | None, preview: Copy | None) -> None:
    if light and light.size >= WORTH * size:
        light = None
    for part, copy in ((store.LIGHT, light), (store.PREVIEW, preview)):
        if copy:
            store.put(file_id, copy.path, part)
    there = services.add_copies(
        SYSTEM,
        INSTALLATION,
        file_id,
        at=now(),
        light=(light.kind.mime, light.size) if light else None,
        preview=(preview.size, preview.width, preview.height) if preview else None,
    )
    if not there:
        store.remove(file_id)


def _drawn(task: str, source: Path, target: Path, *how: str) -> Copy | None:
    try:
        width, height = map(int, apart.workshop(task, source, target, *how).split())
    except (apart.Failed, ValueError) as fault:
        _log.info("no %s: %s", task, fault)
        return None
    return Copy(target, WEBP, width, height)


def _as_pdf(source: Path, folder: Path) -> Path | None:
    """The PDF that LibreOffice makes of an Office file, in a profile of its own."""
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(name=name, value=escape(value)) for name, value in _SECURITY.items())
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items))
    command = [current_app.config["SOFFICE"], f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--headless", "--norestore", "--nolockcheck", "--nodefault"]
    try:
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
        apart.run(command, home=folder, patience=OFFICE_PATIENCE, behind=True)
    except (apart.Failed, OSError) as fault:
        _log.info("no PDF of %s: %s", source.suffix, fault)
        return None
    made = source.with_suffix(".pdf")
    return made if made.exists() else None
