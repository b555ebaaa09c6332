"""Materi: modul and what else is shared, its versions, its authors, and what others say of it."""

from community.materials.models.comment import Comment
from community.materials.models.material import Author, Material, Version, VersionFile, is_author
from community.materials.models.pack import MaterialPack
from community.materials.models.review import Review, ReviewScore, StatusMark
from community.materials.models.rubric import Rubric, RubricLine
from community.materials.models.use import Ratification, Use
from community.materials.models.words import FASE, KINDS, LEVELS, STATES, VERDICTS, VISIBILITIES

__all__ = [
    "FASE",
    "KINDS",
    "LEVELS",
    "STATES",
    "VERDICTS",
    "VISIBILITIES",
    "Author",
    "Comment",
    "Material",
    "MaterialPack",
    "Ratification",
    "Review",
    "ReviewScore",
    "Rubric",
    "RubricLine",
    "StatusMark",
    "Use",
    "Version",
    "VersionFile",
    "is_author",
]
