"""What a gugus made goes along on a phone: one ZIP that opens without a server, holding nothing that is not theirs."""

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries import member_of
from community.gugus.services import remove_anggota
from community.kernel.clock import now, told
from community.kernel.command import SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.files import Named, StoredFile, read, store
from community.kernel.files.plain_names import Names, file_name, plain_name
from community.kernel.notices import unread
from community.materials.jobs import build_pack, remove_old_packs, resume_packs
from community.materials.models import Material, MaterialPack
from community.materials.queries.packs import lost_in, may_read_pack, packable, packs_of, unfinished_packs
from community.materials.refusals import PackBusy
from community.materials.services import adapt, ask_pack, drop_pack, remove_material, show_to
from tests.lokakarya.test_races import at_once
from tests.materials.making import another_gugus, make_material
from tests.people import Cast
from tests.visitor import Visitor

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def ask(cast: Cast, by: str = "peserta2") -> MaterialPack:
    """A pack of everything that person may take along."""
    guru = getattr(cast, by)
    return ask_pack(guru, cast.gugus, version_ids=[each.version.id for each in packable(guru, cast.gugus)])


def packed(cast: Cast, by: str = "peserta2") -> tuple[MaterialPack, zipfile.ZipFile]:
    """A pack that was made, and what is in it."""
    pack = ask(cast, by)
    build_pack(pack.id)
    db.session.refresh(pack)
    assert pack.file is not None, pack.message
    return pack, zipfile.ZipFile(io.BytesIO(read(pack.file)))


def text_of(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode()


def only_page(archive: zipfile.ZipFile) -> str:
    (name,) = [each for each in archive.namelist() if each.startswith("materi/")]
    return text_of(archive, name)


def test_it_opens_with_a_list_and_each_modul_with_its_author_and_licence(cast: Cast) -> None:
    make_material(cast)
    pack, archive = packed(cast)
    assert pack.state == "siap" and pack.done == pack.total == 1
    assert {"index.html", "LISENSI.txt", "gaya.css", "cari.js"} < set(archive.namelist())
    assert 'href="materi/001-modul-ajar-pecahan-kelas-4.html"' in text_of(archive, "index.html")
    page, licences = only_page(archive), text_of(archive, "LISENSI.txt")
    for said in ("Ai Setiawan, S.Pd.", "CC BY-SA 4.0", "KKG Banjarwangi"):
        assert said in page and said in licences
    assert "Setiap kelompok menilai" in page
    assert any("siap diunduh" in notice.sentence for notice in unread("peserta2"))


def test_no_address_in_it_leads_to_the_server(cast: Cast) -> None:
    make_material(cast, text="Rumus $\\frac{1}{2}$ dan [tautan](https://contoh.id/a).")
    _, archive = packed(cast)
    for name in archive.namelist():
        if name.endswith(".html"):
            page = text_of(archive, name)
            assert 'href="/' not in page and 'src="/' not in page
    assert "<math" in only_page(archive)


def test_files_lie_beside_their_page_under_plain_names(cast: Cast) -> None:
    names = ("LKPD Pecahan.pdf", "lkpd pecahan.PDF", "Ōsaka \u202egpj.pdf")
    uploads = [Named(name, PDF + b"%" * place) for place, name in enumerate(names)]
    make_material(cast, uploads=uploads)
    _, archive = packed(cast)
    names = sorted(each for each in archive.namelist() if each.startswith("berkas/"))
    assert names == ["berkas/001/lkpd-pecahan-2.pdf", "berkas/001/lkpd-pecahan.pdf", "berkas/001/osaka-gpj.pdf"]
    assert archive.read("berkas/001/lkpd-pecahan.pdf") == PDF
    assert 'href="../berkas/001/lkpd-pecahan.pdf"' in only_page(archive)


def test_what_someone_typed_is_text_in_the_pages_too(cast: Cast) -> None:
    make_material(cast, title="<script>alert(1)</script> Pecahan", text="<img src=x onerror=alert(1)>")
    _, archive = packed(cast)
    for name in ("index.html", *[each for each in archive.namelist() if each.startswith("materi/")]):
        page = text_of(archive, name)
        assert "<script>alert" not in page and "<img src=x" not in page
    assert "script-src 'none'" in only_page(archive)


@given(st.text(max_size=80))
def test_no_name_of_a_file_leads_out_of_the_pack(name: str) -> None:
    found = file_name(name)
    assert found and found == found.casefold() and len(found) < 80
    assert not set(found) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert found.count(".") <= 1 and not found.startswith(".")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\con.pdf", "con-berkas.pdf"),
        ("....", "berkas"),
        ("Modul \u202efdp.exe", "modul-fdp.exe"),
        ("مرحبا.pdf", "berkas.pdf"),
    ],
)
def test_a_name_that_would_trick_someone_becomes_plain(name: str, plain: str) -> None:
    assert file_name(name) == plain


