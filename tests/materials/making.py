"""A materi for a story, written by the act itself."""

from typing import Any

from community.materials.models import Material
from community.materials.rules.content import Content
from community.materials.services import write_material
from tests.people import Cast

TEXT = """## Pembukaan

Anak membagi kertas lipat menjadi dua bagian yang sama besar.

## Kegiatan inti

Setiap kelompok menilai potongan kelompok lain dan menuliskan pecahannya."""


def content(**over: str) -> Content:
    """What a modul on fractions says."""
    values = {
        "title": "Modul ajar pecahan kelas 4",
        "licence": "CC-BY-SA",
        "text": TEXT,
        "topic": "Pecahan senilai",
        "fase": "B",
        "kelas": "4",
        "mapel": "Matematika",
        "tp": "Murid membandingkan dua pecahan.",
    }
    return Content(**(values | over))


def make_material(cast: Cast, by: str = "peserta", *, visibility: str = "gugus", **over: Any) -> Material:
    """A modul of KKG Banjarwangi by one of its people."""
    kind = over.pop("kind", "modul_ajar")
    gugus = over.pop("gugus", None) or cast.gugus
    uploads = over.pop("uploads", ())
    return write_material(
        getattr(cast, by), gugus, kind=kind, content=content(**over), visibility=visibility, uploads=uploads
    )


def another_gugus(member: str = "orang_luar") -> str:
    """KKG Singajaya, with one member; returns its id."""
    from community.gugus.models import Anggota, Gugus
    from community.kernel.clock import now
    from community.kernel.database import add, end_transaction

    values = {"slug": "kkg-singajaya", "kind": "KKG", "name": "KKG Singajaya", "jenjang": "SD/MI"}
    gugus = add(Gugus(id="kkg2", wilayah_code="32.05.24", created_by_id="operator", created_at=now(), **values))
    add(Anggota(gugus_id=gugus.id, guru_id=member, joined_at=now(), via="operator", admitted_by_id="operator"))
    end_transaction(keep=True)
    return "kkg2"
