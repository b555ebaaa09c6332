"""One table: what each kind of thing is to an anggota, an outsider, a former member, another gugus, the observed
teacher's head, and a stranger, through page, file, feed and search. Every cell is asked for; nothing else may be seen.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.gugus.queries import membership_of
from community.gugus.services import make_feed, remove_anggota
from community.kabar.models import Post
from community.kabar.services import post_announcement, start_thread
from community.kernel.clock import now, told
from community.kernel.database import add, db, end_transaction
from community.kernel.files import Named, StoredFile
from community.kernel.ids import new_id
from community.kernel.search import find, reindex_everything
from community.lokakarya.services import attach_hasil, schedule_paket
from community.materials.jobs import build_pack
from community.materials.queries.packs import packable
from community.materials.services import ask_pack, comment_on, record_ratification
from community.materials.services.ratifying import Letter
from community.observations.models import Observation
from community.observations.services import add_photo, close_sheet, grant_head, reopen_sheet, share_lesson
from tests.factories import make_paket, make_pertemuan
from tests.materials.making import another_gugus, make_material
from tests.materials.test_public import picture
from tests.observations.stories import AFTER, closed
from tests.people import GUGUS, Cast
from tests.visitor import Visitor

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HOME = "/gugus/kkg-banjarwangi"
ALL = "page file feed search"


@dataclass
class Thing:
    """Something of KKG Banjarwangi: the ways in which it could be met."""

    page: str = ""
    file_id: str = ""
    feed: str = ""  # the title of its entry
    search: str = ""  # a word that nothing else says
    found: str = ""  # the address that a search gives


# What each sees, thing by thing; what is not named is nothing to them.
PUBLIC = {"materi untuk siapa saja": ALL}
WITH_AN_ACCOUNT = {**PUBLIC, "materi untuk yang masuk": "page file search"}
SEEN: dict[str, dict[str, str]] = {
    "anggota": {
        **PUBLIC,
        "materi untuk yang masuk": ALL,
        "materi untuk gugus": ALL,
        "komentar materi": "page",
        "surat pengesahan": "file",
        "paket luring": "page file",
        "pengumuman": ALL,
        "obrolan": ALL,
        "paket dan hasilnya": "page file search",
        "pertemuan": "page feed",
        "pelajaran tanpa nama": "page",
        "gugus": "page search",
        "anggota gugus": "search",
    },
    "tanpa gugus": WITH_AN_ACCOUNT,
    "mantan anggota": WITH_AN_ACCOUNT,
    "anggota gugus lain": WITH_AN_ACCOUNT,
    "kepala sekolahnya": WITH_AN_ACCOUNT,
    "kepala sekolahnya, dengan izin guru": {**WITH_AN_ACCOUNT, "observasi": "page file"},
    "orang asing": PUBLIC,
}


@pytest.fixture
def things(app: Flask, cast: Cast) -> dict[str, Thing]:
    """One of each kind, by Ai Setiawan of SDN 1 and the pengurus, and everything in the index."""
    material = {
        who: make_material(
            cast, visibility=key, title=f"Modul {word}", text=word, uploads=[Named(f"{word}.png", picture())]
        )
        for who, key, word in (
            ("materi untuk penulisnya", "penulis", "kuarsa"),
            ("materi untuk gugus", "gugus", "granit"),
            ("materi untuk yang masuk", "masuk", "basal"),
            ("materi untuk siapa saja", "publik", "marmer"),
        )
    }
    found = {
        who: Thing(f"/materi/{each.id}", each.current.files[0].file_id, each.current.title, each.current.text)
        for who, each in material.items()
    }
    public = material["materi untuk siapa saja"]
    comment_on(cast.peserta2, public, number=1, block=1, text="Mengapa marmer?")
    found["komentar materi"] = Thing(f"/materi/{public.id}/komentar")
    letter = Letter("kabkota", "421/77-Disdik", date(2022, 3, 2), "Kepala Dinas Pendidikan")
    scan = record_ratification(cast.ketua, public, version_number=1, letter=letter, scan=Named("surat.pdf", PDF))
    found["surat pengesahan"] = Thing(file_id=scan.file_id)
    inside = [each.version.id for each in packable(cast.peserta2, cast.gugus)]
    pack = ask_pack(cast.peserta2, cast.gugus, version_ids=inside)
    build_pack(pack.id)
    db.session.refresh(pack)
    found["paket luring"] = Thing(f"{HOME}/paket-luring/{pack.id}", pack.file_id)
    return found | _said(cast) | _planned(cast) | _observed(cast) | _gugus()


def _said(cast: Cast) -> dict[str, Thing]:
    def thing(post: Post) -> Thing:
        file_id = db.session.scalars(db.select(StoredFile.id).where(StoredFile.about_id == post.id)).one()
        return Thing(f"/kabar/{post.kabar_id}", file_id, post.kabar.title, post.kabar.title.split()[-1].lower())

    def words(word: str) -> dict[str, object]:
        title = f"Tentang {word}"
        return {"title": title, "text": word, "form_key": new_id(), "uploads": [Named(f"{word}.pdf", PDF)]}

    announced = post_announcement(cast.ketua, cast.gugus, **words("obsidian")).post  # type: ignore[arg-type]
    asked = start_thread(cast.peserta, cast.gugus, **words("pualam")).post  # type: ignore[arg-type]
    return {"pengumuman": thing(announced), "obrolan": thing(asked)}


def _planned(cast: Cast) -> dict[str, Thing]:
    paket = make_paket("Lokakarya andesit", scheduled=False)
    pertemuan = make_pertemuan(paket, now() + timedelta(days=7), title="Batu kali")
    schedule_paket(cast.ketua, paket)
    hasil = attach_hasil(cast.peserta, paket, kind="perangkat", title="Modul", upload=Named("hasil.pdf", PDF))
    return {
        "paket dan hasilnya": Thing(f"/paket/{paket.id}", hasil.file_id, search="andesit"),
        "pertemuan": Thing(f"/pertemuan/{pertemuan.id}", feed="Pertemuan: Batu kali"),
    }


def _observed(cast: Cast) -> dict[str, Thing]:
    observation = closed(cast)
    with told(AFTER):
        reopen_sheet(cast.ketua, observation)
        photo = Named("catatan.png", picture())
        row = add_photo(cast.ketua, observation, field="foto", upload=photo, client_id="foto-1")
        close_sheet(cast.ketua, observation)
        lesson = share_lesson(cast.peserta, observation, title="Diam itu berpikir", text="Beri waktu sebelum bertanya.")
    page = f"/observasi/{observation.id}"
    return {
        "observasi": Thing(page, row.file_id, feed="Observasi", search="Bukti dari Yuyun", found=page),
        "pelajaran tanpa nama": Thing(f"{HOME}/observasi/pelajaran/{lesson.id}"),
    }


def _gugus() -> dict[str, Thing]:
    person = f"{HOME}/anggota?cari=Lilis+Lestari%2C+S.Pd."
    return {
        "gugus": Thing(HOME, search="kkg banjarwangi", found=HOME),
        "anggota gugus": Thing(search="lilis lestari", found=person),
    }


class Reader:
    """Someone who tries every way: a browser, a news reader, the search."""

    def __init__(self, app: Flask, guru: Guru | None, token: str) -> None:
        self.guru, self.browser = guru, Visitor(app, guru)
        self.titles = self._entries(f"{HOME}/umpan.atom") | (self._entries(f"{HOME}/umpan/{token}.atom"))

    def ways_to(self, thing: Thing) -> str:
        """The ways in which this person meets it."""
        seen = {
            "page": thing.page and self._gets(thing.page),
            "file": thing.file_id and self._gets(f"/berkas/{thing.file_id}"),
            "feed": thing.feed and thing.feed in self.titles,
            "search": thing.search and self._finds(thing),
        }
        return " ".join(way for way in ALL.split() if seen[way])

    def _gets(self, path: str) -> bool:
        end_transaction(keep=False)
        status = self.browser._ask("GET", path).status_code
        assert status in {200, 303, 404}, f"{path}: {status}"
        return bool(status == 200)

    def _finds(self, thing: Thing) -> bool:
        end_transaction(keep=False)
        guru = db.session.get(Guru, self.guru.id) if self.guru else None
        wanted = thing.found or thing.page
        return any(each.link == wanted for each in find(guru, thing.search, size=50).results)

    def _entries(self, path: str) -> set[str]:
        end_transaction(keep=False)
        answer = self.browser._ask("GET", path)
        if answer.status_code != 200:
            return set()
        atom = "{http://www.w3.org/2005/Atom}"
        root = ElementTree.fromstring(answer.data)
        return {entry.findtext(f"{atom}title") or "" for entry in root.iter(f"{atom}entry")}


@pytest.fixture
def people(app: Flask, cast: Cast) -> dict[str, Guru | None]:
    """Who asks, by the word of the table."""
    add(Guru(id="tetangga", name="Enok Rohayati", name_key="enok rohayati", username="tetangga", created_at=now()))
    end_transaction(keep=True)
    another_gugus("tetangga")
    return {
        "anggota": cast.peserta2,
        "tanpa gugus": cast.orang_luar,
        "mantan anggota": cast.peserta3,
        "anggota gugus lain": db.session.get_one(Guru, "tetangga"),
        "kepala sekolahnya": cast.kepala,
        "kepala sekolahnya, dengan izin guru": cast.kepala,
        "orang asing": None,
    }


@pytest.mark.slow
@pytest.mark.parametrize("who", SEEN)
def test_everyone_meets_what_is_theirs_to_see_and_nothing_else(
    who: str, app: Flask, cast: Cast, things: dict[str, Thing], people: dict[str, Guru | None]
) -> None:
    guru = people[who]
    membership = membership_of(guru, GUGUS) if guru else None
    token = make_feed(guru, cast.gugus) if membership else "tidak-ada"
    if who == "mantan anggota":  # with the address of the feed in the pocket
        assert membership is not None
        remove_anggota(cast.ketua, membership, reason="pindah tugas")
    if who.endswith("izin guru"):
        grant_head(cast.peserta, db.session.get_one(Observation, things["observasi"].page.split("/")[-1]))
    end_transaction(keep=True)
    reindex_everything()
    reader = Reader(app, guru, token)
    met = {name: ways for name, thing in things.items() if (ways := reader.ways_to(thing))}
    assert met == SEEN[who]


def test_what_is_named_for_nobody_is_for_its_own_people_alone(things: dict[str, Thing]) -> None:
    assert set(things) - set(SEEN["anggota"]) == {"materi untuk penulisnya", "observasi"}