@given(st.lists(st.sampled_from(["a.pdf", "A.pdf", "b", "a-2.pdf"]), max_size=8))
def test_no_two_files_share_a_name(names: list[str]) -> None:
    free = Names()
    found = [free.free(plain_name(name) if "." not in name else name).casefold() for name in names]
    assert len(set(found)) == len(found)


def test_only_what_more_than_its_authors_read_can_be_chosen(cast: Cast) -> None:
    make_material(cast, visibility="penulis", title="Rahasia")
    shared = make_material(cast, visibility="gugus", title="Terbuka")
    gone = make_material(cast, title="Ditarik")
    remove_material(cast.peserta, gone, reason="keliru")
    for who in (cast.peserta, cast.ketua):  # its author neither: a pack is handed on
        assert [each.version.title for each in packable(who, cast.gugus)] == ["Terbuka"]
    assert [each.material.id for each in packable(cast.ketua, cast.gugus)] == [shared.id]


def test_an_id_from_elsewhere_does_not_get_in(cast: Cast) -> None:
    secret = make_material(cast, visibility="penulis").current.id
    for ids in ([secret], ["tidakada"], []):
        with pytest.raises(Invalid):
            ask_pack(cast.peserta2, cast.gugus, version_ids=ids)
    assert packs_of(cast.gugus) == []


