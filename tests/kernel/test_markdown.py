"""Minutes and agendas look as their author meant them, and do nothing else."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from community.kernel.errors import Invalid
from community.kernel.markdown import LONGEST_TABLE, MAX, MAX_BRACKETS, MAX_LINES, render

PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&colon;alert(1))",
        "[a](data:text/html,<script>)",
        "![a](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[a](//contoh.id)",
        "https://contoh.id/<svg/onload=alert(1)>",
        "[a](https://contoh.id 'x\" onclick=\"alert(1)')",
        '<a href="javascript:x" style="x">',
        "```\n",
        "`",
        "|a|b|\n|-|-|\n|<b>|c|\n",
        "\n# ",
        "\n- ",
        "\n> ",
        "&#106;avascript:",
        "\x02wzxhzdk:0\x03",
        "\x02klzzwxh:0000\x03",
        "<!--",
        "-->",
        "<style>",
        "<iframe src=//contoh.id>",
        "[",
        "](",
        ")",
        "\\",
        "*",
        "_",
        "\n\n",
        "\n    ",
    ]
)
SCROLLS = {"class": "table-scroll", "tabindex": "0"}
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join)
ALLOWED = {
    *("html", "head", "body"),
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a"),
    "div",  # around a table, which scrolls by itself
}


@settings(deadline=None)
@given(TEXTS)
def test_whatever_is_written_nothing_runs_and_nothing_is_styled(text: str) -> None:
    tree = html5lib.parse(render(text), namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "rel", "start"} or element.attrib == SCROLLS
        assert element.get("href", "https://").lower().startswith(("http://", "https://", "mailto:"))
        assert element.tag != "a" or element.get("rel") == "nofollow noopener"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=50))
def test_plain_words_come_out_as_they_went_in(text: str) -> None:
    tree = html5lib.parse(render(text), namespaceHTMLElements=False)
    assert "".join(tree.itertext()) == text


def test_the_headings_of_a_text_lie_below_those_of_the_page() -> None:
    html = render("# Notulen\n\n## Keputusan\n\n###### Catatan")
    assert html == "<h3>Notulen</h3>\n<h4>Keputusan</h4>\n<h6>Catatan</h6>"


def test_a_line_that_was_broken_stays_broken() -> None:
    assert render("Hadir:\nAi") == "<p>Hadir:<br>\nAi</p>"


def test_tables_lists_and_code_are_known() -> None:
    assert "<th>Siapa</th>" in render("|Siapa|Kapan|\n|-|-:|\n|Ai|Sabtu|")
    assert '<ol start="3">' in render("3. tiga\n4. empat")
    assert render("```python\nx < 1\n```") == "<pre><code>x &lt; 1\n</code></pre>"


def test_html_that_someone_types_is_read_as_text() -> None:
    assert render("kelas <3 jam, a < b, <b>tebal</b>") == ("<p>kelas &lt;3 jam, a &lt; b, &lt;b&gt;tebal&lt;/b&gt;</p>")


def test_the_pasted_address_of_a_video_meeting_can_be_tapped() -> None:
    html = render("Ruang: https://meet.contoh.id/abc_def_ghi.")
    assert '<a href="https://meet.contoh.id/abc_def_ghi" rel="nofollow noopener">' in html
    assert html.endswith("</a>.</p>")


def test_an_address_inside_code_or_a_link_is_left_alone() -> None:
    assert render("`https://contoh.id`") == "<p><code>https://contoh.id</code></p>"
    assert render("[https://a.id](https://b.id)").count("<a ") == 1


@pytest.mark.parametrize("target", ["javascript:alert(1)", "/masuk", "//contoh.id", "data:text/html,x", "#x"])
def test_a_link_leads_to_the_web_or_to_a_mailbox(target: str) -> None:
    assert "href" not in render(f"[di sini]({target})")
    assert "di sini" in render(f"[di sini]({target})")


def test_a_picture_becomes_a_link_to_it() -> None:
    assert render("![denah](https://contoh.id/a.png)") == (
        '<p><a href="https://contoh.id/a.png" rel="nofollow noopener">denah</a></p>'
    )


def test_a_template_shows_the_result_without_escaping_it_again() -> None:
    assert isinstance(render("**a**"), Markup)


def test_a_table_scrolls_in_a_box_of_its_own() -> None:
    html = render("|a|\n|-|\n|<table>|")
    assert html.startswith('<div class="table-scroll" tabindex="0"><table>') and html.endswith("</table></div>")
    assert html.count("<div") == 1


@pytest.mark.parametrize("rows", [LONGEST_TABLE + 1, 5_000])
def test_a_table_that_belongs_in_a_spreadsheet_is_refused_in_a_sentence(rows: int) -> None:
    with pytest.raises(Invalid, match="lembar kerja"):
        render("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * rows)


@pytest.mark.parametrize("text", ["a" * (MAX + 1), "a\n" * MAX_LINES, "[" * (MAX_BRACKETS + 1)])
def test_a_text_without_measure_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        render(text)
