"""Each field of a teacher: kept clean, or the whole row stays out with what is wrong and what to do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.gugus.teacher_list import TeacherValues, read_teacher_list
from community.gugus.teacher_list.columns import find_header
from community.gugus.teacher_list.rows import read_row
from community.kernel.spreadsheet import Cell, Sheet
from community.kernel.spreadsheet.cells import cell_of
from tests.gugus.lists import TODAY, codes, teacher
from tests.kernel.workbooks import book

TITLES = [
    "No",
    "Nama",
    "NUPTK",
    "NIP",
    "NRG",
    "JK",
    "TTL",
    "Status",
    "Jabatan",
    "Gol",
    "NPSN",
    "Sekolah",
    "HP",
    "Email",
]
_, HEADER = find_header([Sheet("Guru", [[Cell(title) for title in TITLES]])])


def test_someone_with_nothing_but_a_name_is_fine():
    row = teacher(NIP="-", NUPTK="", Email="tidak ada", HP="0", Tanggal_Lahir="–", Golongan="#N/A")
    assert row.values == TeacherValues(name="Ida Maryani")
    assert (row.problems, row.warnings) == ((), ())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ('=HYPERLINK("http://contoh","klik")', "rumus"),
        ("@SUM(A1)", "rumus"),
        ("+cmd|' /C calc'!A0", "rumus"),
        ("Ida 😀 Maryani", "emoji"),
        ("Ida ❤ Maryani", "emoji"),
        ("إيدا ماريani", "nama_huruf"),
        ("Ida Мaryani", "nama_huruf"),  # a Cyrillic M
        ("12345", "nama_bukan_nama"),
        ("Ida " * 40, "terlalu_panjang"),
        ("<b>Ida</b>", "nama_tanda"),
        ("Ida \N{REPLACEMENT CHARACTER} Maryani", "huruf_rusak"),
        ("   ", "nama_kosong"),
    ],
)
def test_what_is_no_name_keeps_the_row_out(name, code):
    assert codes(teacher(Nama=name, NUPTK="7735468487452685")) == [code]


def test_invisible_signs_and_an_excel_apostrophe_are_taken_out_and_told():
    row = teacher(Nama="\u202eIda\u200b Maryani\u00a0", Tempat_Lahir="'Garut")
    assert (row.values.name, row.values.birth_place) == ("Ida Maryani", "Garut")
    assert "Nama: tanda yang tidak tampak dihapus." in row.notes
    assert "Tempat Lahir: tanda petik di depan dihapus." in row.notes


def test_a_nip_with_blanks_is_tidied_and_told():
    row = teacher(NIP="19820318 200703 2 007")
    assert row.values.nip == "198203182007032007"
    assert row.notes == ("NIP dirapikan menjadi 198203182007032007.",)


@pytest.mark.parametrize(
    "written",
    ["1969-11-13", "13/11/1969", "13-11-1969", "13.11.1969", "13 November 1969", "13 Nov 1969", "13-NOP-1969",
     "Kamis, 13 November 1969", "1969-11-13 00:00:00", "19691113", 25520, date(1969, 11, 13)],
)  # fmt: skip
def test_a_birth_date_is_read_however_it_is_written(written):
    def write(workbook, sheet):
        sheet.write_row(0, 0, ["Nama", "Tgl. Lahir"])
        sheet.write(1, 0, "Ida")
        if isinstance(written, date):
            sheet.write_datetime(1, 1, written, workbook.add_format({"num_format": "d mmm yyyy"}))
        else:
            sheet.write(1, 1, written)

    row = read_teacher_list(book(write), TODAY).rows[0]
    assert (row.values.birth_on, row.problems) == (date(1969, 11, 13), ())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31/02/1980", "tanggal_tidak_ada"),
        ("11/13/1969", "tanggal_tidak_ada"),
        ("13/11/69", "tanggal_tahun_pendek"),
        ("1980", "tanggal_tidak_terbaca"),
        ("kemarin", "tanggal_tidak_terbaca"),
        ("13 Foo 1969", "tanggal_tidak_terbaca"),
        ("13/11/2024", "tanggal_mustahil"),
        ("13/11/1869", "tanggal_mustahil"),
    ],
)
def test_a_birth_date_that_cannot_be_keeps_the_row_out(written, code):
    assert codes(teacher(Tanggal_Lahir=written)) == [code]


def test_a_nip_that_contradicts_its_row_warns_and_does_not_keep_it_out():
    row = teacher(NIP="198203182007032007", Tanggal_Lahir="19/03/1982", JK="L")
    assert row.problems == ()
    assert [warning.code for warning in row.warnings] == ["nip_beda_tanggal", "nip_beda_kelamin"]


def test_the_month_in_a_nip_warns_for_a_pns_only():
    assert [w.code for w in teacher(NIP="199406182021212004", Status_Kepegawaian="PNS").warnings] == ["nip_bulan"]
    row = teacher(NIP="199406182021212004", Status_Kepegawaian="P3K", Golongan="IX")
    assert (row.values.kepegawaian, row.values.golongan, row.warnings) == ("PPPK", "IX", ())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("III/b", "III/b"),
        ("Penata Muda Tk. I, III/b", "III/b"),
        ("IIIB", "III/b"),
        ("3b", "III/b"),
        ("9", "IX"),
    ],
)
def test_a_golongan_is_kept_in_one_spelling(written, kept):
    assert teacher(Golongan=written).values.golongan == kept


def test_an_unknown_golongan_is_kept_as_written_with_a_warning():
    row = teacher(Golongan="Guru Muda")
    assert (row.values.golongan, [warning.code for warning in row.warnings]) == (
        "Guru Muda",
        ["golongan_asing"],
    )


def test_a_phone_that_lost_its_zero_to_a_number_is_read_and_told():
    row = teacher(HP=81627437326)
    assert row.values.phone == "+6281627437326"
    assert row.notes == ("HP tersimpan sebagai angka, dibaca sebagai +6281627437326.",)


def test_every_error_of_a_row_is_named_at_once():
    row = teacher(Nama="=A1", NUPTK="1", NIP="2", JK="X", Tanggal_Lahir="31/02/1980", NPSN="3", HP="4", Email="5")
    assert [problem.column for problem in row.problems] == [
        "Tanggal Lahir", "Nama", "NUPTK", "NIP", "JK", "NPSN", "HP", "Email",
    ]  # fmt: skip
    assert all(problem.message.endswith(".") and problem.remedy.endswith(".") for problem in row.problems)


@given(st.lists(st.text(max_size=40) | st.floats() | st.integers() | st.dates(), min_size=14, max_size=14))
def test_any_cells_under_the_headings_give_a_row_or_none(cells):
    row = read_row(HEADER, 2, [cell_of(cell) for cell in cells], TODAY)
    assert row.values.name or codes(row)
    assert TeacherValues.from_json(row.values.as_json()) == row.values
