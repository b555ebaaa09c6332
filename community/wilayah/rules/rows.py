"""What one row of a regions or schools file must hold, and the report of an import. Pure: no database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from community.kernel.forms import one_line
from community.kernel.identifiers import Unfit, npsn
from community.kernel.spreadsheet import is_formula

SCHOOL_COLUMNS = (
    "npsn",
    "nama",
    "bentuk",
    "status",
    "kecamatan",
    "desa",
    "alamat",
    "lintang",
    "bujur",
    "jumlah_siswa",
)
NEEDED_SCHOOL_COLUMNS = ("npsn", "nama", "bentuk", "kecamatan")
_STATUS = {"negeri": "Negeri", "swasta": "Swasta", "n": "Negeri", "s": "Swasta", "": ""}
_LONGEST = {"nama": 150, "bentuk": 20, "desa": 100, "alamat": 250}
# Indonesia lies between 6 north and 11 south, 95 and 141 east
_SOUTH, _NORTH, _WEST, _EAST = -11.5, 6.5, 94.5, 141.5
_MOST_PUPILS = 20_000
_BROKEN = "\N{REPLACEMENT CHARACTER}"


class Remark(NamedTuple):
    """Something about one row: `file` and `number` (as a spreadsheet shows it) say where."""

    file: str
    number: int
    sentence: str


class Alias(NamedTuple):
    """A written name that was taken for another: how often, and for which."""

    written: str
    name: str
    rows: int


class Unmatched(NamedTuple):
    written: str
    rows: int


@dataclass
class Report:
    """What an import did. Rows in error were left out; everything else was written."""

    inserted: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)  # written all the same
    aliases: list[Alias] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.inserted + self.changed + self.unchanged + len(self.errors)

    @property
    def sentence(self) -> str:
        """The report in one sentence."""
        said = f"{_n(self.inserted)} baru, {_n(self.changed)} berubah, {_n(self.unchanged)} tetap"
        return f"{said}, {_n(len(self.errors))} baris keliru." if self.errors else f"{said}."


class RowWrong(Exception):
    """The row is left out; the text says why, and what to do."""


def school_values(row: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The columns of a Sekolah from one row (without its kecamatan), and remarks. Raises RowWrong."""
    _must_be_readable(row)
    number = _npsn(row["npsn"])
    for column, most in _LONGEST.items():
        if len(row.get(column, "")) > most:
            raise RowWrong(f"{column} terlalu panjang: paling banyak {most} huruf.")
    for column in ("nama", "bentuk"):
        if not row[column]:
            raise RowWrong(f"{column} kosong. Isi lalu muat lagi.")
    status = _STATUS.get(row.get("status", "").lower())
    if status is None:
        raise RowWrong(f"status “{row['status'][:40]}” tidak dikenal. Tulis Negeri atau Swasta.")
    place, remarks = _coordinates(row.get("lintang", ""), row.get("bujur", ""))
    values: dict[str, Any] = {
        "npsn": number,
        "name": row["nama"],
        "bentuk": row["bentuk"].upper(),
        "status": status,
        "desa": row.get("desa", ""),
        "alamat": row.get("alamat", ""),
        "lintang": place[0],
        "bujur": place[1],
        "jumlah_siswa": _pupils(row.get("jumlah_siswa", "")),
    }
    return values, remarks


def region_name(row: Mapping[str, str]) -> str:
    """The name of a region in one row. Raises RowWrong."""
    _must_be_readable(row)
    if not row["name"]:
        raise RowWrong("name kosong. Isi lalu muat lagi.")
    if len(row["name"]) > 100:
        raise RowWrong("name terlalu panjang: paling banyak 100 huruf.")
    return row["name"]


def aliases(found: Counter[tuple[str, str]]) -> list[Alias]:
    return [Alias(written, name, rows) for (written, name), rows in sorted(found.items())]


def cell_text(text: str) -> str:
    """A cell as it may be kept."""
    return str(one_line(text))


def _must_be_readable(row: Mapping[str, str]) -> None:
    for column, value in row.items():
        if _BROKEN in value:
            raise RowWrong(f"{column} berisi huruf yang rusak. Simpan ulang berkas sebagai CSV UTF-8, lalu muat lagi.")
        if column not in ("lintang", "bujur") and is_formula(value):
            raise RowWrong(f"{column} berisi rumus. Ganti dengan teksnya, lalu muat lagi.")


def _npsn(written: str) -> str:
    if not written:
        raise RowWrong("npsn kosong. Isi lalu muat lagi.")
    try:
        return npsn(written)
    except Unfit as unfit:
        raise RowWrong(unfit.message) from unfit


def _coordinates(lintang: str, bujur: str) -> tuple[tuple[float | None, float | None], list[str]]:
    """Both or none: half a place is no place. One that cannot be in Indonesia is left out, and said."""
    if not lintang and not bujur:
        return (None, None), []
    try:
        place = float(lintang.replace(",", ".")), float(bujur.replace(",", "."))
    except ValueError:
        return (None, None), [f"koordinat “{lintang[:20]}; {bujur[:20]}” bukan angka, maka tidak dipakai."]
    if _SOUTH <= place[0] <= _NORTH and _WEST <= place[1] <= _EAST:
        return place, []
    hint = " Mungkin tanda minus pada lintang hilang." if _SOUTH <= -place[0] < 0 else ""
    return (None, None), [f"koordinat {lintang[:20]}; {bujur[:20]} di luar Indonesia, maka tidak dipakai.{hint}"]


def _pupils(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text) > _MOST_PUPILS:
        raise RowWrong(f"jumlah_siswa “{text[:40]}” bukan bilangan dari 0 sampai {_MOST_PUPILS}.")
    return int(text)


def _n(number: int) -> str:
    return f"{number:,}".replace(",", ".")
