"""What a regulation file says, entry by entry: frozen values, each with its sources and how sure they are."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

REGIMES = {"A": "katalog kegiatan PKB", "B": "konversi predikat kinerja"}
STATUS_WORDS = {
    "dikonfirmasi": "dikonfirmasi sumber",
    "belum_dikonfirmasi": "belum dikonfirmasi",
    "turunan": "disimpulkan dari sumber",
    "keputusan": "keputusan aplikasi, sumber tidak menyebutkan",
}
SUB_UNSUR = {"pengembangan_diri": "pengembangan diri", "publikasi_ilmiah": "publikasi ilmiah"}
GROUPS = {
    "diklat": "diklat",
    "kegiatan_kolektif": "kegiatan kolektif",
    "presentasi": "presentasi",
    "modul": "modul atau diktat",
}
RATIFIERS = {"sekolah": "sekolah", "kabkota": "kabupaten/kota", "provinsi": "provinsi"}


@dataclass(frozen=True, slots=True)
class Source:
    """A document one can look up; `address` is empty where it has no stable one."""

    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The basis of every entry: at least one source, and a key of STATUS_WORDS."""

    sources: tuple[str, ...]
    status: str

    @property
    def status_words(self) -> str:
        return STATUS_WORDS[self.status]


@dataclass(frozen=True, slots=True)
class Regulation(Cited):
    """One file: its regime, what its values are called on screen, and its two ends.

    It gives credit until `ak_until` (None: it does not end), and is referred to until `reference_until`
    (None: open). `status` is that of `valid_from`. The explanations are the sentences shown beside a value.
    """

    id: str
    regime: str
    name: str
    label: str
    valid_from: date
    ak_until: date | None
    ak_until_status: str
    reference_until: date | None
    explains_ak: str
    explains_reference: str
    explains_hours: str


@dataclass(frozen=True, slots=True)
class Proof(Cited):
    """A kind of evidence; `customary` means usual in practice, not demanded by the regulation."""

    id: str
    name: str
    customary: bool


@dataclass(frozen=True, slots=True)
class Butir(Cited):
    """One creditable item. `hours_from` and `hours_until` bound a diklat; None: not a diklat, or no end.

    `ratifier` (a key of RATIFIERS) is the level that ratifies a modul; empty for all that is none.
    """

    code: str
    name: str
    value: Decimal
    unit: str
    sub_unsur: str  # a key of SUB_UNSUR
    group: str  # a key of GROUPS
    hours_from: int | None
    hours_until: int | None
    ratifier: str
    evidence: tuple[str, ...]
    note: str
    valid_from: date
    valid_until: date | None
    regulation: str
    regime: str

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def takes_hours(self, hours: int) -> bool:
        return (
            self.hours_from is not None
            and self.hours_from <= hours
            and (self.hours_until is None or hours <= self.hours_until)
        )


@dataclass(frozen=True, slots=True)
class RoleName:
    """A role a person can have in a paket, and what it is called."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class HasilName:
    """A kind of hasil, and what it is called."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class RoleRule(Cited):
    """What a role carries in a jenis: a butir, or in `no_value` the sentence why it carries none.

    `choices` are the butir a person may take instead; never both.
    """

    role: str
    butir: str | None
    choices: tuple[str, ...]
    needs_makalah: bool
    no_value: str
    note: str


@dataclass(frozen=True, slots=True)
class RoleRules:
    """Rules of several roles in several patterns, as written together: `[[peran]]`."""

    patterns: tuple[str, ...]
    rules: tuple[RoleRule, ...]


@dataclass(frozen=True, slots=True)
class Jenis(Cited):
    """A kind of paket: its minimum of pertemuan, what must come out of it, and what each role carries.

    Any one kind of `hasil` will do; none means nothing is required. `no_value` says why a jenis carries
    nothing at all. `conflict` tells of sources that disagree about the minimum, and `other_minimum` is the
    reading not followed.
    """

    id: str
    label: str
    minimum: int
    hasil: tuple[str, ...]
    hasil_label: str
    pattern: str  # which group of role rules holds here; empty where `no_value` says all
    roles: tuple[RoleRule, ...]
    can_split: bool
    no_value: str
    conflict: str
    other_minimum: int | None
    other_minimum_sources: tuple[str, ...]
    regulation: str

    def rule_for(self, role: str) -> RoleRule:
        """What `role` carries here. Raises LookupError for a role the regulation does not name."""
        for rule in self.roles:
            if rule.role == role:
                return rule
        raise LookupError(f"peran tidak dikenal: {role}")


@dataclass(frozen=True, slots=True)
class Reason(Cited):
    """A numbered reason for refusing or returning. Numbers hold inside their scope only."""

    code: str
    scope: str  # a key of SUB_UNSUR
    group: str  # a key of GROUPS
    text: str
    advice: str
    note: str
    confirmation: str  # "belum dikonfirmasi" for a local entry, empty for one the source prints
    recorded_on: date | None
    regulation: str

    @property
    def is_local(self) -> bool:
        return bool(self.confirmation)


@dataclass(frozen=True, slots=True)
class Predikat(Cited):
    """A performance rating and the percentage it converts at (regime B)."""

    id: str
    label: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Jenjang(Cited):
    """A position level: its yearly coefficient, and the cumulative credit to the next pangkat and jenjang."""

    id: str
    label: str
    coefficient: Decimal
    for_pangkat: Decimal
    for_jenjang: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class Plausibility(Cited):
    """Where a warning begins. Local choices, not limits of any regulation."""

    per_day: int
    per_month: int
    same_text: Decimal  # the share of words in common from which two reports look copied
    words: int  # shorter reports are not compared
    frequency_reason: str
    copy_reason: str


@dataclass(frozen=True, slots=True)
class SchoolYear(Cited):
    """The day on which a school year begins."""

    month: int
    day: int
