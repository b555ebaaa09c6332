"""Finding regions and schools by what a person types."""

import pytest
from flask import Flask

from community.kernel.database import db
from community.wilayah.models import Sekolah, Wilayah
from community.wilayah.queries import region_path, sekolah_found, sekolah_of_npsn, wilayah_found


def test_a_region_is_written_as_a_sentence_writes_it(app: Flask) -> None:
    assert region_path("32.05.23") == "Banjarwangi, Kabupaten Garut"
    assert region_path("32.05") == "Kabupaten Garut, Jawa Barat"
    assert region_path("32") == "Jawa Barat"
    assert region_path("99.99") == "99.99"
    assert Wilayah(code="31", name="DKI JAKARTA", level="provinsi").title == "DKI Jakarta"


@pytest.mark.parametrize(
    "words, level, codes",
    [
        ("banjarwangi", None, ["32.05.23"]),
        ("Kec. Banjarwangi", None, ["32.05.23"]),
        ("banjarwangi garut", None, ["32.05.23"]),
        ("32.05.24", None, ["32.05.24"]),
        ("kab. garut", "kabupaten", ["32.05"]),
        ("makassar", "kabupaten", ["73.71"]),
        ("", None, []),
        ("%", None, []),
        ("😀", None, []),
        ("banjarwangi", "provinsi", []),
    ],
)
def test_a_region_is_found_as_people_write_it(app: Flask, words: str, level: str | None, codes: list[str]) -> None:
    assert [each.code for each in wilayah_found(words, level)] == codes


def test_what_has_the_name_comes_before_what_lies_in_it(app: Flask) -> None:
    assert [each.code for each in wilayah_found("garut")] == ["32.05", "32.05.23", "32.05.24"]


@pytest.mark.parametrize(
    "words, ids",
    [
        ("sdn 1 banjarwangi", ["sdn1"]),
        ("SD Negeri 1 Banjarwangi", ["sdn1"]),
        ("SDN Banjarwangi", ["sdn1", "sdn2"]),
        ("20225688", ["sdn2"]),
        ("singajaya", ["sdnjauh"]),
        ("", []),
        ("%", []),
        ("_", []),
        ("'", []),
        ("99999999", []),
    ],
)
def test_a_school_is_found_as_people_write_it(app: Flask, words: str, ids: list[str]) -> None:
    assert [each.id for each in sekolah_found(words)] == ids


def test_sdn_1_is_not_sdn_10(app: Flask) -> None:
    db.session.add(
        Sekolah(
            id="sdn10",
            npsn="20990010",
            name="SDN 10 Banjarwangi",
            bentuk="SD",
            status="Negeri",
            kecamatan_code="32.05.23",
            desa="",
            alamat="",
        )
    )
    db.session.flush()
    assert [each.id for each in sekolah_found("sdn 1 banjarwangi")] == ["sdn1"]


def test_a_search_can_be_kept_to_one_region(app: Flask) -> None:
    assert [each.id for each in sekolah_found("sdn", "32.05.24")] == ["sdnjauh"]
    assert len(sekolah_found("sdn", "32.05")) == 3
    assert sekolah_found("sdn", "73") == []
    assert len(sekolah_found("sdn", limit=2)) == 2


def test_schools_are_found_by_npsn(app: Flask) -> None:
    found = sekolah_of_npsn(["20225687", "20225688", "00000000"])
    assert {npsn: each.id for npsn, each in found.items()} == {"20225687": "sdn1", "20225688": "sdn2"}
