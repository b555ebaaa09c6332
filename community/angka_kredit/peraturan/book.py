"""The regulations as one reads them: by id, by code and date, by group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from community.angka_kredit.peraturan.entries import (
    Butir,
    HasilName,
    Jenis,
    Jenjang,
    Plausibility,
    Predikat,
    Proof,
    Reason,
    Regulation,
    RoleName,
    SchoolYear,
    Source,
)
from community.angka_kredit.peraturan.examples import ConversionExample, DiklatExample, Example, ModulExample


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=_WithId)


@dataclass(frozen=True, slots=True)
class Peraturan:
    """All regulation files of one folder, checked. Every lookup raises LookupError for what no file knows."""

    regulations: tuple[Regulation, ...]
    sources: tuple[Source, ...]
    proofs: tuple[Proof, ...]
    all_butir: tuple[Butir, ...]
    role_names: tuple[RoleName, ...]
    hasil_names: tuple[HasilName, ...]
    jenis_list: tuple[Jenis, ...]
    reasons: tuple[Reason, ...]
    predikat_list: tuple[Predikat, ...]
    jenjang_list: tuple[Jenjang, ...]
    plausibility: Plausibility
    school_year: SchoolYear
    examples: tuple[Example, ...]
    diklat_examples: tuple[DiklatExample, ...]
    conversion_examples: tuple[ConversionExample, ...]
    modul_examples: tuple[ModulExample, ...]

    def all_jenis(self) -> tuple[Jenis, ...]:
        """Every jenis, in the order of the file."""
        return self.jenis_list

    def jenis(self, id: str) -> Jenis:
        return _by_id(self.jenis_list, id, "jenis")

    def butir(self, code: str, *, on: date, regime: str = "A") -> Butir:
        """The butir `code` as it holds on the day `on`."""
        for each in self.all_butir:
            if each.code == code and each.regime == regime and each.is_valid_on(on):
                return each
        raise LookupError(f"butir {code} tidak berlaku pada {on.isoformat()} di rezim {regime}")

    def butir_ratified_by(self, ratifier: str, *, on: date) -> Butir:
        """The butir of a modul that `ratifier` (a key of RATIFIERS) ratified, as it holds on the day `on`."""
        for each in self.all_butir:
            if each.ratifier == ratifier and each.is_valid_on(on):
                return each
        raise LookupError(f"tidak ada butir modul yang disahkan {ratifier} pada {on.isoformat()}")

    def reasons_for(self, group: str) -> tuple[Reason, ...]:
        """The reasons a koordinator may choose for a butir of `group` (a key of GROUPS), by number."""
        found = [each for each in self.reasons if each.group == group]
        return tuple(sorted(found, key=lambda each: each.code))

    def reason(self, code: str, scope: str = "pengembangan_diri") -> Reason:
        """Reason `code`; a number means something inside its scope only."""
        for each in self.reasons:
            if each.code == code and each.scope == scope:
                return each
        raise LookupError(f"alasan {code} tidak dikenal pada {scope}")

    def regulation(self, id: str) -> Regulation:
        return _by_id(self.regulations, id, "peraturan")

    def regime_label(self, regime: str) -> str:
        """What values of a regime are called on screen, as its oldest file says."""
        found = [each for each in self.regulations if each.regime == regime]
        if not found:
            raise LookupError(f"rezim tidak dikenal: {regime}")
        return min(found, key=lambda each: each.valid_from).label

    def source(self, id: str) -> Source:
        return _by_id(self.sources, id, "sumber")

    def proof(self, id: str) -> Proof:
        return _by_id(self.proofs, id, "bukti")

    def role_label(self, id: str) -> str:
        return _by_id(self.role_names, id, "peran").label

    def predikat(self, id: str) -> Predikat:
        return _by_id(self.predikat_list, id, "predikat")

    def jenjang(self, id: str) -> Jenjang:
        return _by_id(self.jenjang_list, id, "jenjang")


def _by_id(entries: Iterable[E], id: str, what: str) -> E:
    for each in entries:
        if each.id == id:
            return each
    raise LookupError(f"{what} tidak dikenal: {id}")
