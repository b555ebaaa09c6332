"""The doors of a paket, as pengurus and anggota use them."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from community.kernel.clock import told
from tests.factories import SATURDAY, close, make_hasil, make_paket, make_pertemuan, make_series, reopen
from tests.people import Cast
from tests.visitor import Visitor

Visiting = Callable[..., Visitor]
PLAN = {"theme": "Menyusun modul ajar pecahan kelas 4", "jenis": "silabus_rpp"}
FIRST = {"day": "2026-11-21", "start": "08:00", "end": "11:00", "place": "SDN 2 Banjarwangi"}


def test_a_ketua_plans_a_paket_with_three_saturdays_and_the_anggota_hear_of_it(visitor: Visiting, cast: Cast) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit("/gugus/kkg-banjarwangi/paket/baru"), PLAN, action="paket/baru")
    assert "Tambah pertemuan" in page.title
    page = ketua.submit(page, FIRST | {"times": "3"})
    assert "Anggota belum melihat paket ini" in page
    assert "Sabtu" not in page.title and page.text.count("SDN 2 Banjarwangi") == 3
    assert "butir 25" in page
    page = ketua.submit(page, action="/jadwalkan")
    assert "Terjadwal" in page
    seen = visitor(cast.peserta).visit(page.path)
    assert "Menyusun modul ajar pecahan kelas 4" in seen.title
    assert "Tindakan pengurus" not in seen
    front = visitor(cast.peserta).visit("/")
    assert "Pertemuan 1 dari 3" in front
    assert "dijadwalkan. Pertemuan pertama Sabtu, 21 November 2026 pukul 08.00 WIB" in front


def test_the_form_says_what_each_jenis_asks_for(visitor: Visiting, cast: Cast) -> None:
    page = visitor(cast.ketua).visit("/gugus/kkg-banjarwangi/paket/baru")
    assert "Sedikitnya 4 pertemuan; hasil: karya ilmiah guru" in page
    assert "tanpa nilai PKB" in page


def test_a_draft_is_not_there_for_an_anggota(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket(scheduled=False)
    visitor(cast.peserta).visit(f"/paket/{paket.id}", status=404)
    visitor(cast.ketua).visit(f"/paket/{paket.id}")


def test_an_outsider_the_operator_and_a_stranger_do_not_reach_a_paket(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    visitor(cast.orang_luar).visit(f"/paket/{paket.id}", status=404)
    visitor(cast.operator).visit(f"/paket/{paket.id}", status=404)
    assert "Masuk" in visitor().visit(f"/paket/{paket.id}").title


def test_the_pengawas_reads_a_paket_and_is_offered_nothing_to_do(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    make_series(paket)
    page = visitor(cast.pengawas).visit(f"/paket/{paket.id}")
    assert "Menyusun modul" in page and "Tambah" not in page and "Tindakan pengurus" not in page
    visitor(cast.pengawas).visit(f"/paket/{paket.id}/ubah", status=403)


def test_an_anggota_is_refused_at_the_doors_of_the_pengurus(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    peserta = visitor(cast.peserta)
    for door in ("ubah", "penutupan", "pembatalan", "pembagian", "peran", "pertemuan/baru"):
        peserta.visit(f"/paket/{paket.id}/{door}", status=403)


def test_the_bendahara_plans_but_does_not_close(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    bendahara = visitor(cast.bendahara)
    bendahara.visit(f"/paket/{paket.id}/pertemuan/baru")
    bendahara.visit(f"/paket/{paket.id}/penutupan", status=403)


def test_a_ketua_changes_the_theme(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"/paket/{paket.id}/ubah"), {"theme": "Modul bangun ruang"}, action="/ubah")
    assert page.title.startswith("Modul bangun ruang")
    assert "mengubah paket “Modul bangun ruang”" in page


def test_before_closing_the_ketua_is_told_what_is_missing(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    make_series(paket, 2)
    with told(SATURDAY + timedelta(days=30)):
        ketua = visitor(cast.ketua)
        page = ketua.visit(f"/paket/{paket.id}/penutupan")
        assert "Baru 2 pertemuan; jenis ini memerlukan sedikitnya 3" in page
        assert "Hasil belum ada: silabus, RPP, modul ajar, atau bahan ajar" in page
        assert "2 pertemuan belum mempunyai notulen" in page
        page = ketua.submit(page, action="/penutupan")
        assert "Paket ditutup" in page and "Tambah hasil" not in page


def test_a_paket_with_a_pertemuan_ahead_says_which_and_offers_no_closing(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    make_series(paket, 2)
    with told(SATURDAY + timedelta(days=1)):
        page = visitor(cast.ketua).visit(f"/paket/{paket.id}/penutupan")
        assert "pertemuan Sabtu, 28 November 2026 pukul 08.00 WIB belum selesai" in page
        assert "Tutup paket" not in [each.text for each in page.tree.iter("button")]


def test_a_closed_paket_is_opened_again_with_a_reason_that_everyone_reads(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    close(paket)
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/pembukaan")
    page = ketua.submit(page, {"reason": ""}, action="/pembukaan", status=422)
    assert "Tulis alasannya" in page
    page = ketua.submit(page, {"reason": "satu kehadiran keliru"}, action="/pembukaan")
    assert "Dibuka kembali. satu kehadiran keliru" in page


def test_a_cancelled_paket_shows_why_and_is_no_longer_changed(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/pembatalan")
    page = ketua.submit(page, {"reason": "bentrok dengan ujian"}, action="/pembatalan")
    assert "Dibatalkan. bentrok dengan ujian" in page
    assert "Tambah" not in page
    assert "sudah dibatalkan" in ketua.visit(f"/paket/{paket.id}/pembatalan", status=409)
    assert "bentrok dengan ujian" in visitor(cast.peserta).visit("/")


def test_six_pertemuan_are_split_into_two_paket(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    pertemuan = make_series(paket, 6)
    hasil = make_hasil(paket)
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/pembagian")
    half = {"pertemuan_ids": [each.id for each in pertemuan[3:]], "theme": "Modul bagian kedua"}
    page = ketua.submit(page, half | {"hasil_ids": [hasil.id]}, action="/pembagian")
    assert page.title.startswith("Modul bagian kedua") and "Dibagi dari paket yang lain" in page
    assert page.text.count("4 JP") == 3 and hasil.title in page
    old = ketua.visit(f"/paket/{paket.id}")
    assert old.text.count("4 JP") == 3 and hasil.title not in old
    assert "membagi paket" in old


def test_taking_every_pertemuan_to_the_new_paket_is_refused_and_the_choice_kept(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    pertemuan = make_series(paket, 2)
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/pembagian")
    every = {"pertemuan_ids": [each.id for each in pertemuan], "theme": "Semua"}
    page = ketua.submit(page, every, action="/pembagian", status=422)
    assert "Kedua bagian harus mempunyai pertemuan" in page
    assert page.html.count("checked") == 2 and "Semua" in page.html


def test_a_peserta_becomes_narasumber_and_someone_from_outside_joins_by_account(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/peran")
    page = ketua.submit(page, {"guru_id": "peserta2", "role": "pembahas"}, action="/peran")
    assert "Pembahas · SDN 1 Banjarwangi" in page
    page = ketua.submit(page, {"login": "orang_luar", "role": "narasumber"}, action="/peran")
    assert "Ujang Mulyana, M.Pd. tercatat sebagai narasumber" in page
    seen = visitor(cast.orang_luar).visit(f"/paket/{paket.id}")
    assert "Anda narasumber" in seen
    page = ketua.submit(ketua.visit(f"/paket/{paket.id}/peran"), action="/orang_luar/pencabutan")
    visitor(cast.orang_luar).visit(f"/paket/{paket.id}", status=404)


def test_an_unknown_account_is_said_at_its_field(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"/paket/{paket.id}/peran")
    page = ketua.submit(page, {"login": "tidak ada", "role": "tutor"}, action="/peran", status=422)
    assert "Akun ini tidak ditemukan" in page and "tidak ada" in page.html


def test_a_hasil_is_attached_as_a_file_and_read_by_anggota_alone(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    peserta = visitor(cast.peserta)
    page = peserta.visit(f"/paket/{paket.id}/hasil")
    pdf = (BytesIO(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"), "modul.pdf")
    page = peserta.submit(page, {"title": "Modul pecahan", "upload": pdf}, action="/hasil")
    assert "Hasil terlampir" in page and "modul.pdf" in page
    link = next(each for each in page.links if each.startswith("/berkas/"))
    visitor(cast.peserta3).visit(link)
    visitor(cast.orang_luar).visit(link, status=404)
    page = peserta.submit(page, action="/penarikan")
    assert "Modul pecahan" not in page.text.replace("menarik hasil “Modul pecahan”", "").replace(
        "melampirkan hasil “Modul pecahan”", ""
    )
    visitor(cast.peserta3).visit(link, status=404)


def test_a_file_with_a_false_name_is_refused_and_the_title_kept(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    peserta = visitor(cast.peserta)
    for content, said in ((b"MZ\x90\x00", "tidak diterima"), (b"", "kosong")):
        page = peserta.visit(f"/paket/{paket.id}/hasil")
        upload = (BytesIO(content), "modul.pdf")
        page = peserta.submit(page, {"title": "Modul pecahan", "upload": upload}, action="/hasil", status=422)
        assert said in page and "Modul pecahan" in page.html


def test_a_makalah_is_the_work_of_one_person(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket(jenis="kegiatan_ilmiah")
    page = visitor(cast.peserta).visit(f"/paket/{paket.id}/hasil")
    fields = {"kind": "makalah", "title": "Pecahan lewat lipatan", "link": "drive.google.com/abc"}
    page = visitor(cast.peserta).submit(page, fields, action="/hasil", status=400)  # another browser's form
    peserta = visitor(cast.peserta)
    page = peserta.submit(peserta.visit(f"/paket/{paket.id}/hasil"), fields, action="/hasil")
    assert "Makalah · Ai Setiawan, S.Pd." in page
    assert "https://drive.google.com/abc" in page.links


def test_a_ketua_who_opened_a_closed_paket_again_is_not_offered_to_cancel_it(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    ketua = visitor(cast.ketua)
    assert "Batalkan paket" in ketua.visit(f"/paket/{paket.id}")
    close(paket)
    reopen(paket)
    page = ketua.visit(f"/paket/{paket.id}")
    assert "Tutup paket" in page and "Batalkan paket" not in page
    assert "pernah ditutup" in ketua.visit(f"/paket/{paket.id}/pembatalan", status=409)
