"""What is inside a zipped workbook, judged before anything parses it.

Every part is unpacked under a limit and walked once (extent.py says why). Only parts that were walked are
handed on, in an archive of our own making: no trick of the zip format then shows the parser something else.
"""

import io
import zipfile
import zlib

from community.kernel.spreadsheet.extent import OdsExtent, XlsxExtent
from community.kernel.spreadsheet.refusals import (
    MAX_RATIO,
    MAX_UNPACKED,
    Broken,
    Locked,
    NotASpreadsheet,
    OldExcel,
    UnpacksTooLarge,
)

_SMALL = 1024 * 1024  # below this a high ratio harms nobody
_MAX_PARTS = 2000
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# RuntimeError includes NotImplementedError: a packing method of another century.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, KeyError)


def guarded(data: bytes) -> bytes:
    """A fresh archive with the well-formed XML parts of `data`, an .xlsx or .ods.

    Raises Locked, Broken, UnpacksTooLarge, TooManyRows, TooWide, OldExcel (.xlsb) or NotASpreadsheet.
    """
    parts = _unpacked(data)
    is_ods = _is_ods(parts)
    extent = OdsExtent() if is_ods else XlsxExtent()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as fresh:
        if is_ods:
            fresh.writestr("mimetype", _ODS)
        for name, content in parts.items():
            if name == "mimetype":
                continue
            if extent.walk(content):
                fresh.writestr(name, content)
            elif name.endswith((".xml", ".rels")) and content:
                raise Broken
    extent.weigh_text(parts.values())
    return kept.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if any(info.flag_bits & 1 for info in infos):
                raise Locked
            _weigh(infos, len(data))
            return {info.filename: archive.read(info) for info in infos}  # no more than its declared size
    except _FAULTS as fault:
        raise Broken from fault


def _weigh(infos: list[zipfile.ZipInfo], packed: int) -> None:
    """Judge by the directory alone, before a byte is unpacked."""
    total = sum(info.file_size for info in infos)
    if total > MAX_UNPACKED or (total > _SMALL and total > packed * MAX_RATIO) or len(infos) > _MAX_PARTS:
        raise UnpacksTooLarge
    if len({info.filename for info in infos}) != len(infos):
        raise Broken
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise Broken


def _is_ods(parts: dict[str, bytes]) -> bool:
    """True for .ods, False for .xlsx; anything else is refused by its right name."""
    mimetype = parts.get("mimetype", b"").strip()
    if mimetype == _ODS:
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise Locked
        return True
    if "xl/workbook.xml" in parts:
        return False
    if "xl/workbook.bin" in parts:
        raise OldExcel("Excel biner (.xlsb)")
    if mimetype.endswith(b".text") or any(name.startswith("word/") for name in parts):
        raise NotASpreadsheet("dokumen Word atau teks")
    if any(name.startswith("ppt/") for name in parts):
        raise NotASpreadsheet("bahan tayang")
    raise NotASpreadsheet("arsip zip tanpa lembar kerja")
