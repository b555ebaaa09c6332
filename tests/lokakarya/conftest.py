"""The stories here are told on a fixed day: a week before the first pertemuan."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from community.gugus.models import Anggota, Gugus, Pengurus
from community.kernel.clock import now, told
from community.kernel.database import add, add_all, end_transaction
from tests.factories import SATURDAY

WEEK_BEFORE = SATURDAY - timedelta(days=7)


@pytest.fixture(autouse=True)
def a_week_before() -> Iterator[None]:
    """Sabtu, 14 November 2026 pukul 08.00 WIB."""
    with told(WEEK_BEFORE):
        yield


@pytest.fixture
def makassar(app: object) -> Gugus:
    """A gugus in WITA: the outsider leads it, and Ida Maryani is anggota there too."""
    gugus = add(
        Gugus(
            id="mks",
            slug="kkg-mariso",
            kind="KKG",
            name="KKG Mariso",
            wilayah_code="73.71.01",
            created_by_id="operator",
            created_at=now(),
        )
    )
    add_all([_anggota(guru_id) for guru_id in ("orang_luar", "peserta2")])
    add(
        Pengurus(
            gugus_id="mks",
            guru_id="orang_luar",
            office="ketua",
            from_on=date(2026, 1, 5),
            made_by_id="operator",
            made_at=datetime.fromisoformat("2026-01-05T01:00:00+00:00"),
        )
    )
    end_transaction(keep=True)
    return gugus


def _anggota(guru_id: str) -> Anggota:
    return Anggota(gugus_id="mks", guru_id=guru_id, joined_at=now(), via="operator", admitted_by_id="operator")
