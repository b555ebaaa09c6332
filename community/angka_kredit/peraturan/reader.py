"""Reads one regulation file strictly, and knows on which line everything stands."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

_ARRAY = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*([\w-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_DECIMAL = re.compile(r"\d+(\.\d{1,4})?")
_LINE_IN_ERROR = re.compile(r"line (\d+)")

Path_ = tuple[str | int, ...]


class PeraturanError(Exception):
    """A regulation file that must not be used; the text begins with the file and the line."""


class _Float(str):
    """A number written with a decimal point and without quotes: kept as text, so that it can be refused."""

    __slots__ = ()


class Table:
    """One table of a file. Each read names a key; `finish` refuses the keys nobody asked for."""

    def __init__(self, document: "Document", path: Path_, values: Mapping[str, Any]) -> None:
        self.document = document
        self.path = path
        self._values = values
        self._read: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        value = self._value(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fail(key, f"'{key}' harus berupa teks yang tidak kosong")
        return value

    def one_of(self, key: str, allowed: Mapping[str, str]) -> str:
        value = self.text(key)
        if value not in allowed:
            self.fail(key, f"'{key}' tidak mengenal '{value}'; pilihannya: {', '.join(allowed)}")
        return value

    def decimal(self, key: str) -> Decimal:
        """A decimal number as text, at most four decimals: what the ledger can keep."""
        found = self.maybe_decimal(key)
        return found if found is not None else self.fail(key, f"'{key}' wajib diisi")

    def maybe_decimal(self, key: str) -> Decimal | None:
        value = self._value(key, "")
        if value == "":
            return None
        if not (isinstance(value, str) and _DECIMAL.fullmatch(value)):
            self.fail(key, f"'{key}' harus berupa angka bertitik desimal dalam tanda kutip, misalnya \"0.15\"")
        return Decimal(value)

    def whole(self, key: str, default: int | None = None) -> int:
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.fail(key, f"'{key}' harus berupa bilangan bulat, nol atau lebih")
        return value

    def maybe_whole(self, key: str) -> int | None:
        return self.whole(key) if key in self._values else None

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self._value(key, default)
        if not isinstance(value, bool):
            self.fail(key, f"'{key}' harus true atau false")
        return value

    def day(self, key: str) -> date:
        value = self._value(key, None)
        # TOML also knows a date with a time, and Python counts that as a date.
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fail(key, f"'{key}' harus berupa tanggal tanpa tanda kutip, misalnya 2022-12-31")
        return value

    def maybe_day(self, key: str) -> date | None:
        return self.day(key) if key in self._values else None

    def day_or(self, key: str, open_word: str) -> date | None:
        """A date, or None where the file says with `open_word` that there is no end."""
        if self._value(key, None) == open_word:
            return None
        return self.day(key)

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self._value(key, list(default) if default is not None else None)
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            self.fail(key, f"'{key}' harus berupa daftar teks")
        return tuple(value)

    def citation(self) -> tuple[str, ...]:
        """The ids of the sources of this entry; an entry without one is refused."""
        found = self.words("rujukan", ())
        return found or self.fail("rujukan", "'rujukan' wajib diisi: sebutkan sumbernya")

    def finish(self) -> None:
        for key in self._values:
            if key not in self._read:
                self.fail(key, f"kunci tidak dikenal: '{key}'")

    def fail(self, key: str, message: str) -> NoReturn:
        self.document.fail((*self.path, key), message)

    def _value(self, key: str, default: Any) -> Any:
        self._read.add(key)
        if key not in self._values and default is None:
            self.fail(key, f"'{key}' wajib diisi")
        return self._values.get(key, default)


class Document:
    """One file: its tables by name, and the line of each table and key."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        text = path.read_text(encoding="utf-8")
        self._lines = _lines_of(text)
        try:
            self._tables = tomllib.loads(text, parse_float=_Float)
        except tomllib.TOMLDecodeError as error:
            found = _LINE_IN_ERROR.search(str(error))
            line = found[1] if found else str(text.count("\n") + 1)
            raise PeraturanError(f"{self.name}:{line}: bukan TOML yang sah: {error}") from error
        self._refuse_floats((), self._tables)
        self._asked: set[str] = set()

    def one(self, name: str) -> Table | None:
        """The table `[name]`, if the file has it."""
        self._asked.add(name)
        values = self._tables.get(name)
        if values is None:
            return None
        if not isinstance(values, dict):
            self.fail((name,), f"'{name}' harus ditulis sebagai [{name}]")
        return Table(self, (name,), values)

    def many(self, name: str) -> list[Table]:
        """The tables `[[name]]`, in order."""
        self._asked.add(name)
        rows = self._tables.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fail((name,), f"'{name}' harus ditulis sebagai [[{name}]]")
        return [Table(self, (name, number), row) for number, row in enumerate(rows)]

    def finish(self) -> None:
        for name in self._tables:
            if name not in self._asked:
                self.fail((name,), f"bagian tidak dikenal: '{name}'")

    def fail(self, path: Path_, message: str) -> NoReturn:
        raise PeraturanError(f"{self.name}:{self._line_of(path)}: {message}")

    def _line_of(self, path: Path_) -> int:
        """The line of `path`, or of the nearest thing around it: a missing key stands at its table."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1

    def _refuse_floats(self, path: Path_, value: Any) -> None:
        if isinstance(value, _Float):
            self.fail(path, f'angka desimal {value} harus ditulis dalam tanda kutip: "{value}"')
        elif isinstance(value, dict):
            for key, child in value.items():
                self._refuse_floats((*path, key), child)
        elif isinstance(value, list):
            for number, child in enumerate(value):
                self._refuse_floats((*path, number), child)


def _lines_of(text: str) -> dict[Path_, int]:
    """The line of each table and key, seen by their first words: the files use no nested tables."""
    lines: dict[Path_, int] = {}
    seen: Counter[str] = Counter()
    current: Path_ = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _ARRAY.match(line):
            current = (found[1], seen[found[1]])
            seen[found[1]] += 1
            lines.setdefault((found[1],), number)
        elif found := _TABLE.match(line):
            current = (found[1],)
        elif found := _KEY.match(line):
            lines.setdefault((*current, found[1]), number)
            continue
        else:
            continue
        lines.setdefault(current, number)
    return lines
