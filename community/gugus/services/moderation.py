"""Reporting what should not stand there, and deciding about it."""

from typing import Any

from sqlalchemy import select, update

from community.gugus.events import Moderated
from community.gugus.models import REPORT_REASONS, VERDICTS, Gugus, Report, ReportCase, Ruling
from community.gugus.queries import pengurus_ids
from community.gugus.queries.hooks import Thing, described
from community.gugus.queries.moderation import case_about, counted_reports
from community.gugus.services.refusals import AlreadyReported, AlreadyRuled, OwnContent, OwnReport
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import SYSTEM, announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid, NotFound
from community.kernel.forms import one_line
from community.kernel.trail import note
from community.permissions import Do

LONGEST = 500


@command(Do.REPORT)
def report(actor: Any, subject: Any, *, kind: str, reason: str, words: str = "") -> Report:
    """Report `subject` (a row of a `kind` that is registered as reportable) to the pengurus of its gugus.

    `reason` is a key of REPORT_REASONS, `words` says more. At `hide_after` reports of different members of today it
    is hidden by itself. Raises AlreadyReported, OwnReport, Invalid with `field` set, NotFound.
    """
    thing = described(kind, [subject.id]).get(subject.id)
    if thing is None:
        raise NotFound
    if actor.id in thing.writer_ids:
        raise OwnReport
    said = str(one_line(words or ""))
    if reason not in REPORT_REASONS:
        raise Invalid("Pilih alasannya.", field="reason")
    if reason == "lain" and len(said) < 4:
        raise Invalid("Tulis alasannya: pengurus akan membacanya.", field="words")
    if len(said) > LONGEST:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST} huruf.", field="words")
    case = _case(kind, thing)
    if db.session.scalar(select(Report.id).where(Report.case_id == case.id, Report.by_id == actor.id)):
        raise AlreadyReported
    made = add(Report(case_id=case.id, by_id=actor.id, at=now(), reason=reason, note=said))
    case.reported_at = made.at
    gugus = db.session.get_one(Gugus, case.gugus_id)
    _hide_by_itself(case, gugus, thing)
    notices.tell(
        set(pengurus_ids(gugus.id)) - thing.writer_ids - {actor.id},
        f"Ada laporan di {gugus.name}: {thing.words}.",
        link=f"/gugus/{gugus.slug}/laporan",
        key=f"laporan:{case.id}",
        kind="laporan",
        gugus_id=gugus.id,
    )
    return made


@command(Do.RULE)
def rule(actor: Any, case: ReportCase, *, verdict: str, reason: str, based_on: int | None = None) -> Ruling:
    """Hide what was reported, or let it stand, with a reason; every report so far is answered by it.

    `based_on` is the number of the last ruling the page showed (0: none). The author and who reported are told.
    Raises OwnContent, AlreadyRuled, Invalid with `field` set.
    """
    said = str(one_line(reason or ""))
    if verdict not in VERDICTS:
        raise Invalid("Pilih keputusannya.", field="verdict")
    if len(said) < 4:
        raise Invalid("Tulis alasannya: penulis dan pelapor akan membacanya.", field="reason")
    if len(said) > LONGEST:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST} huruf.", field="reason")
    thing = described(case.about_kind, [case.about_id]).get(case.about_id)
    if case.author_id == actor.id or (thing and actor.id in thing.writer_ids):
        raise OwnContent
    hold(case)
    number = _last_number(case)
    if based_on is not None and based_on != number:
        raise AlreadyRuled
    reporters = set(
        db.session.scalars(select(Report.by_id).where(Report.case_id == case.id, Report.ruling_id.is_(None)))
    )
    made = _ruling(case, number + 1, verdict, said, by_id=actor.id)
    db.session.execute(
        update(Report)
        .where(Report.case_id == case.id, Report.ruling_id.is_(None))
        .values(ruling_id=made.id)
        .execution_options(synchronize_session=False)
    )
    db.session.expire(case)
    if thing is not None:
        _tell_outcome(case, made, thing, reporters)
    verb = "menyembunyikan" if verdict == "sembunyikan" else "menampilkan"
    what = thing.words if thing else "tulisan"
    note(actor, f"{verb} {_lower(what)} setelah dilaporkan: {said}", gugus=case.gugus_id)
    return made


def _case(kind: str, thing: Thing) -> ReportCase:
    case = case_about(kind, thing.about_id)
    if case is None:
        case = add(
            ReportCase(
                gugus_id=thing.gugus_id,
                about_kind=kind,
                about_id=thing.about_id,
                author_id=thing.author_id,
                reported_at=now(),
            )
        )
    return hold(case)  # two reports at once count one after the other


def _hide_by_itself(case: ReportCase, gugus: Gugus, thing: Thing) -> None:
    """A ruling of nobody, once so many members of today have reported it since the last decision."""
    db.session.flush()
    db.session.expire(case, ["rulings", "reports"])
    if case.is_hidden or counted_reports(case) < gugus.hide_after:
        return
    said = f"{gugus.hide_after} anggota melaporkannya; menunggu keputusan pengurus"
    _ruling(case, _last_number(case) + 1, "sembunyikan", said, by_id=None)
    note(SYSTEM, f"menyembunyikan sementara {_lower(thing.words)}: {said}", gugus=gugus.id)
    notices.tell(
        thing.writer_ids,
        f"{thing.words} disembunyikan sementara karena {said}. Anda masih dapat melihatnya.",
        link=thing.link,
        key=f"disembunyikan:{case.id}",
        gugus_id=case.gugus_id,
    )


def _ruling(case: ReportCase, number: int, verdict: str, reason: str, by_id: str | None) -> Ruling:
    made = add(Ruling(case_id=case.id, number=number, verdict=verdict, reason=reason, by_id=by_id, at=now()))
    announce(Moderated(case.about_kind, case.about_id, case.gugus_id))
    return made


def _last_number(case: ReportCase) -> int:
    query = select(Ruling.number).where(Ruling.case_id == case.id).order_by(Ruling.number.desc()).limit(1)
    return db.session.scalar(query) or 0


def _tell_outcome(case: ReportCase, ruling: Ruling, thing: Thing, reporters: set[str]) -> None:
    outcome = "disembunyikan" if ruling.verdict == "sembunyikan" else "tetap ditampilkan"
    notices.tell(
        thing.writer_ids,
        f"{thing.words} {outcome} menurut keputusan pengurus. Alasan: {ruling.reason}",
        link=thing.link,
        key=f"disembunyikan:{case.id}",
        gugus_id=case.gugus_id,
    )
    notices.tell(
        reporters - thing.writer_ids,
        f"Laporan Anda diputuskan: {_lower(thing.words)} {outcome}. Alasan: {ruling.reason}",
        link=thing.link,
        key=f"putusan:{case.id}",
        gugus_id=case.gugus_id,
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
