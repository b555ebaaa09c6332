"""The pages of a gugus, as its people see them."""

import io
import re

import pytest
from sqlalchemy import func, select

from community.accounts.models import Guru, OneTimeCode
from community.gugus import services
from community.gugus.models import Anggota, Gugus, Invitation, TeacherImport
from community.gugus.queries import membership_of, pengurus_of
from community.kernel.command import INSTALLATION
from community.kernel.database import add_all, db, end_transaction
from community.kernel.errors import Refusal
from tests.gugus.uploads import BANJARWANGI, as_csv, read_in, teacher
from tests.people import GUGUS

HOME = "/gugus/kkg-banjarwangi"
NEW = {"kind": "MGMP", "name": "MGMP IPA Garut", "mapel": "IPA", "wilayah_words": "Garut", "wilayah_code": "32.05"}
BAD_TEXTS = ("", "🙂", "\u202e", "K" * 500)


def fill_up(count: int) -> None:
    """So many more anggota."""
    add_all(
        [
            Guru(id=f"orang{number}", name=f"Orang {number}", name_key=f"orang {number}", sekolah_id="sdn1")
            for number in range(count)
        ]
    )
    add_all(
        [
            Anggota(
                gugus_id=GUGUS,
                guru_id=f"orang{number}",
                joined_at=db.session.get_one(Gugus, GUGUS).created_at,
                via="impor",
                admitted_by_id="ketua",
            )
            for number in range(count)
        ]
    )
    end_transaction(keep=True)


def token(page) -> str:
    """The token of the forms of a page."""
    return next(each.get("value") for each in page.tree.iter("input") if each.get("name") == "csrf_token")


def request_address(page) -> str:
    """Where the one request to join on the page is decided."""
    found = re.search(r'action="([^"]*permintaan/\w+)"', page.html)
    assert found
    return found[1]


def test_my_gugus_lists_what_i_belong_to_and_the_one_i_oversee(cast, visit):
    assert "KKG Banjarwangi" in visit("/gugus", as_=cast.peserta)
    assert "Gugus lain di wilayah Anda" in visit("/gugus", as_=cast.pengawas)
    page = visit("/gugus", as_=cast.orang_luar)
    assert "Anda belum menjadi anggota gugus" in page
    assert "KKG Banjarwangi" not in page


def test_an_operator_makes_a_gugus_by_searching_its_wilayah(cast, visitor):
    browser = visitor(cast.operator)
    page = browser.visit("/gugus/baru")
    values = {key: value for key, value in NEW.items() if key != "wilayah_code"} | {"wilayah_words": "Banjarwangi"}
    searched = browser.submit(page, values | {"langkah": "cari"}, action="/gugus/baru")
    assert "Banjarwangi, Kabupaten Garut" in searched
    made = browser.submit(searched, {}, action="/gugus/baru")
    assert "MGMP IPA Garut sudah dibuat" in made
    assert made.path.startswith("/gugus/mgmp-ipa-garut/sekolah")


def test_a_name_that_would_turn_the_page_round_is_kept_without_its_mark(cast, visitor):
    browser = visitor(cast.operator)
    browser.submit(browser.visit("/gugus/baru"), NEW | {"name": "MGMP \u202eIPA Garut"})
    assert "MGMP IPA Garut" in db.session.scalars(select(Gugus.name)).all()


def test_nobody_but_an_operator_sees_the_form_of_a_new_gugus(cast, visit):
    visit("/gugus/baru", as_=cast.ketua, status=403)


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_a_bad_name_is_said_at_its_field_and_what_was_typed_stays(cast, visitor, name):
    browser = visitor(cast.operator)
    page = browser.submit(browser.visit("/gugus/baru"), NEW | {"name": name, "sk_issuer": "UPT Garut"}, status=422)
    assert 'id="name-error"' in page.html
    assert "UPT Garut" in page.html
    assert db.session.scalars(select(Gugus.id)).all() == [GUGUS]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"kind": "KLUB"}, "kind"),
        ({"jenjang": "S9"}, "jenjang"),
        ({"sk_on": "2026-02-31"}, "sk_on"),
        ({"minutes_per_jp": "empat puluh"}, "minutes_per_jp"),
        ({"wilayah_code": "00.00", "wilayah_words": "Antah"}, "wilayah_code"),
        ({"mapel": ""}, "mapel"),
    ],
)
def test_each_bad_field_of_a_gugus_has_its_sentence(cast, visitor, over, field):
    browser = visitor(cast.operator)
    page = browser.submit(browser.visit("/gugus/baru"), NEW | over, status=422)
    assert f'id="{field}-error"' in page.html
    assert "MGMP IPA Garut" in page.html


