"""Makes the files people hand in: good ones, broken ones, and ones made to do harm."""

import io
import zipfile
from pathlib import Path

import xlsxwriter

LIST = Path("community/gugus/data/daftar-guru-banjarwangi.xlsx").read_bytes()
ROWS = [["No", "Nama", "Gelar"], ["1", "Ida Maryani", "S.Pd., M.Pd."], ["2", "Ujang", ""]]


def book(*sheets, hidden=()):
    """An .xlsx; each sheet is a list of rows, or a function that writes."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    for number, rows in enumerate(sheets):
        sheet = workbook.add_worksheet()
        if callable(rows):
            rows(workbook, sheet)
        else:
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        if number in hidden:
            sheet.hide()
    workbook.close()
    return target.getvalue()


def archive(parts, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


def with_part(name, content, data=None):
    """A workbook with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data or book(ROWS))) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    return archive(parts | {name: content})


def sheet_xml(rows, head=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def ods(rows, manifest="<manifest/>"):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Guru">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def ods_cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def texts(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]
