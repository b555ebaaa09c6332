"""Parts of the acts that plan: what a plan must say, where it falls, whom it would put in two places."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from community.accounts.models import Guru
from community.gugus.models import Anggota
from community.kernel.clock import now, today
from community.kernel.database import add, add_all, db
from community.kernel.errors import Invalid
from community.kernel.indonesian import dan, hari_tanggal
from community.kernel.markdown import render
from community.kernel.person_names import name_key
from community.lokakarya.models import MODES, Narasumber, Paket, Pertemuan
from community.lokakarya.models.refusals import PastPertemuan, PlanDoubtful
from community.lokakarya.queries import Clash, clashes
from community.lokakarya.rules import Plan, Span, jp_of, parse_narasumber, span_of

MOST_AHEAD = timedelta(days=3 * 366)  # a year typed wrong, not a plan
OLDEST = date(2010, 1, 1)  # Permenpan 16/2009 and Buku 4 begin here; earlier is a slip of the finger
MOST_NAMES = 6  # how many names a warning says
Presenter = tuple[str, str, str | None]  # name, topic, id of a person of the house


def check(plan: Plan) -> None:
    """Raises Invalid, naming the field, for a plan that cannot be held."""
    check_where(plan.mode, plan.place, plan.link)
    if plan.end <= plan.start:
        raise Invalid("Jam selesai harus sesudah jam mulai, di hari yang sama.", field="end")


def check_where(mode: str, place: str, link: str) -> None:
    """Raises Invalid unless one can tell where to go: a place, a link, or both."""
    if mode not in MODES:
        raise Invalid("Pilih cara bertemu dari daftar.", field="mode")
    if mode != "daring" and not place:
        raise Invalid("Tulis tempatnya, supaya peserta tahu harus ke mana.", field="place")
    if mode != "luring" and not link:
        raise Invalid("Tulis tautan ruang daringnya, supaya peserta dapat masuk.", field="link")


def spans_of(paket: Paket, days: Sequence[date], start: time, end: time, *, past: bool) -> list[Span]:
    """When it falls, by the clocks of the gugus. Raises Invalid for an impossible time, PastPertemuan."""
    if end <= start:
        raise Invalid("Jam selesai harus sesudah jam mulai, di hari yang sama.", field="end")
    zone = paket.gugus.zone.name
    latest = today(zone) + MOST_AHEAD
    if not days or any(not OLDEST <= day <= latest for day in days):
        raise Invalid("Tanggal ini terlalu jauh. Periksa tahunnya.", field="day")
    spans = [span_of(day, start, end, zone) for day in days]
    if not past and any(span.ends_at <= now() for span in spans):
        raise PastPertemuan
    return spans


def span_of_row(pertemuan: Pertemuan) -> Span:
    return Span(pertemuan.starts_at, pertemuan.ends_at)


def minutes_of(span: Span, break_minutes: int) -> int:
    """The minutes that count. Raises Invalid for a break as long as the pertemuan."""
    if not 0 <= break_minutes < span.minutes:
        raise Invalid(
            "Istirahatnya sama lama dengan pertemuannya, atau lebih. Tulis menitnya saja.",
            field="break_minutes",
        )
    return span.minutes - break_minutes


def day_of(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def presenters(paket: Paket, text: str) -> list[Presenter]:
    """Each line of `text` as a presenter; a name that one anggota alone bears is that anggota."""
    lines = parse_narasumber(text)
    if not lines:
        return []
    query = select(Guru.id, Guru.name_key).join(Anggota, Anggota.guru_id == Guru.id)
    rows = db.session.execute(query.where(Anggota.gugus_id == paket.gugus_id, Anggota.left_at.is_(None))).all()
    borne = Counter(key for _, key in rows)
    known = {key: guru_id for guru_id, key in rows if borne[key] == 1}
    return [(name, topic, known.get(name_key(name))) for name, topic in lines]


def warn(paket: Paket, spans: Sequence[Span], people: Sequence[Presenter], *, without: Pertemuan | None = None) -> None:
    """Raises PlanDoubtful where someone would be in two places, or a day holds two pertemuan of `paket`."""
    zone = paket.gugus.zone.name
    without_id = without.id if without else None
    taken = [day_of(each.starts_at, zone) for each in paket.held if each.id != without_id]
    days = Counter([*taken, *(day_of(span.starts_at, zone) for span in spans)])
    planned = {day_of(span.starts_at, zone) for span in spans}
    warnings = [
        f"{hari_tanggal(day)}: paket ini jadi mempunyai {days[day]} pertemuan pada hari yang sama."
        for day in sorted(planned)
        if days[day] > 1
    ]
    presenting = [guru_id for *_, guru_id in people if guru_id]
    found = clashes(paket, spans, narasumber=presenting, without=without_id)
    warnings += [_sentence(clash, paket, zone) for clash in found]
    if warnings:
        raise PlanDoubtful(warnings)


def make(actor: Any, paket: Paket, span: Span, plan: Plan) -> Pertemuan:
    """Part of an act: one pertemuan of a plan. Raises Invalid."""
    minutes = minutes_of(span, plan.break_minutes)
    pertemuan = Pertemuan(
        paket=paket,
        title=plan.title,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        place=plan.place,
        link=plan.link,
        mode=plan.mode,
        break_minutes=plan.break_minutes,
        minutes=minutes,
        minutes_per_jp=plan.minutes_per_jp,
        jp=jp_of(minutes, plan.minutes_per_jp),
        capacity=plan.capacity,
        created_by_id=actor.id,
        created_at=now(),
    )
    set_agenda(pertemuan, plan.agenda)
    return add(pertemuan)


def set_agenda(pertemuan: Pertemuan, agenda: str) -> None:
    pertemuan.agenda, pertemuan.agenda_html = agenda, render(agenda)


def set_presenters(pertemuan: Pertemuan, people: Sequence[Presenter]) -> None:
    """Part of an act: who presents, in place of who did."""
    db.session.execute(delete(Narasumber).where(Narasumber.pertemuan_id == pertemuan.id))
    add_all(
        [
            Narasumber(pertemuan_id=pertemuan.id, name=name, topic=topic, guru_id=guru_id)
            for name, topic, guru_id in people
        ]
    )
    db.session.expire(pertemuan, ["narasumber"])


def _sentence(clash: Clash, paket: Paket, zone: str) -> str:
    """Who is also elsewhere. Only our own anggota are named; of another gugus only its name is told."""
    other = clash.pertemuan.paket
    where = f"pertemuan “{other.theme}”" if other.gugus_id == paket.gugus_id else f"pertemuan {other.gugus.name}"
    named = list(clash.names)
    who = f"{len(named)} anggota ({dan(named[:3])}, dan lainnya)" if len(named) > MOST_NAMES else dan(named)
    if clash.others:
        who = f"{who} dan {clash.others} orang lain" if who else f"{clash.others} orang"
    return f"{hari_tanggal(clash.span.starts_at, zone)}: {who} juga diharapkan di {where} pada jam itu."
