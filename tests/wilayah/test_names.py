"""A region or school is found by the name people write, and the report says how it was found."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.wilayah.names import NameIndex, region_key, school_key

DATA = Path("community/wilayah/data")


def table(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


SCHOOLS = table("sekolah-garut.csv")
GARUT = NameIndex((row["code"], row["name"]) for row in table("districts.csv") if row["regency_code"] == "32.05")
REGENCIES = NameIndex((row["code"], row["name"]) for row in table("regencies.csv"))
BANJARWANGI = NameIndex(
    ((row["npsn"], row["nama"]) for row in SCHOOLS if row["kecamatan"] == "Banjarwangi"), key=school_key
)


def test_all_1961_schools_of_garut_land_in_a_kecamatan_of_garut():
    found = [GARUT.match(row["kecamatan"]) for row in SCHOOLS]
    assert Counter(match and match.how for match in found) == {"sama": 1901, "alias": 60}
    assert {match.code for match in found if match} == {f"32.05.{number:02}" for number in range(1, 43)}


def test_blubur_limbangan_is_the_only_one_found_by_alias():
    aliases = {row["kecamatan"]: GARUT.match(row["kecamatan"]) for row in SCHOOLS}
    aliases = {written: match.name for written, match in aliases.items() if match.how == "alias"}
    assert aliases == {"Blubur Limbangan": "Bl. Limbangan"}


@pytest.mark.parametrize(
    ("written", "name", "how"),
    [
        ("Kec. Banjarwangi", "Banjarwangi", "sama"),
        ("KECAMATAN BANJARWANGI", "Banjarwangi", "sama"),
        ("  banjarwangi ", "Banjarwangi", "sama"),
        ("Kec.Banjarwangi", "Banjarwangi", "sama"),
        ("Kecamatan Garut Kota", "Garut Kota", "sama"),
        ("Bl.Limbangan", "Bl. Limbangan", "sama"),
        ("Karang Pawitan", "Karangpawitan", "alias"),
        ("TAROGONGKIDUL", "Tarogong Kidul", "alias"),
        ("B. Limbangan", "Bl. Limbangan", "alias"),
        ("Pamengpeuk", "Pameungpeuk", "mirip"),
        ("Cisurupn", "Cisurupan", "mirip"),
        ("Limbangan", "Bl. Limbangan", "mirip"),
    ],
)
def test_a_kecamatan_is_found_as_people_write_it(written, name, how):
    match = GARUT.match(written)
    assert (match.name, match.how) == (name, how)


@pytest.mark.parametrize("written", ["", "Kec.", "Tarogong", "Garut", "Bandung", "-", "Ci", "Karang", "Kec. Kec."])
def test_a_name_that_is_nothing_or_could_be_two_is_not_guessed(written):
    assert GARUT.match(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kab. Garut", "32.05"),
        ("KABUPATEN GARUT", "32.05"),
        ("garut", "32.05"),
        ("Kota Bandung", "32.73"),
        ("Kodya Bandung", "32.73"),
        ("Kab Bandung", "32.04"),
        ("Kab. Bandung Barat", "32.17"),
    ],
)
def test_a_kabupaten_and_a_kota_of_one_name_are_told_apart(written, code):
    assert REGENCIES.match(written).code == code


def test_a_bare_bandung_is_not_guessed():
    assert REGENCIES.match("Bandung") is None


@pytest.mark.parametrize(
    ("written", "how"),
    [
        ("SDN 4 Banjarwangi", "sama"),
        ("SD Negeri 4 Banjarwangi", "sama"),
        ("SDN BANJARWANGI 4", "sama"),
        ("SD NEGERI BANJARWANGI IV", "sama"),
        ("SDN 04 Banjarwangi", "sama"),
        ("S.D.N. 4 Banjarwangi", "sama"),
        ("SDN 4 Banjar Wangi", "alias"),
        ("SDN 4 Banjarwagi", "mirip"),
    ],
)
def test_a_school_is_found_as_people_write_it(written, how):
    match = BANJARWANGI.match(written)
    assert (match.name, match.how) == ("SDN 4 Banjarwangi", how)


def test_a_school_with_another_number_or_of_another_form_is_never_a_typing_error():
    assert BANJARWANGI.match("SDN 9 Banjarwangi") is None
    assert BANJARWANGI.match("SDN 3 DANGIANG").how == "sama"
    assert BANJARWANGI.match("SMPN 3 DANGIANG") is None


def test_every_school_of_garut_is_found_by_its_own_name_in_its_kecamatan():
    by_kecamatan = defaultdict(list)
    for row in SCHOOLS:
        by_kecamatan[row["kecamatan"]].append((row["npsn"], row["nama"]))
    for schools in by_kecamatan.values():
        index = NameIndex(schools, key=school_key)
        assert all(index.match(name).code == npsn for npsn, name in schools)


@given(st.text())
def test_any_writing_has_an_answer(written):
    assert GARUT.match(written) is None or GARUT.match(written).code.startswith("32.05.")
    assert isinstance(region_key(written), str)
    assert isinstance(school_key(written), str)


@given(st.sampled_from(table("districts.csv")), st.sampled_from(["", "Kec. ", "KECAMATAN ", " "]))
def test_a_kecamatan_alone_in_its_table_is_found_in_any_case(row, before):
    index = NameIndex([(row["code"], row["name"])])
    for written in (row["name"], row["name"].upper(), row["name"].lower(), before + row["name"]):
        assert index.match(written).code == row["code"]
