"""The pages of a record, a claim, signatures and verification, as the people in them see them."""

import gzip

import pytest

from community.angka_kredit.panels import beranda_panel, paket_panel
from community.kernel.database import db, end_transaction
from community.kernel.errors import NotFound
from community.kernel.files import file_of
from tests.angka_kredit import stories
from tests.angka_kredit.test_ledger import entries
from tests.people import Cast


@pytest.fixture
def paket(cast: Cast):
    return stories.forwarded({"peserta": 3, "peserta2": 2, "peserta3": 3})


def _path(guru_id: str, paket) -> str:
    return f"/usulan/{stories.claim(guru_id, paket).id}"


def test_an_empty_record_says_what_will_come(cast: Cast, visit) -> None:
    page = visit("/catatan", as_=cast.bendahara)
    assert "Belum ada yang diakui" in page and "Tidak ada usulan yang menunggu" in page


def test_nobody_reads_a_record_without_signing_in(app, visitor) -> None:
    for path in ("/catatan", "/verifikasi", "/pengesahan", "/catatan/jejak", "/catatan/pangkat"):
        assert visitor().visit(path).path.startswith("/masuk")


def test_the_record_says_what_waits_and_what_is_missing(cast: Cast, paket, visit) -> None:
    page = visit("/catatan", as_=cast.peserta)
    assert "Menyusun modul ajar pecahan" in page and "Materi belum ditulis" in page


def test_who_attended_two_of_three_reads_what_is_missing(cast: Cast, paket, visit) -> None:
    page = visit("/catatan", as_=cast.peserta2)
    assert "hadir 2 dari 3 pertemuan, kurang 1" in page.text.replace("Hadir", "hadir")


@pytest.mark.slow
def test_a_member_completes_and_submits_without_javascript(cast: Cast, paket, visitor) -> None:
    browser = visitor(cast.peserta)
    path = _path("peserta", paket)
    page = browser.submit(browser.visit(path), stories.PARTS, action="/laporan")
    assert "Laporan tersimpan" in page and stories.MATERI in page
    for kind in ("surat_tugas", "surat_keterangan", "pengesahan"):
        page = browser.submit(page, {"bukti-kind": kind, "bukti-file": stories.upload()}, action="/bukti")
    assert "Siap diajukan" in page
    page = browser.submit(page, action="/pengajuan")
    assert "Diajukan kepada Rahmat Fatimah" in page
    assert stories.claim("peserta", paket).state == "diajukan"


def test_the_koordinator_reads_everything_and_accepts(cast: Cast, paket, visitor) -> None:
    stories.submitted("peserta", paket)
    browser = visitor(cast.koordinator)
    queue = browser.visit("/verifikasi")
    assert "Menunggu Anda (1)" in queue and "Ai Setiawan" in queue
    page = browser.visit(_path("peserta", paket))
    for words in (
        stories.MATERI,
        "3 dari 3 pertemuan",
        "Modul pecahan",
        "surat_tugas.pdf",
        "12 JP",
        "1 Agustus 2026",
    ):
        assert words in page
    page = browser.submit(page, {"akui-text": "Lengkap."}, action="/pengakuan")
    assert "Diakui: 0,15 (butir 25) untuk Ai Setiawan" in page
    assert stories.values("peserta") == ["0.15"]


def test_the_record_shows_the_ledger_and_its_sums(cast: Cast, paket, visit) -> None:
    stories.recognised("peserta", paket)
    page = visit("/catatan", as_=cast.peserta)
    assert "Nilai PKB menurut Buku 4/5" in page and "0,15" in page
    assert "2026/2027" in page and "Butir 25" in page
    assert "naik pangkat" not in page.text.lower()


