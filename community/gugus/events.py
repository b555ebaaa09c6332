"""What happened to a gugus and to those who belong to it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GugusCreated:
    gugus_id: str


@dataclass(frozen=True)
class GugusChanged:
    """Its data or its member schools were written anew."""

    gugus_id: str


@dataclass(frozen=True)
class Joined:
    """Someone became anggota."""

    gugus_id: str
    guru_id: str


@dataclass(frozen=True)
class Left:
    """Someone is no longer anggota: left, removed, or erased."""

    gugus_id: str
    guru_id: str


@dataclass(frozen=True)
class PengurusChanged:
    """A term began or ended."""

    gugus_id: str
    guru_id: str
    office: str


@dataclass(frozen=True)
class Moderated:
    """Something was hidden, or shown again: its kind and id."""

    about_kind: str
    about_id: str
    gugus_id: str
