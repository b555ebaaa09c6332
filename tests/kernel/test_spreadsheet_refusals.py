"""A file that is no list is refused in one sentence that says what to do, and a harmful one harms nobody."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.kernel.spreadsheet import MAX_BYTES, MAX_ROWS, SpreadsheetRefused, read_sheet, read_sheets
from tests.kernel.workbooks import LIST, ROWS, archive, book, ods, ods_cell, sheet_xml, texts, with_part


def refusal(data):
    with pytest.raises(SpreadsheetRefused) as caught:
        read_sheets(data)
    assert caught.value.status in (413, 415, 422)
    assert caught.value.message.endswith(".")
    return caught.value


def test_a_quote_that_is_never_closed_is_refused_with_its_row():
    refused = refusal(b'Nama,Kelas\nIda,5\n"Ujang,6\nAsep,7\n')
    assert refused.code == "kutip_terbuka"
    assert "baris 3" in refused.message


def test_a_quote_that_swallows_a_hundred_rows_is_refused_with_its_row():
    data = 'Nama,Kelas\n"Ujang,6\n' + "Asep,7\n" * 100 + '"Budi" x,5\n'
    assert "baris 2" in refusal(data.encode()).message


@pytest.mark.parametrize("data", [b"", b"   \r\n\t", b"\xef\xbb\xbf", b"\0\0\0\0", book([]), book([["", " "]])])
def test_a_file_with_nothing_in_it_is_refused_as_empty(data):
    assert refusal(data).code == "berkas_kosong"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "gambar"),
        (b"\xff\xd8\xff\xe0....", "gambar"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"<html><table><tr><td>Nama</td></tr></table></html>", "halaman web"),
        (archive({"word/document.xml": "<w/>"}), "Word"),
        (archive({"foto.jpg": "x"}), "zip"),
        (bytes(range(256)) * 40, "bukan teks"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_what_it_is_and_not_by_its_name(data, word):
    refused = refusal(data)
    assert refused.code == "bukan_lembar_kerja"
    assert word in refused.message


def test_an_excel_of_before_2007_is_refused_with_how_to_save_it_anew():
    refused = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert refused.code == "excel_lama"
    assert ".xlsx" in refused.message


def test_a_workbook_behind_a_password_is_refused_as_locked():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refusal(data).code == "berkas_terkunci"
    assert refusal(ods("", "<manifest:encryption-data/>")).code == "berkas_terkunci"


def test_a_workbook_that_was_cut_off_is_refused_as_broken():
    assert refusal(LIST[: len(LIST) // 2]).code == "berkas_rusak"
    assert refusal(with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>")).code == "berkas_rusak"
    assert refusal(with_part("xl/workbook.xml", "<workbook/>")).code in ("berkas_rusak", "berkas_kosong")


def test_a_file_larger_than_the_limit_is_refused_unopened():
    assert refusal(b"Nama\n" + b"x" * MAX_BYTES).code == "berkas_terlalu_besar"


def test_fifty_thousand_rows_are_refused_with_the_limit_named():
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 50_001))
    for data in (with_part("xl/worksheets/sheet1.xml", sheet_xml(rows)), b"Ida;5\n" * 50_000):
        refused = refusal(data)
        assert refused.code == "terlalu_banyak_baris"
        assert "20.000" in refused.message


def test_a_list_at_the_limit_is_read():
    assert len(read_sheet(b"Ida;5\n" * MAX_ROWS).rows) == MAX_ROWS


def test_more_columns_or_sheets_than_any_list_has_are_refused():
    assert refusal(b";" * 300 + b"\n").code in ("terlalu_lebar", "berkas_kosong")
    assert refusal(b"a;" * 300 + b"\n").code == "terlalu_lebar"
    assert refusal(book(lambda _, sheet: sheet.write(0, 300, "x"))).code == "terlalu_lebar"
    assert refusal(book(*[[["a"]]] * 31)).code == "terlalu_banyak_lembar"


def test_empty_cells_that_are_only_painted_down_to_the_bottom_do_not_count():
    name = '<row r="1"><c r="A1" t="inlineStr"><is><t>Ida</t></is></c></row>'
    rows = name + '<row r="1048576"><c r="A1048576" s="0"/></row>'
    assert texts(read_sheet(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows)))) == [["Ida"]]


# Files made to do harm


def test_a_zip_bomb_is_refused_by_its_directory():
    bomb = with_part("xl/worksheets/sheet1.xml", sheet_xml(" " * 200_000_000))
    assert len(bomb) < 1_000_000
    assert refusal(bomb).code == "berkas_memuai"


def test_a_smaller_bomb_is_known_by_its_ratio():
    assert refusal(with_part("xl/worksheets/sheet1.xml", sheet_xml(" " * 20_000_000))).code == "berkas_memuai"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c r='&#88;FD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r="4000000000"><c><v>1</v></c></row>',
    ],
)
def test_two_cells_far_apart_do_not_fill_the_memory_with_what_lies_between(rows):
    data = with_part("xl/worksheets/sheet1.xml", sheet_xml(rows))
    assert refusal(data).code in ("terlalu_banyak_baris", "berkas_rusak")


@pytest.mark.parametrize("reference", ["A0", "A00", "1A", "A", "ÀÀ1", "A1B", "A9999999999"])
def test_a_cell_at_no_place_is_a_broken_file(reference):
    rows = f'<row r="1"><c r="{reference}"><v>1</v></c></row>'
    assert refusal(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows))).code == "berkas_rusak"


def test_a_sheet_hidden_under_another_name_is_measured_too():
    schemas = "http://schemas.openxmlformats.org"
    relations = (
        f'<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{schemas}/officeDocument/2006/relationships/worksheet" Target="x.png"/></Relationships>'
    )
    far = sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    data = with_part("xl/_rels/workbook.xml.rels", relations, with_part("xl/x.png", far))
    assert refusal(data).code == "terlalu_banyak_baris"
    broken = with_part("xl/_rels/workbook.xml.rels", relations, with_part("xl/x.png", "<" + far))
    assert refusal(broken).code in ("berkas_rusak", "berkas_kosong")


def test_one_long_shared_string_in_many_cells_is_refused():
    head = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    strings = f"{head}<si><t>{'Ida ' * 100_000}</t></si></sst>"
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 500))
    data = with_part("xl/sharedStrings.xml", strings, with_part("xl/worksheets/sheet1.xml", sheet_xml(rows)))
    assert refusal(data).code == "berkas_memuai"


def test_a_repeated_cell_of_libreoffice_is_counted_as_often_as_it_repeats():
    many = ods(f'<table:table-row table:number-rows-repeated="1000000">{ods_cell("x")}</table:table-row>')
    repeated = ods_cell("x", ' table:number-columns-repeated="16384"')
    wide = ods(f"<table:table-row>{repeated}</table:table-row>")
    long = ods(f'<table:table-row table:number-rows-repeated="20000">{ods_cell("x" * 5000)}</table:table-row>')
    assert [refusal(data).code for data in (many, wide, long)] == [
        "terlalu_banyak_baris",
        "terlalu_lebar",
        "berkas_memuai",
    ]


def test_entities_that_grow_are_refused():
    head = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    assert refusal(with_part("xl/worksheets/sheet1.xml", sheet_xml(rows, head))).code == "berkas_rusak"


def test_two_parts_of_one_name_are_refused():
    target = io.BytesIO(book(ROWS))
    with zipfile.ZipFile(target, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(target.getvalue()).code == "berkas_rusak"


# Whatever the bytes


def answers(data):
    try:
        return all(isinstance(cell.text, str) for sheet in read_sheets(data) for row in sheet.rows for cell in row)
    except SpreadsheetRefused as refused:
        return bool(refused.message)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    assert answers(data)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_read_or_refused(text):
    assert answers(text.encode())


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_with_any_damage_is_read_or_refused(data):
    damaged = bytearray(LIST)
    for at in data.draw(st.lists(st.integers(0, len(LIST) - 1), max_size=8)):
        damaged[at] = data.draw(st.integers(0, 255))
    assert answers(bytes(damaged[: data.draw(st.integers(0, len(LIST)))]))


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["<row>", "</row>", '<c r="B2">', "<c>", "</c>", "<v>1</v>", "<is><t>x</t></is>", "x"]),
        max_size=12,
    )
)
def test_a_sheet_of_any_shape_is_read_or_refused(pieces):
    assert answers(with_part("xl/worksheets/sheet1.xml", sheet_xml("".join(pieces))))
