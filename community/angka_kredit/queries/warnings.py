"""What an assessor may doubt, said before an assessor says it. A warning never refuses anything."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from community.accounts.models import Guru
from community.angka_kredit.models import Usulan
from community.angka_kredit.peraturan import peraturan
from community.angka_kredit.queries.kegiatan import others_in
from community.angka_kredit.rules import looks_copied, plausibility, same_text
from community.attendance.models import PRESENT, Kehadiran
from community.kernel.database import db
from community.kernel.indonesian import dan, hari_tanggal, tanggal
from community.lokakarya.models import Pertemuan

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Warning:
    """One doubt: the number of the reason it may lead to, and a sentence."""

    reason: str
    sentence: str


def warnings_of(usulan: Usulan, *, names: bool) -> list[Warning]:
    """Everything an assessor may doubt about a claim; `names` says whose text it resembles (not to the
    owner).
    """
    days = [date.fromisoformat(day["on"]) for day in usulan.kegiatan.facts.get("pertemuan", [])]
    frequency = peraturan().plausibility.frequency_reason
    return [
        *_copied(usulan, names),
        *(Warning(frequency, sentence) for sentence in plausibility(days, peraturan())),
        *_twice_at_once(usulan),
        *_expired(usulan, usulan.guru),
    ]


def _copied(usulan: Usulan, names: bool) -> list[Warning]:
    alike = [
        (int(same_text(usulan.own_text, other.own_text) * 100), other.guru.name)
        for other in others_in(usulan)
        if _could_be_copied(usulan.own_text, other.own_text)
        and looks_copied(usulan.own_text, other.own_text, peraturan())
    ]
    if not alike:
        return []
    alike.sort(reverse=True)
    percent = alike[0][0]
    whose = dan([name for _, name in alike[:3]]) if names else "anggota lain dari paket yang sama"
    more = f" dan {len(alike) - 3} orang lagi" if names and len(alike) > 3 else ""
    advice = "" if names else " Tulis ulang dengan kata-kata dan pengalaman Anda sendiri."
    sentence = f"Laporan ini {percent}% sama dengan laporan {whose}{more}; penilai dapat menganggapnya salinan.{advice}"
    return [Warning(peraturan().plausibility.copy_reason, sentence)]


def _could_be_copied(first: str, second: str) -> bool:
    """Words in common in any order bound the words in common in the same order: a cheap first look."""
    one, other = (Counter(_WORD.findall(text.casefold())) for text in (first, second))
    count = one.total() + other.total()
    return count > 0 and 2 * (one & other).total() >= peraturan().plausibility.same_text * count


def _twice_at_once(usulan: Usulan) -> list[Warning]:
    """One person cannot be at two pertemuan at once (handbook 3.5)."""
    mine, other = aliased(Pertemuan), aliased(Pertemuan)
    here, there = aliased(Kehadiran), aliased(Kehadiran)
    query = (
        select(mine.starts_at)
        .join(here, here.pertemuan_id == mine.id)
        .join(there, there.guru_id == here.guru_id)
        .join(other, other.id == there.pertemuan_id)
        .where(
            mine.paket_id == usulan.paket_id,
            here.guru_id == usulan.guru_id,
            here.status.in_(PRESENT),
            there.status.in_(PRESENT),
            other.id != mine.id,
            other.starts_at < mine.ends_at,
            other.ends_at > mine.starts_at,
        )
        .distinct()
        .order_by(mine.starts_at)
    )
    zone = usulan.paket.gugus.zone.name
    days = list(dict.fromkeys(hari_tanggal(at, zone) for at in db.session.scalars(query)))
    if not days:
        return []
    reason = peraturan().plausibility.copy_reason  # 2A: data, names or dates that do not agree
    return [Warning(reason, f"Tercatat hadir di dua pertemuan pada waktu yang sama: {dan(days)}.")]


def _expired(usulan: Usulan, guru: Guru) -> list[Warning]:
    """An activity before the year of the last SK jabatan (reason 1G; for kegiatan kolektif the local 2F)."""
    if guru.sk_jabatan_on is None or usulan.on.year >= guru.sk_jabatan_on.year:
        return []
    sentence = (
        f"Kegiatan {tanggal(usulan.on)} mendahului tahun SK jabatan terakhir "
        f"({tanggal(guru.sk_jabatan_on)}); "
        "penilai dapat menganggapnya kedaluwarsa."
    )
    return [Warning("1G", sentence)]
