"""Files people hand in: kept in an object store, checked by content, and every byte served is asked for.

stored = keep(upload, about_kind="hasil", about_id=hasil.id, by=guru)     # inside an act
readable_by("hasil", lambda person, hasil_id: ...)                        # once, in wiring
return send(file_of(current_guru(), file_id))                             # at the door
"""

from community.kernel.files.kinds import DOCUMENTS, IMAGES, PDF, SPREADSHEETS, TEXTS, Kind
from community.kernel.files.models import StoredFile
from community.kernel.files.reading import body, file_of, read, readable_by, send
from community.kernel.files.store import init_app, storage_works
from community.kernel.files.writing import FileRefused, Named, Upload, discard, keep

__all__ = [
    "DOCUMENTS",
    "IMAGES",
    "PDF",
    "SPREADSHEETS",
    "TEXTS",
    "FileRefused",
    "Kind",
    "Named",
    "StoredFile",
    "Upload",
    "body",
    "discard",
    "file_of",
    "init_app",
    "keep",
    "read",
    "readable_by",
    "send",
    "storage_works",
]
