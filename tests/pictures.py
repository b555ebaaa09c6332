"""Pictures and PDF as phones and programs make them."""

import io
from typing import Any

from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), colour: Any = (20, 120, 80), **how: Any) -> bytes:
    """A picture of one colour; `how` goes to Pillow (exif, quality)."""
    out = io.BytesIO()
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(out, kind, **how)
    return out.getvalue()


def photo(size: tuple[int, int] = (700, 500), **how: Any) -> bytes:
    """A JPEG with something to see everywhere, so that it has a size worth saving on."""
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, "JPEG", quality=95, **how)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def scanned_pdf(pages: int = 1, size: tuple[int, int] = (1800, 2400)) -> bytes:
    """What a scanner app makes: each page one large photo."""
    leaves = [Image.effect_noise(size, 60).convert("RGB") for _ in range(pages)]
    out = io.BytesIO()
    leaves[0].save(out, "PDF", save_all=True, append_images=leaves[1:], quality=90)
    return out.getvalue()
