"""An instrument as data: phases, sections, fields. The same shape is read from TOML and kept as JSON with an edition.

A field is written by the teacher, by the observer, or by both, each their own. A rubric line is written in three
parts: how far (LEVELS, the scale of issue and handbook), the evidence for it, and what to do next.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

TEACHER, OBSERVER, BOTH = "guru", "pengamat", "keduanya"
KINDS = {"tiga_fase": "Observasi tiga fase", "lesson_study": "Lesson study"}
WRITERS = {TEACHER: "Guru", OBSERVER: "Pengamat", BOTH: "Guru dan pengamat"}
FIELD_KINDS = {
    "teks": "Tulisan",
    "rubrik": "Rubrik tiga tingkat",
    "pilihan": "Pilihan",
    "tanggal": "Tanggal",
    "foto": "Foto catatan",
}
LEVELS = {
    "belum": "Belum dilakukan",
    "belum_efektif": "Dilakukan tapi belum efektif",
    "efektif": "Dilakukan dan efektif",
}
LONGEST = 5_000  # letters of one answer
MOST_FIELDS = 80
_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
# What stands below /observasi/<id>/ is no phase.
_TAKEN = frozenset(
    {"isian", "foto", "cetak", "jawaban", "pindah", "pembatalan", "pengamat", "tutup", "buka", "dibaca", "selesai"}
    | {"tindak-lanjut", "izin-kepala", "bagikan", "pelajaran"}
)


class InstrumentError(ValueError):
    """An instrument that must not be used; the text is Indonesian and says what to mend."""


@dataclass(frozen=True)
class Part:
    """One thing that is written: a field, or one of the three parts of a rubric line."""

    key: str
    kind: str
    label: str


@dataclass(frozen=True)
class Field:
    key: str
    kind: str  # a key of FIELD_KINDS
    label: str
    by: str = BOTH
    hint: str = ""
    choices: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        if self.kind != "rubrik":
            return (Part(self.key, self.kind, self.label),)
        return (
            Part(self.key, "rubrik", self.label),
            Part(f"{self.key}.bukti", "teks", "Bukti"),
            Part(f"{self.key}.lanjut", "teks", "Tindak lanjut"),
        )

    def is_for(self, writer: str) -> bool:
        """Whether `writer` (TEACHER or OBSERVER) writes it."""
        return self.by in (writer, BOTH)


@dataclass(frozen=True)
class Section:
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Phase:
    """One phase. A `sheet` is each observer's own, shown to others once that observer has closed it."""

    key: str
    name: str
    lead: str
    sheet: bool
    sections: tuple[Section, ...]

    @property
    def fields(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    def is_for(self, writer: str) -> bool:
        return any(field.is_for(writer) for field in self.fields)


@dataclass(frozen=True)
class Instrument:
    name: str
    kind: str  # a key of KINDS
    source: str
    phases: tuple[Phase, ...]

    @cached_property
    def parts(self) -> dict[str, tuple[Phase, Field, Part]]:
        """Everything that can be written, by key."""
        return {
            part.key: (phase, field, part) for phase in self.phases for field in phase.fields for part in field.parts
        }

    def phase(self, key: str) -> Phase | None:
        return next((each for each in self.phases if each.key == key), None)

    def body(self) -> dict[str, Any]:
        """Plain JSON, from which `parsed` makes it again."""
        return asdict(self)


def parsed(body: Mapping[str, Any]) -> Instrument:
    """The instrument that `body` (from `Instrument.body`, a form, or a file) describes. Raises InstrumentError."""
    name = _text(body, "name", "Instrumen ini belum punya nama.", most=120)
    kind = body.get("kind")
    if kind not in KINDS:
        raise InstrumentError(f"Jenis instrumen “{kind}” tidak dikenal.")
    phases = tuple(_phase(each) for each in body.get("phases", ()))
    made = Instrument(name, str(kind), str(body.get("source", ""))[:2000], phases)
    _check(made)
    return made


def _check(made: Instrument) -> None:
    keys = [field.key for phase in made.phases for field in phase.fields]
    if not keys:
        raise InstrumentError("Instrumen ini masih kosong. Tulis sedikitnya satu butir.")
    if len(keys) > MOST_FIELDS:
        raise InstrumentError(f"Terlalu banyak butir: paling banyak {MOST_FIELDS}, supaya masih terisi di kelas.")
    for found in (keys, [phase.key for phase in made.phases]):
        if twice := {key for key in found if found.count(key) > 1}:
            raise InstrumentError(f"Kunci ini dipakai dua kali: {', '.join(sorted(twice))}.")
    if empty := next((phase.name for phase in made.phases if not list(phase.fields)), None):
        raise InstrumentError(f"Fase “{empty}” tidak punya butir. Tulis sedikitnya satu, atau pakai instrumen lain.")


def _phase(body: Mapping[str, Any]) -> Phase:
    key = _key(body)
    if key in _TAKEN:
        raise InstrumentError(f"Kunci fase “{key}” tidak dapat dipakai.")
    return Phase(
        key,
        _text(body, "name", "Setiap fase perlu nama.", most=80),
        str(body.get("lead", ""))[:500],
        bool(body.get("sheet")),
        tuple(_section(each) for each in body.get("sections", ()) if each.get("fields")),
    )


def _section(body: Mapping[str, Any]) -> Section:
    title = _text(body, "title", "Setiap bagian perlu judul.", most=200)
    return Section(title, tuple(_field(each) for each in body["fields"]))


def _field(body: Mapping[str, Any]) -> Field:
    label = _text(body, "label", "Setiap butir perlu kalimat.", most=300)
    kind, by = body.get("kind"), body.get("by", BOTH)
    if kind not in FIELD_KINDS:
        raise InstrumentError(f"Butir “{label}”: pilih macamnya.")
    if by not in WRITERS:
        raise InstrumentError(f"Butir “{label}”: pilih siapa yang mengisinya.")
    choices = tuple(str(each).strip() for each in body.get("choices", ()) if str(each).strip())
    if kind == "pilihan" and not 2 <= len(set(choices)) == len(choices) <= 12:
        raise InstrumentError(f"Butir “{label}”: tulis dua sampai dua belas pilihan yang berbeda.")
    return Field(_key(body), str(kind), label, str(by), str(body.get("hint", ""))[:300], choices)


def _key(body: Mapping[str, Any]) -> str:
    key = body.get("key", "")
    if not (isinstance(key, str) and _KEY.fullmatch(key)):
        raise InstrumentError(f"Kunci “{key}” tidak dapat dipakai: huruf kecil, angka, dan tanda hubung saja.")
    return key


def _text(body: Mapping[str, Any], key: str, missing: str, *, most: int) -> str:
    value = body.get(key, "")
    if not (isinstance(value, str) and value.strip()):
        raise InstrumentError(missing)
    if len(value) > most:
        raise InstrumentError(f"Terlalu panjang, paling banyak {most} huruf: “{value[:60]}…”.")
    return value.strip()
