"""A teacher list is read whatever its columns are called, and the sample says exactly what is wrong in it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.gugus.teacher_list import (
    HeaderNotFound,
    NoTeachers,
    TeacherValues,
    duplicates_within,
    read_teacher_list,
)
from community.kernel.spreadsheet import SpreadsheetRefused
from tests.gugus.lists import TODAY, codes, listed, teacher
from tests.kernel.workbooks import book

SAMPLE = Path("community/gugus/data/daftar-guru-banjarwangi.xlsx")


@pytest.fixture(scope="module")
def sample():
    return read_teacher_list(SAMPLE.read_bytes(), TODAY)


# The sample


def test_the_74_teachers_below_the_titles_are_found(sample):
    assert sample.header.number == 5
    assert len(sample.rows) == 74
    assert [sample.rows[0].number, sample.rows[-1].number] == [6, 79]
    assert sample.skipped == []
    assert sample.header.ignored == ()


def test_exactly_these_rows_of_the_sample_are_refused_and_for_these_reasons(sample):
    found = {row.number: [(problem.column, problem.code) for problem in row.problems] for row in sample.rows}
    assert {number: problems for number, problems in found.items() if problems} == {
        9: [("NIP", "nip_kehilangan_angka")],
        17: [("NIP", "nip_kehilangan_angka")],
        21: [("NUPTK", "nuptk_panjang")],
        25: [("Tanggal Lahir", "tanggal_tidak_ada")],
        31: [("Email", "email_bentuk")],
        33: [("Nama", "rumus")],
    }
    assert not any(row.warnings for row in sample.rows)


def test_a_nip_that_lost_its_digits_comes_with_the_remedy(sample):
    problem = sample.rows[3].problems[0]
    assert "1,98203E+17" in problem.message
    assert problem.remedy == "Ubah format kolom NIP menjadi Teks, lalu ketik ulang NIP."


def test_the_one_who_shouts_is_tidied_and_told(sample):
    row = sample.rows[22]
    assert row.values.name == "Tati Setiawan, M.Pd."
    assert row.notes == ("Nama dirapikan: “TATI SETIAWAN, M.PD.” menjadi “Tati Setiawan, M.Pd.”.",)
    assert [other.number for other in sample.rows if other.notes] == [28]


def test_the_same_person_twice_is_found_with_and_without_the_degree(sample):
    assert duplicates_within(sample.rows) == [(78, 11, "nuptk", True), (79, 14, "nuptk", True)]


def test_a_whole_row_is_read_into_its_fields(sample):
    assert sample.rows[1].values == TeacherValues(
        name="Ida Maryani",
        nuptk="5562799556063622",
        nip="198203182007032007",
        gender="P",
        birth_place="Garut",
        birth_on=date(1982, 3, 18),
        kepegawaian="PPPK",
        jenis_ptk="Guru Kelas",
        golongan="IX",
        npsn="20225688",
        sekolah="SDN 2 Banjarwangi",
        phone="+6281627437326",
        email="ida.maryani18@contoh.belajar.id",
    )


def test_values_survive_being_kept_as_json(sample):
    for row in sample.rows:
        assert TeacherValues.from_json(row.values.as_json()) == row.values


# Columns


def test_columns_are_known_by_other_names_and_in_any_order():
    found = listed(
        ["Daftar Nominatif Guru"],
        [],
        [
            "No.",
            "Unit Kerja",
            "No. HP/WA",
            "Gol.",
            "L/P",
            "Tempat, Tanggal Lahir",
            "NAMA GURU",
            "NIP Baru",
            "Agama",
        ],
        [
            "1",
            "SDN 4",
            "0816 2743 7326",
            "III a",
            "Laki-laki",
            "Garut, 13 November 1969",
            "Ujang",
            "-",
            "Islam",
        ],
    )
    row = found.rows[0]
    assert (row.number, row.problems) == (4, ())
    assert row.values == TeacherValues(
        name="Ujang",
        gender="L",
        birth_place="Garut",
        birth_on=date(1969, 11, 13),
        golongan="III/a",
        sekolah="SDN 4",
        phone="+6281627437326",
    )
    assert found.header.ignored == ("Agama",)


def test_of_two_columns_for_one_thing_the_better_named_is_read():
    assert teacher(Telepon="0262123456", HP="081627437326").values.phone == "+6281627437326"
    assert teacher(Nama="Ida", Nama_Ibu_Kandung="Siti").values.name == "Ida"


def test_the_sheet_with_the_list_is_found_behind_the_instructions():
    data = book([["Petunjuk pengisian"], ["Isi lembar berikut"]], [["Nama"], ["Ida Maryani"]])
    assert [row.values.name for row in read_teacher_list(data, TODAY).rows] == ["Ida Maryani"]


def test_a_list_without_a_name_column_is_refused_naming_what_was_found():
    with pytest.raises(HeaderNotFound) as caught:
        listed(["Daftar"], ["No", "NUPTK", "Wali Kelas"], ["1", "7735468487452685", "5"])
    assert "baris 2" in caught.value.message
    assert "“No”, “NUPTK”, “Wali Kelas”" in caught.value.message


def test_headings_without_teachers_are_refused():
    with pytest.raises(NoTeachers):
        listed(["No", "Nama", "NIP"])


def test_column_numbers_sums_and_signatures_are_no_teachers():
    found = listed(
        ["No", "Nama", "NIP", "JK", "Tempat Tugas"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "Ida Maryani", "", "P", "SDN 2"],
        ["", "", "", "", ""],
        ["2", "Ujang", "", "L", "SDN 3"],
        ["", "Jumlah", "", "", "2 orang"],
        ["", "", "", "", "Garut, 14 November 2026"],
        ["", "Mengetahui,", "", "", "Ketua KKG"],
        ["", "Drs. Asep Hidayat", "", "", "Wawan"],
    )
    assert [row.number for row in found.rows] == [3, 5]
    assert found.skipped == [2, 6, 7, 8, 9]


def test_a_row_with_a_number_but_no_name_is_a_teacher_without_a_name():
    row = listed(["No", "Nama", "NUPTK"], ["1", "", "7735468487452685"]).rows[0]
    assert codes(row) == ["nama_kosong"]


# Twice in one list


def test_one_number_behind_two_names_is_no_person_to_merge():
    rows = listed(
        ["Nama", "NUPTK", "Email"],
        ["Ida", "7735468487452685", "sdn4@contoh.id"],
        ["Ujang", "7735468487452685", ""],
        ["Asep", "", "sdn4@contoh.id"],
    ).rows
    assert duplicates_within(rows) == [(3, 2, "nuptk", False), (4, 2, "email", False)]


def test_the_same_name_is_the_same_person_only_with_the_same_birth_date():
    rows = listed(
        ["Nama", "Tgl Lahir"],
        ["Tati Lestari, S.Pd.", "01/02/1980"],
        ["Hj. TATI LESTARI", "1980-02-01"],
        ["Tati Lestari", "02/02/1980"],
        ["Tati Lestari", ""],
    ).rows
    assert duplicates_within(rows) == [(3, 2, "name_and_birth", True)]


@given(st.text(max_size=200))
def test_any_text_is_a_list_or_is_refused(text):
    try:
        assert read_teacher_list(f"Nama;NIP\n{text}".encode(errors="replace"), TODAY).rows
    except SpreadsheetRefused as refused:
        assert refused.message
