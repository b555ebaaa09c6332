"""Reached through the person: who reads what, and what comes next."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from community.accounts.models import Appointment, Guru
from community.gugus.models import Anggota, Gugus
from community.kernel.clock import now, told
from community.kernel.database import add, db, end_transaction
from community.kernel.errors import NotFound
from community.lokakarya.queries import coming, next_pertemuan, paket_of, pertemuan_of, peserta_of
from community.wilayah.models import Wilayah
from tests.factories import (
    SATURDAY,
    make_paket,
    make_pertemuan,
    make_role,
    make_series,
    paket_step,
    pertemuan_step,
)
from tests.people import GUGUS, Cast


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("peserta", True),
        ("ketua", True),
        ("pengawas", True),
        ("dinas", True),
        ("koordinator", True),
        ("operator", False),
        ("orang_luar", False),
        ("kepala", False),
    ],
)
def test_who_reaches_a_scheduled_paket_and_its_pertemuan(cast: Cast, name: str, reads: bool) -> None:
    paket = make_paket()
    pertemuan = make_pertemuan(paket)
    guru = getattr(cast, name)
    for find in (lambda: paket_of(guru, paket.id), lambda: pertemuan_of(guru, pertemuan.id)):
        if reads:
            assert find()
        else:
            with pytest.raises(NotFound):
                find()


def test_a_former_anggota_no_longer_reads_the_paket(cast: Cast) -> None:
    paket = make_paket()
    membership = db.session.scalar(db.select(Anggota).where(Anggota.guru_id == "peserta"))
    membership.left_at = now()
    end_transaction(keep=True)
    with pytest.raises(NotFound):
        paket_of(cast.peserta, paket.id)


def test_a_pengawas_whose_term_ended_or_whose_wilayah_is_another_reads_nothing(cast: Cast, makassar: Gugus) -> None:
    here, there = make_paket(), make_paket(gugus="mks")
    with pytest.raises(NotFound):
        paket_of(cast.pengawas, there.id)
    row = db.session.scalar(db.select(Appointment).where(Appointment.guru_id == "pengawas"))
    row.until_on = date(2026, 11, 1)
    end_transaction(keep=True)
    with pytest.raises(NotFound):
        paket_of(cast.pengawas, here.id)


def test_a_kabupaten_with_a_longer_number_is_not_covered_by_a_shorter_one(cast: Cast) -> None:
    """The dinas of Kabupaten Garut, 32.05, does not read a gugus in a region numbered 32.051."""
    add(Wilayah(code="32.051", name="Lain", level="kabupaten", parent_code="32"))
    cast.gugus.wilayah_code = "32.051"
    end_transaction(keep=True)
    with pytest.raises(NotFound):
        paket_of(cast.dinas, make_paket().id)


def test_who_was_invited_from_outside_reads_that_paket_alone(cast: Cast) -> None:
    invited, other = make_paket(), make_paket("Lain")
    make_role(invited, "orang_luar", "narasumber")
    assert paket_of(cast.orang_luar, invited.id)
    with pytest.raises(NotFound):
        paket_of(cast.orang_luar, other.id)
    assert "orang_luar" in [each.id for each in peserta_of(invited)]


def test_next_is_the_one_going_on_or_ahead_and_never_a_cancelled_one(cast: Cast) -> None:
    draft = make_pertemuan(make_paket(scheduled=False), SATURDAY - timedelta(days=3))
    gone = make_paket("Batal")
    make_pertemuan(gone, SATURDAY - timedelta(days=2))
    paket_step(gone, "dibatalkan")
    paket = make_paket()
    first, second, third = make_series(paket)
    pertemuan_step(second, "dibatalkan")
    assert next_pertemuan(cast.peserta) == first
    assert next_pertemuan(cast.orang_luar) is None
    with told(SATURDAY + timedelta(hours=2)):
        assert next_pertemuan(cast.peserta) == first
    with told(SATURDAY + timedelta(hours=3)):
        assert next_pertemuan(cast.peserta) == third
    assert coming(cast.peserta, SATURDAY, SATURDAY + timedelta(days=30)) == [first, third]
    assert draft not in coming(cast.ketua, SATURDAY - timedelta(days=9), SATURDAY)


def _crowd(count: int) -> None:
    """`count` more anggota, each with a role in nothing."""
    for number in range(count):
        guru = add(Guru(name=f"Guru {number}", name_key=f"guru {number}", username=f"guru{number}"))
        add(Anggota(gugus_id=GUGUS, guru_id=guru.id, joined_at=now(), via="impor", admitted_by_id="ketua"))
    end_transaction(keep=True)


@pytest.mark.parametrize("path", ["/paket/{paket}", "/gugus/kkg-banjarwangi/kalender", "/pertemuan/{pertemuan}"])
def test_the_queries_of_a_page_do_not_grow_with_its_rows(
    visitor: Callable[..., object], queries: Callable[..., int], cast: Cast, path: str
) -> None:
    paket = make_paket()
    (pertemuan,) = make_series(paket, 1)
    browser = visitor(cast.ketua)
    where = path.format(paket=paket.id, pertemuan=pertemuan.id)
    few = _warm(queries, browser, where)
    make_series(paket, 5, SATURDAY + timedelta(days=1))
    for each in ("pembahas", "tutor", "panitia"):
        make_role(paket, {"pembahas": "peserta", "tutor": "peserta2", "panitia": "peserta3"}[each], each)
    _crowd(12)
    make_pertemuan(make_paket("Lain"), SATURDAY + timedelta(days=2))
    assert _warm(queries, browser, where) == few


def test_the_queries_of_the_gugus_panel_do_not_grow_with_paket(
    app: object, queries: Callable[..., int], cast: Cast
) -> None:
    from community.lokakarya.panels import gugus_panel

    def draw() -> None:
        db.session.expire_all()
        with app.test_request_context():  # type: ignore[attr-defined]
            assert "Paket kegiatan" in gugus_panel(cast.gugus, cast.ketua)

    make_series(make_paket(), 1)
    draw()
    few = queries(draw)
    for number in range(4):
        make_series(make_paket(f"Paket {number}"), 3)
    assert queries(draw) == few


def _warm(queries: Callable[..., int], browser: object, path: str) -> int:
    browser.visit(path)  # type: ignore[attr-defined]
    return queries(lambda: browser.visit(path))  # type: ignore[attr-defined]
