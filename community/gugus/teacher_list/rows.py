"""One teacher per row: what the row says, what is wrong with it, what was tidied.

A problem keeps the whole row out, so that nobody is imported by half; a warning does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from community.gugus.teacher_list import text as texts
from community.gugus.teacher_list.columns import Header
from community.gugus.teacher_list.dates import birth_date
from community.kernel import identifiers
from community.kernel.identifiers import Unfit
from community.kernel.person_names import name_key
from community.kernel.spreadsheet import EMPTY, Cell


class Problem(NamedTuple):
    """Where (the heading as the file has it), what (a code, and a sentence), and what to do about it."""

    column: str
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TeacherValues:
    """What a row says of a person, clean; names as in accounts.Guru, and the school by npsn and name."""

    name: str = ""
    nuptk: str | None = None
    nip: str | None = None
    nrg: str | None = None
    gender: str | None = None
    birth_place: str = ""
    birth_on: date | None = None
    kepegawaian: str = ""
    jenis_ptk: str = ""
    golongan: str = ""
    npsn: str | None = None
    sekolah: str = ""
    phone: str | None = None
    email: str | None = None
    mapel: str = ""
    username: str | None = None

    @property
    def name_key(self) -> str:
        return name_key(self.name)

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be kept in a JSON column."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return kept | {"birth_on": self.birth_on.isoformat() if self.birth_on else None}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "TeacherValues":
        """The values again from what `as_json` gave."""
        known = {field.name: kept[field.name] for field in fields(cls) if field.name in kept}
        day = known.get("birth_on")
        return cls(**known | {"birth_on": date.fromisoformat(day) if day else None})


@dataclass(frozen=True, slots=True)
class TeacherRow:
    """A row of the list; `number` as in the file. With `problems` it is not imported."""

    number: int
    values: TeacherValues
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_row(header: Header, number: int, cells: Sequence[Cell], today: date) -> TeacherRow:
    """The teacher in a row; whatever the cells hold, the answer is a TeacherRow."""
    return _Reader(header, cells).read(number, today)


class _Reader:
    """Reads one row field by field and keeps what it finds on the way."""

    def __init__(self, header: Header, cells: Sequence[Cell]) -> None:
        self._header = header
        self._cells = cells
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []
        self._notes: list[str] = []

    def read(self, number: int, today: date) -> TeacherRow:
        place, born = self._birth(today)
        values = TeacherValues(
            name=self._name(),
            nuptk=self._identifier("nuptk", identifiers.nuptk),
            nip=self._identifier("nip", identifiers.nip),
            nrg=self._identifier("nrg", identifiers.nrg),
            gender=self._typed("gender", texts.gender),
            birth_place=place,
            birth_on=born,
            kepegawaian=self._typed("kepegawaian", texts.kepegawaian) or "",
            jenis_ptk=self._typed("jenis_ptk", texts.plain_text) or "",
            golongan=self._golongan(),
            npsn=self._identifier("npsn", identifiers.npsn),
            sekolah=self._typed("sekolah", lambda text: texts.plain_text(text, texts.MAX_NAME)) or "",
            phone=self._phone(),
            email=self._typed("email", identifiers.email),
            mapel=self._typed("mapel", texts.plain_text) or "",
            username=self._typed("username", identifiers.username),
        )
        self._compare_nip(values)
        return TeacherRow(number, values, tuple(self._problems), tuple(self._warnings), tuple(self._notes))

    def _cell(self, field: str) -> Cell:
        index = self._header.columns.get(field)
        return self._cells[index] if index is not None and index < len(self._cells) else EMPTY

    def _title(self, field: str) -> str:
        return self._header.titles.get(field, field)

    def _text(self, field: str) -> str:
        raw = self._cell(field).text
        return texts.cleaned(raw, lambda what: self._notes.append(f"{self._title(field)}: {what}.")) if raw else ""

    def _problem(self, field: str, unfit: Unfit) -> None:
        self._problems.append(Problem(self._title(field), unfit.why, unfit.reason, unfit.remedy))

    def _warn(self, field: str, code: str, message: str, remedy: str) -> None:
        self._warnings.append(Problem(self._title(field), code, message, remedy))

    def _typed(self, field: str, reader: Callable[[str], str]) -> str | None:
        if not (text := self._text(field)):
            return None
        try:
            return reader(text)
        except Unfit as unfit:
            self._problem(field, unfit)
            return None

    def _identifier(self, field: str, reader: Callable[[str, float | None], str]) -> str | None:
        number = self._cell(field).number
        value = self._typed(field, lambda text: reader(text, number))
        if value and value != self._cell(field).text.strip() and number is None:
            self._notes.append(f"{self._title(field)} dirapikan menjadi {value}.")
        return value

    def _name(self) -> str:
        if not self._text("name"):
            self._problem("name", Unfit("nama_kosong", "Nama belum diisi.", "Isi nama lengkap pada baris ini."))
            return ""
        name = self._typed("name", texts.person_name) or ""
        written = self._cell("name").text
        if name and name != written:
            self._notes.append(f"Nama dirapikan: “{written.strip()[:60]}” menjadi “{name}”.")
        if any(sign.isdigit() for sign in name):
            self._warn(
                "name",
                "nama_angka",
                f"Nama “{name[:40]}” berisi angka.",
                "Periksa apakah namanya sudah benar.",
            )
        return name

    def _birth(self, today: date) -> tuple[str, date | None]:
        if "birth" in self._header.columns and not self._text("birth_on"):
            whole = self._text("birth")
            place, _, day = whole.rpartition(",")
            if not place and not any(sign.isdigit() for sign in whole):
                place, day = whole, ""
            return self._place("birth", place), self._day("birth", Cell(day.strip()), today)
        return self._place("birth_place", self._text("birth_place")), self._day(
            "birth_on", self._cell("birth_on"), today
        )

    def _place(self, field: str, text: str) -> str:
        try:
            return texts.plain_text(text.strip())
        except Unfit as unfit:
            self._problem(field, unfit)
            return ""

    def _day(self, field: str, cell: Cell, today: date) -> date | None:
        clean = texts.cleaned(cell.text, lambda _: None)
        if not clean:
            return None
        try:
            return birth_date(cell._replace(text=clean), today)
        except Unfit as unfit:
            self._problem(field, unfit)
            return None

    def _golongan(self) -> str:
        text = self._typed("golongan", texts.plain_text) or ""
        if not text:
            return ""
        if (known := texts.golongan(text)) is None:
            message = f"Golongan “{text}” tidak dikenal; disimpan seperti tertulis."
            self._warn("golongan", "golongan_asing", message, "Periksa tulisannya, misalnya III/b atau IX.")
        return known or text

    def _phone(self) -> str | None:
        cell = self._cell("phone")
        value = self._typed("phone", lambda text: identifiers.phone(text, cell.number))
        if value and cell.number is not None:
            self._notes.append(f"{self._title('phone')} tersimpan sebagai angka, dibaca sebagai {value}.")
        return value

    def _compare_nip(self, values: TeacherValues) -> None:
        if not values.nip:
            return
        born = identifiers.nip_birth(values.nip)
        if values.birth_on and born and born != values.birth_on:
            message = f"Tanggal lahir di NIP ({born:%d/%m/%Y}) berbeda dari kolomnya ({values.birth_on:%d/%m/%Y})."
            self._warn("nip", "nip_beda_tanggal", message, "Periksa mana yang benar.")
        if values.gender and identifiers.nip_gender(values.nip) != values.gender:
            message = "Angka ke-15 NIP berbeda dari kolom jenis kelamin."
            self._warn("nip", "nip_beda_kelamin", message, "Periksa mana yang benar.")
        if not values.kepegawaian.startswith("PPPK") and not identifiers.nip_has_start_month(values.nip):
            message = f"Angka ke-13 dan 14 NIP ({values.nip[12:14]}) bukan bulan pengangkatan."
            self._warn("nip", "nip_bulan", message, "Periksa NIP; bila PPPK, isi statusnya.")
