"""Facts of materi, past tense: ids and values only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MaterialChanged:
    """Something that readers find or see of a materi is different: its text, its readers, its authors, its status."""

    material_id: str


@dataclass(frozen=True)
class VersionSaved:
    """A version was added; `beside`: it stands beside the one that is shown."""

    material_id: str
    number: int
    by_id: str
    beside: bool


@dataclass(frozen=True)
class MaterialAdapted:
    """A descendant was made of a version of a materi."""

    material_id: str
    adaptation_id: str
    by_id: str