def test_a_reason_is_chosen_by_its_number_and_local_ones_say_so(cast: Cast, paket, visitor) -> None:
    stories.submitted("peserta", paket)
    browser = visitor(cast.koordinator)
    page = browser.visit(_path("peserta", paket))
    assert "2D: " in page and "(belum dikonfirmasi)" in page and "1H:" not in page
    browser.submit(page, {"kembali-reason_code": "2A", "kembali-text": "Perbaiki tanggal."}, action="/pengembalian")
    mine = visitor(cast.peserta).visit("/catatan")
    assert "Dikembalikan, alasan 2A" in mine and "Perbaiki tanggal." in mine


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("/pengembalian", {"kembali-reason_code": "", "kembali-text": "Ini yang saya ketik."}),
        ("/pengembalian", {"kembali-reason_code": "1H", "kembali-text": "Ini yang saya ketik."}),
        ("/penolakan", {"tolak-reason_code": "9Z", "tolak-text": "Ini yang saya ketik."}),
        ("/penolakan", {"tolak-reason_code": "2A", "tolak-text": "Ini yang saya ketik." + "x" * 2001}),
        ("/pengakuan", {"akui-text": "Ini yang saya ketik." + "😀" * 2001}),
    ],
)
def test_a_decision_that_does_not_fit_keeps_what_was_typed(cast: Cast, paket, visitor, action, fields) -> None:
    stories.submitted("peserta", paket)
    browser = visitor(cast.koordinator)
    page = browser.submit(browser.visit(_path("peserta", paket)), fields, action=action, status=422)
    assert "Belum tersimpan" in page and "Ini yang saya ketik." in page
    assert stories.claim("peserta", paket).state == "diajukan"


@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("http://x")',
        "مرحبا " + "kata " * 20,
        "😀 " * 30,
        "<script>alert(1)</script> " * 20,
        "\u202eterbalik " * 20,
        "a" * 6000,
    ],
)
def test_a_report_takes_any_text_and_shows_it_as_text(cast: Cast, paket, visitor, typed: str) -> None:
    browser = visitor(cast.peserta)
    page = browser.submit(browser.visit(_path("peserta", paket)), {"materi": typed}, action="/laporan")
    assert "Laporan tersimpan" in page and "<script>alert" not in page.html
    assert "\u202e" not in stories.claim("peserta", paket).materi


def test_a_report_that_is_too_long_keeps_every_word(cast: Cast, paket, visitor) -> None:
    browser = visitor(cast.peserta)
    page = browser.visit(_path("peserta", paket))
    page = browser.submit(page, {"materi": "kata " * 1500, "dampak": stories.DAMPAK}, action="/laporan", status=422)
    assert "Terlalu panjang" in page and stories.DAMPAK in page
    assert stories.claim("peserta", paket).materi == ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("surat.pdf", b""),
        ("surat.pdf", b"MZ\x90\x00\x03 program"),
        ("surat.pdf", b"<html><script>"),
        ("x.exe", b"MZ\x90"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(cast: Cast, paket, visitor, name, data) -> None:
    browser = visitor(cast.peserta)
    fields = {"bukti-kind": "surat_tugas", "bukti-file": stories.upload(name, data)}
    page = browser.submit(browser.visit(_path("peserta", paket)), fields, action="/bukti", status=422)
    assert "Belum tersimpan" in page
    assert stories.claim("peserta", paket).files == []


def test_no_file_and_an_unknown_kind_are_said(cast: Cast, paket, visitor) -> None:
    browser = visitor(cast.peserta)
    page = browser.submit(browser.visit(_path("peserta", paket)), {"bukti-kind": "ijazah"}, action="/bukti", status=422)
    assert "Pilih berkasnya dulu" in page and "tidak ada dalam daftar" in page


def test_submitting_too_early_says_what_is_missing(cast: Cast, paket, visitor) -> None:
    browser = visitor(cast.peserta)
    page = browser.visit(_path("peserta", paket))
    token = page.form("/laporan").find(".//input[@name='csrf_token']").get("value")
    page = browser.post(f"{_path('peserta', paket)}/pengajuan", {"csrf_token": token}, status=422)
    assert "Surat tugas belum diunggah" in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("last_pangkat_on", "2026-02-30", "Tanggal ini tidak ada"),
        ("last_pangkat_on", "kemarin", "Tanggal ini tidak ada"),
        ("sk_jabatan_on", "2999-01-01", "belum terjadi"),
    ],
)
def test_a_day_that_cannot_be_is_said_at_its_field(cast: Cast, visitor, field, typed, said) -> None:
    browser = visitor(cast.peserta)
    page = browser.submit(browser.visit("/catatan/pangkat"), {field: typed}, status=422)
    assert said in page and typed in page.html


