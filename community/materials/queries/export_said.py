"""What an export of one's own data says of what one said of the materi of others."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.kernel.database import db, iso
from community.materials.models import Comment, Review, ReviewScore, Use, Version


def said_export(guru: Guru) -> dict[str, Any]:
    """The reviews, comments and stories from class of `guru`, those taken back too."""
    return {"tinjauan": _reviews(guru), "komentar": _comments(guru), "pemakaian_di_kelas": _uses(guru)}


def _reviews(guru: Guru) -> list[dict[str, Any]]:
    query = select(Review).where(Review.by_id == guru.id).order_by(Review.at, Review.id)
    query = query.options(joinedload(Review.version), selectinload(Review.scores).joinedload(ReviewScore.line))
    return [
        {
            "materi": each.version.title,
            "versi": each.version.number,
            "pada": iso(each.at),
            "kesimpulan": each.verdict_name,
            "pesan": each.text,
            "rubrik": [
                {"hal": score.line.title, "tingkat": score.level, "catatan": score.note} for score in each.by_line
            ],
        }
        for each in db.session.scalars(query)
    ]


def _comments(guru: Guru) -> list[dict[str, Any]]:
    query = select(Comment).where(Comment.by_id == guru.id).order_by(Comment.at, Comment.id)
    return [
        {
            "materi": each.version.title,
            "versi": each.version.number,
            "pada": iso(each.at),
            "isi": each.text,
            "ditarik_pada": iso(each.removed_at),
        }
        for each in db.session.scalars(query.options(joinedload(Comment.version)))
    ]


def _uses(guru: Guru) -> list[dict[str, Any]]:
    query = select(Use, Version.title).where(Use.guru_id == guru.id).order_by(Use.used_on, Use.id)
    query = query.join(Version, (Version.material_id == Use.material_id) & (Version.number == Use.number))
    return [
        {
            "materi": title,
            "tanggal": iso(each.used_on),
            "kelas": each.kelas,
            "fase": each.fase_name,
            "jumlah_murid": each.pupils,
            "cerita": each.text,
            "ditarik_pada": iso(each.removed_at),
        }
        for each, title in db.session.execute(query)
    ]
