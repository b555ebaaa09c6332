"""What a file is, told by its content. Its name and what the browser says of it are claims.

A file that is two things at once (a polyglot) is harmless by what is done with it: pictures are made anew, documents
must begin where the file begins, a PDF may not be an archive as well, and whatever is served is served under the one
kind found here, never guessed by the browser (nosniff), in a sandbox.
"""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import filetype

from community.kernel.files.kinds import CSV, DOCX, IMAGES, MEDIA, ODS, ODT, PDF, PPTX, TEXT, XLSX, Kind

MAX_PARTS = 10_000
MAX_UNPACKED = 150 * 1024 * 1024  # beyond twice the size; pictures hardly pack, text ten times, a bomb a thousand times
HEAD = 8192
PIECE = 256 * 1024

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_RESAVE = "Buka berkasnya, simpan ulang, lalu unggah lagi."
_UNLOCK = "Buka berkasnya, hapus kata sandinya, simpan, lalu unggah lagi."
_NO_MACROS = "Simpan sebagai jenis tanpa makro (.docx, .xlsx, .pptx, .odt), atau sebagai PDF, lalu unggah lagi."
# RuntimeError: a locked part; it includes NotImplementedError, a packing method nobody uses any more.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, KeyError)
_BY_MAIN_PART = {f"{kind.mime}.main+xml": kind for kind in (DOCX, XLSX, PPTX)}
_BY_ODF_MIME = {kind.mime: kind for kind in (ODT, ODS)}
_PLAIN = {kind.mime: kind for kind in IMAGES | MEDIA | {PDF}}
_GROUPS = {"image": "gambar", "video": "video", "audio": "suara", "font": "huruf"}
_REMEDIES = {
    "image/heic": ("foto HEIC", "Di pengaturan kamera pilih JPEG, atau kirim tangkapan layarnya."),
    "application/x-msdownload": ("program Windows", ""),
    "application/x-executable": ("program", ""),
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<script", "<?xml")


class Foreign(Exception):
    """Content of a kind that is never kept: what it is in words, and what to do about it."""

    def __init__(self, words: str, remedy: str = "") -> None:
        self.words = words
        self.remedy = remedy
        super().__init__(words)


def kind_of(file: BinaryIO, kinds: frozenset[Kind]) -> Kind:
    """The kind of `file`, which need not be one of `kinds`: those only say how text is to be taken.

    Raises Foreign for everything that is never kept. Read in pieces: a file of 200 MB is never held at once.
    """
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(_ZIP):
        return _packed(file)
    if head.startswith(_COMPOUND):
        if _contains(file, _LOCKED):
            raise Foreign("dokumen Office yang dikunci kata sandi", _UNLOCK)
        raise Foreign("dokumen Office lama", "Simpan sebagai .docx, .xlsx, .pptx atau PDF, lalu unggah lagi.")
    guess = filetype.guess(head)
    if guess is not None and guess.mime in _PLAIN:
        return _plain(file, _PLAIN[guess.mime])
    if (text := _written(file, strictly=CSV not in kinds)) is not None:  # a list may well begin with "BM" or "MZ"
        _refuse_markup(text)
        return CSV if CSV in kinds else TEXT
    if guess is None:
        raise Foreign("berkas yang tidak kami kenali")
    group = _GROUPS.get(guess.mime.partition("/")[0], "berkas")
    raise Foreign(*_REMEDIES.get(guess.mime, (f"{group} {guess.extension.upper()}", "")))


def _plain(file: BinaryIO, kind: Kind) -> Kind:
    """A PDF is kept as it is (what was signed stays signed), so it may be nothing else besides."""
    if kind == PDF and zipfile.is_zipfile(file):
        raise Foreign("PDF yang sekaligus arsip", "Cetak dokumennya ke PDF yang baru, lalu unggah lagi.")
    return kind


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _contains(file: BinaryIO, wanted: bytes) -> bool:
    tail = b""
    for piece in _pieces(file):
        if wanted in tail + piece:
            return True
        tail = piece[-len(wanted) :]
    return False


def _packed(file: BinaryIO) -> Kind:
    """The kind of a zipped document. Every part is unpacked once, under a limit."""
    try:
        with zipfile.ZipFile(file) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise Foreign("arsip yang dikunci kata sandi", _UNLOCK)
            _weigh(archive, size=file.seek(0, 2))
            return _document(archive)
    except _FAULTS as fault:
        raise Foreign("arsip zip yang rusak atau terpotong", _RESAVE) from fault


def _weigh(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    left = MAX_UNPACKED + 2 * size - sum(part.file_size for part in parts)
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
    types = _part(archive, "[Content_Types].xml").decode("utf-8", "replace")
    if "macroEnabled" in types:
        raise Foreign("dokumen Office yang memuat makro", _NO_MACROS)
    for main, kind in _BY_MAIN_PART.items():
        if f'"{main}"' in types:
            return kind
    raise Foreign("dokumen Office jenis lain", "Simpan sebagai .docx, .xlsx, .pptx atau PDF, lalu unggah lagi.")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(1024 * 1024)


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    kind = _BY_ODF_MIME.get(_part(archive, "mimetype").decode("ascii", "replace").strip())
    if kind is None:
        raise Foreign("dokumen jenis lain", "Simpan sebagai .odt, .docx atau PDF, lalu unggah lagi.")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Foreign("dokumen LibreOffice yang memuat makro", _NO_MACROS)
    manifest = _part(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise Foreign("dokumen LibreOffice yang dikunci kata sandi", _UNLOCK)
    return kind


def _written(file: BinaryIO, *, strictly: bool) -> str | None:
    """The start of `file` if all of it is text: UTF-8, and unless `strictly` the encodings of Excel's CSV."""
    file.seek(0)
    head = file.read(4096)
    encodings = ["utf-8"] if strictly else ["utf-8", "cp1252", "latin-1"]
    if not strictly and head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif not strictly and b"\0" in head:
        encodings = ["utf-16-le"]
    for encoding in encodings:
        try:
            return _text_in(file, encoding)
        except UnicodeDecodeError:
            continue
    return None


def _text_in(file: BinaryIO, encoding: str) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    start = ""
    for piece in _pieces(file):
        text = decoder.decode(piece)
        if _CONTROL.search(text):
            return None
        start = start or text[:HEAD]
    return None if _CONTROL.search(decoder.decode(b"", final=True)) else start


def _refuse_markup(text: str) -> None:
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if start.startswith("<") and "<svg" in start:
        raise Foreign("gambar SVG", "Simpan sebagai PNG, lalu unggah lagi.")
    if start.startswith(_MARKUP):
        raise Foreign("halaman web atau XML", "Buka berkasnya, lalu pilih Simpan Sebagai jenis lain.")
    if start.startswith("{\\rtf"):
        raise Foreign("dokumen RTF", "Simpan sebagai .docx atau PDF, lalu unggah lagi.")
