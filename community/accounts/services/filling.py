"""Writing a person's data from what was typed: one rule per column, conflicts said at the field."""

from collections.abc import Mapping
from typing import Any

from community.accounts.events import PersonChanged
from community.accounts.identity import LABELS, identifier, past_day, person_name
from community.accounts.models import Guru
from community.accounts.queries import taken
from community.kernel.clock import today
from community.kernel.command import announce
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.kernel.forms import one_line
from community.kernel.person_names import name_key
from community.wilayah.models import Sekolah

_TEXTS = {"birth_place": 100, "kepegawaian": 40, "jenis_ptk": 60, "golongan": 60, "mapel": 100}
_DAYS = ("birth_on", "last_pangkat_on", "sk_jabatan_on")
OWN = frozenset({"name", "gender", *LABELS, *_TEXTS, *_DAYS})
OPERATORS = OWN | {"sekolah_id"}


class Taken(Invalid):
    code = "sudah_dipakai"
    title = "Sudah dipakai orang lain"


def fill(guru: Guru, values: Mapping[str, Any]) -> list[str]:
    """Part of an act: put `values` (by column) into `guru`; what changed, by column.

    Raises Invalid with `field` set: a malformed number, one that another person has, a day yet to come.
    Nothing is written then.
    """
    wanted = {column: _kept(column, value) for column, value in values.items()}
    changed = [column for column, value in wanted.items() if getattr(guru, column) != value]
    for column in changed:
        value = wanted[column]
        if column in LABELS and value is not None and taken(column, value, by_other_than=guru.id):
            raise Taken(
                f"{LABELS[column]} ini sudah dipakai akun lain. Periksa lagi; bila memang milik Anda, "
                "hubungi operator agar kedua akun diperiksa.",
                field=column,
            )
    for column in changed:
        setattr(guru, column, wanted[column])
    if "name" in changed:
        guru.name_key = name_key(guru.name)
    if changed:
        announce(PersonChanged(guru.id))
    return changed


def must_have_login(guru: Guru) -> None:
    """Raise Invalid unless the person can be named at the door."""
    if not (guru.username or guru.phone or guru.email):
        raise Invalid(
            "Isi setidaknya satu dari nama pengguna, nomor HP, atau surel: dengan itulah Anda masuk.",
            field="username",
        )


def _kept(column: str, value: Any) -> Any:
    if column == "name":
        return person_name(value)
    if column in LABELS:
        return identifier(column, value)
    if column in _DAYS:
        return past_day(column, value, today())
    if column == "gender":
        return value if value in ("L", "P") else None
    if column == "sekolah_id":
        return _sekolah(value)
    text = str(one_line(value or ""))
    if len(text) > _TEXTS[column]:
        raise Invalid(f"Terlalu panjang: paling banyak {_TEXTS[column]} huruf.", field=column)
    return text


def _sekolah(sekolah_id: str | None) -> str | None:
    if not sekolah_id:
        return None
    if db.session.get(Sekolah, sekolah_id) is None:
        raise Invalid("Sekolah ini tidak ada dalam data. Cari lagi dengan nama atau NPSN.", field="sekolah_id")
    return sekolah_id