def test_the_page_of_a_gugus_says_who_leads_it_and_how_many_belong(cast, visit):
    page = visit(HOME, as_=cast.peserta)
    assert "7 anggota" in page
    assert "Yuyun Sutisna, M.Pd." in page
    assert "2 sekolah" in page
    assert "Muat daftar guru" not in page
    assert "Muat daftar guru" in visit(HOME, as_=cast.sekretaris)


def test_a_stranger_finds_no_gugus(cast, visit):
    for path in ("", "/anggota", "/pengurus", "/undangan", "/jejak", "/sekolah", "/anggota/impor"):
        visit(HOME + path, as_=cast.orang_luar, status=404)


def test_anggota_see_names_and_schools_but_no_numbers(cast, visit):
    cast.peserta2.nip = "198203182007032007"
    end_transaction(keep=True)
    page = visit(f"{HOME}/anggota", as_=cast.peserta)
    assert "Ida Maryani" in page
    assert "2007" not in page.text.replace("2026", "")
    masked = visit(f"{HOME}/anggota", as_=cast.ketua)
    assert "••••2007" in masked
    assert "198203182007032007" not in masked.html


def test_anggota_are_found_by_name_or_school(cast, visit):
    page = visit(f"{HOME}/anggota?cari=sdn+2", as_=cast.peserta)
    assert "Imas Solihin" in page
    assert "Ida Maryani" not in page
    assert "Tidak ada yang cocok" in visit(f"{HOME}/anggota?cari=zzz", as_=cast.peserta)


@pytest.mark.parametrize("path", ["", "/anggota", "/pengurus", "/undangan"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_anggota(cast, visitor, queries, path):
    browser = visitor(cast.ketua)
    browser.visit(HOME + path)
    few = queries(lambda: browser.visit(HOME + path))
    fill_up(70)
    many = queries(lambda: browser.visit(HOME + path))
    assert many <= few


def test_seventy_five_anggota_are_on_one_page_and_a_thousand_on_many(cast, visit):
    fill_up(68)
    assert visit(f"{HOME}/anggota", as_=cast.peserta).html.count("<tr>") == 76
    fill_up_more = [
        Anggota(
            gugus_id=GUGUS, guru_id="orang_luar", joined_at=cast.gugus.created_at, via="impor", admitted_by_id="ketua"
        )
    ]
    add_all(fill_up_more)
    end_transaction(keep=True)
    assert "76 anggota" in visit(f"{HOME}/anggota?hal=99999999", as_=cast.peserta)


def test_a_ketua_removes_an_anggota_with_a_reason_and_sees_them_among_the_former(cast, visitor):
    browser = visitor(cast.ketua)
    page = browser.visit(f"{HOME}/anggota/peserta")
    wrong = browser.submit(page, {"reason": ""}, action="/keluarkan", status=422)
    assert "Tulis alasannya" in wrong
    gone = browser.submit(wrong, {"reason": "pindah sekolah"}, action="/keluarkan")
    assert "pindah sekolah" in gone
    assert "pindah sekolah" not in visitor(cast.peserta2).visit(f"{HOME}/anggota")


def test_who_leaves_is_asked_first_and_then_gone(cast, visitor):
    browser = visitor(cast.peserta)
    page = browser.visit(HOME)
    assert "data-confirm" in page.html
    assert "Anda sudah keluar dari KKG Banjarwangi" in browser.submit(page, {}, action="/keluar")
    browser.visit(HOME, status=404)


def test_a_sekretaris_writes_a_new_anggota_by_hand(cast, visitor):
    browser = visitor(cast.sekretaris)
    page = browser.visit(f"{HOME}/anggota/baru")
    wrong = browser.submit(page, {"name": "Euis Kartini", "nip": "1.98E+17", "sekolah_id": "sdn1"}, status=422)
    assert "hilang" in wrong
    assert "Euis Kartini" in wrong.html
    assert db.session.scalar(select(Guru.id).where(Guru.name == "Euis Kartini")) is None
    made = browser.submit(wrong, {"nip": "", "phone": "0812 3456 7890"})
    assert "Anggota baru ditambahkan" in made


def test_a_sekretaris_finds_someone_who_has_an_account_already(cast, visitor):
    browser = visitor(cast.sekretaris)
    page = browser.visit(f"{HOME}/anggota/tambah?cari=ujang")
    assert "Ujang Mulyana, M.Pd., SDN 1 Singajaya" in page
    nobody = browser.submit(page, {}, action="/tambah", status=422)
    assert "Pilih satu orang" in nobody
    assert "sekarang anggota" in browser.submit(nobody, {"guru_id": "orang_luar"}, action="/tambah")
    again = browser.visit(f"{HOME}/anggota/tambah?cari=ujang")
    assert "sudah menjadi anggota" in browser.submit(again, {"guru_id": "orang_luar"}, action="/tambah", status=422)


def test_a_ketua_hands_over_and_the_page_shows_both_terms(cast, visitor):
    browser = visitor(cast.ketua)
    page = browser.visit(f"{HOME}/pengurus")
    done = browser.submit(page, {"office": "ketua", "guru": "peserta"}, action="/pengurus")
    assert "Ai Setiawan, S.Pd. sekarang ketua" in done
    assert "diteruskan kepada Ai Setiawan" in done
    assert "Angkat atau serah terima" not in done, "the old ketua appoints nobody any more"


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"guru": ""}, "guru"),
        ({"guru": "orang_luar"}, "guru"),
        ({"office": "raja"}, "office"),
        ({"from_on": "31/02/2026"}, "from_on"),
        ({"until_on": "2001-01-01"}, "until_on"),
        ({"office": "bidang", "bidang": ""}, "bidang"),
        ({"office": "bidang", "bidang": "K" * 200}, "bidang"),
    ],
)
def test_each_bad_field_of_an_office_has_its_sentence(cast, visitor, over, field):
    browser = visitor(cast.ketua)
    page = browser.visit(f"{HOME}/pengurus")
    wrong = browser.submit(page, {"office": "sekretaris", "guru": "peserta"} | over, action="/pengurus", status=422)
    assert f'id="{field}-error"' in wrong.html
    assert len(pengurus_of(cast.gugus)) == 3


