"""A materi as the hasil of a paket."""

from typing import Any

from sqlalchemy import select

from community.kernel.command import command
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.lokakarya.models import Hasil, Paket
from community.lokakarya.services import attach_hasil
from community.materials.models import Material, Version
from community.materials.queries.hiding import is_hidden
from community.materials.refusals import HasilAlready, MaterialHidden, MaterialRemoved
from community.materials.services.showing import show_to
from community.permissions import Do

# kind of materi -> kind of hasil (lokakarya/models/words.py), which the regulations ask for by that name
HASIL_OF_KIND = {
    "modul_ajar": "perangkat",
    "lkpd": "perangkat",
    "bahan_ajar": "perangkat",
    "media": "alat_peraga",
    "instrumen": "instrumen",
    "soal": "instrumen",
    "ptk_artikel": "karya_ilmiah",
    "lainnya": "lain",
}


def source_of(material_id: str) -> str:
    """How a hasil names the materi it is."""
    return f"materi:{material_id}"


@command(Do.ATTACH_HASIL)
def choose_for_paket(actor: Any, paket: Paket, *, material: Material, kind: str = "") -> Hasil:
    """Make the version of `material` that is shown a hasil of `paket`, by default of the kind that fits its own.

    A materi that only its authors read is shown to the gugus. Raises Invalid, HasilAlready, MaterialRemoved,
    MaterialHidden, PaketClosedAlready, PaketCancelledAlready; NotAllowed where it is somebody else's draft.
    """
    if material.removed_at:
        raise MaterialRemoved
    if is_hidden(material.id):
        raise MaterialHidden("Materi yang disembunyikan tidak dijadikan hasil. Tunggu keputusan pengurus.")
    if material.gugus_id != paket.gugus_id:
        raise Invalid("Materi ini milik gugus lain. Buat adaptasinya di gugus paket ini dulu.", field="material_id")
    if material.visibility == "penulis":
        show_to(actor, material, visibility="gugus")
    shown = select(Version).where(Version.material_id == material.id, Version.number == material.current_number)
    return attached(actor, paket, material, db.session.scalars(shown).one(), kind)


def attached(actor: Any, paket: Paket, material: Material, version: Version, kind: str = "") -> Hasil:
    """Part of an act: `version` as a hasil; the link stays with the version, whatever is saved later."""
    source = source_of(material.id)
    again = select(Hasil.id).where(Hasil.paket_id == paket.id, Hasil.source == source, Hasil.removed_at.is_(None))
    if db.session.scalar(again.limit(1)):
        raise HasilAlready
    return attach_hasil(
        actor,
        paket,
        kind=kind or HASIL_OF_KIND[material.kind],
        title=version.title,
        link=f"/materi/{material.id}?versi={version.number}",
        source=source,
    )