def test_the_day_of_the_last_rank_moves_the_big_number(cast: Cast, visitor) -> None:
    entries("peserta", 10)
    browser = visitor(cast.peserta)
    page = browser.submit(browser.visit("/catatan/pangkat"), {"last_pangkat_on": "2024-02-01"})
    assert "sejak pangkat terakhir" in page and "0,90" in page and "seluruhnya 1,50" in page


def test_a_pns_reads_an_estimate_beside_the_record_and_it_is_never_added(cast: Cast, paket, visit) -> None:
    stories.recognised("peserta", paket)
    page = visit("/catatan?jenjang=ahli_pertama&predikat=sangat_baik&bulan=12", as_=cast.peserta)
    assert "18,75" in page and "18,90" not in page and "tidak dijumlahkan" in page


@pytest.mark.parametrize("bulan", ["0", "13", "x", "-1", ""])
def test_an_estimate_over_impossible_months_is_said(cast: Cast, visit, bulan: str) -> None:
    page = visit(f"/catatan?jenjang=ahli_pertama&predikat=baik&bulan={bulan}", as_=cast.peserta)
    assert "Perkiraan Ahli Pertama" not in page and (
        "dari 1 sampai 12" in page or "bilangan bulat" in page or "perlu diisi" in page
    )


@pytest.mark.parametrize("who", ["peserta2", "peserta3"])
def test_pppk_and_honorer_see_jp_and_no_targets(cast: Cast, paket, visit, who: str) -> None:
    page = visit("/catatan", as_=getattr(cast, who))
    assert "JP" in page and "Perkiraan" not in page and "pangkat terakhir" not in page


def test_the_owner_sees_who_read_the_claim(cast: Cast, paket, visit) -> None:
    stories.submitted("peserta", paket)
    visit(_path("peserta", paket), as_=cast.koordinator)
    visit(_path("peserta", paket), as_=cast.koordinator)
    page = visit("/catatan/jejak", as_=cast.peserta)
    assert page.text.count("usulan paket “Menyusun modul ajar pecahan” ·") == 1
    assert "Rahmat Fatimah" in page and "mengajukan usulan" in page


def test_the_head_finds_the_report_in_the_list_and_signs_it(cast: Cast, paket, visitor) -> None:
    stories.completed("peserta", paket)
    browser = visitor(cast.kepala)
    assert "Ai Setiawan" in browser.visit("/pengesahan")
    page = browser.submit(browser.visit(_path("peserta", paket)), action="/pengesahan")
    assert "disahkan" in page and "Tidak ada laporan yang menunggu" in page


def test_the_dinas_finds_the_reports_of_heads(cast: Cast, visit) -> None:
    paket = stories.forwarded({"kepala": 3})
    stories.completed("kepala", paket)
    assert "Tati Rosmiati" in visit("/pengesahan", as_=cast.dinas)
    assert "Tati Rosmiati" not in visit("/pengesahan", as_=cast.pengawas)


@pytest.mark.parametrize("who", ["peserta2", "ketua", "operator", "orang_luar", "pengawas"])
def test_a_stranger_finds_nothing_at_the_address_of_a_claim(cast: Cast, paket, visit, who: str) -> None:
    stories.submitted("peserta", paket)
    visit(_path("peserta", paket), as_=getattr(cast, who), status=404)


def test_evidence_is_served_only_to_who_may_read_the_claim(cast: Cast, paket) -> None:
    evidence = stories.submitted("peserta", paket).files[0]
    for who in (cast.peserta, cast.koordinator, cast.kepala):
        assert file_of(who, evidence.file_id).name == evidence.file.name
    for who in (cast.peserta2, cast.ketua, cast.operator, cast.dinas):
        with pytest.raises(NotFound):
            file_of(who, evidence.file_id)


