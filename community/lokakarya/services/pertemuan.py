"""Acts on a pertemuan: plan one or a series, change, move, cancel, open, close, answer."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import func, select

from community.kernel.clock import now, today
from community.kernel.command import announce, command
from community.kernel.database import add, db
from community.kernel.errors import Invalid
from community.lokakarya.events import PertemuanCancelled, PertemuanMoved
from community.lokakarya.models import OPENS_BEFORE, RSVP_ANSWERS, Paket, Pertemuan, Rsvp
from community.lokakarya.models.refusals import PertemuanFull, PertemuanOver, PertemuanTooEarly
from community.lokakarya.rules import Plan, jp_of
from community.lokakarya.services import planning
from community.lokakarya.services.holding import (
    hold_open,
    hold_pertemuan,
    step_pertemuan,
    tell_peserta,
    when,
    write_down,
)
from community.permissions import Do


@command(Do.ADD_PERTEMUAN)
def add_pertemuan(
    actor: Any, paket: Paket, *, days: Sequence[date], plan: Plan, past: bool = False, despite: bool = False
) -> list[Pertemuan]:
    """A pertemuan on each of `days`, all alike, in one act: a series is made whole or not at all.

    `past` says that recording one that is over is meant; `despite`, that the warnings were seen.
    Raises Invalid, PastPertemuan, PlanDoubtful, PaketClosedAlready, PaketCancelledAlready.
    """
    hold_open(paket)
    planning.check(plan)
    spans = planning.spans_of(paket, days, plan.start, plan.end, past=past)
    people = planning.presenters(paket, plan.narasumber)
    if not despite:
        planning.warn(paket, spans, people)
    made = [planning.make(actor, paket, span, plan) for span in spans]
    for each in made:
        planning.set_presenters(each, people)
    db.session.expire(paket, ["pertemuan"])
    first = f"pertemuan {when(made[0])}" + (f" dan {len(made) - 1} sesudahnya" if len(made) > 1 else "")
    sentence = f"“{paket.theme}”: ada {first}."
    tell_peserta(actor, paket, sentence, link=f"/pertemuan/{made[0].id}", key=f"pertemuan:{made[0].id}")
    write_down(actor, paket, f"menambah {first} pada “{paket.theme}”")
    return made


@command(Do.EDIT_PERTEMUAN)
def edit_pertemuan(
    actor: Any,
    pertemuan: Pertemuan,
    *,
    title: str = "",
    mode: str = "luring",
    link: str = "",
    agenda: str = "",
    narasumber: str = "",
    break_minutes: int = 0,
    minutes_per_jp: int = 45,
    capacity: int | None = None,
) -> Pertemuan:
    """Change all but time and place. Raises Invalid, and as hold_pertemuan does."""
    paket = hold_pertemuan(pertemuan)
    planning.check_where(mode, pertemuan.place, link)
    span = planning.span_of_row(pertemuan)
    minutes = planning.minutes_of(span, break_minutes)
    pertemuan.title, pertemuan.mode, pertemuan.link, pertemuan.capacity = title, mode, link, capacity
    planning.set_agenda(pertemuan, agenda)
    pertemuan.break_minutes, pertemuan.minutes, pertemuan.minutes_per_jp = (
        break_minutes,
        minutes,
        minutes_per_jp,
    )
    pertemuan.jp = jp_of(minutes, minutes_per_jp)
    pertemuan.revision += 1
    planning.set_presenters(pertemuan, planning.presenters(paket, narasumber))
    write_down(actor, paket, f"mengubah pertemuan {when(pertemuan)} pada “{paket.theme}”")
    return pertemuan


@command(Do.MOVE_PERTEMUAN)
def move_pertemuan(
    actor: Any,
    pertemuan: Pertemuan,
    *,
    day: date,
    start: time,
    end: time,
    place: str = "",
    reason: str = "",
    past: bool = False,
    despite: bool = False,
) -> Pertemuan:
    """Another time or place. The old one stays in the history with the reason, and the peserta are told.

    A draft, which nobody has seen, moves without a reason. Raises Invalid, PastPertemuan, PlanDoubtful,
    PertemuanClosedAlready, PertemuanCancelledAlready, PaketClosedAlready, PaketCancelledAlready.
    """
    paket = hold_pertemuan(pertemuan, closed=False)
    planning.check_where(pertemuan.mode, place, pertemuan.link)
    (span,) = planning.spans_of(paket, [day], start, end, past=past)
    old = planning.span_of_row(pertemuan)
    if span == old and place == pertemuan.place:
        raise Invalid("Belum ada yang berubah. Tulis waktu atau tempat yang baru.", field="day")
    if not (reason.strip() or paket.is_draft):
        raise Invalid("Tulis alasannya, supaya anggota mengerti.", field="reason")
    if not despite and span != old:
        presenting = [(each.name, each.topic, each.guru_id) for each in pertemuan.narasumber]
        planning.warn(paket, [span], presenting, without=pertemuan)
    before, old_place = when(pertemuan), pertemuan.place
    minutes = planning.minutes_of(span, pertemuan.break_minutes)
    pertemuan.starts_at, pertemuan.ends_at, pertemuan.place = span.starts_at, span.ends_at, place
    pertemuan.minutes, pertemuan.jp = minutes, jp_of(minutes, pertemuan.minutes_per_jp)
    pertemuan.revision += 1
    if not paket.is_draft:
        step_pertemuan(
            actor,
            pertemuan,
            "dipindah",
            reason.strip(),
            old_starts_at=old.starts_at,
            old_ends_at=old.ends_at,
            old_place=old_place,
        )
    where = f" di {place}" if place and place != old_place else ""
    sentence = f"“{paket.theme}”: pertemuan {before} dipindah ke {when(pertemuan)}{where}. Alasan: {reason.strip()}"
    tell_peserta(actor, paket, sentence, link=f"/pertemuan/{pertemuan.id}", key=f"pertemuan:{pertemuan.id}")
    write_down(actor, paket, f"memindahkan pertemuan {before} ke {when(pertemuan)}{where}")
    db.session.expire(paket, ["pertemuan"])
    announce(PertemuanMoved(pertemuan.id, reason.strip()))
    return pertemuan


@command(Do.CANCEL_PERTEMUAN)
def cancel_pertemuan(actor: Any, pertemuan: Pertemuan, *, reason: str) -> Pertemuan:
    """Cancel for good, with a reason; one whose attendance is closed took place and stays.

    Raises Invalid without a reason, and as hold_pertemuan does.
    """
    paket = hold_pertemuan(pertemuan, closed=False)
    if not reason.strip():
        raise Invalid("Tulis alasannya, supaya anggota mengerti.", field="reason")
    step_pertemuan(actor, pertemuan, "dibatalkan", reason.strip())
    pertemuan.revision += 1
    sentence = f"“{paket.theme}”: pertemuan {when(pertemuan)} dibatalkan. Alasan: {reason.strip()}"
    tell_peserta(actor, paket, sentence, link=f"/pertemuan/{pertemuan.id}", key=f"pertemuan:{pertemuan.id}")
    write_down(actor, paket, f"membatalkan pertemuan {when(pertemuan)}: {reason.strip()}")
    announce(PertemuanCancelled(pertemuan.id, reason.strip()))
    return pertemuan


@command(Do.OPEN_PERTEMUAN)
def open_pertemuan(actor: Any, pertemuan: Pertemuan) -> Pertemuan:
    """Open attendance before its time, or again, until the end. What is open stays open.

    On the day itself at the earliest; after the end not at all, since then a correction takes two.
    Raises PertemuanTooEarly, PertemuanOver, and as hold_pertemuan does.
    """
    paket = hold_pertemuan(pertemuan)
    zone = paket.gugus.zone.name
    if pertemuan.last_step == "dibuka":
        return pertemuan
    if pertemuan.is_over:
        raise PertemuanOver
    if today(zone) < planning.day_of(pertemuan.starts_at, zone):
        raise PertemuanTooEarly
    step_pertemuan(actor, pertemuan, "dibuka")
    write_down(actor, paket, f"membuka kehadiran pertemuan {when(pertemuan)}")
    return pertemuan


@command(Do.CLOSE_PERTEMUAN)
def close_pertemuan(actor: Any, pertemuan: Pertemuan) -> Pertemuan:
    """Close attendance: from now on it changes by corrections. What is closed stays closed.

    Raises PertemuanTooEarly before its attendance opens, and as hold_pertemuan does.
    """
    paket = hold_pertemuan(pertemuan)
    if pertemuan.last_step == "ditutup":
        return pertemuan
    if pertemuan.last_step != "dibuka" and now() < pertemuan.starts_at - OPENS_BEFORE:
        raise PertemuanTooEarly
    step_pertemuan(actor, pertemuan, "ditutup")
    write_down(actor, paket, f"menutup kehadiran pertemuan {when(pertemuan)}")
    return pertemuan


@command(Do.ANSWER_RSVP)
def answer_rsvp(actor: Any, pertemuan: Pertemuan, *, answer: str) -> Rsvp:
    """What a person answers to the invitation; the last answer counts.

    Raises PertemuanFull when every place is taken, PertemuanOver, Invalid, and as hold_pertemuan does.
    """
    hold_pertemuan(pertemuan)
    if answer not in RSVP_ANSWERS:
        raise Invalid("Pilih salah satu jawaban.", field="answer")
    if pertemuan.is_over:
        raise PertemuanOver
    mine = Rsvp.pertemuan_id == pertemuan.id, Rsvp.guru_id == actor.id
    found = db.session.scalar(select(Rsvp).where(*mine).execution_options(populate_existing=True))
    comes_anew = answer == "datang" and (found is None or found.answer != "datang")
    if comes_anew and pertemuan.capacity is not None and _coming(pertemuan) >= pertemuan.capacity:
        raise PertemuanFull
    if found is None:
        return add(Rsvp(pertemuan_id=pertemuan.id, guru_id=actor.id, answer=answer, at=now()))
    found.answer, found.at = answer, now()
    return found


def _coming(pertemuan: Pertemuan) -> int:
    query = select(func.count()).where(Rsvp.pertemuan_id == pertemuan.id, Rsvp.answer == "datang")
    return db.session.scalar(query) or 0