def test_an_operator_appoints_a_ketua_where_there_is_none(cast, visitor):
    services.leave_gugus(cast.ketua, cast.gugus)
    browser = visitor(cast.operator)
    page = browser.visit(f"{HOME}/pengurus")
    assert "Belum ada ketua yang menjabat" in page
    assert "sekarang ketua" in browser.submit(page, {"office": "ketua", "guru": "sekretaris"}, action="/pengurus")


def test_an_invitation_travels_from_the_pengurus_to_a_new_anggota(cast, visitor):
    leader = visitor(cast.ketua)
    shown = leader.submit(leader.visit(f"{HOME}/undangan"), {"days": "7", "needs_approval": "ya"}, action="/undangan")
    code = db.session.scalars(select(Invitation.code)).one()
    assert code in shown
    assert "<svg" in shown.html
    assert "Salin untuk WhatsApp" in shown
    stranger = visitor().visit(f"/undangan/{code}")
    assert "Yuyun Sutisna, M.Pd. mengundang Anda" in stranger
    assert f"/masuk?lanjut=/undangan/{code}" in [link.replace("%2F", "/") for link in stranger.links]
    assert f"/daftar?lanjut=/undangan/{code}" in [link.replace("%2F", "/") for link in stranger.links]
    guest = visitor(cast.orang_luar)
    found = guest.submit(guest.visit("/gugus"), {"kode": f" {code.upper()} "}, action="/gugus/gabung")
    sent = guest.submit(found, {})
    assert "Permintaan Anda sudah terkirim" in sent
    waiting = leader.visit(HOME)
    assert "1 orang meminta bergabung" in waiting
    page = leader.visit(f"{HOME}/undangan")
    done = leader.post(request_address(page), {"decision": "terima", "csrf_token": token(page)})
    assert "Diterima sebagai anggota" in done
    assert membership_of(cast.orang_luar, GUGUS)


def test_a_refusal_without_a_reason_stays_open_at_its_request(cast, visitor):
    services.ask_to_join(cast.orang_luar, services.invite(cast.ketua, cast.gugus))
    browser = visitor(cast.sekretaris)
    page = browser.visit(f"{HOME}/undangan")
    address = request_address(page)
    wrong = browser.post(address, {"decision": "tolak", "csrf_token": token(page)}, status=422)
    assert "Tulis alasan penolakan" in wrong
    typed = {"decision": "tolak", "reason": "bukan guru SD", "csrf_token": token(page)}
    assert "ditolak" in browser.post(address, typed)


