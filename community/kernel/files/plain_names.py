"""Names inside a ZIP that people take along: plain, short, without a path, so that any phone unpacks them."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 60
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


def plain_name(text: str, otherwise: str = "berkas") -> str:
    """`text` as small Latin letters, digits and hyphens; `otherwise` where nothing of it is left."""
    ascii_only = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    name = "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:LONGEST].strip("-")
    if not name:
        return otherwise
    return f"{name}-{otherwise}" if name in _RESERVED else name


def file_name(name: str) -> str:
    """The name of a file as it lies in the pack: plain, with its ending."""
    path = PurePosixPath(name.replace("\\", "/").rpartition("/")[2])
    ending = re.sub(r"[^a-z0-9]", "", path.suffix.casefold())[:8]
    stem = plain_name(path.stem if ending else path.name)
    return f"{stem}.{ending}" if ending else stem


class Names:
    """Hands out names that no other has, upper and lower case being the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        """`name`, or with a number where it is taken: "lkpd-2.pdf"."""
        stem, dot, ending = name.rpartition(".")
        if not dot:
            stem, ending = name, ""
        found, number = name, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{stem}-{number}{dot}{ending}"
        self._taken.add(found.casefold())
        return found
