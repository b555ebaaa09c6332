"""The instruments that come with the product: one TOML file each, in instruments/, with its edition and its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from community.observations.rules.instrument import Instrument, InstrumentError, parsed

FOLDER = Path(__file__).resolve().parents[1] / "instruments"
_HEAD = {"kunci", "nama", "jenis", "edisi", "sumber", "tahap"}
_PHASE = {"kunci": "key", "nama": "name", "pengantar": "lead", "lembar": "sheet", "bagian": "sections"}
_SECTION = {"judul": "title", "butir": "fields"}
_FIELD = {"kunci": "key", "jenis": "kind", "kalimat": "label", "oleh": "by", "petunjuk": "hint", "pilihan": "choices"}


@dataclass(frozen=True)
class BuiltIn:
    """One file: its key, which edition it is, and what it holds."""

    key: str
    number: int
    instrument: Instrument

    @property
    def code(self) -> str:
        """What an edition of it is known by, for ever: a file that changes takes the next number."""
        return f"bawaan:{self.key}:{self.number}"


@cache
def built_in() -> dict[str, BuiltIn]:
    """All of them by key. Raises InstrumentError, naming the file."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {each.key: each for each in found}


def built_in_with(code: str) -> BuiltIn | None:
    """The one of that edition code, as it stands now."""
    return next((each for each in built_in().values() if each.code == code), None)


def _read(path: Path) -> BuiltIn:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        _known(said, _HEAD)
        if not said.get("sumber"):
            raise InstrumentError("sebutkan sumbernya")
        phases = [_renamed(each, _PHASE) for each in said["tahap"]]
        for phase in phases:
            phase["sections"] = [_renamed(each, _SECTION) for each in phase["sections"]]
            for section in phase["sections"]:
                section["fields"] = [_renamed(each, _FIELD) for each in section["fields"]]
        body = {"name": said["nama"], "kind": said["jenis"], "source": said["sumber"], "phases": phases}
        return BuiltIn(said["kunci"], int(said["edisi"]), parsed(body))
    except (InstrumentError, tomllib.TOMLDecodeError, KeyError) as error:
        raise InstrumentError(f"{path.name}: {error}") from error


def _renamed(table: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    _known(table, set(names))
    return {names[key]: value for key, value in table.items()}


def _known(table: dict[str, Any], names: set[str]) -> None:
    if strange := set(table) - names:
        raise InstrumentError(f"kunci tidak dikenal: {', '.join(sorted(strange))}")
