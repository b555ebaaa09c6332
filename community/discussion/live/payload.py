"""What a client sent, looked at before anyone believes it."""

from collections.abc import Collection
from typing import Any

from community.kernel.errors import Invalid

_LONGEST_ID = 40
_MOST = 2**62


class Payload:
    """The one object of an event. Every reading raises Invalid where something else was sent."""

    def __init__(self, data: Any) -> None:
        if not isinstance(data, dict):
            raise Invalid("Kirim satu objek, misalnya {ruang: ...}. Lihat /bantuan/protokol.")
        self._data = data

    def get(self, name: str) -> Any:
        return self._data.get(name)

    def has(self, name: str) -> bool:
        return self._data.get(name) is not None

    def text(self, name: str) -> str:
        """A short text that is needed: an id, a name."""
        value = self._data.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_ID or "\0" in value:
            raise Invalid(f"Isi {name} perlu berupa teks pendek. Lihat /bantuan/protokol.")
        return value

    def number(self, name: str) -> int | None:
        """A whole number from 0; None where nothing was sent."""
        value = self._data.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST:
            raise Invalid(f"Isi {name} perlu berupa bilangan bulat dari 0. Lihat /bantuan/protokol.")
        return value

    def flag(self, name: str) -> bool | None:
        """Yes or no; None where nothing was sent."""
        value = self._data.get(name)
        if value is not None and not isinstance(value, bool):
            raise Invalid(f"Isi {name} perlu true atau false. Lihat /bantuan/protokol.")
        return value

    def one_of(self, name: str, choices: Collection[str], otherwise: str) -> str:
        value = self._data.get(name, otherwise)
        if value not in choices:
            raise Invalid(f"Isi {name} salah satu dari: {', '.join(choices)}.")
        return str(value)
