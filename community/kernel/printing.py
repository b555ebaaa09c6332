"""Paper: PDF by typst from templates/print/*.typ, and QR codes by segno.

What people wrote reaches a template only as data (sys.inputs), never as typst source. The same data gives the
same bytes on every machine: no clock, no fonts but those that typst brings along.
"""

import io
import json
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import segno

if TYPE_CHECKING:
    import typst

PRINT = Path(__file__).resolve().parents[2] / "templates" / "print"


def pdf(template: str, data: Any, pictures: Iterable[Path] = ()) -> bytes:
    """`templates/print/<template>.typ` with `data` (JSON types) as sys.inputs.data: a tagged PDF.

    `pictures` are files that the template finds beside itself, by their names. Raises typst.TypstError if the template
    does not find what it reads.
    """
    beside = list(pictures)
    if not beside:
        return _compiled(PRINT, template, data)
    with TemporaryDirectory() as folder:
        for each in (*PRINT.glob("*.typ"), *beside):
            shutil.copy(each, folder)
        return _compiled(Path(folder), template, data)


def _compiled(folder: Path, template: str, data: Any) -> bytes:
    import typst  # here: 7 MB that a process which prints nothing does without

    return typst.compile(
        folder / f"{template}.typ",
        root=folder,  # a template reads what lies beside it, and nothing else
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
    )


def qr_svg(text: str) -> str:
    """A QR code for a page: inline SVG that fills its place, without style attributes (CSP)."""
    return str(_qr(text).svg_inline(border=2, omitsize=True, svgclass="qr-code", lineclass=None))


def qr_file(text: str) -> str:
    """A QR code for a template of print: an SVG document."""
    out = io.BytesIO()
    _qr(text).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


def _qr(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m")


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False)