def test_a_difference_is_shown_and_settled(cast: Cast, paket, visitor) -> None:
    stories.recognised("peserta", paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    browser = visitor(cast.koordinator)
    assert "semula 3 dari 3" in browser.visit("/verifikasi")
    page = browser.visit(_path("peserta", paket))
    difference = next(
        each.get("action") for each in page.tree.iter("form") if "/selisih/" in (each.get("action") or "")
    )
    browser.submit(page, {"selisih-text": ""}, action=difference, status=422)
    browser.submit(page, {"selisih-text": "Dikoreksi sekretaris."}, action=difference)
    assert stories.values("peserta") == ["0.15", "-0.15"]
    mine = visitor(cast.peserta).visit(_path("peserta", paket))
    assert "Entri pembalik" in mine and "-0,15" in mine.text.replace("−", "-")


def test_an_accepted_one_is_reversed_with_a_reason(cast: Cast, paket, visitor) -> None:
    stories.recognised("peserta", paket)
    browser = visitor(cast.koordinator)
    page = browser.visit(_path("peserta", paket))
    browser.submit(page, {"batal-reason": ""}, action="/pembatalan", status=422)
    page = browser.submit(page, {"batal-reason": "Tertukar."}, action="/pembatalan")
    assert "Tertukar." in page and stories.values("peserta") == ["0.15", "-0.15"]


# The paket page and beranda


def _panel(panel, *what) -> str:
    end_transaction(keep=False)
    with db.session.no_autoflush:
        return panel(*what) or ""


@pytest.fixture
def request_of(app):
    with app.test_request_context("/"):
        yield


def test_a_member_reads_only_the_own_line_of_an_open_paket(cast: Cast, request_of) -> None:
    paket = stories.paket_held({"peserta": 1, "peserta2": 3}, hasil=None)
    html = _panel(paket_panel, stories.again(paket), cast.peserta)
    assert "1 dari 3 pertemuan" in html and "hasil belum ada" in html and "Ida Maryani" not in html


def test_pengurus_read_who_is_eligible_and_why_not(cast: Cast, request_of) -> None:
    paket = stories.paket_held({"peserta": 3, "peserta2": 2})
    html = _panel(paket_panel, stories.again(paket), cast.sekretaris)
    assert "Ida Maryani" in html and "kurang 1 pertemuan" in html


def test_six_pertemuan_are_offered_to_be_split_while_the_paket_is_open(cast: Cast, request_of) -> None:
    paket = stories.paket_held({"peserta": 6}, held=6)
    assert f"/paket/{paket.id}/pembagian" in _panel(paket_panel, stories.again(paket), cast.ketua)
    assert "pembagian" not in _panel(paket_panel, stories.again(paket), cast.peserta)
    closed = stories.close(paket)
    assert "pembagian" not in _panel(paket_panel, closed, cast.ketua)


def test_only_the_ketua_sees_the_button_to_forward(cast: Cast, request_of) -> None:
    paket = stories.closed({"peserta": 3, "peserta2": 2})
    assert "Teruskan ke 1 catatan" in _panel(paket_panel, paket, cast.ketua)
    assert "Teruskan ke" not in _panel(paket_panel, stories.again(paket), cast.sekretaris)
    assert "kurang 1 pertemuan" in _panel(paket_panel, stories.again(paket), cast.peserta2)


def test_who_only_oversees_reads_no_names(cast: Cast, request_of) -> None:
    paket = stories.closed({"peserta": 3})
    assert "Ai Setiawan" not in _panel(paket_panel, paket, cast.pengawas)


def test_beranda_says_what_waits_for_whom(cast: Cast, paket, request_of) -> None:
    stories.submitted("peserta", paket)
    stories.completed("peserta3", paket)
    assert "1 usulan menunggu Anda periksa" in _panel(beranda_panel, cast.koordinator)
    assert _panel(beranda_panel, cast.peserta) == ""
    other = stories.forwarded({"peserta": 3}, theme="Lain")
    assert "1 usulan perlu Anda lengkapi" in _panel(beranda_panel, cast.peserta)
    stories.completed("peserta", other)
    assert "1 laporan menunggu pengesahan Anda" in _panel(beranda_panel, cast.kepala)


# Light, and the same number of queries however much there is


def test_a_record_of_200_entries_is_light_and_costs_what_a_short_one_costs(cast: Cast, visitor, queries) -> None:
    entries("peserta", 2)
    entries("peserta3", 200)
    short, long = visitor(cast.peserta), visitor(cast.peserta3)
    cast.peserta3.kepegawaian = "PNS"
    stories.settled()
    short.visit("/catatan"), long.visit("/catatan")
    assert queries(lambda: long.visit("/catatan")) == queries(lambda: short.visit("/catatan"))
    page = long.visit("/catatan")
    assert "1–20 dari 200" in page and "30,00" in page
    assert len(page.html.encode()) < 45_000 and len(gzip.compress(page.html.encode())) < 12_000
    assert "181–200 dari 200" in long.visit("/catatan?halaman=10")
    for odd in ("0", "-3", "x", "99999"):
        long.visit(f"/catatan?halaman={odd}")


def test_a_record_with_many_claims_costs_what_one_claim_costs(cast: Cast, visitor, queries) -> None:
    for number in range(6):
        stories.forwarded({"peserta": 3, **({"peserta3": 3} if not number else {})}, theme=f"Paket {number}")
    one, many = visitor(cast.peserta3), visitor(cast.peserta)
    one.visit("/catatan"), many.visit("/catatan")
    cast.peserta3.kepegawaian = "PNS"
    stories.settled()
    assert queries(lambda: many.visit("/catatan")) <= queries(lambda: one.visit("/catatan"))


def test_a_long_queue_costs_what_a_short_one_costs(cast: Cast, visitor, queries) -> None:
    browser = visitor(cast.koordinator)
    stories.submitted("peserta", stories.forwarded({"peserta": 3}, theme="Paket pertama"))
    browser.visit("/verifikasi")
    short = queries(lambda: browser.visit("/verifikasi"))
    for number in range(5):
        stories.submitted("peserta", stories.forwarded({"peserta": 3}, theme=f"Paket {number}"))
    assert queries(lambda: browser.visit("/verifikasi")) == short
    assert "Menunggu Anda (6)" in browser.visit("/verifikasi")


@pytest.mark.parametrize("closed", [False, True])
def test_the_panel_of_75_people_costs_what_that_of_three_costs(cast: Cast, request_of, queries, closed: bool) -> None:
    from community.accounts.models import Guru

    stories.add_all([Guru(id=f"g{n}", name=f"Guru {n}", name_key=f"guru {n}") for n in range(75)])
    small = stories.paket_held({f"g{n}": 3 for n in range(3)})
    large = stories.paket_held({f"g{n}": 3 if n % 2 else 2 for n in range(75)})
    if closed:
        stories.close(small), stories.close(large)

    def look(paket) -> str:
        end_transaction(keep=False)
        db.session.expire_all()
        return paket_panel(stories.again(paket), cast.ketua) or ""

    assert queries(lambda: look(large)) == queries(lambda: look(small))
    assert len(look(large).encode()) < 16_000


def test_forwarding_from_the_paket_page_says_how_many(cast: Cast, visitor) -> None:
    paket = stories.closed({"peserta": 3, "peserta3": 3, "peserta2": 2})
    browser = visitor(cast.ketua)
    page = browser.submit(browser.visit(f"/paket/{paket.id}"), action="/penerusan")
    assert "Diteruskan ke catatan 2 orang" in page and "1 orang belum memenuhi syarat" in page
    page = browser.submit(page, action="/penerusan")
    assert "Tidak ada yang baru untuk diteruskan. 2 sudah ada di sana" in page


def test_the_export_of_ones_own_data_holds_the_record(cast: Cast, paket) -> None:
    from community.accounts.queries import EXPORTS

    stories.recognised("peserta", paket)
    section = dict(EXPORTS)["Catatan angka kredit"](cast.peserta)
    assert section["buku_catatan"][0]["nilai"] == "0.15"
    assert section["usulan"][0]["materi"] == stories.MATERI
