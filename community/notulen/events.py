"""What happened to the notulen that a pertemuan writes together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NotulenMoved:
    """Someone wrote: the document has a next change."""

    document_id: str


@dataclass(frozen=True)
class NotulenTurned:
    """It was frozen, or opened again."""

    document_id: str
