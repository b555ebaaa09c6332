"""How each person stands in a paket, by attendance and hasil: before it is closed, and when it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from community.angka_kredit.peraturan import Jenis, peraturan
from community.angka_kredit.rules import Attended, Verdict, judge
from community.attendance.queries import Presence, presence_in
from community.kernel.clock import now
from community.lokakarya.models import Hasil, Paket, Pertemuan
from community.lokakarya.queries import hasil_of, pertemuan_in, roles_in

PESERTA = "peserta"  # who was given no role
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Standing:
    """One person in one paket: what is counted, and the verdict on it."""

    guru_id: str
    role: str
    attended: int
    held: int
    minutes: int
    jp: Decimal
    hasil_present: bool
    first_on: date
    last_on: date
    verdict: Verdict
    days: list[dict[str, Any]]  # each pertemuan held: when, for how long, and this person's part in it

    @property
    def took_part(self) -> bool:
        return self.attended > 0


class Room:
    """What a paket gives everyone: its pertemuan, hasil, roles, presence; four queries, however many people."""

    def __init__(self, paket: Paket, until: datetime | None = None) -> None:
        self.paket = paket
        self.jenis: Jenis = peraturan().jenis(paket.jenis)
        self.zone = ZoneInfo(paket.gugus.zone.name)
        held = [each for each in pertemuan_in(paket) if not each.is_cancelled]
        self.held: list[Pertemuan] = [each for each in held if until is None or each.starts_at <= until]
        self.hasil: list[Hasil] = hasil_of(paket.id)
        self.roles = roles_in(paket.id)
        self._alike: dict[tuple[Any, ...], Standing] = {}
        self.presence: defaultdict[str, dict[str, Presence]] = defaultdict(dict)
        counted = {each.id for each in self.held}
        for row in presence_in(paket.id):
            if row.pertemuan_id in counted:
                self.presence[row.guru_id][row.pertemuan_id] = row

    @property
    def people(self) -> set[str]:
        """Everyone with a role or a presence; who was only excused has neither."""
        present = {guru for guru, rows in self.presence.items() if any(row.is_present for row in rows.values())}
        return present | set(self.roles)

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day, in the zone of the gugus; today where nothing was held."""
        days = [self._day(each.starts_at) for each in self.held] or [self._day(now())]
        return days[0], days[-1]

    def standing_of(self, guru_id: str, chosen: str | None = None) -> Standing:
        """How `guru_id` stands; `chosen` takes another butir of the role. Who took part alike is judged once."""
        role = self.roles.get(guru_id, PESERTA)
        makalah = any(each.kind == "makalah" and each.author_id == guru_id for each in self.hasil)
        rows = self.presence.get(guru_id, {})
        came = tuple(
            (row.status, row.keluar_at, row.minutes) if (row := rows.get(each.id)) else None for each in self.held
        )
        alike = (role, makalah, chosen, came)
        if alike not in self._alike:
            self._alike[alike] = self._judged(guru_id, role, makalah, chosen)
        return replace(self._alike[alike], guru_id=guru_id)

    def _judged(self, guru_id: str, role: str, makalah: bool, chosen: str | None) -> Standing:
        days = [self._part_in(pertemuan, guru_id) for pertemuan in self.held]
        present = [day for day in days if day["present"]]
        first_on, last_on = self.span
        kinds = frozenset(each.kind for each in self.hasil)
        minutes = sum(day["minutes"] for day in present)
        jp = sum((Decimal(day["jp"]) for day in present), Decimal(0))
        facts = Attended(role, len(present), len(self.held), minutes, jp, kinds, makalah, last_on)
        return Standing(
            guru_id=guru_id,
            role=role,
            attended=len(present),
            held=len(self.held),
            minutes=minutes,
            jp=jp,
            hasil_present=bool(kinds & set(self.jenis.hasil)) if self.jenis.hasil else bool(kinds),
            first_on=first_on,
            last_on=last_on,
            verdict=judge(self.jenis, facts, peraturan(), chosen),
            days=days,
        )

    def standings(self, guru_ids: Iterable[str]) -> list[Standing]:
        return [self.standing_of(guru_id) for guru_id in guru_ids]

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _part_in(self, pertemuan: Pertemuan, guru_id: str) -> dict[str, Any]:
        row = self.presence.get(guru_id, {}).get(pertemuan.id)
        present = row is not None and row.is_present
        minutes = _minutes(pertemuan, row) if row and present else 0
        return {
            "id": pertemuan.id,
            "on": self._day(pertemuan.starts_at).isoformat(),
            "title": pertemuan.title,
            "status": row.status if row else "",
            "present": present,
            "minutes": minutes,
            "minutes_per_jp": pertemuan.minutes_per_jp,
            "jp": str(_jp(pertemuan, minutes)),
        }


def _minutes(pertemuan: Pertemuan, row: Presence) -> int:
    """Who is present is present to the scheduled end, unless it is written when they left (product.md section 2), or
    how many minutes they were in the room.
    """
    if row.minutes is not None:
        return min(row.minutes, pertemuan.minutes)
    if row.keluar_at is None or row.keluar_at >= pertemuan.ends_at:
        return pertemuan.minutes
    stayed = int((row.keluar_at - pertemuan.starts_at).total_seconds() // 60)
    return min(max(stayed, 0), pertemuan.minutes)


def _jp(pertemuan: Pertemuan, minutes: int) -> Decimal:
    if minutes == pertemuan.minutes:
        return pertemuan.jp
    return (pertemuan.jp * minutes / pertemuan.minutes).quantize(_CENT, ROUND_HALF_UP)
