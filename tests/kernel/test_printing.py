"""What is printed holds what people wrote, letter for letter, and is the same every time."""

import io
from html.parser import HTMLParser
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.kernel.printing import pdf, qr_file, qr_svg

QR = qr_file("https://gugus.contoh.id/kode/abcd-2345")


def card(name: str = "Ai Setiawan, S.Pd.", **over: str) -> dict[str, str]:
    return {
        "name": name,
        "school": "SDN 1 Banjarwangi",
        "username": "ai.setiawan",
        "code": "abcd-2345",
        "qr": QR,
    } | over


def printed(*cards: dict[str, str], **over: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf("cards", sheet(*cards, **over))))


def sheet(*cards: dict[str, str], **over: Any) -> dict[str, Any]:
    return {
        "gugus": "KKG Banjarwangi",
        "address": "gugus.contoh.id/kode",
        "expires": "Minggu, 22 November 2026 pukul 08.00 WIB",
        "cards": list(cards),
    } | over


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_card_says_who_where_and_what_to_do() -> None:
    text = words(printed(card()))
    for part in (
        "KKG Banjarwangi",
        "Ai Setiawan, S.Pd.",
        "SDN 1 Banjarwangi",
        "ai.setiawan",
        "abcd-2345",
        "Berlaku sampai Minggu, 22 November 2026 pukul 08.00 WIB",
        "Arahkan kamera ke QR, atau buka gugus.contoh.id/kode dan ketik kode.",
        "Halaman 1 dari 1",
    ):
        assert part in text


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3)])
def test_eight_cards_lie_on_a_page(count: int, pages: int) -> None:
    reader = printed(*[card(code=f"kode-{number:04}") for number in range(count)])
    assert len(reader.pages) == pages
    text = words(reader)
    assert all(f"kode-{number:04}" in text for number in range(count))


@pytest.mark.parametrize(
    "name",
    [
        '#panic("x")',
        '#import "_base.typ": *',
        "$ a / 0 $",
        "[tutup] ]",
        "*tebal* _miring_ `kode`",
        "\\ @rujuk <label> //",
        "\"kutip\" 'tunggal'",
        "#sys.inputs.data",
    ],
)
def test_a_name_that_looks_like_a_program_is_printed_as_a_name(name: str) -> None:
    curly = str.maketrans("“”‘’", "\"\"''")
    assert name in words(printed(card(name))).translate(curly)


def test_an_emoji_in_a_name_leaves_the_rest_of_it_whole() -> None:
    text = words(printed(card("Nur 🌱👩🏽‍🏫 Aini")))
    assert "Nur Aini" in text
    assert "\0" not in text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=150), st.text(max_size=150))
def test_whatever_the_name_the_sheet_is_printed_on_one_page(name: str, school: str) -> None:
    assert len(printed(card(name, school=school), gugus=name).pages) == 1


def test_a_very_long_name_does_not_push_the_code_off_its_card() -> None:
    text = words(printed(card("Siti Nurhalimah Kusumawardhani " * 8, school="SD Negeri Panjang Sekali " * 6)))
    assert "abcd-2345" in text


def test_the_paper_knows_its_language_its_title_and_its_structure() -> None:
    reader = printed(card())
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "id-ID"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Kartu akun KKG Banjarwangi"


def test_the_same_cards_are_the_same_bytes() -> None:
    assert pdf("cards", sheet(card())) == pdf("cards", sheet(card()))


def test_no_font_is_borrowed_from_the_machine() -> None:
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in printed(card("Ai محمد 漢字 ไทย")).pages
        for font in (reference.get_object() for reference in page["/Resources"]["/Font"].values())
    }
    assert fonts
    assert all(font.startswith(("Libertinus", "LibertinusSerif", "DejaVuSansMono", "NewCM")) for font in fonts)


class Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {name for name, _ in attrs}


@settings(deadline=None)
@given(st.text(min_size=1, max_size=100))
def test_a_qr_on_a_page_is_drawn_without_styles_and_fills_its_place(text: str) -> None:
    parser = Attributes()
    parser.feed(qr_svg(text))
    assert parser.seen == {"viewbox", "class", "stroke", "d"}
