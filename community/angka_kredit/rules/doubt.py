"""Warnings before an assessor doubts: reports that look copied (2A), pertemuan too close together (2B).

Where a warning begins is a local choice in `regulations/entri-lokal.toml`, not a limit of the regulation.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from community.angka_kredit.peraturan import Peraturan
from community.kernel.indonesian import hari_tanggal, tanggal

_WORD = re.compile(r"\w+")


def same_text(first: str, second: str) -> Decimal:
    """The share of words two texts share in the same order, 0 to 1; case and punctuation do not count."""
    # SequenceMatcher may answer differently for (a, b) and (b, a); one order makes it the same.
    one, other = sorted((_words(first), _words(second)))
    count = len(one) + len(other)
    if not count:
        return Decimal(0)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return (Decimal(2 * sum(block.size for block in blocks)) / count).quantize(Decimal("0.0001"))


def looks_copied(first: str, second: str, peraturan: Peraturan) -> bool:
    """Whether two reports are long enough to compare and alike enough to warn of reason 2A."""
    limits = peraturan.plausibility
    if min(len(_words(first)), len(_words(second))) < limits.words:
        return False
    return same_text(first, second) >= limits.same_text


def plausibility(days: Iterable[date], peraturan: Peraturan) -> list[str]:
    """What an assessor may find unreasonable about the days of one paket's pertemuan; empty: nothing."""
    limits = peraturan.plausibility
    days = list(days)
    by_day = Counter(days)
    by_month = Counter((day.year, day.month) for day in days)
    found = [
        f"{count} pertemuan paket ini jatuh pada {hari_tanggal(day)}"
        for day, count in sorted(by_day.items())
        if count > limits.per_day
    ] + [
        f"{count} pertemuan paket ini dalam bulan {tanggal(date(year, month, 1)).removeprefix('1 ')}"
        for (year, month), count in sorted(by_month.items())
        if count > limits.per_month
    ]
    advice = f"Penilai dapat meragukan frekuensinya (alasan {limits.frequency_reason}); periksa tanggalnya."
    return [f"{each}. {advice}" for each in found]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
