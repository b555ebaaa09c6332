"""Claims, reached through the person: a stranger gets *not found*, never a hint."""

from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.angka_kredit.models import Difference, Evidence, Usulan
from community.gugus.models import Gugus
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.lokakarya.models import Paket


def usulan_of(guru: Guru, usulan_id: str) -> Usulan:
    """A claim that `guru` may read: one's own, or as head, koordinator or dinas of its owner. Raises
    NotFound.
    """
    found = db.session.scalar(whole(select(Usulan).where(Usulan.id == usulan_id)))
    if found is None or not found.roles_of(guru):
        raise NotFound
    return found


def difference_of(guru: Guru, difference_id: str) -> Difference:
    """A difference of a claim that `guru` may read. Raises NotFound."""
    found = db.session.get(Difference, difference_id)
    if found is None or not found.roles_of(guru):
        raise NotFound
    return found


def evidence_of(guru: Guru, evidence_id: str) -> Evidence:
    """A file of a claim that `guru` may read. Raises NotFound."""
    found = db.session.get(Evidence, evidence_id)
    if found is None or found.removed_at or not found.roles_of(guru):
        raise NotFound
    return found


def open_difference(usulan_id: str) -> Difference | None:
    """What waits to be settled for a claim: at most one."""
    query = select(Difference).where(Difference.usulan_id == usulan_id, Difference.settled_at.is_(None))
    return db.session.scalar(query.options(joinedload(Difference.kegiatan)))


def claims_of(guru_id: str) -> list[Usulan]:
    """The claims of a person that are not recognised, all loaded: those that wait, the longest waiting first, then the
    last ten that ended (ditolak, ditarik, dibatalkan), newest first.
    """
    rows = list(db.session.scalars(*_claims(guru_id=guru_id)))
    waiting = [each for each in rows if each.state not in _ENDED]
    ended = [each for each in rows if each.state in _ENDED]
    return [
        *sorted(waiting, key=lambda each: (each.forwarded_at, each.id)),
        *sorted(ended, key=lambda each: (each.on, each.id), reverse=True),
    ]


_ENDED = ("ditolak", "ditarik", "dibatalkan")


@prepared
def _claims(guru_id: Any) -> Select[Any]:
    mine = Usulan.guru_id == guru_id
    ended = (
        select(Usulan.id).where(mine, Usulan.state.in_(_ENDED)).order_by(Usulan.on.desc(), Usulan.id.desc()).limit(10)
    )
    return whole(select(Usulan).where(mine, or_(Usulan.state.not_in(("diakui", *_ENDED)), Usulan.id.in_(ended))))


def whole(query: Select[Usulan]) -> Select[Any]:
    """A query of Usulan with all that its pages show; how many queries does not depend on the rows."""
    return query.options(
        joinedload(Usulan.guru).joinedload(Guru.sekolah),
        joinedload(Usulan.sekolah),
        joinedload(Usulan.koordinator),
        joinedload(Usulan.kegiatan),
        joinedload(Usulan.paket).joinedload(Paket.gugus).joinedload(Gugus.wilayah),
        selectinload(Usulan.steps),
        selectinload(Usulan.evidence).joinedload(Evidence.file),
    )


def may_read_evidence(person: Guru, evidence_id: str) -> bool:
    """Whether a file of evidence may be served to `person`: who may read the claim, while the file was not
    taken away.
    """
    found = db.session.get(Evidence, evidence_id)
    return found is not None and found.removed_at is None and bool(found.roles_of(person))
