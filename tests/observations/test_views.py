"""The doors: the whole way without scripts, and what a phone sends."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import func, select

from community.accounts.queries.export import everything_about
from community.gugus.models import Anggota
from community.kernel.clock import now, told
from community.kernel.database import db, end_transaction
from community.kernel.files import StoredFile, store
from community.observations import services
from community.observations.models import ObservationPhoto
from tests.factories import SATURDAY, make_paket, make_pertemuan, make_role
from tests.observations.pictures import photo
from tests.observations.stories import AFTER, LESSON_STUDY, agreed, closed, proposed, written
from tests.people import Cast
from tests.sending import Sender
from tests.visitor import Page, Visitor

Visiting = Callable[..., Visitor]
SCHEDULE = "/gugus/kkg-banjarwangi/observasi"
ASKED = {"teacher_id": "peserta", "observer1": "ketua", "day": "2026-11-21", "start": "08:00", "end": "09:10"}


def send(browser: Visitor, page: Page, path: str, body: Any) -> Any:
    """What the scripts of `page` send: JSON with the token of its form."""
    token = next(each.get("value") for each in page.tree.iter("input") if each.get("name") == "csrf_token")
    end_transaction(keep=False)
    with browser.app.app_context():
        answer = browser.client.post(
            path,
            data=json.dumps(body),
            headers={"X-CSRFToken": token, "Accept": "application/json"},
            content_type="application/json",
        )
    db.session.expire_all()
    end_transaction(keep=False)
    return answer


def pdf_of(browser: Visitor, observation_id: str) -> PdfReader:
    """The PDF that someone prints."""
    end_transaction(keep=False)
    with browser.app.app_context():
        answer = browser.client.get(f"/observasi/{observation_id}/cetak")
    db.session.expire_all()
    end_transaction(keep=False)
    assert answer.mimetype == "application/pdf"
    return PdfReader(io.BytesIO(answer.data))


def paper(browser: Visitor, observation_id: str) -> str:
    """The text of it."""
    return " ".join(each.extract_text() for each in pdf_of(browser, observation_id).pages)


def test_an_observation_from_the_proposal_to_the_paper_without_scripts(visitor: Visiting, cast: Cast) -> None:
    ketua, guru = visitor(cast.ketua), visitor(cast.peserta)
    page = ketua.submit(ketua.visit(f"{SCHEDULE}/baru"), ASKED | {"mapel": "Matematika", "class_name": "4A"})
    here = page.path
    assert "Usul terkirim" in page and "Diusulkan" in page
    assert "mengusulkan observasi" in guru.visit("/")
    page = guru.submit(guru.visit(here), {"jawaban": "terima"}, action="/jawaban")
    assert "Terjadwal" in page
    page = guru.submit(guru.visit(f"{here}/pra"), {"tujuan": "Pecahan senilai", "fokus": "Diskusi kelompok"})
    assert "Tersimpan." in page and "Pecahan senilai" in page.html
    assert "Diskusi kelompok" in ketua.visit(f"{here}/pra")
    with told(AFTER):
        picture = (io.BytesIO(photo()), "catatan.png")
        page = ketua.submit(
            ketua.visit(f"{here}/kelas"),
            {"terlibat": "belum_efektif", "terlibat.bukti": "Tiga kelompok saja yang bicara", "foto-foto": picture},
        )
        assert "Foto 1" in page
        assert "Tiga kelompok" not in guru.visit(f"{here}/kelas")
        ketua.submit(ketua.visit(here), action="/tutup")
        assert "Tiga kelompok" in guru.visit(f"{here}/kelas")
        guru.submit(guru.visit(here), action="/dibaca")
        guru.submit(guru.visit(f"{here}/pasca"), {"berhasil": "Kartu pecahan"})
        page = ketua.submit(
            ketua.visit(here),
            {"text": "Mencoba diskusi berpasangan", "who_id": "peserta", "until_on": "2026-11-25"},
            action="/tindak-lanjut",
        )
        assert "Mencoba diskusi berpasangan" in page and "25 November 2026" in page
        assert "Mencoba diskusi berpasangan" in guru.visit("/")
        page = guru.submit(guru.visit(here), action=f"{here}/selesai")
        assert "Selesai" in page
        said = paper(guru, here.removeprefix("/observasi/"))
        for words in ("Pecahan senilai", "Tiga kelompok", "Kartu pecahan", "Mencoba diskusi", "Yuyun Sutisna"):
            assert words in said


def test_lesson_study_prints_the_sheet_of_each_observer(visitor: Visiting, cast: Cast) -> None:
    observation = closed(cast, edition=LESSON_STUDY, observers=("ketua", "sekretaris"))
    said = paper(visitor(cast.peserta), observation.id)
    assert "Fakta dari Yuyun Sutisna" in said and "Fakta dari Dadang Gunawan" in said
    assert "G. Pelajaran yang dipetik" in said


def test_photos_stand_on_the_paper_small_with_whose_they_are(visitor: Visiting, cast: Cast) -> None:
    observation = agreed(cast)
    here, ketua = f"/observasi/{observation.id}/kelas", visitor(cast.ketua)
    large = io.BytesIO()
    Image.linear_gradient("L").resize((2400, 1600)).convert("RGB").save(large, "JPEG")
    large.seek(0)
    lost = io.BytesIO(photo())
    ketua.submit(ketua.visit(here), {"foto-foto": [(large, "papan.jpg"), (lost, "buku.png")]}, action="/kelas")
    stored = db.session.scalars(select(StoredFile).where(StoredFile.name == "buku.png")).one()
    store.remove(stored.id)
    paper_of = pdf_of(ketua, observation.id)
    (picture,) = [image.image for leaf in paper_of.pages for image in leaf.images]
    assert max(picture.size) <= 800
    text = " ".join(" ".join(leaf.extract_text() for leaf in paper_of.pages).split())
    assert "Foto 1: Yuyun Sutisna, M.Pd., " in text and "Foto ini sedang tidak dapat dimuat" in text


@pytest.mark.parametrize(
    "text", ["#panic()", "$x^2$ *tebal*", "😀 \u202egnp.exe", "<script>alert(1)</script>", "\\" * 40]
)
def test_what_people_wrote_is_text_on_page_and_paper(visitor: Visiting, cast: Cast, text: str) -> None:
    observation = agreed(cast)
    guru = visitor(cast.peserta)
    page = guru.submit(guru.visit(f"/observasi/{observation.id}/pra"), {"tujuan": text})
    assert "<script>alert" not in page.html
    assert "Fokus yang diminta" in paper(guru, observation.id)


def test_bad_input_keeps_everything_typed_and_writes_nothing(visitor: Visiting, cast: Cast) -> None:
    observation = agreed(cast)
    ketua = visitor(cast.ketua)
    fields = {"terlibat": "hebat sekali", "terlibat.bukti": "Bukti yang panjang", "catatan": "x" * 5001}
    page = ketua.submit(ketua.visit(f"/observasi/{observation.id}/kelas"), fields, status=422)
    assert "Pilih salah satu dari tiga tingkat." in page and "paling banyak 5000 huruf" in page
    assert "Bukti yang panjang" in page.html
    assert "Bukti yang panjang" not in ketua.visit(f"/observasi/{observation.id}/kelas").html
    false_name = {"foto-foto": (io.BytesIO(b"MZ\x90\0 program"), "catatan.jpg"), "catatan": "Tetap ada"}
    page = ketua.submit(ketua.visit(f"/observasi/{observation.id}/kelas"), false_name, status=422)
    assert "tidak diterima" in page and "Tetap ada" in page.html


@pytest.mark.parametrize(
    "change",
    [
        {"teacher_id": ""},
        {"observer1": ""},
        {"observer1": "peserta"},
        {"day": "2026-02-31"},
        {"end": "07:00"},
        {"topic": "x" * 201},
        {"edition": "bawaan:lain:1"},
    ],
)
def test_a_proposal_that_does_not_fit_says_so_and_keeps_what_was_typed(
    visitor: Visiting, cast: Cast, change: dict[str, str]
) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{SCHEDULE}/baru"), ASKED | {"mapel": "Tematik \u202e😀"} | change, status=422)
    assert "Belum tersimpan" in page and "Tematik" in page.html


def test_a_phone_sends_a_field_once_and_hears_what_is_wrong(visitor: Visiting, cast: Cast) -> None:
    observation = agreed(cast)
    here = f"/observasi/{observation.id}"
    guru = visitor(cast.peserta)
    page = guru.visit(f"{here}/pra")
    change = {"client_id": "hp-1", "field": "tujuan", "value": "Pecahan", "written_at": now().isoformat(), "seen": []}
    for _ in range(2):
        answer = send(guru, page, f"{here}/isian", change | {"guru": "peserta"})
        assert answer.status_code == 200 and answer.json["client_id"] == "hp-1"
    assert send(guru, page, f"{here}/isian", change | {"guru": "ketua"}).json["code"] == "akun_lain"
    assert send(guru, page, f"{here}/isian", change | {"field": "terlibat", "client_id": "2"}).status_code == 422
    for broken in ([], {}, {"field": 1}, change | {"value": None, "client_id": "3"}, change | {"seen": "x"}, "teks"):
        assert send(guru, page, f"{here}/isian", broken).status_code == 422
    assert send(guru, page, f"{here}/isian", change | {"written_at": "kemarin"}).status_code == 200


def test_a_photo_sent_in_pieces_is_kept_once(app: Flask, cast: Cast) -> None:
    observation = agreed(cast)
    here, observer = f"/observasi/{observation.id}", Sender(app, cast.ketua)
    said = {"client_id": "foto-1", "field": "foto", "guru": "ketua", "unggahan": observer.send("foto.png", photo())}
    for _ in range(2):  # the answer to the first did not come back
        answer = observer.ask("POST", f"{here}/foto", data=said)
        assert answer.status_code == 200 and answer.json["client_id"] == "foto-1"
    assert db.session.scalar(select(func.count(ObservationPhoto.id))) == 1
    gone = observer.ask("POST", f"{here}/foto", data=said | {"client_id": "foto-2"})
    assert gone.status_code == 404 and "Pilih berkasnya sekali lagi" in gone.json["detail"]
    program = observer.send("foto.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    refused = observer.ask("POST", f"{here}/foto", data=said | {"client_id": "foto-3", "unggahan": program})
    assert refused.status_code == 422 and "Yang diterima di sini" in refused.json["detail"]


def test_two_photos_of_one_name_are_two_and_a_form_sent_twice_keeps_each_once(
    app: Flask, visitor: Visiting, cast: Cast
) -> None:
    observation = agreed(cast)
    here, ketua = f"/observasi/{observation.id}/kelas", visitor(cast.ketua)
    ahead = Sender(app, cast.ketua).send("foto.jpg", photo("JPEG"))
    page = ketua.visit(here)
    for _ in range(2):
        files = [(io.BytesIO(photo()), "gambar.png"), (io.BytesIO(photo("WEBP")), "gambar.webp")]
        ketua.submit(page, {"foto-foto": files}, action="/kelas")
    ketua.submit(ketua.visit(here), {"foto-foto-unggahan": ahead}, action="/kelas")
    assert db.session.scalar(select(func.count(ObservationPhoto.id))) == 3


def test_a_phone_whose_session_ended_is_told_so_and_nothing_is_written(visitor: Visiting, cast: Cast) -> None:
    observation = agreed(cast)
    nobody = visitor()
    with nobody.app.app_context():
        answer = nobody.client.get("/observasi/kunci", headers={"Accept": "application/json"})
        refused = nobody.client.post(
            f"/observasi/{observation.id}/isian", json={}, headers={"Accept": "application/json"}
        )
    assert (answer.status_code, refused.status_code) == (401, 400)
    guru = visitor(cast.peserta)
    with guru.app.app_context():
        found = guru.client.get("/observasi/kunci", headers={"Accept": "application/json"}).json
    assert found["guru"] == "peserta" and found["token"]


def test_two_devices_of_one_person_keep_both_answers_and_one_is_chosen(visitor: Visiting, cast: Cast) -> None:
    observation = agreed(cast)
    here = f"/observasi/{observation.id}/pra"
    guru = visitor(cast.peserta)
    page = guru.visit(here)
    services.write_answer(cast.peserta, observation, field="tujuan", value="Dari ponsel", client_id="hp-1")
    page = guru.submit(page, {"tujuan": "Dari laptop"})
    assert "Diisi juga di perangkat lain" in page and "Dari ponsel" in page
    other = next(b.get("value") for b in page.tree.iter("button") if b.get("name") == "pakai")
    page = guru.submit(page, {"pakai": other})
    assert "Diisi juga di perangkat lain" not in page and "Dari ponsel" in page.html


# Who is not let in, by every way there is. The teacher is Ai Setiawan of SDN 1; Tati Rosmiati heads SDN 1.
OUTSIDE = ("orang_luar", "operator", "pengawas", "dinas", "koordinator", "sekretaris", "peserta2", "kepala")
WAYS = ("", "/pra", "/kelas", "/pasca", "/cetak", "/bagikan", "/pindah", "/pembatalan", "/pengamat")


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_else_finds_an_observation_by_page_file_paper_or_search(
    visitor: Visiting, cast: Cast, name: str
) -> None:
    observation = closed(cast)
    with told(AFTER):
        services.reopen_sheet(cast.ketua, observation)
        upload = (io.BytesIO(photo()), "catatan.png")
        ketua = visitor(cast.ketua)
        ketua.submit(ketua.visit(f"/observasi/{observation.id}/kelas"), {"foto-foto": upload})
        services.close_sheet(cast.ketua, observation)
        page = visitor(cast.peserta).visit(f"/observasi/{observation.id}/kelas")
    files = [each for each in page.links if each.startswith("/berkas/")]
    assert files
    stranger = visitor(getattr(cast, name))
    for way in (*(f"/observasi/{observation.id}{way}" for way in WAYS), *files):
        stranger.visit(way, status=404)
    token = {"csrf_token": stranger.visit("/akun/ubah").form().find(".//input[@name='csrf_token']").get("value")}
    for way in ("tutup", "dibaca", "selesai", "izin-kepala", "isian", "jawaban", "tindak-lanjut", "pra"):
        stranger.post(f"/observasi/{observation.id}/{way}", token, status=404)
    assert "Bukti dari" not in stranger.visit("/cari?q=bukti")


def test_the_head_reads_while_the_teacher_says_so_and_is_seen_reading(visitor: Visiting, cast: Cast) -> None:
    observation = closed(cast)
    here = f"/observasi/{observation.id}"
    guru, kepala = visitor(cast.peserta), visitor(cast.kepala)
    kepala.visit(here, status=404)
    page = guru.submit(guru.visit(here), action="/izin-kepala")
    assert "Kepala sekolah boleh membaca" in page
    page = kepala.visit(f"{here}/kelas")
    assert "Bukti dari Yuyun Sutisna" in page and "Gugus-Luring" not in page.response.headers
    assert guru.visit(f"{here}/kelas").response.headers["Gugus-Luring"] == "otomatis"
    assert "Bukti dari Yuyun Sutisna" in paper(kepala, observation.id)
    kepala.visit(f"{here}/bagikan", status=403)
    page = guru.visit(here)
    assert page.text.count("Tati Rosmiati, S.Pd.SD membaca observasi ini") == 1
    guru.submit(page, action="/izin-kepala/cabut")
    kepala.visit(f"{here}/kelas", status=404)


def test_another_head_reads_nothing_by_that_permission(visitor: Visiting, cast: Cast) -> None:
    observation = closed(cast)
    services.grant_head(cast.peserta, observation)
    cast.peserta.sekolah_id = "sdn2"
    end_transaction(keep=True)
    visitor(cast.kepala).visit(f"/observasi/{observation.id}", status=404)


def test_an_observer_who_left_the_gugus_finds_it_no_more_and_its_teacher_keeps_it(
    visitor: Visiting, cast: Cast
) -> None:
    observation = closed(cast, observers=("peserta3",))
    for name in ("peserta", "peserta3"):
        membership = db.session.scalar(db.select(Anggota).where(Anggota.guru_id == name))
        membership.left_at = now()
    end_transaction(keep=True)
    visitor(cast.peserta3).visit(f"/observasi/{observation.id}", status=404)
    assert "Observasi" in visitor(cast.peserta).visit(f"/observasi/{observation.id}")


def test_pengurus_see_that_a_visit_is_planned_and_nothing_of_it(visitor: Visiting, cast: Cast) -> None:
    observation = agreed(cast)
    page = visitor(cast.sekretaris).visit(SCHEDULE)
    assert "Yuyun Sutisna, M.Pd. ke kelas Ai Setiawan, S.Pd." in page
    assert f"/observasi/{observation.id}" not in page.links and "Pecahan senilai" not in page
    assert "Ai Setiawan" not in visitor(cast.peserta2).visit(SCHEDULE)
    for name in ("pengawas", "operator", "orang_luar"):
        visitor(getattr(cast, name)).visit(SCHEDULE, status=404)


def test_who_was_not_observed_for_thirty_days_is_a_bare_fact(visitor: Visiting, cast: Cast) -> None:
    closed(cast, starts_at=SATURDAY)
    with told(AFTER + timedelta(days=2)):
        page = visitor(cast.sekretaris).visit(f"{SCHEDULE}/belum")
        assert "Ida Maryani" in page and "Ai Setiawan" not in page
        visitor(cast.peserta2).visit(f"{SCHEDULE}/belum", status=404)
        page = visitor(cast.kepala).visit("/observasi")
        assert "belum diobservasi 30 hari" in page and "Ida Maryani" in page and "Ai Setiawan" not in page
    with told(SATURDAY + timedelta(days=31)):
        assert "Ai Setiawan" in visitor(cast.kepala).visit("/observasi")


def test_what_is_shared_was_read_first_and_names_nobody(visitor: Visiting, cast: Cast) -> None:
    observation = closed(cast)
    with told(AFTER):
        bukti = "Bu Ai Setiawan dari SDN 1 Banjarwangi dipuji YUYUN SUTISNA dan Ida Maryani"
        written(observation, cast.ketua, kuat=bukti)
    guru = visitor(cast.peserta)
    page = guru.visit(f"/observasi/{observation.id}/bagikan")
    assert "2. Baca dan perbaiki" not in page
    page = guru.visit(f"/observasi/{observation.id}/bagikan?bagian=rubrik&bagian=percakapan")
    draft = next(each.text for each in page.tree.iter("textarea"))
    assert "Dilakukan dan efektif" in draft and "Bukti dari" not in draft
    assert "guru dari sekolah dipuji pengamat dan seorang guru" in draft
    page = guru.submit(page, {"text": "Kata Bu Setiawan: kartu pecahan membantu."}, action="", status=422)
    assert "Masih ada nama" in page and "Setiawan" in page
    page = guru.submit(page, {"text": "Kartu pecahan membantu **semua** murid."}, action="")
    assert "tanpa nama" in page and "Kartu pecahan membantu semua murid." in page
    read = visitor(cast.peserta2).visit(page.path)
    for name in ("Ai Setiawan", "Yuyun", "SDN 1"):
        assert name not in " ".join(read.tree.find(".//main").itertext())
    for name in ("orang_luar", "operator", "pengawas"):
        visitor(getattr(cast, name)).visit(page.path, status=404)
    guru.submit(guru.visit(f"/observasi/{observation.id}"), action="/penarikan")
    visitor(cast.peserta2).visit(page.path, status=404)


def test_a_name_that_is_none_may_be_kept_when_the_teacher_says_so(visitor: Visiting, cast: Cast) -> None:
    observation = closed(cast)
    guru = visitor(cast.peserta)
    page = guru.visit(f"/observasi/{observation.id}/bagikan?bagian=rubrik")
    page = guru.submit(page, {"text": "Buku karangan Setiawan"}, action="", status=422)
    page = guru.submit(page, {"despite": "y"}, action="")
    assert "Buku karangan Setiawan" in page


def test_lesson_study_begins_on_the_page_of_a_pertemuan(visitor: Visiting, cast: Cast) -> None:
    paket = make_paket(jenis="model_pembelajaran")
    pertemuan = make_pertemuan(paket)
    make_role(paket, "peserta", "guru_model")
    make_role(paket, "ketua", "pengamat")
    guru = visitor(cast.peserta)
    page = guru.visit(f"/pertemuan/{pertemuan.id}")
    assert "Rencanakan lesson study" in page
    assert "Rencanakan lesson study" not in visitor(cast.peserta2).visit(f"/pertemuan/{pertemuan.id}")
    page = guru.visit(next(each for each in page.links if "observasi/baru" in each))
    page = guru.submit(page, {"class_name": "4A"})
    assert "Lesson study" in page
    here = page.path
    assert here in guru.visit(f"/pertemuan/{pertemuan.id}").links
    shown = visitor(cast.sekretaris).visit(f"/pertemuan/{pertemuan.id}")
    assert "ke kelas Ai Setiawan" in shown and here not in shown.links
    assert "ke kelas Ai Setiawan" not in visitor(cast.peserta2).visit(f"/pertemuan/{pertemuan.id}")


def test_the_next_cycle_begins_with_what_the_last_one_was(visitor: Visiting, cast: Cast) -> None:
    observation = closed(cast, edition=LESSON_STUDY)
    guru = visitor(cast.peserta)
    with told(AFTER):
        page = guru.visit(f"/observasi/{observation.id}")
        page = guru.visit(next(each for each in page.links if "siklus=" in each))
        page = guru.submit(page, {"day": "2026-11-28", "start": "08:00", "end": "09:10"})
        assert "Siklus 2" in page and "Pecahan senilai" in page
        assert "siklus 1" in page


def test_moving_and_calling_off_ask_for_the_reason(visitor: Visiting, cast: Cast) -> None:
    observation = agreed(cast)
    here = f"/observasi/{observation.id}"
    guru = visitor(cast.peserta)
    page = guru.submit(guru.visit(f"{here}/pindah"), {"day": "2026-11-23", "reason": ""}, status=422)
    page = guru.submit(page, {"reason": "Ada upacara"})
    assert "Senin, 23 November 2026" in page and "Semula Sabtu, 21 November 2026" in page
    page = guru.submit(guru.visit(f"{here}/pembatalan"), {"reason": "Sakit"})
    assert "Dibatalkan" in page and "Sakit" in page


def test_the_export_of_ones_own_data_holds_what_one_may_see(cast: Cast) -> None:
    observation = agreed(cast)
    with told(AFTER):
        written(observation, cast.ketua, terlibat__bukti="Belum untuk dibaca")
        written(observation, cast.peserta, tujuan="Tujuan saya")
    own = json.dumps(everything_about(cast.peserta)["Observasi"])
    assert "Tujuan saya" in own and "Belum untuk dibaca" not in own


@pytest.mark.parametrize("path", ["/observasi", SCHEDULE, f"{SCHEDULE}/belum", "/"])
def test_a_list_asks_as_often_for_ten_as_for_two(
    visitor: Visiting, cast: Cast, queries: Callable[..., int], path: str
) -> None:
    browser = visitor(cast.ketua)

    def fill(count: int) -> None:
        for number in range(count):
            proposed(cast, starts_at=SATURDAY + timedelta(hours=number), observers=("ketua", "sekretaris"))

    fill(2)
    browser.visit(path)
    few = queries(lambda: browser.visit(path))
    fill(8)
    assert queries(lambda: browser.visit(path)) <= few


def test_a_phase_asks_as_often_with_many_answers_as_with_one(
    visitor: Visiting, cast: Cast, queries: Callable[..., int]
) -> None:
    observation = closed(cast)
    browser = visitor(cast.peserta)
    path = f"/observasi/{observation.id}/kelas"
    browser.visit(path)
    few = queries(lambda: browser.visit(path))
    with told(AFTER):
        services.reopen_sheet(cast.ketua, observation)
        written(
            observation, cast.ketua, tanya="efektif", tanya__bukti="a", beda="belum", catatan="b", suasana="efektif"
        )
        services.close_sheet(cast.ketua, observation)
    assert queries(lambda: browser.visit(path)) == few
