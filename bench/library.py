"""CPU of the library with 10,000 materi of one gugus: its newest, far back, one's own, the gugus'; against the floor.

Then a search in it, with words and with facets. On SQLite the work of the database is in these figures, since it is
done in this process; how long a search among 100,000 documents takes is `bench.search`'s to say.
"""

from datetime import timedelta

from bench.figures import line
from bench.installation import BOTH, Installation, preparing, sign_in
from bench.pages import Page, measure
from community.kernel.clock import now
from community.kernel.database import add_all
from community.kernel.ids import new_id
from community.kernel.markdown import render_materi
from community.kernel.search import reindex_everything
from community.materials.models import Author, Material, Version
from tests import people

MATERIALS = 10_000
_KINDS = ("modul_ajar", "lkpd", "soal", "instrumen")
_MAPEL = ("Matematika", "Bahasa Indonesia", "IPAS", "Seni", "PJOK")
_TOPICS = ("pecahan", "gaya", "cerita", "gotong royong", "bangun datar", "daur air", "penilaian", "energi")
_TEXT = """## Tujuan

Anak memahami {topic} dengan benda di sekitarnya.

## Kegiatan

1. Mengamati contoh {topic} nomor {number}.
2. Berdiskusi, lalu menuliskan hasilnya.

| Langkah | Waktu |
|---|---|
| Inti | 45 menit |"""
PATHS = (
    "/materi",
    "/materi?halaman=40",
    "/materi/saya",
    "/gugus/kkg-banjarwangi/materi",
    "/materi?saring=1",
    "/materi?q=pecahan",
    "/materi?q=pecahan&mapel=Matematika",
)


def main() -> None:
    for on_database in BOTH:
        with on_database() as made:
            print(f"\n{made.name}, {MATERIALS} materi; milliseconds of CPU a request")
            line("page", "product", "floor", "queries", "floor's", "rows", "kB", "floor kB")
            for page in _pages(made):
                measure(made, page)


def _pages(made: Installation) -> list[Page]:
    with preparing(made.app):
        _write()
        (peserta,) = sign_in(made.app, ["peserta"])
    with made.app.app_context():
        reindex_everything()
    return [Page(path, peserta) for path in PATHS]


def _write() -> None:
    """So many modul, each with a version and two authors, one an hour."""
    html = {topic: str(render_materi(_TEXT.format(topic=topic, number=1))) for topic in _TOPICS}
    rows: list[Material | Version | Author] = []
    versions: list[Version] = []
    authors: list[Author] = []
    for number in range(MATERIALS):
        topic, at = _TOPICS[number % len(_TOPICS)], now() - timedelta(hours=number)
        material_id = new_id()
        rows.append(
            Material(
                id=material_id,
                gugus_id=people.GUGUS,
                kind=_KINDS[number % len(_KINDS)],
                visibility="gugus",
                current_number=1,
                created_by_id="peserta",
                created_at=at,
                changed_at=at,
            )
        )
        versions.append(
            Version(
                material_id=material_id,
                number=1,
                title=f"Modul {topic} nomor {number}",
                topic=topic,
                fase="ABC"[number % 3],
                kelas=str(number % 6 + 1),
                mapel=_MAPEL[number % len(_MAPEL)],
                text=_TEXT.format(topic=topic, number=number),
                html=html[topic],
                licence="CC-BY-SA",
                by_id="peserta",
                at=at,
            )
        )
        for position, guru_id in enumerate(("peserta", "ketua"), 1):
            authors.append(Author(material_id=material_id, guru_id=guru_id, position=position, by_id="peserta", at=at))
    for each in (rows, versions, authors):
        add_all(list(each))
