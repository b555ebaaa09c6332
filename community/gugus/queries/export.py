"""What gugus hold about a person, for the export of one's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.accounts.queries import Task
from community.gugus.models import Anggota, Gugus, Pengurus, Report, ReportCase, Ruling
from community.gugus.queries.reach import in_office
from community.kernel.database import db, iso


def memberships_export(guru: Guru) -> list[dict[str, Any]]:
    """Every membership and office of `guru`, past ones too, as plain values."""
    members = db.session.scalars(
        select(Anggota).where(Anggota.guru_id == guru.id).options(joinedload(Anggota.gugus)).order_by(Anggota.joined_at)
    )
    terms = db.session.scalars(
        select(Pengurus)
        .where(Pengurus.guru_id == guru.id)
        .options(joinedload(Pengurus.gugus))
        .order_by(Pengurus.from_on)
    )
    return [
        {
            "gugus": row.gugus.name,
            "sebagai": "anggota",
            "sejak": iso(row.joined_at),
            "sampai": iso(row.left_at),
            "alasan": row.left_reason,
        }
        for row in members
    ] + [
        {
            "gugus": row.gugus.name,
            "sebagai": row.office_name,
            "sejak": iso(row.from_on),
            "sampai": iso(row.ended_at) or iso(row.until_on),
            "alasan": row.end_reason,
        }
        for row in terms
    ]


def reports_export(guru: Guru) -> list[dict[str, Any]]:
    """What `guru` reported, why, and what was decided, as plain values."""
    query = select(Report, ReportCase, Ruling).join(ReportCase, ReportCase.id == Report.case_id)
    query = query.outerjoin(Ruling, Ruling.id == Report.ruling_id).where(Report.by_id == guru.id)
    return [
        {
            "gugus": case.gugus.name,
            "waktu": iso(report.at),
            "alasan": report.reason_name,
            "keterangan": report.note,
            "putusan": ruling.verdict_name if ruling else None,
        }
        for report, case, ruling in db.session.execute(
            query.options(joinedload(ReportCase.gugus)).order_by(Report.at, Report.id)
        )
    ]


def without_ketua() -> list[Task]:
    """For the operator: gugus that nobody leads today."""
    led = select(Pengurus.id).where(in_office(), Pengurus.office == "ketua").exists()
    rows = db.session.execute(select(Gugus.name, Gugus.slug).where(~led).order_by(Gugus.name).limit(20))
    return [Task(f"{name} belum punya ketua yang menjabat.", f"/gugus/{slug}/pengurus") for name, slug in rows]
