"""Who wrote it, in order. A list that changes is a new one; the old rows stay, ended."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, select

from community.accounts.models import FORMER, Guru
from community.gugus.models import Anggota
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add_all, db, hold
from community.kernel.errors import Invalid
from community.kernel.notices import tell
from community.kernel.trail import note
from community.materials.events import MaterialChanged
from community.materials.models import Author, Material, Version
from community.materials.refusals import MaterialRemoved, OnlyAuthor
from community.permissions import Do

MOST_AUTHORS = 12


@command(Do.NAME_AUTHORS)
def name_authors(actor: Any, material: Material, *, guru_ids: Sequence[str]) -> list[Author]:
    """The authors in order: anggota of its gugus, and who is one already. Who is new is told and may decline.

    Raises Invalid, MaterialRemoved.
    """
    before = _held(material)
    wanted = list(dict.fromkeys(guru_ids))
    if not wanted:
        raise Invalid("Pilih sedikitnya satu penulis.", field="authors")
    if len(wanted) != len(guru_ids):
        raise Invalid("Ada nama yang dipilih dua kali. Setiap penulis disebut sekali.", field="authors")
    if len(wanted) > MOST_AUTHORS:
        raise Invalid(f"Penulisnya paling banyak {MOST_AUTHORS}. Sebut yang lain di dalam teks.", field="authors")
    known = {row.guru_id for row in before} | _anggota(material.gugus_id)
    if not known.issuperset(wanted):
        raise Invalid("Penulis dipilih dari anggota gugus materi ini.", field="authors")
    old = [row.guru_id for row in before]
    if wanted == old:
        return before
    rows = _replace(actor, material, before, wanted, "diganti")
    _tell(actor, material, {each for each in wanted if each not in old}, {each for each in old if each not in wanted})
    return rows


@command(Do.DECLINE_AUTHORSHIP)
def decline_authorship(actor: Any, material: Material) -> list[Author]:
    """No longer be named as an author; the others move up and are told. Raises OnlyAuthor, MaterialRemoved."""
    before = _held(material)
    rest = [row.guru_id for row in before if row.guru_id != actor.id]
    if not rest:
        raise OnlyAuthor
    rows = _replace(actor, material, before, rest, "ditolak")
    said = f"{actor.name} tidak lagi tercantum sebagai penulis “{_title(material)}”."
    tell(rest, said, link=f"/materi/{material.id}", key=f"penulis:{material.id}", kind="materi")
    return rows


def _held(material: Material) -> list[Author]:
    hold(material)
    if material.removed_at:
        raise MaterialRemoved
    query = select(Author).where(Author.material_id == material.id, Author.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(Author.position)))


def _replace(actor: Any, material: Material, before: list[Author], wanted: list[str], reason: str) -> list[Author]:
    at = now()
    for row in before:
        row.ended_at, row.ended_by_id = at, actor.id
        row.end_reason = reason if row.guru_id not in wanted else "diganti"
    db.session.flush()
    rows = [
        Author(material_id=material.id, guru_id=guru_id, position=position, by_id=actor.id, at=at)
        for position, guru_id in enumerate(wanted, 1)
    ]
    add_all(rows)
    names = {guru_id: name for guru_id, name in db.session.execute(_names(wanted))}  # noqa: C416  a row is no pair
    note(actor, "mencatat penulisnya: " + ", ".join(names[each] for each in wanted), materi=material.id)
    announce(MaterialChanged(material.id))
    return rows


def _names(guru_ids: list[str]) -> Any:
    return select(Guru.id, case((Guru.erased_at.is_(None), Guru.name), else_=FORMER)).where(Guru.id.in_(guru_ids))


def _anggota(gugus_id: str) -> set[str]:
    return set(
        db.session.scalars(select(Anggota.guru_id).where(Anggota.gugus_id == gugus_id, Anggota.left_at.is_(None)))
    )


def _tell(actor: Any, material: Material, came: set[str], went: set[str]) -> None:
    title, link, key = _title(material), f"/materi/{material.id}", f"penulis:{material.id}"
    said = f"{actor.name} mencantumkan Anda sebagai penulis “{title}”. Jika keliru, Anda dapat menolaknya di sana."
    tell(came - {actor.id}, said, link=f"{link}#penulis", key=key, kind="materi")
    said = f"{actor.name} mengubah daftar penulis “{title}”: Anda tidak lagi tercantum."
    tell(went - {actor.id}, said, link=link, key=key, kind="materi")


def _title(material: Material) -> str:
    shown = select(Version.title).where(Version.material_id == material.id, Version.number == material.current_number)
    return db.session.scalar(shown) or ""
