"""Formulas, pictures and numbered blocks: what a modul has beyond minutes, and no more than that."""

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.kernel.errors import Invalid
from community.kernel.markdown import blocks, render, render_materi
from community.kernel.markdown.formulas import MATH_ATTRIBUTES, MATH_TAGS, MOST_FORMULAS
from tests.kernel.test_markdown import ALLOWED, PIECES, SCROLLS

FORMULAS = st.sampled_from(
    [
        r"$\frac{1}{2}$",
        "$",
        "$$",
        r"$\text{<script>alert(1)</script>}$",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\class{x}{y}$",
        r"$\style{background:url(//a.id)}{y}$",
        r"$\color{red}x$",
        r"$\begin{matrix}a&b\\c\end{matrix}$",
        r"$\left($",
        r"$\&lt;img src=x onerror=alert(1)&gt;$",
        r"$\text{&#60;script&#62;}$",
        r"$\mathrm{</math><script>}$",
        "![x](berkas:abc)",
        '!["onerror=alert(1)](berkas:abc)',
        "![x](berkas:abc 'onload=1')",
        "$$\n<style>*{}</style>\n$$",
    ]
)
TEXTS = st.lists(PIECES | FORMULAS | st.text(max_size=8), max_size=12).map("".join)
PICTURE = {"src", "alt", "loading"}


@settings(deadline=None)
@given(TEXTS)
def test_whatever_is_written_nothing_runs_and_nothing_is_styled(text: str) -> None:
    try:
        html = render_materi(text, pictures=["abc"])
    except Invalid:
        return
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        space, _, tag = element.tag.rpartition("}")
        assert tag in (MATH_TAGS if space else ALLOWED | {"img"}) and space in {
            "",
            "{http://www.w3.org/1998/Math/MathML",
        }
        known = {"href", "rel", "start", "id", *SCROLLS, *MATH_ATTRIBUTES.get(tag, ())}
        assert set(element.attrib) <= (PICTURE | {"id"} if tag == "img" else known)
        assert element.get("href", "https://").lower().startswith(("http://", "https://", "mailto:"))
        assert element.get("src", "/berkas/abc") == "/berkas/abc"


@settings(deadline=None)
@given(TEXTS)
def test_the_blocks_are_numbered_without_a_gap(text: str) -> None:
    try:
        html = render_materi(text, pictures=["abc"])
    except Invalid:
        return
    body = html5lib.parse(html, namespaceHTMLElements=False).find("body")
    assert body is not None
    found = [element.get("id") for element in body]
    assert found == [f"p-{number}" for number in range(1, len(found) + 1)]
    assert list(blocks(html)) == list(range(1, len(found) + 1))


def test_a_fraction_becomes_mathml() -> None:
    html = render_materi(r"Setengah: $\frac{1}{2}$.")
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>" in html and "$" not in html


def test_a_formula_on_lines_of_its_own_stands_as_a_block() -> None:
    html = render_materi("$$\n\\frac{1}{2}\n= \\frac{2}{4}\n$$")
    assert '<math display="block">' in html and "<h" not in html


@pytest.mark.parametrize(
    "text",
    [
        "Harga Rp 5.000 dan $5.",
        "Antara $5 dan $6 sebuah.",
        "US$ 5 atau 5 US$.",
        "Bayar $10,$20.",
        r"Tertulis \$x\$ begitu saja.",
        "Hanya satu $ di sini.",
    ],
)
def test_prices_stay_text(text: str) -> None:
    html = render_materi(text)
    assert "<math" not in html and "$" in html


@pytest.mark.parametrize("source", [r"\frac{1}{", r"\sqrt", "{" * 30 + "}" * 30, "x" * 990 + "^"])
def test_a_formula_that_cannot_be_read_shows_as_it_was_typed(source: str) -> None:
    assert f"<code>${source}$</code>" in render_materi(f"Rumus ${source}$ ini.")


def test_code_holds_no_formulas() -> None:
    assert "<math" not in render_materi("`$x$` dan\n\n```\n$x$\n```\n\n    $x$")


def test_more_formulas_than_a_page_carries_are_refused() -> None:
    assert render_materi("$x$ " * MOST_FORMULAS)
    with pytest.raises(Invalid, match="rumus"):
        render_materi("$x$ " * (MOST_FORMULAS + 1))


def test_a_picture_of_its_own_files_is_shown_with_its_words() -> None:
    html = render_materi("![Balok pecahan](berkas:abc)", pictures=["abc"])
    assert html == '<p id="p-1"><img alt="Balok pecahan" loading="lazy" src="/berkas/abc"></p>'


def test_a_picture_without_words_is_refused_and_says_how() -> None:
    with pytest.raises(Invalid, match="Ada gambar tanpa keterangan") as refused:
        render_materi("![ ](berkas:abc)", pictures=["abc"])
    assert refused.value.field == "text"


def test_a_picture_of_somebody_else_is_refused_and_one_of_the_web_is_a_link() -> None:
    with pytest.raises(Invalid, match="tidak ada di antara berkas"):
        render_materi("![denah](berkas:abc)")
    html = render_materi("![denah](https://a.id/b.png)")
    assert "<img" not in html and 'href="https://a.id/b.png"' in html


def test_minutes_know_neither_formulas_nor_pictures() -> None:
    html = render("Iuran $5$ ![x](berkas:abc)")
    assert "<math" not in html and "<img" not in html and "id=" not in html


def test_each_block_can_be_quoted() -> None:
    html = render_materi("# Tujuan\n\nMembagi **adil**.\n\n- satu\n- dua\n\n|a|b|\n|-|-|\n|1|2|")
    assert blocks(html) == {1: "Tujuan", 2: "Membagi adil.", 3: "satu dua", 4: "a b 1 2"}
    assert '<h3 id="p-1">' in html and '<div id="p-4" class="table-scroll"' in html


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("## Pembukaan\n\n#### Langkah\n\n## Inti", ["h3", "h4", "h3"]),
        ("##### Dalam\n\n# Luar\n\n### Di dalamnya", ["h3", "h3", "h4"]),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E", ["h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_the_headings_of_a_modul_never_skip_a_level(text: str, levels: list[str]) -> None:
    assert re.findall(r"<(h\d) ", str(render_materi(text))) == levels
