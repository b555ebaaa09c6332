"""The regulations, read from `regulations/*.toml` and checked before anything uses them.

`peraturan()` gives those the application ships. A file that says something unknown, uncited, contradictory or
as a float stops the start with a PeraturanError that names file and line.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from community.angka_kredit.peraturan.book import Peraturan
from community.angka_kredit.peraturan.checks import Folder
from community.angka_kredit.peraturan.entries import (
    GROUPS,
    RATIFIERS,
    STATUS_WORDS,
    SUB_UNSUR,
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
    RoleRule,
    RoleRules,
    SchoolYear,
    Source,
)
from community.angka_kredit.peraturan.examples import ConversionExample, DiklatExample, Example, ModulExample
from community.angka_kredit.peraturan.reader import Document, PeraturanError
from community.angka_kredit.peraturan.tables import ARRAYS, SINGLES, regulation_of

__all__ = [
    "GROUPS",
    "RATIFIERS",
    "STATUS_WORDS",
    "SUB_UNSUR",
    "Butir",
    "Jenis",
    "Peraturan",
    "PeraturanError",
    "Plausibility",
    "Reason",
    "Regulation",
    "RoleRule",
    "SchoolYear",
    "load",
    "peraturan",
]

SHIPPED = Path(__file__).parent.parent / "regulations"

T = TypeVar("T")


@cache
def peraturan() -> Peraturan:
    """The regulations shipped with the application, read once."""
    return load(SHIPPED)


def load(directory: Path) -> Peraturan:
    """Read and check every `*.toml` of `directory`.

    Raises PeraturanError, beginning "file:line:", for the first thing that must not be there or is missing.
    """
    folder = Folder()
    for path in sorted(directory.glob("*.toml")):
        _take(Document(path), folder)
    folder.check()
    rules = folder.all(RoleRules)
    return Peraturan(
        regulations=folder.all(Regulation),
        sources=folder.all(Source),
        proofs=folder.all(Proof),
        all_butir=folder.all(Butir),
        role_names=folder.all(RoleName),
        hasil_names=folder.all(HasilName),
        jenis_list=tuple(replace(each, roles=_rules_in(each.pattern, rules)) for each in folder.all(Jenis)),
        reasons=folder.all(Reason),
        predikat_list=folder.all(Predikat),
        jenjang_list=folder.all(Jenjang),
        plausibility=_the_only(folder, Plausibility, "kewajaran", directory),
        school_year=_the_only(folder, SchoolYear, "tahun_ajaran", directory),
        examples=folder.all(Example),
        diklat_examples=folder.all(DiklatExample),
        conversion_examples=folder.all(ConversionExample),
        modul_examples=folder.all(ModulExample),
    )


def _take(document: Document, folder: Folder) -> None:
    """Add the entries of one file; each table must have been read to its last key."""
    header = document.one("peraturan")
    if header is None:
        document.fail((), "bagian [peraturan] wajib ada")
    regulation = regulation_of(header)
    header.finish()
    folder.rows.append((regulation, header, regulation.regime))
    singles = [(table, make) for name, make in SINGLES.items() if (table := document.one(name))]
    arrays = [(table, make) for name, make in ARRAYS.items() for table in document.many(name)]
    document.finish()
    for table, make in singles + arrays:
        folder.rows.append((make(table, regulation), table, regulation.regime))
        table.finish()


def _rules_in(pattern: str, rules: tuple[RoleRules, ...]) -> tuple[RoleRule, ...]:
    return tuple(rule for each in rules if pattern in each.patterns for rule in each.rules)


def _the_only(folder: Folder, kind: type[T], name: str, directory: Path) -> T:
    located = folder.located(kind)
    if not located:
        raise PeraturanError(f"{directory}: bagian [{name}] wajib ada di salah satu berkas")
    for _, table, _ in located[1:]:
        table.document.fail(table.path, f"[{name}] sudah ada di berkas lain")
    return located[0][0]
