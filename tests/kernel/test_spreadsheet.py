"""A list that someone hands in is read as they see it: XLSX, ODS or CSV, whatever it is called."""

from datetime import date

import pytest

from community.kernel.spreadsheet import is_formula, read_sheet, read_sheets
from tests.kernel.workbooks import LIST, ROWS, book, ods, ods_cell, texts


def test_the_sample_list_is_read_as_its_people_see_it():
    sheet = read_sheet(LIST)
    assert len(sheet.rows) == 79
    assert sheet.rows[0][0].text == "Daftar Guru"
    assert [cell.text for cell in sheet.rows[4][:4]] == ["No", "Nama", "NUPTK", "JK"]
    assert sheet.rows[3] == []
    assert sheet.rows[5][10].text == "20225690"


def test_a_nip_that_came_as_a_number_says_so():
    nip = read_sheet(LIST).rows[8][6]
    assert nip.is_numeric
    assert nip.text == "198203152008012000"
    assert not read_sheet(LIST).rows[6][6].is_numeric


def test_a_formula_in_a_name_stays_text_and_is_known_for_one():
    name = read_sheet(LIST).rows[32][1]
    assert name.text == '=HYPERLINK("http://contoh","klik")'
    assert name.is_formula


@pytest.mark.parametrize("text", ["+62 812", "-", "", "Ida", "-5", "(1)"])
def test_a_phone_or_a_dash_is_no_formula(text):
    assert not is_formula(text)


def test_dates_numbers_times_and_truths_read_as_on_screen():
    def write(workbook, sheet):
        sheet.write_datetime(0, 0, date(1969, 11, 13), workbook.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_row(0, 1, [20225690, 0.15, True])
        sheet.write_formula(0, 4, "=UPPER(A1)", value="TATI")

    row = read_sheet(book(write)).rows[0]
    assert [cell.text for cell in row] == ["1969-11-13", "20225690", "0.15", "TRUE", "TATI"]
    assert row[0].day == date(1969, 11, 13)
    assert [cell.is_numeric for cell in row] == [False, True, True, False, False]


def test_a_hidden_sheet_is_not_read_and_an_empty_one_is_passed_over():
    sheets = read_sheets(book([], [["rahasia"]], ROWS, hidden=(1,)))
    assert [texts(sheet) for sheet in sheets] == [[["No", "Nama", "Gelar"], *ROWS[1:2], ["2", "Ujang"]]]


def test_rows_keep_their_number_when_the_list_begins_lower_and_further_right():
    sheet = read_sheet(book(lambda _, sheet: sheet.write(4, 2, "Nama")))
    assert texts(sheet) == [[], [], [], [], ["", "", "Nama"]]


def test_a_list_from_libreoffice_is_read():
    nip = 'office:value-type="float" office:value="198203152008012001"><text:p>1,98E+17</text:p>'
    rows = (
        f"<table:table-row>{ods_cell('Nama')}{ods_cell('NIP')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        f"<table:table-row>{ods_cell('Ujang')}<table:table-cell {nip}</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row>'
    )
    sheet = read_sheet(ods(rows))
    assert texts(sheet)[0] == ["Nama", "NIP"]
    assert texts(sheet)[3][0] == "Ujang"
    assert sheet.rows[3][1].is_numeric


# CSV


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_is_read_whatever_separates_its_cells(separator):
    title = "Daftar Guru, Kec. Banjarwangi, Kab. Garut, Prov. Jawa Barat"
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in [[title], *ROWS]]
    text = "\r\n".join(separator.join(row) for row in quoted)
    assert texts(read_sheet(text.encode())) == [[title], ROWS[0], ROWS[1], ["2", "Ujang"]]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-be with mark", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_a_csv_is_read_in_the_encodings_office_programs_write(encode):
    text = "No;Nama\n1;André Nuraini\n2;Siti – Aminah\n"
    assert texts(read_sheet(encode(text))) == [["No", "Nama"], ["1", "André Nuraini"], ["2", "Siti – Aminah"]]


def test_bytes_that_windows_does_not_know_are_read_as_latin_1():
    assert texts(read_sheet(b"No;Nama\n1;Andr\xe9\x81\n"))[1][1].startswith("André")


def test_quotes_separators_and_line_breaks_inside_a_cell_belong_to_it():
    data = b'Nama,Alamat\n"Maryani, Ida","Kp. Cipari\nRT 01, ""Gang"" 2"\n'
    assert texts(read_sheet(data))[1] == ["Maryani, Ida", 'Kp. Cipari\nRT 01, "Gang" 2']


def test_a_stray_quote_inside_a_cell_is_read_as_excel_reads_it():
    assert texts(read_sheet(b'Nama,Kelas\n"Ida" Maryani,5\nUjang,6\n'))[1:] == [
        ["Ida Maryani", "5"],
        ["Ujang", "6"],
    ]


def test_nul_bytes_left_by_an_old_export_are_dropped():
    assert texts(read_sheet(b"Nama;Kelas\nUj\0ang;5\n"))[1] == ["Ujang", "5"]


def test_the_separator_hint_of_excel_is_followed_and_is_no_row():
    assert texts(read_sheet(b"sep=|\nNama|Kelas\nIda, S.Pd.|5\n"))[0] == ["Nama", "Kelas"]
