"""Who erases their account: what they wrote with others stays, by a former member; what only they could read goes."""

from typing import Any

from community.accounts.models import Guru
from community.accounts.queries import password_hash_of
from community.accounts.services import erase_self
from community.accounts.services.sign_in import Proof
from community.kernel.database import db, end_transaction
from community.kernel.files import Named, StoredFile
from community.kernel.search import find
from community.materials.models import Material, Version
from community.materials.queries.feed import feed_entries
from community.materials.services import comment_on, name_authors, save_version
from tests.materials.making import content, make_material
from tests.materials.test_public import picture
from tests.people import Cast

FORMER = "Mantan anggota"


def erase(guru: Guru) -> None:
    erase_self(guru, guru, proof=Proof(guru.id, password_hash_of(guru.id)))
    end_transaction(keep=False)
    db.session.expire_all()


def test_a_former_member_stays_an_author_in_their_place_without_the_name(visitor: Any, cast: Cast) -> None:
    material = make_material(cast, by="peserta", visibility="publik")
    name_authors(cast.peserta, material, guru_ids=["peserta", "peserta2"])
    comment_on(cast.peserta, material, number=1, block=1, text="Tambahkan gambar.")
    erase(cast.peserta)
    page = visitor(cast.peserta2).visit(f"/materi/{material.id}")
    said = [" ".join("".join(each.itertext()).split()) for each in page.tree.iter("li")]
    assert f"{FORMER} 60 %" in said and any(each.startswith("Ida Maryani 40 %") for each in said)
    here = f"/materi/{material.id}"
    for path in (here, f"{here}/komentar", "/materi", f"{here}/penulis"):
        found = visitor(cast.peserta2).visit(path)
        assert FORMER in found and "Setiawan" not in found.html
    assert FORMER in visitor().visit(f"/oembed?url=http://localhost/materi/{material.id}").html
    assert [each.author for each in feed_entries(None, cast.gugus)] == [f"{FORMER}, Ida Maryani"]
    assert [each.title for each in find(None, "mantan anggota pecahan").results] == ["Modul ajar pecahan kelas 4"]


def test_a_draft_that_nobody_else_could_read_is_emptied_with_its_files(cast: Cast) -> None:
    draft = make_material(cast, visibility="penulis", uploads=[Named("catatan.png", picture())], text="Rahasia saya.")
    save_version(cast.peserta, draft, kind="soal", content=content(text="Masih rahasia."), based_on=1)
    erase(cast.peserta)
    assert db.session.get_one(Material, draft.id).is_removed
    for version in db.session.scalars(db.select(Version).where(Version.material_id == draft.id)):
        assert (version.text, version.html, version.tp, version.title) == ("", "", "", "Draf yang dihapus")
    assert db.session.scalar(db.select(db.func.count(StoredFile.id))) == 0


def test_a_draft_written_together_stays_with_the_other_author(visitor: Any, cast: Cast) -> None:
    draft = make_material(cast, visibility="penulis")
    name_authors(cast.peserta, draft, guru_ids=["peserta", "peserta2"])
    erase(cast.peserta)
    assert "kertas lipat" in visitor(cast.peserta2).visit(f"/materi/{draft.id}")
