"""What a search finds of a paket."""

from collections.abc import Collection, Sequence

from markupsafe import Markup
from sqlalchemy import exists, select
from sqlalchemy.orm import aliased, selectinload

from community.gugus.models import Anggota
from community.kernel.database import db
from community.kernel.search import Document
from community.lokakarya.models import Hasil, Keputusan, Notulen, Paket, PaketRole, TindakLanjut

PAKET = "paket"


def documents(paket_id: str) -> list[Document]:
    """A paket: a draft for the pengurus of its gugus, then for who reads the gugus and for who comes from outside."""
    query = select(Paket).where(Paket.id == paket_id).options(selectinload(Paket.pertemuan))
    paket = db.session.scalar(query.execution_options(populate_existing=True))
    if paket is None:
        return []
    said = _said(paket)
    return [_document(paket, audience, said) for audience in _audiences(paket)]


def paket_ids() -> Sequence[str]:
    """Every paket, oldest first."""
    return db.session.scalars(select(Paket.id).order_by(Paket.created_at, Paket.id)).all()


def paket_with(guru_ids: Collection[str]) -> Sequence[str]:
    """The paket in which any of these people has a role."""
    query = select(PaketRole.paket_id).where(PaketRole.guru_id.in_(set(guru_ids)))
    return db.session.scalars(query.distinct()).all()


def _audiences(paket: Paket) -> list[str]:
    if paket.is_draft:
        return [f"pengurus:{paket.gugus_id}"]
    ever = select(Anggota.guru_id).where(Anggota.gugus_id == paket.gugus_id)
    outside = select(PaketRole.guru_id).where(PaketRole.paket_id == paket.id, PaketRole.guru_id.not_in(ever))
    return [f"gugus:{paket.gugus_id}", *(f"guru:{each}" for each in db.session.scalars(outside.order_by(PaketRole.id)))]


def _said(paket: Paket) -> str:
    """What it is about, what its pertemuan are about and wrote down, what came of it; what is repeated is said once."""
    query = select(Hasil).where(Hasil.paket_id == paket.id, Hasil.removed_at.is_(None)).order_by(Hasil.at, Hasil.id)
    lines = [paket.jenis_name, paket.competence, paket.expected_hasil]
    for each in paket.held:
        lines += [each.title, _plain(each.agenda_html), each.place]
    for hasil in db.session.scalars(query):
        lines += [hasil.title, _plain(hasil.html)]
    lines += _written_down([each.id for each in paket.held])
    said = (line.strip() for part in lines for line in part.splitlines())
    return "\n".join(dict.fromkeys(line for line in said if line))


def _written_down(pertemuan_ids: list[str]) -> list[str]:
    """The minutes of pertemuan as they stand now, their decisions and what is to be done: three queries."""
    later = aliased(Notulen)
    superseded = exists().where(later.pertemuan_id == Notulen.pertemuan_id, later.edition > Notulen.edition)
    minutes = select(Notulen.html).where(Notulen.pertemuan_id.in_(pertemuan_ids), ~superseded).order_by(Notulen.at)
    lines = [_plain(html) for html in db.session.scalars(minutes)]
    for kind in (Keputusan, TindakLanjut):
        standing = select(kind.text).where(kind.pertemuan_id.in_(pertemuan_ids), kind.withdrawn_at.is_(None))
        lines += db.session.scalars(standing.order_by(kind.at, kind.id))
    return lines


def _plain(html: str) -> str:
    return str(Markup(html).striptags())  # noqa: S704  its tags go here


def _document(paket: Paket, audience: str, said: str) -> Document:
    return Document(
        kind=PAKET,
        about_id=paket.id,
        audience=audience,
        title=paket.theme,
        text=said,
        link=f"/paket/{paket.id}",
        at=max([paket.created_at, *(step.at for step in paket.steps)]),
        facets={"jenis": paket.jenis_name},
        gugus_id=paket.gugus_id,
    )
