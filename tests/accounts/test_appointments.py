"""Who holds which office over what, by which SK, and until when."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.accounts import services
from community.accounts.models import Appointment, Guru, OneTimeCode, SignIn
from community.accounts.queries import (
    appointments_of,
    holders,
    kepala_of,
    koordinator_of,
    operator_ids,
)
from community.accounts.services import Decree, Door, default_until
from community.kernel.clock import today
from community.kernel.command import INSTALLATION
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.kernel.trail import trail_of
from tests.people import Cast
from tests.visitor import Visitor

SK = Decree("800/77-Disdik", date(2026, 11, 2), date(2026, 11, 22), date(2029, 11, 21))


def _appoint(cast: Cast, who: str, office: str, decree: Decree = SK, **where: Any) -> list[Appointment]:
    return services.appoint(cast.operator, INSTALLATION, guru_id=who, office=office, decree=decree, **where)


def _card_by(maker: str, guru: Guru) -> str:
    code = services.new_code(guru, "kartu", by=maker)
    end_transaction(keep=True)
    return code


def _devices_in() -> list[str]:
    return list(db.session.scalars(db.select(SignIn.guru_id).where(SignIn.revoked_at.is_(None))))


@pytest.mark.parametrize(("maker", "opens"), [("ketua", False), ("operator", True)])
def test_a_card_printed_before_an_appointment_opens_only_if_an_operator_made_it(
    cast: Cast, maker: str, opens: bool
) -> None:
    _card_by(maker, cast.peserta)
    _appoint(cast, "peserta", "koordinator_pkb", sekolah_ids=["sdn2"])
    assert db.session.scalars(db.select(OneTimeCode)).one().is_open == opens


@pytest.mark.parametrize(("maker", "stays"), [("ketua", False), ("operator", True)])
def test_a_device_let_in_by_a_pengurus_is_out_once_its_owner_is_appointed(cast: Cast, maker: str, stays: bool) -> None:
    """Nobody but the one with the card has shown yet that they are this person."""
    cast.peserta.password_hash = None
    services.use_code(None, INSTALLATION, code=_card_by(maker, cast.peserta), door=Door())
    _appoint(cast, "peserta", "koordinator_pkb", sekolah_ids=["sdn2"])
    assert _devices_in() == (["peserta"] if stays else [])


def test_who_has_a_password_stays_signed_in_through_an_appointment(cast: Cast) -> None:
    services.use_code(None, INSTALLATION, code=_card_by("ketua", cast.peserta), door=Door())
    _appoint(cast, "peserta", "koordinator_pkb", sekolah_ids=["sdn2"])
    assert _devices_in() == ["peserta"]


def test_a_koordinator_serves_several_small_schools(cast: Cast) -> None:
    _appoint(cast, "peserta", "koordinator_pkb", sekolah_ids=["sdn2", "sdnjauh", "sdn2"])
    day = date(2026, 11, 22)
    assert koordinator_of("sdn2", day) == koordinator_of("sdnjauh", day) == cast.peserta
    assert koordinator_of("sdn2", day - timedelta(days=1)) is None
    assert koordinator_of("sdn2", date(2029, 11, 22)) is None, "the term has ended"


def test_the_usual_term_of_a_koordinator_is_three_years_minus_a_day() -> None:
    assert default_until("koordinator_pkb", date(2026, 1, 5)) == date(2029, 1, 4)
    assert default_until("koordinator_pkb", date(2028, 2, 29)) == date(2031, 2, 28)
    assert default_until("kepala_sekolah", date(2026, 1, 5)) is None


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_term_is_always_three_years_long(start: date) -> None:
    end = default_until("koordinator_pkb", start)
    assert end is not None and 1094 <= (end - start).days <= 1095


def test_a_school_has_one_head_at_a_time(cast: Cast) -> None:
    with pytest.raises(Invalid, match="SDN 1 Banjarwangi sudah punya kepala sekolah: Tati Rosmiati") as refused:
        _appoint(cast, "peserta", "kepala_sekolah", sekolah_ids=["sdn1"])
    assert refused.value.field == "sekolah_ids" and "4 Januari 2029" in refused.value.message
    after = Decree("800/78", date(2028, 12, 1), date(2029, 1, 5), None)
    _appoint(cast, "peserta", "kepala_sekolah", after, sekolah_ids=["sdn1"])
    assert kepala_of("sdn1", date(2029, 1, 4)) == cast.kepala
    assert kepala_of("sdn1", date(2029, 1, 5)) == cast.peserta


def test_of_several_schools_one_with_a_head_stops_all(cast: Cast) -> None:
    with pytest.raises(Invalid):
        _appoint(cast, "peserta", "kepala_sekolah", sekolah_ids=["sdn2", "sdn1"])
    assert kepala_of("sdn2", SK.from_on) is None


def test_two_operators_at_once_make_one_head(cast: Cast, at_once: Callable[..., list[Any]]) -> None:
    def head(who: str) -> Callable[[], int]:
        return lambda: len(_appoint(Cast(), who, "kepala_sekolah", sekolah_ids=["sdn2"]))

    results = at_once(head("peserta"), head("peserta2"))
    assert sorted(isinstance(each, Invalid) for each in results) == [False, True], results


def test_a_team_may_serve_a_large_school_and_the_first_of_it_is_asked(cast: Cast) -> None:
    _appoint(cast, "peserta", "koordinator_pkb", sekolah_ids=["sdn1"])
    assert koordinator_of("sdn1", SK.from_on) == cast.koordinator
    assert [each.id for each in holders("koordinator_pkb", sekolah_id="sdn1", on=SK.from_on)] == [
        "koordinator",
        "peserta",
    ]


def test_the_same_office_is_not_held_twice_at_one_time(cast: Cast) -> None:
    with pytest.raises(Invalid, match="sudah menjadi Koordinator PKB sekolah SDN 1 Banjarwangi"):
        _appoint(cast, "koordinator", "koordinator_pkb", sekolah_ids=["sdn1"])


def test_who_holds_a_wilayah_is_found_for_what_lies_in_it(cast: Cast) -> None:
    assert [each.id for each in holders("dinas", wilayah_code="32.05.23", on=SK.from_on)] == ["dinas"]
    assert holders("dinas", wilayah_code="73.71.01", on=SK.from_on) == []
    assert holders("pengawas", wilayah_code="32.05", on=SK.from_on) == [], "a kecamatan is not the kabupaten"
    _appoint(cast, "orang_luar", "koordinator_kabkota", wilayah_code="32.05")
    assert [each.id for each in holders("koordinator_kabkota", wilayah_code="32.05.23", on=SK.from_on)] == [
        "orang_luar"
    ]


def test_a_second_operator_is_appointed_without_sk(cast: Cast) -> None:
    _appoint(cast, "dinas", "operator", Decree("", None, today(), None))
    assert operator_ids() == ["dinas", "operator"]


@pytest.mark.parametrize(
    "change, field",
    [
        ({"sk_number": ""}, "sk_number"),
        ({"sk_number": "x" * 81}, "sk_number"),
        ({"sk_on": None}, "sk_on"),
        ({"until_on": date(2026, 11, 21)}, "until_on"),
        ({"from_on": date(1800, 1, 1)}, "from_on"),
        ({"until_on": date(9999, 1, 1)}, "until_on"),
    ],
)
def test_an_sk_that_does_not_fit_is_refused_at_its_field(cast: Cast, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _appoint(cast, "peserta", "koordinator_pkb", SK._replace(**change), sekolah_ids=["sdn2"])
    assert refused.value.field == field


@pytest.mark.parametrize(
    "office, where, field",
    [
        ("koordinator_pkb", {}, "sekolah_ids"),
        ("koordinator_pkb", {"sekolah_ids": ["tidak-ada"]}, "sekolah_ids"),
        ("pengawas", {}, "wilayah_code"),
        ("pengawas", {"wilayah_code": "99.99"}, "wilayah_code"),
        ("raja", {}, "office"),
        ("pengawas", {"sekolah_ids": ["sdn1"]}, "wilayah_code"),
    ],
)
def test_an_office_needs_its_place(cast: Cast, office: str, where: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _appoint(cast, "peserta", office, **where)
    assert refused.value.field == field


def test_the_person_is_told_and_both_trails_keep_it(cast: Cast) -> None:
    _appoint(cast, "peserta", "koordinator_pkb", sekolah_ids=["sdn2"])
    (notice,) = unread("peserta")
    assert notice.sentence == (
        "Anda diangkat sebagai Koordinator PKB sekolah SDN 2 Banjarwangi, SK 800/77-Disdik, "
        "mulai 22 November 2026 sampai 21 November 2029."
    )
    assert "mengangkat sebagai" in trail_of("guru", "peserta")[0].sentence
    assert "mengangkat Ai Setiawan" in trail_of("instalasi", "instalasi")[0].sentence


def test_an_office_ends_with_a_reason_and_its_history_stays(cast: Cast) -> None:
    (office,) = appointments_of("koordinator")
    services.end_appointment(cast.operator, office, reason="Pindah tugas ke Singajaya")
    services.end_appointment(cast.operator, office, reason="lagi")
    (office,) = appointments_of("koordinator")
    assert (office.end_reason, office.ended_by_id) == ("Pindah tugas ke Singajaya", "operator")
    assert koordinator_of("sdn1", today()) is None
    assert "diakhiri: Pindah tugas ke Singajaya" in unread("koordinator")[0].sentence
    _appoint(cast, "koordinator", "koordinator_pkb", sekolah_ids=["sdn1"])
    assert len(appointments_of("koordinator")) == 2


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_ending_needs_a_reason(cast: Cast, reason: str) -> None:
    with pytest.raises(Invalid):
        services.end_appointment(cast.operator, appointments_of("koordinator")[0], reason=reason)


def test_the_last_operator_is_not_ended_and_the_last_but_one_is(cast: Cast) -> None:
    with pytest.raises(services.LastOperator):
        services.end_appointment(cast.operator, appointments_of("operator")[0], reason="pensiun")
    _appoint(cast, "dinas", "operator", Decree("", None, today(), None))
    services.end_appointment(cast.operator, appointments_of("operator")[0], reason="pensiun")
    assert operator_ids() == ["dinas"]
    with pytest.raises(NotAllowed):
        _appoint(cast, "peserta", "operator", Decree("", None, today(), None))


def test_nobody_but_the_operator_appoints(cast: Cast) -> None:
    for who in (cast.ketua, cast.dinas, cast.pengawas, cast.kepala, cast.koordinator, None):
        with pytest.raises(NotAllowed):
            services.appoint(who, INSTALLATION, guru_id="peserta", office="operator", decree=SK)
        with pytest.raises(NotAllowed):
            services.end_appointment(who, db.session.scalars(db.select(Appointment)).first(), reason="x")


# On the page


def test_the_operator_searches_a_school_chooses_it_and_appoints(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/orang/peserta/jabatan")
    typed = {
        "office": "koordinator_pkb",
        "words": "sdn banjarwangi",
        "sk_number": "800/9",
        "sk_on": "2026-11-02",
        "from_on": "2026-11-22",
        "until_on": "",
    }
    page = browser.submit(page, typed | {"langkah": "cari"})
    assert "SDN 2 Banjarwangi, Banjarwangi" in page and 'value="800/9"' in page.html
    page = browser.submit(page, {"sekolah_ids": ["sdn2"], "words": "singajaya", "langkah": "cari"})
    assert "SDN 2 Banjarwangi, Banjarwangi" in page, "what was chosen stays while another is searched"
    page = browser.submit(page, {"sekolah_ids": ["sdn2", "sdnjauh"]})
    assert "sudah diangkat sebagai Koordinator PKB sekolah" in page
    held = appointments_of("peserta")
    assert {each.sekolah_id for each in held} == {"sdn2", "sdnjauh"}
    assert {each.until_on for each in held} == {date(2029, 11, 21)}


def test_the_operator_searches_a_wilayah_chooses_it_and_appoints(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/orang/orang_luar/jabatan")
    typed = {"office": "pengawas", "words": "kec. singajaya", "sk_number": "800/9", "sk_on": "02/11/2026"}
    page = browser.submit(page, typed | {"langkah": "cari"})
    assert "Singajaya, Kabupaten Garut (32.05.24)" in page
    page = browser.submit(page, {"wilayah_code": "32.05.24"})
    assert [each.wilayah_code for each in appointments_of("orang_luar")] == ["32.05.24"]


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"office": ""}, "perlu diisi"),
        ({"office": "raja"}, "tidak ada dalam daftar"),
        ({"sekolah_ids": None}, "Pilih satu"),
        ({"sk_number": ""}, "nomor SK"),
        ({"sk_on": ""}, "tanggal SK"),
        ({"sk_on": "2026-02-30"}, "Tanggal ini tidak ada"),
        ({"from_on": ""}, "perlu diisi"),
        ({"until_on": "2026-01-01"}, "berakhir sebelum mulai"),
        ({"sk_number": "x" * 81}, "Terlalu panjang"),
        ({"sekolah_ids": ["😀"]}, "tidak ada dalam data"),
    ],
)
def test_what_does_not_fit_an_appointment_is_said_and_kept(
    cast: Cast, visitor: Callable[..., Visitor], change: dict[str, Any], sentence: str
) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/orang/peserta/jabatan")
    typed = {
        "office": "koordinator_pkb",
        "words": "sdn",
        "sk_number": "800/9",
        "sk_on": "2026-11-02",
        "from_on": "2026-11-22",
        "sekolah_ids": ["sdn2"],
    }
    page = browser.submit(page, typed | change, status=422)
    assert sentence in page and 'value="sdn"' in page.html
    assert appointments_of("peserta") == []


def test_a_search_that_finds_nothing_says_so(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/orang/peserta/jabatan")
    for words in ("zzz", "%", "😀"):
        found = browser.submit(page, {"office": "kepala_sekolah", "words": words, "langkah": "cari"})
        assert "Tidak ada yang cocok" in found
    assert "Pilih jabatannya dulu" in browser.submit(page, {"words": "sdn", "langkah": "cari"})


def test_an_office_is_ended_on_its_page(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    (office,) = appointments_of("kepala")
    page = browser.visit(f"/kelola/jabatan/{office.id}/akhiri")
    page = browser.submit(page, {"reason": ""}, status=422)
    assert "perlu diisi" in page
    page = browser.submit(page, {"reason": "Pensiun"})
    assert "Jabatan sudah diakhiri" in page and "diakhiri" in page
    assert kepala_of("sdn1", today()) is None


def test_the_list_of_offices_can_be_searched_and_shows_what_was(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    services.end_appointment(cast.operator, appointments_of("kepala")[0], reason="Pensiun")
    assert "Tati Rosmiati" not in browser.visit("/kelola/jabatan")
    assert "Tati Rosmiati" in browser.visit("/kelola/jabatan?keadaan=habis")
    assert "Rahmat Fatimah" in browser.visit("/kelola/jabatan?cari=sdn+1&jabatan=koordinator_pkb")
    assert "Tidak ada yang cocok" in browser.visit("/kelola/jabatan?cari=zzz&keadaan=semua")


def test_the_list_of_offices_asks_as_much_of_the_database_for_few_as_for_many(
    cast: Cast, visitor: Callable[..., Visitor], queries: Callable[..., int]
) -> None:
    browser = visitor(cast.operator)
    browser.visit("/kelola/jabatan")
    few = queries(lambda: browser.visit("/kelola/jabatan"))
    for who in ("peserta", "peserta2", "peserta3", "ketua", "bendahara"):
        _appoint(cast, who, "koordinator_pkb", sekolah_ids=["sdn1", "sdn2", "sdnjauh"])
    assert queries(lambda: browser.visit("/kelola/jabatan")) == few
