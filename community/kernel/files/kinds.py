"""What a file is, told by its content. Its name and what the browser says of it are claims."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

import filetype

MAX_PARTS = 10_000
MAX_UNPACKED = 150 * 1024 * 1024  # pictures hardly pack; text packs ten times; a zip bomb a thousand times

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RESAVE = "Buka berkasnya, simpan ulang, lalu unggah lagi."
_UNLOCK = "Buka berkasnya, hapus kata sandinya, simpan, lalu unggah lagi."
_NO_MACROS = "Simpan sebagai jenis tanpa makro (.docx, .xlsx, .pptx, .odt), atau sebagai PDF, lalu unggah lagi."
# RuntimeError: a locked part; it includes NotImplementedError, a packing method nobody uses any more.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, KeyError)


@dataclass(frozen=True)
class Kind:
    """A kind that may be kept: how it is served, called on screen, and named on disk."""

    mime: str
    words: str
    endings: tuple[str, ...]


class Foreign(Exception):
    """Content of a kind that is never kept: what it is in words, and what to do about it."""

    def __init__(self, words: str, remedy: str = "") -> None:
        self.words = words
        self.remedy = remedy
        super().__init__(words)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
PDF = Kind("application/pdf", "PDF", (".pdf",))
JPEG = Kind("image/jpeg", "gambar JPEG", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Kind("image/png", "gambar PNG", (".png",))
WEBP = Kind("image/webp", "gambar WEBP", (".webp",))
DOCX = Kind(_OFFICE + "wordprocessingml.document", "dokumen Word (.docx)", (".docx",))
XLSX = Kind(_OFFICE + "spreadsheetml.sheet", "lembar kerja Excel (.xlsx)", (".xlsx",))
PPTX = Kind(_OFFICE + "presentationml.presentation", "bahan tayang PowerPoint (.pptx)", (".pptx",))
ODT = Kind(_ODF + "text", "dokumen LibreOffice (.odt)", (".odt",))
ODS = Kind(_ODF + "spreadsheet", "lembar kerja LibreOffice (.ods)", (".ods",))
CSV = Kind("text/csv", "CSV", (".csv", ".tsv", ".txt"))
TEXT = Kind("text/plain", "teks UTF-8", (".txt", ".md", ".csv", ".tsv"))

IMAGES = frozenset({JPEG, PNG, WEBP})
DOCUMENTS = IMAGES | {PDF, DOCX, XLSX, PPTX, ODT}
SPREADSHEETS = frozenset({XLSX, ODS, CSV})
TEXTS = frozenset({TEXT})

_BY_MAIN_PART = {f"{kind.mime}.main+xml": kind for kind in (DOCX, XLSX, PPTX)}
_BY_ODF_MIME = {kind.mime: kind for kind in (ODT, ODS)}
_PLAIN = {kind.mime: kind for kind in (PDF, JPEG, PNG, WEBP)}
_GROUPS = {"image": "gambar", "video": "video", "audio": "suara", "font": "huruf"}
_REMEDIES = {
    "image/heic": ("foto HEIC", "Di pengaturan kamera pilih JPEG, atau kirim tangkapan layarnya."),
    "application/x-msdownload": ("program Windows", ""),
    "application/x-executable": ("program", ""),
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<script", "<?xml")


def kind_of(data: bytes, kinds: frozenset[Kind]) -> Kind:
    """The kind of `data`, which need not be one of `kinds`: those only say how text is to be taken.

    Raises Foreign for everything that is never kept.
    """
    if data.startswith(_ZIP):
        return _packed(data)
    if data.startswith(_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Foreign("dokumen Office yang dikunci kata sandi", _UNLOCK)
        raise Foreign("dokumen Office lama", "Simpan sebagai .docx, .xlsx, .pptx atau PDF, lalu unggah lagi.")
    guess = filetype.guess(data)
    if guess is not None and guess.mime in _PLAIN:
        return _PLAIN[guess.mime]
    if (text := _written(data, strictly=CSV not in kinds)) is not None:  # a list may well begin with "BM" or "MZ"
        _refuse_markup(text)
        return CSV if CSV in kinds else TEXT
    if guess is None:
        raise Foreign("berkas yang tidak kami kenali")
    group = _GROUPS.get(guess.mime.partition("/")[0], "berkas")
    raise Foreign(*_REMEDIES.get(guess.mime, (f"{group} {guess.extension.upper()}", "")))


def _packed(data: bytes) -> Kind:
    """The kind of a zipped document. Every part is unpacked once, under a limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise Foreign("arsip yang dikunci kata sandi", _UNLOCK)
            _weigh(archive)
            return _document(archive)
    except _FAULTS as fault:
        raise Foreign("arsip zip yang rusak atau terpotong", _RESAVE) from fault


def _weigh(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    left = MAX_UNPACKED - sum(part.file_size for part in parts)
    if left < 0 or len(parts) > MAX_PARTS:
        raise Foreign("arsip yang isinya memuai jauh melebihi ukurannya", "Kirim dokumennya sebagai PDF.")
    for part in parts:  # a part that says less than it holds fails its checksum here
        with archive.open(part) as unpacked:
            while unpacked.read(1024 * 1024):
                pass


def _document(archive: zipfile.ZipFile) -> Kind:
    names = set(archive.namelist())
    if any(name.lower().endswith(("vbaproject.bin", ".xlm")) for name in names):
        raise Foreign("dokumen Office yang memuat makro", _NO_MACROS)
    if "mimetype" in names:
        return _open_document(archive, names)
    if "[Content_Types].xml" not in names:
        raise Foreign("arsip zip", "Keluarkan dokumennya dari arsip, lalu unggah dokumen itu.")
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    if "macroEnabled" in types:
        raise Foreign("dokumen Office yang memuat makro", _NO_MACROS)
    for main, kind in _BY_MAIN_PART.items():
        if f'"{main}"' in types:
            return kind
    raise Foreign("dokumen Office jenis lain", "Simpan sebagai .docx, .xlsx, .pptx atau PDF, lalu unggah lagi.")


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    kind = _BY_ODF_MIME.get(archive.read("mimetype").decode("ascii", "replace").strip())
    if kind is None:
        raise Foreign("dokumen jenis lain", "Simpan sebagai .odt, .docx atau PDF, lalu unggah lagi.")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Foreign("dokumen LibreOffice yang memuat makro", _NO_MACROS)
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise Foreign("dokumen LibreOffice yang dikunci kata sandi", _UNLOCK)
    return kind


def _written(data: bytes, *, strictly: bool) -> str | None:
    """`data` as text, or None: UTF-8, and unless `strictly` the encodings in which Excel writes CSV."""
    encodings = ["utf-8"] if strictly else ["utf-8", "cp1252", "latin-1"]
    if not strictly and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif not strictly and b"\0" in data[:4096]:
        encodings = ["utf-16-le"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def _refuse_markup(text: str) -> None:
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if start.startswith("<") and "<svg" in start:
        raise Foreign("gambar SVG", "Simpan sebagai PNG, lalu unggah lagi.")
    if start.startswith(_MARKUP):
        raise Foreign("halaman web atau XML", "Buka berkasnya, lalu pilih Simpan Sebagai jenis lain.")
    if start.startswith("{\\rtf"):
        raise Foreign("dokumen RTF", "Simpan sebagai .docx atau PDF, lalu unggah lagi.")
