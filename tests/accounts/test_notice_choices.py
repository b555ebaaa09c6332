"""What people are told stands in the application, unless they chose otherwise; who leaves a gugus hears it no more."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from community.accounts import services
from community.accounts.queries import wishes_of
from community.gugus.services import leave_gugus
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import NOTICE_KINDS, tell, unread
from tests.people import GUGUS, Cast
from tests.telling import notices_of, told
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
ATUR = "/akun/pemberitahuan/atur"


def choose(cast: Cast, who: str = "peserta", **over: Any) -> None:
    """Write what someone wants; everything on unless said otherwise."""
    guru = getattr(cast, who)
    ways = {kind: ["app", "mail", "push"] for kind in NOTICE_KINDS} | over.pop("ways", {})
    wishes = {"letters": "harian", "quiet_from": time(20), "quiet_until": time(6)} | over
    end_transaction(keep=False)
    services.choose_notices(guru, guru, ways=ways, **wishes)


def test_the_newest_of_one_matter_takes_the_place_of_the_one_before(cast: Cast) -> None:
    told(["peserta"], "3 usulan menunggu.", key="antrean")
    told(["peserta"], "4 usulan menunggu.", key="antrean")
    assert [each.sentence for each in unread("peserta")] == ["4 usulan menunggu."]


def test_who_turned_a_kind_off_does_not_see_it_and_the_others_do(cast: Cast) -> None:
    choose(cast, ways={"kabar": []})
    told(["peserta", "peserta2"], "Kabar baru.", kind="kabar")
    told(["peserta"], "Pertemuan dipindah.", kind="pertemuan")
    assert [each.sentence for each in unread("peserta")] == ["Pertemuan dipindah."]
    assert [each.sentence for each in unread("peserta2")] == ["Kabar baru."]
    assert [each.sentence for each in notices_of("peserta")] == ["Pertemuan dipindah."]


def test_a_kind_that_comes_by_letter_only_is_kept_for_the_letter_and_not_shown(cast: Cast) -> None:
    choose(cast, ways={"kabar": ["mail"]})
    told(["peserta"], "Kabar baru.", kind="kabar")
    assert unread("peserta") == []
    assert [each.shown for each in notices_of("peserta")] == [False]


def test_what_concerns_the_account_is_shown_whatever_was_chosen(cast: Cast) -> None:
    choose(cast, ways={"umum": []})
    told(["peserta"], "Seseorang membuat kode kata sandi baru untuk akun Anda.")
    assert len(unread("peserta")) == 1


def test_an_unknown_kind_is_a_fault_of_the_one_who_tells(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no kind"):
        tell(["peserta"], "x", link="/", key="x", kind="gosip")


def test_who_leaves_a_gugus_no_longer_reads_its_news(cast: Cast) -> None:
    told(["peserta", "peserta2"], "Rapat rahasia.", gugus_id=GUGUS)
    told(["peserta"], "Usulan Anda diakui.", kind="catatan")
    leave_gugus(cast.peserta, cast.gugus)
    assert [each.sentence for each in unread("peserta")] == ["Usulan Anda diakui."]
    assert len(unread("peserta2")) == 1


def test_telling_many_people_costs_no_more_statements_than_telling_one(
    cast: Cast, queries: Callable[[Callable[[], Any]], int]
) -> None:
    one = queries(lambda: told(["peserta"], "Satu."))
    many = queries(lambda: told(["peserta", "peserta2", "peserta3", "ketua", "kepala"], "Banyak."))
    assert many == one


# The page of choices


def test_choices_are_shown_changed_and_shown_again(cast: Cast, visitor: Visit) -> None:
    browser = visitor(cast.peserta)
    page = browser.visit(ATUR)
    assert "Nama Anda disebut" in page and "Pengiriman surel belum diatur di sini" in page
    page = browser.submit(
        page,
        {"cara_kabar": ["mail"], "letters": "mingguan", "quiet_from": "19:30", "quiet_until": "05:00"},
        action="/atur",
    )
    assert "Pilihan Anda tersimpan" in page
    wishes = wishes_of("peserta")
    assert wishes.ways["kabar"] == ["mail"] and wishes.ways["pertemuan"] == ["app", "mail", "push"]
    assert (wishes.letters, wishes.quiet_from, wishes.quiet_until) == ("mingguan", time(19, 30), time(5))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"letters": "setiap jam"}, "Surat ringkasan"),
        ({"letters": None}, "Surat ringkasan"),
        ({"quiet_from": "malam"}, "Tenang dari pukul"),
        ({"quiet_until": "🌙"}, "Sampai pukul"),
        ({"cara_kabar": ["merpati"]}, "Kabar gugus"),
    ],
)
def test_what_cannot_be_chosen_is_said_at_its_field_and_the_rest_is_kept(
    cast: Cast, visitor: Visit, fields: dict[str, Any], said: str
) -> None:
    browser = visitor(cast.peserta)
    page = browser.submit(
        browser.visit(ATUR), {"cara_materi": ["push"], "letters": "mingguan"} | fields, action="/atur", status=422
    )
    assert "Belum tersimpan" in page and said in page
    assert wishes_of("peserta").letters == "harian"
    kept = [each for each in page.tree.iter("input") if each.get("name") == "cara_materi" and "checked" in each.attrib]
    assert [each.get("value") for each in kept] == ["push"]


def test_nobody_chooses_for_another(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.choose_notices(
            cast.ketua, cast.peserta, ways={}, letters="tidak", quiet_from=time(0), quiet_until=time(0)
        )


def test_a_letter_that_does_not_exist_is_refused_by_the_act_too(cast: Cast) -> None:
    with pytest.raises(Invalid):
        choose(cast, letters="setiap jam")


# The list


def test_the_bell_counts_what_is_unread_until_it_is_read(cast: Cast, visitor: Visit) -> None:
    told(["peserta"], "Satu.")
    told(["peserta"], "Dua.")
    browser = visitor(cast.peserta)
    page = browser.visit("/akun/pemberitahuan")
    assert "2 belum dibaca" in page
    page = browser.submit(page, action=f"/{notices_of('peserta')[0].id}")
    assert "1 belum dibaca" in browser.visit("/akun")
    browser.submit(browser.visit("/akun/pemberitahuan"), action="/semua")
    assert "belum dibaca" not in browser.visit("/akun")


def test_older_notices_are_a_page_away(cast: Cast, visitor: Visit) -> None:
    for number in range(53):
        with clock.told(now() + timedelta(minutes=number)):
            told(["peserta"], f"Kabar ke-{number}.")
    browser = visitor(cast.peserta)
    page = browser.visit("/akun/pemberitahuan")
    assert "Kabar ke-52." in page and "Kabar ke-2." not in page and "1–50 dari 53" in page
    assert "Kabar ke-2." in browser.visit("/akun/pemberitahuan?hal=2")
    assert "Belum ada pemberitahuan" in browser.visit("/akun/pemberitahuan?hal=99")


def test_the_list_costs_the_same_however_long_it_is(
    cast: Cast, visitor: Visit, queries: Callable[[Callable[[], Any]], int]
) -> None:
    browser = visitor(cast.peserta)
    told(["peserta"], "Satu.")
    few = queries(lambda: browser.visit("/akun/pemberitahuan"))
    for number in range(20):
        told(["peserta"], f"Kabar ke-{number}.")
    assert queries(lambda: browser.visit("/akun/pemberitahuan")) == few


def test_erasing_oneself_takes_choices_and_devices_along_and_the_export_names_them(cast: Cast, visitor: Visit) -> None:
    from community.accounts.queries import everything_about
    from community.accounts.services.sign_in import check_own_password
    from community.kernel.notices import NoticeChoice, NoticeSettings
    from tests.people import PASSWORD

    choose(cast, letters="mingguan")
    assert everything_about(cast.peserta)["pilihan_pemberitahuan"]["surat"] == "mingguan"
    told(["peserta"], "Satu.")
    proof = check_own_password(cast.peserta, PASSWORD)
    end_transaction(keep=False)
    services.erase_self(cast.peserta, cast.peserta, proof=proof)
    assert notices_of("peserta") == []
    assert db.session.scalars(db.select(NoticeChoice)).all() == []
    assert db.session.scalars(db.select(NoticeSettings)).all() == []
