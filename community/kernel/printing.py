"""Paper: PDF by typst from templates/print/*.typ, and QR codes by segno.

What people wrote reaches a template only as data (sys.inputs), never as typst source.
"""

import io
import json
from typing import Any

import segno
import typst
from flask import current_app

PRINT = "templates/print"


def pdf(template: str, data: Any) -> bytes:
    """`templates/print/<template>.typ` with `data` (JSON types) as sys.inputs.data; a tagged PDF."""
    root = current_app.root_path
    made = typst.compile(
        f"{root}/{PRINT}/{template}.typ",
        root=root,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)  # noqa: S101  one document, for mypy
    return made


def qr_svg(text: str) -> str:
    """An inline SVG of a QR code, coloured by the stylesheet, without style attributes (the CSP refuses them)."""
    return str(segno.make_qr(text, error="m").svg_inline(border=2, omitsize=True, svgclass="qr-code", lineclass=None))


def qr_file(text: str) -> str:
    """An SVG document of a QR code, for typst."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
