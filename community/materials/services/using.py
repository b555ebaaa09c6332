"""Acts on use in class."""

from datetime import date
from typing import Any

from sqlalchemy import select

from community.kernel.clock import now, today
from community.kernel.command import announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.indonesian import tanggal
from community.kernel.markdown import render
from community.kernel.notices import tell
from community.materials.events import MaterialChanged
from community.materials.models import FASE, Material, Use
from community.materials.queries.reach import version_of
from community.materials.queries.reviews import author_ids
from community.materials.refusals import MaterialRemoved, UseGone
from community.permissions import Do

LONGEST = 20_000
MOST_PUPILS = 999
EARLIEST = date(2010, 1, 1)


@command(Do.RECORD_USE)
def record_use(
    actor: Any,
    material: Material,
    *,
    used_on: date,
    kelas: str,
    text: str,
    fase: str = "",
    pupils: int | None = None,
) -> Use:
    """`actor` used the version that is shown on a day in a class, and what happened there; its authors are told.

    The same day and class again gives the first record. Raises Invalid with `field` set, MaterialRemoved.
    """
    if material.removed_at:
        raise MaterialRemoved
    kelas, text = " ".join(kelas.split()), text.strip()
    _must_fit(material, used_on, kelas, text, fase, pupils)
    if found := _same(actor, material, used_on, kelas):
        return found
    version = version_of(material, material.current_number)
    use = add(
        Use(
            material_id=material.id,
            number=version.number,
            guru_id=actor.id,
            used_on=used_on,
            kelas=kelas,
            fase=fase,
            pupils=pupils,
            text=text,
            html=str(render(text)),
            at=now(),
        )
    )
    said = f"{actor.name} memakai “{version.title}” di kelas {kelas}, {tanggal(used_on)}. Baca ceritanya."
    link = f"/materi/{material.id}#pemakaian-{use.id}"
    ids = author_ids(material.id) - {actor.id}
    tell(ids, said, link=link, key=f"pemakaian:{use.id}", kind="materi")
    announce(MaterialChanged(material.id))
    return use


@command(Do.WITHDRAW_USE)
def withdraw_use(actor: Any, use: Use) -> Use:
    """Take back one's own record; it is no longer shown or counted. Raises UseGone."""
    hold(use)
    if use.removed_at:
        raise UseGone
    use.removed_at, use.removed_by_id = now(), actor.id
    announce(MaterialChanged(use.material_id))
    return use


def _must_fit(material: Material, used_on: date, kelas: str, text: str, fase: str, pupils: int | None) -> None:
    if not EARLIEST <= used_on <= today(material.gugus.zone.name):
        raise Invalid("Tanggal ini belum lewat atau terlalu lama. Pilih hari Anda memakainya.", field="used_on")
    if not kelas or len(kelas) > 60:
        raise Invalid("Tulis kelasnya, misalnya 4A; paling banyak 60 huruf.", field="kelas")
    if not text or len(text) > LONGEST:
        raise Invalid("Tulis apa yang terjadi di kelas, supaya penulis dan guru lain belajar darinya.", field="text")
    if fase and fase not in FASE:
        raise Invalid("Pilih fase dari daftar.", field="fase")
    if pupils is not None and not 1 <= pupils <= MOST_PUPILS:
        raise Invalid(f"Tulis jumlah murid dari 1 sampai {MOST_PUPILS}, atau kosongkan.", field="pupils")


def _same(actor: Any, material: Material, used_on: date, kelas: str) -> Use | None:
    query = select(Use).where(Use.material_id == material.id, Use.guru_id == actor.id, Use.used_on == used_on)
    return db.session.scalar(query.where(Use.kelas == kelas, Use.removed_at.is_(None)))
