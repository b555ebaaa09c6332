"""A time on screen is the time where the gugus is."""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from community.wilayah.zones import WIB, WIT, WITA, ZONES, zone_of

PROVINCES = Path("community/wilayah/data/provinces.csv").read_text(encoding="utf-8").splitlines()


def test_each_of_the_38_provinces_has_its_zone_and_no_zone_is_left_over():
    assert {row["code"] for row in csv.DictReader(PROVINCES)} == set(ZONES)
    assert len(ZONES) == 38


@pytest.mark.parametrize(("zone", "hours"), [(WIB, 7), (WITA, 8), (WIT, 9)])
def test_each_zone_is_known_to_the_machine_and_keeps_its_distance_all_year(zone, hours):
    for month in (1, 7):
        assert datetime(2026, month, 1, tzinfo=ZoneInfo(zone.name)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("32.05.23", "WIB"),  # Banjarwangi, Garut
        ("11", "WIB"),  # Aceh
        ("61.71", "WIB"),  # Pontianak
        ("62", "WIB"),  # Kalimantan Tengah
        ("51", "WITA"),  # Bali
        ("53.71", "WITA"),  # Kupang
        ("63", "WITA"),  # Kalimantan Selatan
        ("73.71", "WITA"),  # Makassar
        ("75", "WITA"),  # Gorontalo
        ("81", "WIT"),  # Maluku
        ("91.71", "WIT"),  # Jayapura
        ("96", "WIT"),  # Papua Barat Daya
    ],
)
def test_a_gugus_anywhere_sees_the_word_of_its_province(place, word):
    assert zone_of(place).word == word


def test_a_province_nobody_has_placed_yet_is_said_and_not_guessed():
    with pytest.raises(LookupError, match=r"zones\.py"):
        zone_of("99.01")
