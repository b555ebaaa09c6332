"""From text to HTML: what is allowed in, what is allowed out."""

import re
from collections.abc import Collection

import markdown as library
import nh3
from markdown.extensions import Extension
from markupsafe import Markup

from community.kernel.errors import Invalid
from community.kernel.markdown.blocks import numbered
from community.kernel.markdown.formulas import MATH_ATTRIBUTES, MATH_TAGS, Formulas
from community.kernel.markdown.headings import Headings
from community.kernel.markdown.house import House
from community.kernel.markdown.pictures import FILE_ADDRESS, Pictures

MAX = 100_000  # characters
MAX_LINES = 5_000  # the library takes quadratic time in the number of lines
MAX_BRACKETS = 5_000  # and from each bracket it looks for the other one
LONGEST_TABLE = 500  # rows: more than that is read in a spreadsheet, not on a page
_SCHEMES = ("http://", "https://", "mailto:")
_TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a"),
}
_ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}}
_IMAGE: dict[str, set[str]] = {"img": {"src", "alt", "loading"}}
_TABLE_LINES = re.compile(r"(?:^[ >]{0,12}\|?[^\n|]*\|[^\n]*(?:\n|\Z))+", re.MULTILINE)


def render(text: str) -> Markup:
    """HTML of `text`: headings h3 and deeper, links to http, https and mailto only, no images.

    Raises Invalid past MAX characters, MAX_LINES lines, LONGEST_TABLE rows of a table or MAX_BRACKETS brackets.
    """
    _weigh(text)
    return _scrolling(_clean(_converted(text), _TAGS, _ATTRIBUTES))


def render_materi(text: str, *, pictures: Collection[str] = ()) -> Markup:
    """HTML of a materi: as `render`, with formulas as MathML, pictures, steady headings, an id `p-<n>` on each block.

    `![keterangan](berkas:<id>)` shows one of `pictures` (file ids). Raises Invalid as `render` does, for a picture
    without words or of another id, and for more formulas than one page carries.
    """
    _weigh(text)
    html = _converted(text, Formulas(), Pictures(frozenset(pictures)), Headings())
    return numbered(_scrolling(_clean(html, _TAGS | MATH_TAGS | {"img"}, _ATTRIBUTES | MATH_ATTRIBUTES | _IMAGE)))


def _weigh(text: str) -> None:
    if len(text) > MAX:
        raise Invalid(f"Tulisan ini {_number(len(text))} huruf, paling banyak {_number(MAX)}. Ringkas dulu.")
    longest = max((found[0].count("\n") for found in _TABLE_LINES.finditer(text)), default=0)
    if longest > LONGEST_TABLE:
        raise Invalid(
            f"Tabel di tulisan ini sekitar {_number(longest)} baris, paling banyak {_number(LONGEST_TABLE)}. "
            "Lampirkan sebagai lembar kerja (.xlsx atau .ods), lalu sisakan ringkasannya di sini."
        )
    if text.count("\n") >= MAX_LINES:
        raise Invalid(f"Tulisan ini lebih dari {_number(MAX_LINES)} baris. Ringkas dulu.")
    if text.count("[") > MAX_BRACKETS:
        raise Invalid(f"Tulisan ini memuat lebih dari {_number(MAX_BRACKETS)} kurung siku. Kurangi dulu.")


def _converted(text: str, *more: Extension) -> str:
    extensions: list[str | Extension] = ["tables", "fenced_code", "sane_lists", "nl2br", House(), *more]
    return library.markdown(text, extensions=extensions, output_format="html")


def _clean(html: str, tags: set[str], attributes: dict[str, set[str]]) -> Markup:
    clean = nh3.clean(
        html,
        tags=tags,
        attributes=attributes,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    return Markup(clean)  # noqa: S704  it has just passed the allow-list


def _scrolling(html: Markup) -> Markup:
    """Each table in a box that scrolls sideways by itself, by keyboard too. Only tags can read `<table>` by now."""
    opened = html.replace("<table>", Markup('<div class="table-scroll" tabindex="0"><table>'))
    return opened.replace("</table>", Markup("</table></div>"))


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "rel":  # nh3's own, just set
        return value
    if attribute == "href":
        return value if value.lower().startswith(_SCHEMES) else None
    if attribute == "start":
        return value if value.isascii() and value.isdigit() else None
    if tag == "img":
        return value if attribute != "src" or FILE_ADDRESS.fullmatch(value) else None
    return value if re.fullmatch(r"[a-z0-9.% -]{1,40}", value) else None  # of MathML: words and lengths


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