@pytest.mark.parametrize("code", ["aaaa-bbbb", "tidakada22", "🙂", "a" * 300])
def test_an_unknown_invitation_says_so_to_anybody(cast, visitor, code):
    assert "Undangan tidak berlaku" in visitor().visit(f"/undangan/{code}", status=404)


@pytest.mark.parametrize("code", ["", "xyz", "🙂", "a" * 400])
def test_a_code_that_is_none_is_said_at_its_field(cast, visitor, code):
    browser = visitor(cast.orang_luar)
    page = browser.submit(browser.visit("/gugus"), {"kode": code}, action="/gugus/gabung", status=422)
    assert 'id="kode-error"' in page.html


def test_who_guesses_invitations_is_slowed_down(cast, visitor):
    browser = visitor()
    for _ in range(20):
        browser.visit("/undangan/aaaa-bbbb", status=404)
    assert "Tunggu" in browser.visit("/undangan/aaaa-bbbb", status=429)


@pytest.mark.parametrize("days", ["", "0", "365", "tujuh", "-1"])
def test_an_invitation_of_no_sensible_length_is_said_at_its_field(cast, visitor, days):
    browser = visitor(cast.ketua)
    page = browser.submit(browser.visit(f"{HOME}/undangan"), {"days": days}, action="/undangan", status=422)
    assert 'id="days-error"' in page.html
    assert db.session.scalar(select(Invitation.id)) is None


def test_a_code_is_shown_once_and_not_for_the_koordinator(cast, visitor):
    browser = visitor(cast.ketua)
    page = browser.submit(browser.visit(f"{HOME}/anggota/peserta"), {}, action="/kode")
    assert "hanya tampil sekali" in page
    shielded = browser.visit(f"{HOME}/anggota/koordinator")
    assert "hanya dari operator" in shielded
    browser.post(f"{HOME}/anggota/koordinator/kode", {"csrf_token": token(shielded)}, status=403)


def test_the_cards_are_a_pdf_for_those_without_a_password(cast, visitor):
    browser = visitor(cast.ketua)
    page = browser.visit(f"{HOME}/anggota/kartu")
    assert "Tidak ada kartu yang dibuat" in browser.submit(page, {"who": "belum"})
    services.add_new_anggota(cast.ketua, cast.gugus, values={"name": "Euis Kartini", "sekolah_id": "sdn1"})
    answer = browser.client.post(f"{HOME}/anggota/kartu", data={"who": "belum", "csrf_token": token(page)})
    assert answer.mimetype == "application/pdf"
    assert answer.get_data()[:5] == b"%PDF-"
    assert len(db.session.scalars(select(OneTimeCode)).all()) == 1


def test_no_card_is_left_behind_when_the_paper_fails(cast, visitor, monkeypatch):
    from community.gugus.views import codes

    def fails(*_args):
        raise OSError("no paper")

    monkeypatch.setattr(codes, "pdf", fails)
    services.add_new_anggota(cast.ketua, cast.gugus, values={"name": "Euis Kartini"})
    browser = visitor(cast.ketua)
    page = browser.visit(f"{HOME}/anggota/kartu")
    with pytest.raises(OSError, match="paper"):
        browser.submit(page, {"who": "belum"})
    assert [row.is_open for row in db.session.scalars(select(OneTimeCode))] == [False]


def test_the_trail_tells_anggota_who_did_what(cast, visit):
    services.invite(cast.bendahara, cast.gugus)
    page = visit(f"{HOME}/jejak", as_=cast.peserta)
    assert "Lilis Lestari, S.Pd. membuat undangan 14 hari" in page
    visit(f"{HOME}/jejak?sebelum=kemarin", as_=cast.peserta)


# A teacher list through the door


def upload(browser, name: str, body: bytes, status: int = 200):
    page = browser.visit(f"{HOME}/anggota/impor")
    return browser.submit(page, {"file": (io.BytesIO(body), name)}, action="/impor", status=status)


def test_the_real_list_goes_through_the_door_and_its_errors_are_read_on_the_page(cast, visitor):
    browser = visitor(cast.sekretaris)
    page = upload(browser, BANJARWANGI.name, BANJARWANGI.read_bytes())
    assert "Hasil membaca daftar" in page
    wrong = browser.visit(f"{page.path}?keputusan=galat")
    assert "Baris 9" in wrong
    assert "NIP tersimpan sebagai angka" in wrong
    assert "Ubah format kolom NIP menjadi Teks" in wrong


