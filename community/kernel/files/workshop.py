"""What is done to pictures and PDF, as a program of its own (files/apart.py starts it). Imports nothing of the house.

    workshop.py picture SOURCE TARGET KIND SIDE QUALITY   made anew: upright, nothing but its points, no side over SIDE
    workshop.py page SOURCE TARGET SIDE QUALITY [NUMBER]  a page of a PDF as WEBP, the first unless said
    workshop.py count SOURCE                              the number of pages of a PDF
    workshop.py lighten SOURCE TARGET SIDE QUALITY        a PDF with smaller pictures, no scripts, nothing enclosed

Prints width and height where it made a picture, or the number. Ends with 3 if a picture has too many points, 1 if it is
broken.
"""

import io
import resource
import sys
from collections.abc import Callable
from typing import Any

MOST_POINTS = 64_000_000  # a phone of 64 megapixels; at four bytes each a quarter of the memory below
MEMORY = 1536 * 1024 * 1024
SECONDS = 40
WRITTEN = 400 * 1024 * 1024
TOO_LARGE = 3
_ACTIVE = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute"}


class TooLarge(Exception):
    pass


def picture(source: str, target: str, kind: str, side: str, quality: str) -> str:
    """The picture anew as `kind`: JPEG, PNG or WEBP."""
    with _opened(source, int(side)) as image:
        made = _upright(image, alpha=kind != "JPEG")
        made.thumbnail((int(side), int(side)), reducing_gap=3.0)
        made.info.clear()  # place, camera, thumbnail, comment: all that is not the picture
        options: dict[str, Any] = {} if kind == "PNG" else {"quality": int(quality)}
        if kind == "JPEG":
            options |= {"progressive": True, "optimize": True}
        made.save(target, kind, **options)
        return f"{made.width} {made.height}"


def page(source: str, target: str, side: str, quality: str, number: str = "1") -> str:
    """A page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    leaf = document[int(number) - 1]
    scale = int(side) / max(*leaf.get_size(), 1)
    image = leaf.render(scale=min(scale, 4), may_draw_forms=False).to_pil().convert("RGB")
    image.save(target, "WEBP", quality=int(quality))
    return f"{image.width} {image.height}"


def count(source: str) -> str:
    """How many pages a PDF has."""
    import pypdfium2

    return str(len(pypdfium2.PdfDocument(source)))


def lighten(source: str, target: str, side: str, quality: str) -> str:
    """A PDF for a small screen."""
    import pikepdf

    with pikepdf.open(source) as pdf:
        for name in ("/OpenAction", "/AA"):
            if name in pdf.Root:
                del pdf.Root[name]
        for name in ("/JavaScript", "/EmbeddedFiles"):
            if "/Names" in pdf.Root and name in pdf.Root.Names:
                del pdf.Root.Names[name]
        for each in pdf.pages:
            _calm(each)
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                _shrink(thing, int(side), int(quality))
        pdf.remove_unreferenced_resources()
        pdf.save(
            target,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            encryption=False,
        )
    return ""


def _opened(source: str, side: int) -> Any:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # said here, with a way of ending of its own
    image = Image.open(source, formats=("JPEG", "PNG", "WEBP"))
    if image.width * image.height > MOST_POINTS:
        raise TooLarge
    image.draft("RGB", (side, side))  # a large JPEG is read at half, a quarter or an eighth
    return image


def _upright(image: Any, *, alpha: bool) -> Any:
    """The points of `image` as they are to be seen: turned as the camera said, in the colours of the screen."""
    from PIL import ImageCms, ImageOps

    made: Any = ImageOps.exif_transpose(image)
    see_through = alpha and ("A" in made.getbands() or "transparency" in made.info)
    profile = made.info.get("icc_profile")
    if profile and made.mode in ("RGB", "CMYK"):
        try:
            screen = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(made, io.BytesIO(profile), screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile nobody can read: the colours as they are
    wanted = "RGBA" if see_through else "L" if made.mode in ("1", "L") else "RGB"
    return made.convert(wanted) if made.mode != wanted else made.copy()


def _calm(leaf: Any) -> None:
    """Take away what a page does by itself, and what is enclosed in it."""
    import pikepdf

    if "/AA" in leaf:
        del leaf["/AA"]
    if "/Annots" not in leaf:
        return
    kept = []
    for note in leaf.Annots:
        if note.get("/Subtype") in ("/FileAttachment", "/RichMedia", "/Screen"):
            continue
        for name in ("/AA", "/A"):
            if name in note and (name == "/AA" or note[name].get("/S") in _ACTIVE):
                del note[name]
        kept.append(note)
    leaf.Annots = pikepdf.Array(kept)


def _shrink(stream: Any, side: int, quality: int) -> None:
    """Make one picture of a PDF smaller, if that is simply done and clearly worth it."""
    import pikepdf

    if stream.get("/ImageMask") or int(stream.Width) * int(stream.Height) > MOST_POINTS:
        return
    try:
        image = pikepdf.PdfImage(stream).as_pil_image()
    except Exception:  # a picture of a kind that is rarely met stays as it is
        return
    if image.mode not in ("RGB", "L"):
        return
    image.thumbnail((side, side), reducing_gap=3.0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    if out.tell() > 0.8 * len(stream.read_raw_bytes()):
        return
    stream.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, 8
    stream.ColorSpace = pikepdf.Name.DeviceRGB if image.mode == "RGB" else pikepdf.Name.DeviceGray
    for name in ("/Decode", "/Mask"):
        if name in stream:
            del stream[name]


TASKS: dict[str, Callable[..., str]] = {"picture": picture, "page": page, "count": count, "lighten": lighten}


def main(task: str, *arguments: str) -> int:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
    ):
        resource.setrlimit(what, (most, most))
    try:
        said = TASKS[task](*arguments)
    except TooLarge:
        return TOO_LARGE
    sys.stdout.write(said)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
