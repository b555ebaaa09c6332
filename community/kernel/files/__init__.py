"""Files people hand in: kept in an object store, checked by content, and every byte served is asked for.

stored = keep(form.berkas.data, about_kind="hasil", about_id=hasil.id, by=guru, gugus_id=gugus.id)    # inside an act
readable_by("hasil", lambda person, hasil_id: ...)                                                # once, in wiring
return send(file_of(current_guru(), file_id))                                                     # at the door
"""

from flask import Flask

from community.kernel.files import arriving, services, spool, store
from community.kernel.files.arriving import Named, Prepared, Sent, Upload, look_at, prepare
from community.kernel.files.events import CopiesAdded
from community.kernel.files.kinds import (
    ALL,
    DOCUMENTS,
    IMAGES,
    MATERIALS,
    MEDIA,
    PDF,
    SPREADSHEETS,
    TEXTS,
    Kind,
    accepted,
)
from community.kernel.files.links import link_token, read_token
from community.kernel.files.models import ResumableUpload, StoredFile
from community.kernel.files.pages import draw_ahead, draw_page, pages_of
from community.kernel.files.quota import Use, use_of
from community.kernel.files.reading import body, file_of, read, readable_by, send, send_light, send_page, send_preview
from community.kernel.files.refusals import (
    FileRefused,
    LinkOver,
    QuotaFull,
    ScannerUnreachable,
    StorageUnreachable,
    UploadGone,
)
from community.kernel.files.small import small_pictures
from community.kernel.files.store import storage_works
from community.kernel.files.uploads import upload_of, who_is_here
from community.kernel.files.writing import discard, keep

__all__ = [
    "ALL",
    "DOCUMENTS",
    "IMAGES",
    "MATERIALS",
    "MEDIA",
    "PDF",
    "SPREADSHEETS",
    "TEXTS",
    "CopiesAdded",
    "FileRefused",
    "Kind",
    "LinkOver",
    "Named",
    "Prepared",
    "QuotaFull",
    "ResumableUpload",
    "ScannerUnreachable",
    "Sent",
    "StorageUnreachable",
    "StoredFile",
    "Upload",
    "UploadGone",
    "Use",
    "accepted",
    "body",
    "discard",
    "draw_ahead",
    "draw_page",
    "file_of",
    "init_app",
    "keep",
    "link_token",
    "look_at",
    "pages_of",
    "prepare",
    "read",
    "read_token",
    "readable_by",
    "send",
    "send_light",
    "send_page",
    "send_preview",
    "services",
    "small_pictures",
    "spool",
    "storage_works",
    "upload_of",
    "use_of",
    "who_is_here",
]


def init_app(app: Flask) -> None:
    """Open the store of `app`."""
    store.init_app(app)
    arriving.init_app(app)
