"""Why a table was not read. Each is one sentence about the file and one about what to do with it."""

from community.kernel.errors import Refusal

MAX_BYTES = 10 * 1024 * 1024  # as uploaded
MAX_UNPACKED = 48 * 1024 * 1024  # 20,000 rows of a full teacher list unpack to less than 20 MB
MAX_RATIO = 150  # XML of spreadsheets packs 10 to 30 times; a zip bomb 1,000 times
MAX_ROWS = 20_000
MAX_HEADING_ROWS = 100  # titles above a list, and blank lines: not counted against MAX_ROWS
MAX_COLUMNS = 256
MAX_CELLS = 1_500_000
MAX_SHEETS = 30
MAX_TEXT = 64 * 1024 * 1024  # characters in all cells together


def ribuan(number: int) -> str:
    """A whole number as Indonesians write it: 20.000."""
    return f"{number:,}".replace(",", ".")


class SpreadsheetRefused(Refusal):
    """The file cannot be read as a table; nothing of it was used."""

    code = "berkas_ditolak"
    status = 422
    title = "Berkas tidak dapat dibaca"
    message = "Berkas ini tidak dapat dibaca. Simpan ulang sebagai .xlsx atau .csv, lalu unggah lagi."


class EmptyFile(SpreadsheetRefused):
    code = "berkas_kosong"
    message = "Berkas ini kosong. Periksa apakah berkas yang dipilih sudah benar, lalu unggah lagi."


class FileTooLarge(SpreadsheetRefused):
    code = "berkas_terlalu_besar"
    status = 413
    message = (
        f"Berkas ini lebih besar dari {MAX_BYTES // 1024 // 1024} MB. "
        "Hapus gambar dan lembar yang tidak perlu, atau bagi menjadi beberapa berkas, lalu unggah lagi."
    )


class UnpacksTooLarge(SpreadsheetRefused):
    code = "berkas_memuai"
    status = 413
    message = (
        "Isi berkas ini setelah dibuka jauh lebih besar daripada daftar biasa, maka tidak dibuka. "
        "Salin tabelnya saja ke berkas .xlsx baru, lalu unggah berkas baru itu."
    )


class NotASpreadsheet(SpreadsheetRefused):
    code = "bukan_lembar_kerja"
    status = 415

    def __init__(self, what: str = "bukan lembar kerja") -> None:
        super().__init__(
            f"Isi berkas ini {what}, apa pun namanya. Simpan daftarnya sebagai .xlsx atau .csv, lalu unggah lagi."
        )


class OldExcel(SpreadsheetRefused):
    code = "excel_lama"
    status = 415

    def __init__(self, kind: str = "Excel lama (.xls)") -> None:
        super().__init__(
            f"Berkas ini berformat {kind} yang tidak dibaca di sini. Buka berkasnya, "
            "pilih Simpan Sebagai lalu Excel Workbook (.xlsx), dan unggah hasilnya."
        )


class Locked(SpreadsheetRefused):
    code = "berkas_terkunci"
    message = "Berkas ini dikunci dengan kata sandi. Buka, hapus kata sandinya, simpan, lalu unggah lagi."


class Broken(SpreadsheetRefused):
    code = "berkas_rusak"
    message = (
        "Berkas ini rusak atau terpotong sehingga tidak dapat dibuka. "
        "Buka di komputer, simpan ulang sebagai .xlsx, lalu unggah lagi."
    )


class TooManyRows(SpreadsheetRefused):
    code = "terlalu_banyak_baris"
    status = 413
    message = (
        f"Tabel ini melewati batas {ribuan(MAX_ROWS)} baris. Bagi menjadi beberapa berkas, lalu unggah lagi. "
        "Bila daftarnya pendek, hapus isi yang tertinggal jauh di bawahnya."
    )


class TooWide(SpreadsheetRefused):
    code = "terlalu_lebar"
    status = 413
    message = (
        f"Tabel ini melewati batas {MAX_COLUMNS} kolom atau {ribuan(MAX_CELLS)} sel. "
        "Hapus kolom yang tidak perlu, lalu unggah lagi."
    )


class TooManySheets(SpreadsheetRefused):
    code = "terlalu_banyak_lembar"
    status = 413
    message = (
        f"Berkas ini berisi lebih dari {MAX_SHEETS} lembar. "
        "Simpan lembar yang berisi daftarnya sebagai berkas sendiri, lalu unggah lagi."
    )


class OpenQuote(SpreadsheetRefused):
    code = "kutip_terbuka"

    def __init__(self, number: int) -> None:
        super().__init__(
            f'Tanda kutip (") pada baris {number} tidak ditutup, sehingga baris-baris sesudahnya menyatu. '
            "Perbaiki baris itu, atau simpan daftarnya sebagai .xlsx, lalu unggah lagi."
        )
