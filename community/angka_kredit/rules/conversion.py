"""What is not a paket: the estimate of regime B, and a real diklat by its hours."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from community.angka_kredit.peraturan import Butir, Peraturan
from community.kernel.indonesian import angka, nilai

KEPT = Decimal("0.0001")
SHOWN = Decimal("0.01")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate for a PNS: `value` to four decimals as kept, `shown` to two, and how it was reached."""

    value: Decimal
    shown: Decimal
    sentence: str
    label: str


def estimate_b(predikat: str, jenjang: str, months: int, peraturan: Peraturan) -> Estimate:
    """months/12 x percent x coefficient (Peraturan BKN 3/2023). Never to be added to values of regime A.

    Raises LookupError for an unknown predikat or jenjang, ValueError for months outside 1 to 12.
    """
    if not 1 <= months <= MONTHS:
        raise ValueError(f"{months} months of one year")
    rating, level = peraturan.predikat(predikat), peraturan.jenjang(jenjang)
    exact = Fraction(rating.percent) / 100 * Fraction(level.coefficient) * Fraction(months, MONTHS)
    shown = _rounded(exact, SHOWN)
    part = "" if months == MONTHS else f"{months}/{MONTHS} × "
    return Estimate(
        value=_rounded(exact, KEPT),
        shown=shown,
        sentence=f"Perkiraan {level.label}, predikat {rating.label}: {part}{angka(rating.percent)}% × "
        f"{angka(level.coefficient)} = {nilai(shown)}.",
        label=peraturan.regime_label("B"),
    )


def diklat_butir(hours: Decimal, peraturan: Peraturan, on: date) -> Butir | None:
    """The butir of a real diklat of `hours` (whole hours count), None below the least. Never for a paket."""
    for butir in peraturan.all_butir:
        if butir.is_valid_on(on) and butir.takes_hours(int(hours)):
            return butir
    return None


def _rounded(exact: Fraction, step: Decimal) -> Decimal:
    """`exact` to a multiple of `step`, a half upwards: as the published examples do."""
    return floor(exact / Fraction(step) + Fraction(1, 2)) * step
