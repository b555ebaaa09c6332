"""Who carries how much of a work of several authors: figures and sources are in data/pembagian-penulis.toml."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[1] / "data" / "pembagian-penulis.toml"
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Sharing:
    """The shares in percent, first author first, and who says so."""

    shares: tuple[Decimal, ...]
    source: str
    confirmed: bool


def sharing(authors: int) -> Sharing | None:
    """How a work of so many authors is shared; None where no share is counted (more than the table knows)."""
    return _table().get(authors)


def most_counted() -> int:
    """For how many authors shares are counted at most."""
    return max(_table())


@cache
def _table() -> dict[int, Sharing]:
    """Raises ValueError where a line does not add up: the application then does not serve wrong shares."""
    found: dict[int, Sharing] = {}
    for line in tomllib.loads(_FILE.read_text())["pembagian"]:
        shares = tuple(Decimal(each) for each in line["bagian"])
        if len(shares) != line["penulis"] or sum(shares) != WHOLE or not line["sumber"]:
            raise ValueError(
                f"{_FILE.name}: pembagian untuk {line['penulis']} penulis tidak genap 100 atau tanpa sumber"
            )
        found[line["penulis"]] = Sharing(shares, line["sumber"], line["dikonfirmasi"])
    return found
