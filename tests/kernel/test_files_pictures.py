"""Pictures are made anew: upright, of a size that a projector shows, and telling nothing but what is seen."""

import io
import struct
import zipfile
import zlib

import pytest
from flask import Flask
from PIL import Image, PngImagePlugin

from community.kernel import files
from tests.kernel.test_files import kept, refusal
from tests.pictures import opened, photo, picture

GPS = 0x8825
ORIENTATION = 0x0112


def camera(orientation: int = 1) -> bytes:
    """What a phone writes into a photo: where it was taken, with what, and how it was held."""
    exif = Image.Exif()
    exif[0x0110] = "Telepon Contoh 9"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[2] = (7.0, 24.0, 13.0)
    exif.get_ifd(GPS)[1] = "S"
    return exif.tobytes()


def cleaned(name: str, data: bytes) -> bytes:
    return files.read(kept(name, data))


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")])
def test_a_photo_does_not_tell_where_it_was_taken(app: Flask, name: str, kind: str) -> None:
    data = picture(kind, exif=camera(), **({} if kind == "PNG" else {"xmp": b"<x:xmpmeta>rumah</x:xmpmeta>"}))
    assert b"Telepon Contoh" in data
    clean = cleaned(name, data)
    assert not dict(opened(clean).getexif()) and b"Telepon Contoh" not in clean and b"xmpmeta" not in clean


def test_what_a_png_says_in_words_is_not_kept(app: Flask) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "Jalan Ciledug 12")
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>rumah</x:xmpmeta>")
    clean = cleaned("a.png", picture("PNG", pnginfo=words))
    assert b"Ciledug" not in clean and b"xmpmeta" not in clean


def test_a_comment_in_a_jpeg_is_not_kept(app: Flask) -> None:
    assert b"Jalan Ciledug" not in cleaned("a.jpg", picture("JPEG", comment=b"Jalan Ciledug 12"))


@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 20)), (3, (60, 20)), (6, (20, 60)), (8, (20, 60))])
def test_a_photo_stands_upright(app: Flask, orientation: int, size: tuple[int, int]) -> None:
    assert opened(cleaned("a.jpg", picture("JPEG", (60, 20), exif=camera(orientation)))).size == size


def test_a_photo_larger_than_any_screen_is_made_smaller(app: Flask) -> None:
    assert opened(cleaned("a.jpg", picture("JPEG", (4000, 3000)))).size == (2560, 1920)
    assert opened(cleaned("a.png", picture("PNG", (100, 3000)))).size == (85, 2560)


def test_what_is_seen_through_stays_so(app: Flask) -> None:
    clean = opened(cleaned("a.png", picture("PNG", colour=(200, 10, 10, 60))))
    assert clean.mode == "RGBA" and clean.getpixel((5, 5)) == (200, 10, 10, 60)
    indexed = Image.new("P", (8, 8), 0)
    out = io.BytesIO()
    indexed.save(out, "PNG", transparency=0)
    assert opened(cleaned("b.png", out.getvalue())).getpixel((1, 1))[3] == 0


def test_the_colours_are_those_of_the_photo(app: Flask) -> None:
    red, green, blue = opened(cleaned("a.jpg", picture("JPEG", colour=(20, 120, 80)))).getpixel((5, 5))
    assert abs(red - 20) < 8 and abs(green - 120) < 8 and abs(blue - 80) < 8


def test_a_photo_for_the_press_becomes_one_for_the_screen(app: Flask) -> None:
    out = io.BytesIO()
    Image.new("CMYK", (30, 30), (0, 200, 200, 0)).save(out, "JPEG")
    assert opened(cleaned("a.jpg", out.getvalue())).mode == "RGB"


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it is enormous."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    head = struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(5000))) + part(b"IEND", b"")


def test_a_picture_that_would_swell_beyond_measure_is_refused(app: Flask) -> None:
    assert "lebih dari 64 megapiksel" in refusal("foto.png", bomb(50_000, 50_000))


@pytest.mark.parametrize("data", [photo()[:20_000], picture("PNG")[:70], bomb(300, 300), picture("WEBP")[:60]])
def test_a_picture_cut_short_is_refused_with_what_to_do(app: Flask, data: bytes) -> None:
    ending = {b"\xff": ".jpg", b"\x89": ".png", b"R": ".webp"}[data[:1]]
    assert "rusak atau terpotong" in refusal(f"foto{ending}", data)


def test_whatever_hides_behind_a_picture_is_gone_afterwards(app: Flask) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("rahasia.txt", "di balik gambar")
    both = picture("PNG") + archive.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(both))
    clean = cleaned("dua.png", both)
    assert not zipfile.is_zipfile(io.BytesIO(clean)) and len(clean) < len(both)


def test_markup_inside_a_picture_is_gone_afterwards(app: Flask) -> None:
    script = b"<html><script>alert(document.cookie)</script></html>"
    assert b"<script>" not in cleaned("gif.jpg", picture("JPEG", comment=script) + script)
