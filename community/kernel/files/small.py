"""Small copies of pictures for the moment of printing: JPEG, which a PDF takes in as it is."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from community.kernel.database import end_transaction
from community.kernel.files import apart, store
from community.kernel.files.refusals import BytesMissing, StorageUnreachable

_log = logging.getLogger(__name__)


@contextmanager
def small_pictures(file_ids: Iterable[str], *, side: int, quality: int = 72) -> Iterator[dict[str, Path]]:
    """A JPEG of each picture, no side over `side` points, while the block lasts; by file id.

    What cannot be had now (the store does not answer, the bytes are lost or broken) is left out. No transaction is held
    meanwhile: read from the rows before.
    """
    end_transaction(keep=False)
    with apart.folder() as folder:
        found = {}
        for number, file_id in enumerate(file_ids, 1):
            target = folder / f"foto-{number}.jpg"
            try:
                source = store.fetch(file_id, folder / f"asal-{number}")
                apart.workshop("picture", source, target, "JPEG", str(side), str(quality))
            except (apart.Failed, BytesMissing, StorageUnreachable) as fault:
                _log.warning("no small picture of %s: %s", file_id, fault)
                continue
            found[file_id] = target
        yield found
