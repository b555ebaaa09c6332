"""Rows of the shared notulen."""

from community.notulen.models.frozen import FrozenNotulen, NotulenReopening, RecordedLine
from community.notulen.models.shared import NotulenHand, NotulenSnapshot, NotulenUpdate, SharedNotulen

__all__ = [
    "FrozenNotulen",
    "NotulenHand",
    "NotulenReopening",
    "NotulenSnapshot",
    "NotulenUpdate",
    "RecordedLine",
    "SharedNotulen",
]
