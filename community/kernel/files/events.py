"""What happened to files, for whoever shows them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CopiesAdded:
    """A file has a light copy or a preview now."""

    file_id: str
    about_kind: str
    about_id: str
