"""Reads, reached through the person."""

from community.materials.queries.inside import (
    Descendants,
    Original,
    descendants_of,
    files_of,
    hasil_with,
    open_beside,
    original_of,
    possible_authors,
    removed_among,
    versions_of,
)
from community.materials.queries.lists import PAGE, Line, Page, gugus_materials, listed, my_materials, newest_materials
from community.materials.queries.reach import in_view, material_of, may_read_file, readable, version_of

__all__ = [
    "PAGE",
    "Descendants",
    "Line",
    "Original",
    "Page",
    "descendants_of",
    "files_of",
    "gugus_materials",
    "hasil_with",
    "in_view",
    "listed",
    "material_of",
    "may_read_file",
    "my_materials",
    "newest_materials",
    "open_beside",
    "original_of",
    "possible_authors",
    "readable",
    "removed_among",
    "version_of",
    "versions_of",
]
