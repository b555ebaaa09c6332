"""What happened in the kabar of a gugus."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KabarChanged:
    """What a kabar says was written, changed, or withdrawn, in one of its posts."""

    kabar_id: str
