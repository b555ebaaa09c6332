"""The arithmetic of the regulations: pure functions from facts to a verdict, a sum, an estimate or a warning.

No database and no request: what goes in are frozen values, and every figure comes from the regulation files.
"""

from community.angka_kredit.rules.conversion import Estimate, diklat_butir, estimate_b
from community.angka_kredit.rules.doubt import looks_copied, plausibility, same_text
from community.angka_kredit.rules.sums import (
    Line,
    by_butir,
    by_calendar_year,
    by_school_year,
    school_year_of,
    since,
    sum_by,
    total,
)
from community.angka_kredit.rules.verdict import Attended, Verdict, judge, split_offer

__all__ = [
    "Attended",
    "Estimate",
    "Line",
    "Verdict",
    "by_butir",
    "by_calendar_year",
    "by_school_year",
    "diklat_butir",
    "estimate_b",
    "judge",
    "looks_copied",
    "plausibility",
    "same_text",
    "school_year_of",
    "since",
    "split_offer",
    "sum_by",
    "total",
]