def test_an_outsider_and_a_pengawas_get_no_pack(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    version_id = make_material(cast, visibility="publik").current.id
    for who in (cast.orang_luar, cast.pengawas, cast.operator):
        with pytest.raises(NotAllowed):
            ask_pack(who, cast.gugus, version_ids=[version_id])
    visitor(cast.orang_luar).visit("/gugus/kkg-banjarwangi/paket-luring", status=404)
    visitor(cast.pengawas).visit("/gugus/kkg-banjarwangi/paket-luring", status=403)


def test_what_is_taken_back_before_it_is_packed_is_left_out_and_said(cast: Cast) -> None:
    make_material(cast, title="Tetap")
    gone = make_material(cast, title="Ditarik")
    pack = ask(cast)
    remove_material(cast.peserta, gone, reason="keliru")
    build_pack(pack.id)
    db.session.refresh(pack)
    assert pack.state == "siap" and "1 materi dilewati" in pack.message
    assert lost_in(cast.peserta2, pack) == 0
    assert may_read_pack(cast.peserta2, pack.id)


def test_what_is_taken_back_afterwards_ends_the_pack(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast)
    pack, _ = packed(cast)
    address = f"/gugus/kkg-banjarwangi/paket-luring/{pack.id}/unduh"
    reader: Visitor = visitor(cast.peserta3)
    assert reader.client.get(address).status_code == 200
    show_to(cast.peserta, material, visibility="penulis")
    page = reader.visit(address, status=409)
    assert "Modul ajar pecahan kelas 4" not in page and "tidak lagi dibagikan" in page
    reader.visit(f"/berkas/{pack.file_id}", status=404)


def test_who_left_the_gugus_does_not_download_it(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    make_material(cast)
    pack, _ = packed(cast)
    remove_anggota(cast.ketua, member_of(cast.gugus, "peserta2"), reason="pindah tugas")
    visitor(cast.peserta2).visit(f"/gugus/kkg-banjarwangi/paket-luring/{pack.id}/unduh", status=404)
    assert not may_read_pack(cast.peserta2, pack.id)


def test_bytes_the_store_has_lost_are_said_and_the_rest_is_packed(cast: Cast) -> None:
    make_material(cast, uploads=[Named("a.pdf", PDF), Named("b.pdf", PDF + b"%\n")])
    lost = db.session.scalars(db.select(StoredFile).where(StoredFile.name == "a.pdf")).one()
    store.remove(lost.id)
    pack, archive = packed(cast)
    assert "1 berkas dilewati" in pack.message
    assert [each for each in archive.namelist() if each.startswith("berkas/")] == ["berkas/001/b.pdf"]
    assert "hilang dari penyimpanan" in only_page(archive)


def test_an_adaptation_names_what_it_was_made_of(cast: Cast) -> None:
    gugus = db.session.get_one(Gugus, another_gugus())
    original = make_material(cast, by="orang_luar", gugus=gugus, visibility="publik", title="Pecahan dari Singajaya")
    made = adapt(cast.peserta, cast.gugus, material=original)
    show_to(cast.peserta, made, visibility="gugus")
    _, archive = packed(cast)
    assert "Adaptasi dari “Pecahan dari Singajaya” oleh Ujang Mulyana, M.Pd." in text_of(archive, "LISENSI.txt")


def test_two_taps_ask_for_one_pack(app: Flask, cast: Cast) -> None:
    version_id = make_material(cast).current.id
    gugus_id = cast.gugus.id

    def tap() -> object:
        guru, gugus = db.session.get_one(Guru, "peserta2"), db.session.get_one(Gugus, gugus_id)
        return ask_pack(guru, gugus, version_ids=[version_id])

    assert sorted(at_once(app, tap, tap)) == ["", "paket_luring_sedang_dikemas"]


def test_while_one_is_being_packed_another_waits(cast: Cast) -> None:
    make_material(cast)
    ask(cast)
    with pytest.raises(PackBusy):
        ask(cast)
    ask(cast, by="ketua")


def test_a_killed_packing_is_taken_up_again_and_done_once(cast: Cast) -> None:
    make_material(cast)
    pack = ask(cast)
    assert unfinished_packs() == [pack.id]
    resume_packs()
    build_pack(pack.id)  # asked for twice: the second finds it done
    db.session.refresh(pack)
    assert pack.state == "siap" and unfinished_packs() == []
    count = db.select(db.func.count(StoredFile.id)).where(StoredFile.about_kind == "paket_luring")
    assert db.session.scalar(count) == 1


def test_a_pack_dropped_while_it_is_made_leaves_no_bytes(cast: Cast) -> None:
    make_material(cast)
    pack = ask(cast)
    drop_pack(cast.peserta2, pack)
    build_pack(pack.id)
    assert db.session.get_one(MaterialPack, pack.id).state == "dihapus"
    assert packs_of(cast.gugus) == []


def test_after_seven_days_it_is_gone_with_its_bytes(cast: Cast) -> None:
    make_material(cast)
    pack, _ = packed(cast)
    file_id, made_at = pack.file_id or "", pack.made_at
    with told(made_at + timedelta(days=6, hours=23)):
        remove_old_packs()
    assert db.session.get_one(MaterialPack, pack.id).state == "siap"
    with told(made_at + timedelta(days=7, minutes=1)):
        remove_old_packs()
    db.session.expire_all()
    assert packs_of(cast.gugus) == [] and db.session.get(StoredFile, file_id) is None
    with pytest.raises(store.BytesMissing):
        store.chunks(file_id)


def test_what_a_killed_packing_left_on_the_disk_is_swept_away(app: Flask, cast: Cast) -> None:
    folder = Path(app.config["INSTANCE"]) / "sementara"
    folder.mkdir(exist_ok=True)
    left, running = folder / "lama.zip", folder / "sekarang.zip"
    for path in (left, running):
        path.write_bytes(b"PK")
    long_ago = (now() - timedelta(days=2)).timestamp()
    os.utime(left, (long_ago, long_ago))
    remove_old_packs()
    assert not left.exists() and running.exists()
    running.unlink()


def test_another_anggota_does_not_remove_it_and_pengurus_do(cast: Cast) -> None:
    make_material(cast)
    pack, _ = packed(cast)
    with pytest.raises(NotAllowed):
        drop_pack(cast.peserta3, pack)
    drop_pack(cast.ketua, pack)
    drop_pack(SYSTEM, pack)
    assert packs_of(cast.gugus) == []


def test_when_nothing_may_be_taken_any_more_it_says_so(cast: Cast) -> None:
    material = make_material(cast)
    pack = ask(cast)
    remove_material(cast.peserta, material, reason="keliru")
    build_pack(pack.id)
    assert db.session.get_one(MaterialPack, pack.id).state == "gagal"
    assert any("tidak jadi" in notice.sentence for notice in unread("peserta2"))


def test_a_teacher_ticks_waits_and_sees_the_size_before_downloading(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    make_material(cast, uploads=[Named("lkpd.pdf", PDF)])
    make_material(cast, title="Rahasia", visibility="penulis")
    ida: Visitor = visitor(cast.peserta2)
    page = ida.visit("/gugus/kkg-banjarwangi/paket-luring")
    assert "Modul ajar pecahan kelas 4" in page and "Rahasia" not in page
    refused = ida.submit(page, status=422)
    assert "Centang sedikitnya satu" in refused
    version_id = db.session.scalars(db.select(Material).where(Material.visibility == "gugus")).one().current.id
    end_transaction(keep=False)
    page = ida.submit(page, {"materi": [version_id]})
    assert "Paket luring siap" in page and "Ukuran" in page and "kB" in page and "Unduh ZIP (" in page
    (href,) = [each for each in page.links if each.endswith("/unduh")]
    answer = ida.client.get(href)
    assert answer.mimetype == "application/zip" and "attachment" in answer.headers["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    assert "Siap" in ida.visit("/gugus/kkg-banjarwangi/paket-luring")


def test_listing_what_may_be_taken_costs_the_same_for_one_and_for_many(cast: Cast, queries) -> None:  # type: ignore[no-untyped-def]
    make_material(cast, uploads=[Named("a.pdf", PDF)])
    guru, gugus = cast.peserta2, cast.gugus

    def read_all() -> list[str]:
        return [each.material.authors[0].guru.name + each.material.kind_name for each in packable(guru, gugus)]

    one = queries(read_all)
    for number in range(4):
        make_material(cast, by="ketua", title=f"Modul {number}", uploads=[Named("a.pdf", PDF + b"%" * number)])
    db.session.expire_all()
    for row in (guru, gugus):
        db.session.refresh(row)
    assert queries(read_all) == one
    assert len(packable(guru, gugus)) == 5