def test_a_list_is_read_then_answered_then_applied(cast, visitor):
    browser = visitor(cast.ketua)
    page = upload(browser, "daftar.csv", as_csv([teacher(1), teacher(2, Nama="Ai Setiawan", **{"Tanggal Lahir": ""})]))
    assert "Terapkan 1 baris" in page
    assert "Mungkin Ai Setiawan, S.Pd. yang sudah ada" in page
    answer = {re.findall(r"jawab-\w+", page.html)[0]: "sama", "csrf_token": token(page)}
    answered = browser.post(f"{page.path.split('?')[0]}/jawaban", answer)
    assert "1 jawaban disimpan" in answered
    done = browser.submit(answered, {}, action="/terapkan")
    assert "Daftar sudah diterapkan" in done
    assert cast.peserta.nuptk == "7000000000000002"
    assert "8 anggota" in browser.visit(f"{HOME}/anggota")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("daftar.xlsx", b"%PDF-1.7\n", "dokumen PDF"),
        ("daftar.xlsx", b"", "kosong"),
        ("daftar.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel lama"),
        ("daftar.csv", b"<html><table><tr><td>Nama</td></tr></table></html>", "halaman web"),
        ("daftar.xlsx", b"PK\x03\x04 bukan zip", "rusak"),
    ],
)
def test_a_file_that_is_no_list_is_said_at_its_field_and_nothing_is_kept(cast, visitor, name, body, said):
    page = upload(visitor(cast.ketua), name, body, status=422)
    assert 'id="file-error"' in page.html
    assert said in page
    assert db.session.scalar(select(TeacherImport.id)) is None


def test_no_file_at_all_is_said_at_its_field(cast, visitor):
    browser = visitor(cast.ketua)
    page = browser.submit(browser.visit(f"{HOME}/anggota/impor"), {}, action="/impor", status=422)
    assert "Pilih berkas daftar gurunya dulu" in page


def test_fifty_thousand_rows_are_refused_with_a_sentence_and_the_form_to_try_again(cast, visitor):
    before = db.session.scalar(select(func.count(Guru.id)))
    page = upload(visitor(cast.ketua), "daftar.csv", b"Nama\n" + b"Guru Baik\n" * 50_000)
    assert "melewati batas 20.000 baris" in page
    assert page.form("/impor") is not None
    assert db.session.scalar(select(func.count(Guru.id))) == before


def test_the_progress_is_shown_while_a_list_is_read_and_asks_for_itself(cast, visitor):
    found = read_in(cast.ketua, cast.gugus, [teacher(1)])
    services.begin_apply(cast.ketua, found)
    browser = visitor(cast.ketua)
    page = browser.visit(f"{HOME}/anggota/impor/{found.id}")
    assert "0 dari 1" in page
    assert 'hx-trigger="every 1s"' in page.html
    assert "http-equiv" in page.html
    services.apply_chunk(cast.ketua, found)
    answer = browser.client.get(f"{HOME}/anggota/impor/{found.id}?potongan=kemajuan")
    assert answer.headers["HX-Redirect"].endswith(found.id)


def test_an_import_of_one_gugus_is_not_found_under_another(cast, visitor):
    other = services.create_gugus(
        cast.operator, INSTALLATION, values={"kind": "KKG", "name": "KKG Lain", "wilayah_code": "32.05.24"}
    ).slug
    found = read_in(cast.ketua, cast.gugus, [teacher(1)])
    visitor(cast.operator).visit(f"/gugus/{other}/anggota/impor/{found.id}", status=404)


def test_the_number_of_queries_of_the_findings_does_not_depend_on_the_rows(cast, visitor, queries):
    few = read_in(cast.ketua, cast.gugus, [teacher(1)])
    many = read_in(cast.ketua, cast.gugus, [teacher(number) for number in range(2, 60)])
    browser = visitor(cast.ketua)
    browser.visit(f"{HOME}/anggota/impor/{few.id}")
    one = queries(lambda: browser.visit(f"{HOME}/anggota/impor/{few.id}"))
    assert queries(lambda: browser.visit(f"{HOME}/anggota/impor/{many.id}")) == one


def test_an_anggota_does_not_see_the_import(cast, visit):
    visit(f"{HOME}/anggota/impor", as_=cast.bendahara, status=403)


def test_refusals_of_gugus_speak_indonesian(cast):
    for refusal in (services.NoLongerAnggota, services.InvitationGone, services.ImportNotReady):
        assert issubclass(refusal, Refusal)
        assert refusal.message.endswith(".")
