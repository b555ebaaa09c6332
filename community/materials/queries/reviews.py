"""Reviews of a materi, and who may be asked for one."""

from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import Anggota
from community.kernel.database import db
from community.kernel.reading import prepared
from community.materials.models import Author, Material, Review, ReviewScore, StatusMark, Version
from community.materials.queries.hiding import standing
from community.materials.queries.rubrics import rubric_of
from community.materials.rules.tally import Tally, tally_of


def reviews_of(material_id: str) -> list[Review]:
    """The standing reviews, newest version first: the last of each person and version; scores, lines, names loaded."""
    query = _standing().where(Review.material_id == material_id).join(Review.version)
    query = query.options(
        joinedload(Review.by),
        joinedload(Review.rubric),
        joinedload(Review.version),
        selectinload(Review.scores).joinedload(ReviewScore.line),
    )
    return list(db.session.scalars(query.order_by(Version.number.desc(), Review.at.desc(), Review.id)))


def review_by(guru_id: str, version_id: str) -> Review | None:
    """The last review of one person of one version, scores loaded."""
    query = select(Review).where(Review.version_id == version_id, Review.by_id == guru_id)
    query = query.options(selectinload(Review.scores).joinedload(ReviewScore.line))
    return db.session.scalar(query.order_by(Review.number.desc()).limit(1))


def tally_for(material: Material, version_id: str) -> Tally:
    """How the verdicts on a version stand. What someone said who is among its authors now does not count."""
    rows = db.session.execute(*_verdicts(version_id=version_id, material_id=material.id)).all()
    return tally_of({by_id: verdict for by_id, verdict in rows}, rubric_of(material.gugus_id).needed)  # noqa: C416


def marks_of(material_id: str) -> list[StatusMark]:
    """What status it was given, newest first, with who gave it."""
    query = select(StatusMark).where(StatusMark.material_id == material_id).options(joinedload(StatusMark.by))
    return list(db.session.scalars(query.order_by(StatusMark.at.desc(), StatusMark.id)))


def approved_numbers(material_id: str) -> list[int]:
    """The versions that were approved, in order: an approval stays with its version."""
    query = select(StatusMark.number).where(StatusMark.material_id == material_id, StatusMark.status == "disetujui")
    return sorted(set(db.session.scalars(query)))


def wrote(guru_id: str, material_id: str) -> bool:
    """Whether a person is an author of it, or wrote any version, also once: they do not review it."""
    named = exists().where(Author.material_id == material_id, Author.guru_id == guru_id, Author.ended_at.is_(None))
    typed = exists().where(Version.material_id == material_id, Version.by_id == guru_id)
    return bool(db.session.scalar(select(or_(named, typed))))


def author_ids(material_id: str) -> set[str]:
    """Who its authors are now."""
    query = select(Author.guru_id).where(Author.material_id == material_id, Author.ended_at.is_(None))
    return set(db.session.scalars(query))


def reviewer_ids(material: Material) -> set[str]:
    """Whom a review is asked of: the anggota of its gugus but for who wrote it."""
    wrote_it = select(Version.by_id).where(Version.material_id == material.id)
    query = select(Anggota.guru_id).join(Guru, Guru.id == Anggota.guru_id)
    query = query.where(Anggota.gugus_id == material.gugus_id, Anggota.left_at.is_(None), Guru.erased_at.is_(None))
    return set(db.session.scalars(query.where(Anggota.guru_id.not_in(wrote_it)))) - author_ids(material.id)


def waiting_for_review(guru: Guru, limit: int = 5) -> list[Material]:
    """Materi of one's gugus that ask for a review and that one has neither reviewed nor written, oldest first."""
    belongs = exists().where(
        Anggota.gugus_id == Material.gugus_id, Anggota.guru_id == guru.id, Anggota.left_at.is_(None)
    )
    given = exists().where(Review.version_id == Version.id, Review.by_id == guru.id)
    named = exists().where(Author.material_id == Material.id, Author.guru_id == guru.id, Author.ended_at.is_(None))
    typed = aliased(Version)
    written = exists().where(typed.material_id == Material.id, typed.by_id == guru.id)
    query = (
        select(Material)
        .join(Version, (Version.material_id == Material.id) & (Version.number == Material.current_number))
        .where(Material.status == "ditinjau", standing(), Material.visibility != "penulis")
        .where(belongs, ~given, ~named, ~written)
        .options(joinedload(Material.current), joinedload(Material.gugus))
    )
    return list(db.session.scalars(query.order_by(Material.created_at, Material.id).limit(limit)))


def _standing() -> Select[Any]:
    later = aliased(Review)
    superseded = exists().where(
        later.version_id == Review.version_id, later.by_id == Review.by_id, later.number > Review.number
    )
    return select(Review).where(~superseded)


@prepared
def _verdicts(version_id: Any, material_id: Any) -> Select[str, str]:
    last = select(Review.by_id, func.max(Review.number).label("number")).where(Review.version_id == version_id)
    newest = last.group_by(Review.by_id).subquery()
    authors = select(Author.guru_id).where(Author.material_id == material_id, Author.ended_at.is_(None))
    return (
        select(Review.by_id, Review.verdict)
        .join(newest, (newest.c.by_id == Review.by_id) & (newest.c.number == Review.number))
        .where(Review.version_id == version_id, Review.by_id.not_in(authors))
    )
