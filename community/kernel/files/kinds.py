"""Which kinds of file there are, and the sets of them a form may ask for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind that may be kept: how it is served, called on screen, and named on disk."""

    mime: str
    words: str
    endings: tuple[str, ...]


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

MP4 = Kind("video/mp4", "video MP4", (".mp4",))
WEBM = Kind("video/webm", "video WEBM", (".webm",))
MP3 = Kind("audio/mpeg", "suara MP3", (".mp3",))
M4A = Kind("audio/mp4", "suara M4A", (".m4a",))
OGG = Kind("audio/ogg", "suara OGG", (".ogg", ".oga", ".opus"))

IMAGES = frozenset({JPEG, PNG, WEBP})
OFFICE = frozenset({DOCX, XLSX, PPTX, ODT, ODS})
DOCUMENTS = IMAGES | {PDF, DOCX, XLSX, PPTX, ODT}
MEDIA = frozenset({MP4, WEBM, MP3, M4A, OGG})
MATERIALS = DOCUMENTS | MEDIA | {ODS}
SPREADSHEETS = frozenset({XLSX, ODS, CSV})
TEXTS = frozenset({TEXT})
ALL = MATERIALS | SPREADSHEETS | TEXTS

ZIP = Kind("application/zip", "arsip ZIP", (".zip",))  # made by the application, never taken from anyone

_BY_MIME = {kind.mime: kind for kind in ALL | {ZIP}}


def kind_named(mime: str) -> Kind:
    """The kind that is kept under `mime`."""
    return _BY_MIME.get(mime) or Kind(mime, "berkas", (".bin",))


def accepted(kinds: frozenset[Kind]) -> str:
    """What a file input offers to choose: `accept` of the forms."""
    return ",".join(sorted({ending for kind in kinds for ending in kind.endings} | {k.mime for k in kinds & IMAGES}))
