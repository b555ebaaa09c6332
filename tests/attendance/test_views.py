"""The doors of attendance as people meet them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.attendance.code import PERIOD, code_for
from community.attendance.queries import check_in_of, kehadiran_of
from community.gugus.models import Anggota
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import add, add_all, end_transaction
from community.lokakarya.models import Pertemuan
from tests.conftest import SECRET
from tests.factories import SATURDAY, close, make_paket, make_pertemuan, pertemuan_step
from tests.people import GUGUS, PASSWORD, Cast
from tests.visitor import Visitor

START = SATURDAY + timedelta(minutes=2)
Visit = Callable[..., Any]


@pytest.fixture
def pertemuan(app: Flask) -> Iterator[Pertemuan]:
    with clock.told(START):
        yield make_pertemuan(make_paket())


def _code(pertemuan: Pertemuan) -> str:
    return code_for(SECRET, pertemuan.id, now())


def _hadir(pertemuan: Pertemuan) -> str:
    return f"/pertemuan/{pertemuan.id}/hadir"


def test_a_peserta_types_the_code_and_is_told_since_when_she_is_present(
    visitor: Visit, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = visitor(cast.peserta)
    page = ai.visit(_hadir(pertemuan))
    assert "Tulis kode di layar depan" in page
    page = ai.submit(page, {"kode": _code(pertemuan)})
    assert "tercatat hadir sejak pukul 08.02 WIB" in page
    assert check_in_of("peserta", pertemuan.id).via == "kode"


def test_a_wrong_code_is_answered_at_the_field_and_stays_typed(
    visitor: Visit, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = visitor(cast.peserta)
    wrong = "000000" if _code(pertemuan) != "000000" else "111111"
    page = ai.submit(ai.visit(_hadir(pertemuan)), {"kode": wrong}, status=422)
    assert "Kode tidak cocok" in page
    assert page.form().find(".//input[@name='kode']").get("value") == wrong
    assert check_in_of("peserta", pertemuan.id) is None


def test_the_qr_survives_signing_in(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    phone = visitor()
    page = phone.visit(f"{_hadir(pertemuan)}?kode={_code(pertemuan)}")
    assert page.path.startswith("/masuk")
    with clock.told(START + timedelta(minutes=4)):  # she had to look for her password; the code is long gone
        page = phone.submit(page, {"login": "peserta", "password": PASSWORD})
        assert "Kode diterima" in page
        page = phone.submit(page)
    assert "tercatat hadir" in page
    assert check_in_of("peserta", pertemuan.id).via == "qr"


def test_guessing_codes_is_slowed_down(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    ai = visitor(cast.peserta2)
    page = ai.visit(_hadir(pertemuan))
    wrong = next(code for code in ("000000", "111111") if code != _code(pertemuan))
    for _ in range(10):
        page = ai.submit(page, {"kode": wrong}, status=422)
    ai.submit(page, {"kode": wrong}, status=429)


def test_an_outsider_with_a_good_code_is_told_to_ask_for_an_invitation(
    visitor: Visit, pertemuan: Pertemuan, cast: Cast
) -> None:
    page = visitor(cast.orang_luar).visit(f"{_hadir(pertemuan)}?kode={_code(pertemuan)}", status=403)
    assert "belum anggota gugus ini" in page


def test_an_outsider_without_a_code_learns_nothing(visit: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    visit(_hadir(pertemuan), as_=cast.orang_luar, status=404)


def test_after_the_window_the_page_says_who_records(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    with clock.told(SATURDAY + timedelta(minutes=45)):
        ai = visitor(cast.peserta)
        page = ai.visit(_hadir(pertemuan))
        page = ai.submit(page, {"kode": _code(pertemuan)}, status=409)
        assert "Minta pengurus mencatat Anda" in page


def test_the_wall_shows_the_code_of_this_half_minute_and_who_came(
    visitor: Visit, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = visitor(cast.peserta)
    ai.submit(ai.visit(_hadir(pertemuan)), {"kode": _code(pertemuan)})
    code = _code(pertemuan)
    page = visitor(cast.ketua).visit(f"/pertemuan/{pertemuan.id}/layar")
    assert f"{code[:3]} {code[3:]}" in page
    assert "1 dari 7 sudah hadir · baru saja: Ai Setiawan, S.Pd., SDN 1 Banjarwangi" in page
    with clock.told(START + timedelta(seconds=PERIOD)):
        assert f"{code[:3]} {code[3:]}" not in visitor(cast.ketua).visit(f"/pertemuan/{pertemuan.id}/layar")


@pytest.mark.parametrize("screen", ["layar", "kehadiran"])
def test_wall_and_sheet_are_for_pengurus(visit: Visit, pertemuan: Pertemuan, cast: Cast, screen: str) -> None:
    visit(f"/pertemuan/{pertemuan.id}/{screen}", as_=cast.peserta, status=403)
    visit(f"/pertemuan/{pertemuan.id}/{screen}", as_=cast.orang_luar, status=404)
    visit(f"/pertemuan/{pertemuan.id}/{screen}", as_=cast.operator, status=404)
    visit(f"/pertemuan/{pertemuan.id}/{screen}", as_=cast.sekretaris)


def test_a_sekretaris_saves_the_sheet_and_keeps_her_place(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.visit(f"/pertemuan/{pertemuan.id}/kehadiran")
    page = sekretaris.submit(page, {"status-peserta": "hadir", "status-peserta3": "sakit"})
    assert "2 kehadiran disimpan" in page
    assert {k: v.status for k, v in kehadiran_of(pertemuan.id).items()} == {
        "peserta": "hadir",
        "peserta3": "sakit",
    }


def test_a_sheet_opened_before_a_check_in_does_not_undo_it(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    sekretaris, ai = visitor(cast.sekretaris), visitor(cast.peserta)
    opened = sekretaris.visit(f"/pertemuan/{pertemuan.id}/kehadiran")
    ai.submit(ai.visit(_hadir(pertemuan)), {"kode": _code(pertemuan)})
    sekretaris.submit(opened, {"status-peserta2": "izin"})
    assert check_in_of("peserta", pertemuan.id).status == "hadir"


def test_a_sheet_refused_keeps_what_was_marked(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.visit(f"/pertemuan/{pertemuan.id}/kehadiran")
    refused = sekretaris.submit(page, {"status-peserta": "hadir", "status-orang_luar": "hadir"}, status=422)
    assert "bukan peserta paket ini" in refused
    chosen = refused.tree.find(".//input[@name='status-peserta'][@value='hadir']")
    assert chosen.get("checked") is not None
    assert kehadiran_of(pertemuan.id) == {}


def test_a_phone_that_saves_each_mark_is_answered_in_json(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    sekretaris: Visitor = visitor(cast.sekretaris)
    page = sekretaris.visit(f"/pertemuan/{pertemuan.id}/kehadiran")
    token = page.form().find(".//input[@name='csrf_token']").get("value")
    body = {"csrf_token": token, "was-peserta": "", "status-peserta": "hadir"}
    headers = {"Accept": "application/json"}
    answer = sekretaris.client.post(f"/pertemuan/{pertemuan.id}/kehadiran", data=body, headers=headers)
    assert answer.json["saved"] == ["peserta"]
    body |= {"status-peserta": "bolos"}
    answer = sekretaris.client.post(f"/pertemuan/{pertemuan.id}/kehadiran", data=body, headers=headers)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json["code"] == "status_tidak_dikenal"


def test_a_correction_is_proposed_by_one_pengurus_and_accepted_by_another(
    visitor: Visit, pertemuan: Pertemuan, cast: Cast
) -> None:
    pertemuan_step(pertemuan, "ditutup")
    sekretaris, ketua = visitor(cast.sekretaris), visitor(cast.ketua)
    form = sekretaris.visit(f"/pertemuan/{pertemuan.id}/kehadiran/peserta")
    page = sekretaris.submit(form, {"status": "hadir", "reason": ""}, status=422)
    assert "Tulis alasan koreksinya" in page
    page = sekretaris.submit(page, {"status": "hadir", "reason": "Ponselnya mati, ia duduk di baris depan."})
    assert "yang mengusulkan tidak memutuskan sendiri" in page
    page = ketua.submit(ketua.visit(f"/pertemuan/{pertemuan.id}/kehadiran"), action="/setuju")
    assert check_in_of("peserta", pertemuan.id).status == "hadir"
    history = ketua.visit(f"/pertemuan/{pertemuan.id}/kehadiran/peserta")
    assert "oleh Yuyun Sutisna, M.Pd. · Ponselnya mati" in history


def test_a_locked_sheet_says_why_and_offers_no_button(visit: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    close(pertemuan.paket)
    page = visit(f"/pertemuan/{pertemuan.id}/kehadiran", as_=cast.ketua)
    assert "kehadirannya terkunci" in page
    assert "Simpan kehadiran" not in page


def test_the_sheet_asks_the_database_as_often_for_75_people_as_for_7(
    queries: Callable[..., int], visitor: Visit, pertemuan: Pertemuan, cast: Cast
) -> None:
    ketua = visitor(cast.ketua)
    path = f"/pertemuan/{pertemuan.id}/kehadiran"
    ketua.visit(path)
    few = queries(lambda: ketua.visit(path))
    add_all([Guru(id=f"g{n}", name=f"Guru {n}", name_key=f"guru {n}", sekolah_id="sdn1") for n in range(68)])
    add_all(
        [
            Anggota(gugus_id=GUGUS, guru_id=f"g{n}", joined_at=now(), via="impor", admitted_by_id="ketua")
            for n in range(68)
        ]
    )
    end_transaction(keep=True)
    assert len(ketua.visit(path).html.split('sheet-row"')) > 70
    assert queries(lambda: ketua.visit(path)) == few


def test_nobody_signed_in_gets_neither_sheet_nor_wall(visit: Visit, pertemuan: Pertemuan) -> None:
    for screen in ("layar", "kehadiran", "kehadiran/peserta"):
        assert visit(f"/pertemuan/{pertemuan.id}/{screen}").path.startswith("/masuk")


def test_a_name_with_markup_is_shown_as_written(visit: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    add(Guru(id="nakal", name="<script>alert(1)</script> &amp;", name_key="nakal", sekolah_id="sdn1"))
    add(Anggota(gugus_id=GUGUS, guru_id="nakal", joined_at=now(), via="impor", admitted_by_id="ketua"))
    end_transaction(keep=True)
    assert "<script>alert(1)</script> &amp;" in visit(f"/pertemuan/{pertemuan.id}/kehadiran", as_=cast.ketua)


def test_a_sekretaris_records_who_went_home_early(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    sekretaris = visitor(cast.sekretaris)
    sheet = sekretaris.visit(f"/pertemuan/{pertemuan.id}/kehadiran")
    sekretaris.submit(sheet, {"status-peserta": "hadir"})
    path = f"/pertemuan/{pertemuan.id}/kehadiran/peserta"
    page = sekretaris.submit(sekretaris.visit(path), {"left": "07:00"}, status=422)
    assert "Tulis jam antara 08.00 WIB dan 11.00 WIB." in page
    page = sekretaris.submit(page, {"left": "09:30"}, action="/pulang")
    assert "pulang 09.30 WIB" in page
    assert check_in_of("peserta", pertemuan.id).keluar_at == SATURDAY + timedelta(minutes=90)
    page = sekretaris.submit(page, {"left": ""}, action="/pulang")
    assert check_in_of("peserta", pertemuan.id).keluar_at is None


def test_who_is_not_present_cannot_have_left(visitor: Visit, pertemuan: Pertemuan, cast: Cast) -> None:
    sekretaris = visitor(cast.sekretaris)
    token = sekretaris.visit(f"/pertemuan/{pertemuan.id}/kehadiran").form().find(".//input[@name='csrf_token']")
    body = {"csrf_token": token.get("value"), "left": "09:00"}
    page = sekretaris.post(f"/pertemuan/{pertemuan.id}/kehadiran/peserta/pulang", body, status=409)
    assert "belum tercatat hadir" in page
