"""The pages of a PDF as pictures, for those who look at them together: each is drawn once, when it is first asked for.

count = pages_of(stored)                     # before an act: a program of its own reads the file
draw_page(stored.id, stored.mime, 3)         # at the door, once the person was found to read the file
return send_page(stored.id, 3, etag=stored.sha256)
"""

import logging
import threading

from community.kernel.database import db, end_transaction
from community.kernel.errors import NotFound
from community.kernel.files import apart, store
from community.kernel.files.kinds import IMAGES, PDF
from community.kernel.files.models import StoredFile
from community.kernel.files.refusals import FileRefused
from community.kernel.jobs import job

SIDE, QUALITY = "1200", "55"  # legible on a phone turned on its side; some 50 kB for a page of text
_IMAGES = {kind.mime for kind in IMAGES}
_turns = [threading.Lock() for _ in range(16)]  # forty phones ask for the same page at once: it is drawn for the first
_log = logging.getLogger(__name__)


def pages_of(stored: StoredFile) -> int:
    """How many pages can be shown: 1 of a picture, 0 of what has none. Raises FileRefused for a PDF nobody can read.

    No transaction is held while it is found out.
    """
    if stored.mime in _IMAGES:
        return 1
    if stored.mime != PDF.mime:
        return 0
    file_id, name = stored.id, stored.name
    end_transaction(keep=False)
    try:
        with apart.folder() as folder:
            return int(apart.workshop("count", store.fetch(file_id, folder / "asal.pdf")))
    except (apart.Failed, ValueError) as fault:
        _log.info("pages of %s: %s", file_id, fault)
        raise FileRefused(f'Halaman "{name}" tidak dapat dibaca. Simpan ulang sebagai PDF, lalu unggah lagi.') from None


def draw_page(file_id: str, mime: str, number: int) -> None:
    """Draw a page unless it lies there already; no transaction is held meanwhile.

    Raises NotFound where there is no such page, StorageUnreachable.
    """
    end_transaction(keep=False)
    with _turns[hash((file_id, number)) % len(_turns)]:
        if store.size_of(file_id, store.page_part(number)) is None:
            _draw(file_id, mime, number)


@job
def draw_ahead(file_id: str, number: int) -> None:
    """Draw a page before anyone asks for it."""
    stored = db.session.get(StoredFile, file_id)
    if stored is not None:
        try:
            draw_page(file_id, stored.mime, number)
        except NotFound:
            _log.info("no page %s of %s", number, file_id)


def _draw(file_id: str, mime: str, number: int) -> None:
    with apart.folder() as folder:
        target = folder / "halaman.webp"
        try:
            if mime in _IMAGES and number == 1:
                apart.workshop("picture", store.fetch(file_id, folder / "asal"), target, "WEBP", SIDE, QUALITY)
            elif mime == PDF.mime:
                apart.workshop("page", store.fetch(file_id, folder / "asal.pdf"), target, SIDE, QUALITY, str(number))
            else:
                raise NotFound("Halaman ini tidak ada.")
        except apart.Failed as fault:
            _log.info("page %s of %s: %s", number, file_id, fault)
            raise NotFound("Halaman ini tidak dapat digambar. Unduh berkasnya.") from None
        store.put(file_id, target, store.page_part(number))
