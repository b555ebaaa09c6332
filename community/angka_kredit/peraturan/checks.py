"""What the entries of a folder must agree on: names that exist, dates and hours that do not overlap."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeVar

from community.angka_kredit.peraturan.entries import (
    Butir,
    Cited,
    HasilName,
    Jenis,
    Jenjang,
    Plausibility,
    Predikat,
    Proof,
    Reason,
    Regulation,
    RoleName,
    RoleRules,
    Source,
)
from community.angka_kredit.peraturan.examples import ConversionExample, DiklatExample, Example, ModulExample
from community.angka_kredit.peraturan.reader import Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Folder:
    """Every entry of every file, with the table it stands in and the regime of its file."""

    rows: list[tuple[Any, Table, str]] = field(default_factory=list)

    def located(self, kind: type[T]) -> list[tuple[T, Table, str]]:
        return [(entry, table, regime) for entry, table, regime in self.rows if isinstance(entry, kind)]

    def all(self, kind: type[T]) -> tuple[T, ...]:
        return tuple(entry for entry, _, _ in self.located(kind))

    def check(self) -> None:
        """Raises PeraturanError, with file and line, for the first disagreement."""
        self._check_ids()
        self._check_sources()
        self._check_butir()
        self._check_roles()
        self._check_jenis()
        self._check_plausibility()
        self._check_examples()

    def _check_ids(self) -> None:
        for kind in (Regulation, Source, Proof, RoleName, HasilName, Jenis, Predikat, Jenjang):
            self._once(kind, "id", lambda entry: entry.id)
        self._once(Reason, "kode", lambda entry: (entry.scope, entry.code))

    def _once(self, kind: type[Any], key: str, name_of: Callable[[Any], Hashable]) -> None:
        seen: set[Hashable] = set()
        for entry, table, _ in self.located(kind):
            if name_of(entry) in seen:
                table.fail(key, f"'{table.text(key)}' sudah ada")
            seen.add(name_of(entry))

    def _check_sources(self) -> None:
        known = {source.id for source in self.all(Source)}
        for entry, table, _ in self.located(Cited):
            _known(table, "rujukan", entry.sources, known)
        for rules, table, _ in self.located(RoleRules):
            _known(table, "rujukan", rules.rules[0].sources, known)
        for jenis, table, _ in self.located(Jenis):
            _known(table, "rujukan_minimum_lain", jenis.other_minimum_sources, known)

    def _check_butir(self) -> None:
        proofs = {proof.id for proof in self.all(Proof)}
        located = self.located(Butir)
        for butir, table, _ in located:
            _known(table, "bukti", butir.evidence, proofs)
        for (first, _, _), (second, table, _) in combinations(located, 2):
            if first.regime != second.regime or not _share_a_day(first, second):
                continue
            if first.code == second.code:
                table.fail("kode", f"masa berlaku butir {second.code} tumpang tindih dengan butir yang sama")
            if first.ratifier and first.ratifier == second.ratifier:
                table.fail("pengesah", f"butir {second.code} dan {first.code} disahkan di tingkat yang sama")
            if _share_an_hour(first, second):
                table.fail("jam_dari", f"jam butir {second.code} tumpang tindih dengan butir {first.code}")

    def _check_roles(self) -> None:
        names = {name.id for name in self.all(RoleName)}
        for rules, table, regime in self.located(RoleRules):
            _known(table, "peran", (rule.role for rule in rules.rules), names)
            butir = self._codes(regime)
            _known(table, "butir", filter(None, (rules.rules[0].butir,)), butir)
            _known(table, "butir_pilihan", rules.rules[0].choices, butir)
        seen: set[tuple[str, str]] = set()
        for rules, table, _ in self.located(RoleRules):
            for pair in _pairs(rules):
                if pair in seen:
                    table.fail("peran", f"peran '{pair[1]}' dalam pola '{pair[0]}' sudah diatur")
                seen.add(pair)

    def _check_jenis(self) -> None:
        kinds = {name.id for name in self.all(HasilName)}
        ruled = {pair for rules in self.all(RoleRules) for pair in _pairs(rules)}
        for jenis, table, _ in self.located(Jenis):
            _known(table, "hasil", jenis.hasil, kinds)
            for name in self.all(RoleName):
                if jenis.pattern and (jenis.pattern, name.id) not in ruled:
                    table.fail("pola_peran", f"pola '{jenis.pattern}' tidak mengatur peran '{name.id}'")

    def _check_plausibility(self) -> None:
        codes = {reason.code for reason in self.all(Reason)}
        for limits, table, _ in self.located(Plausibility):
            _known(table, "alasan_frekuensi", (limits.frequency_reason,), codes)
            _known(table, "alasan_salinan", (limits.copy_reason,), codes)

    def _check_examples(self) -> None:
        roles = {name.id for name in self.all(RoleName)}
        kinds = {name.id for name in self.all(HasilName)}
        jenis = {each.id for each in self.all(Jenis)}
        for example, table, regime in self.located(Example):
            _known(table, "jenis", (example.jenis,), jenis)
            _known(table, "peran", (example.role,), roles)
            _known(table, "hasil", example.hasil, kinds)
            _known(table, "harap_butir", filter(None, (example.expect_butir,)), self._codes(regime))
        for diklat, table, regime in self.located(DiklatExample):
            _known(table, "harap_butir", filter(None, (diklat.expect_butir,)), self._codes(regime))
        for modul, table, regime in self.located(ModulExample):
            _known(table, "harap_butir", (modul.expect_butir,), self._codes(regime))
        for conversion, table, _ in self.located(ConversionExample):
            _known(table, "jenjang", (conversion.jenjang,), {each.id for each in self.all(Jenjang)})
            _known(table, "predikat", (conversion.predikat,), {each.id for each in self.all(Predikat)})

    def _codes(self, regime: str) -> set[str]:
        return {butir.code for butir in self.all(Butir) if butir.regime == regime}


def _known(table: Table, key: str, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            table.fail(key, f"'{key}' menyebut '{name}' yang tidak ada")


def _pairs(rules: RoleRules) -> list[tuple[str, str]]:
    return [(pattern, rule.role) for pattern in rules.patterns for rule in rules.rules]


def _share_a_day(first: Butir, second: Butir) -> bool:
    later = max(first.valid_from, second.valid_from)
    return first.is_valid_on(later) and second.is_valid_on(later)


def _share_an_hour(first: Butir, second: Butir) -> bool:
    starts = [butir.hours_from for butir in (first, second) if butir.hours_from is not None]
    return len(starts) == 2 and any(first.takes_hours(hour) and second.takes_hours(hour) for hour in starts)
