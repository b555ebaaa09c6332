"""Markdown as teachers write it: rendered once, on save, into HTML that may stand on any page.

HTML that someone types is text like any other. What Markdown makes of the rest still passes an allow-list
(nh3), so that a fault in the one is not a hole in the page.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

import markdown as library
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup

from community.kernel.errors import Invalid

MAX = 100_000  # characters
MAX_LINES = 5_000  # the library takes quadratic time in the number of lines
MAX_BRACKETS = 5_000  # and from each bracket it looks for the other one,
LONGEST_LINK = 2_000  # here this far: further apart they are no link
# \x02 and \x03 stand where the library has stashed something
_BARE_LINK = r"(?<![\w/])https?://[^\s<>\"'\]\x02\x03]{1,1990}"
_SCHEMES = ("http://", "https://", "mailto:")
_TAGS = {
    *("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a"),
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}


def render(text: str) -> Markup:
    """HTML of `text`: headings h3 and deeper, links to http, https and mailto only, no images.

    Raises Invalid past MAX characters, MAX_LINES lines or MAX_BRACKETS brackets.
    """
    if len(text) > MAX:
        raise Invalid(f"Tulisan ini {_number(len(text))} huruf, paling banyak {_number(MAX)}. Ringkas dulu.")
    if text.count("\n") >= MAX_LINES:
        raise Invalid(f"Tulisan ini lebih dari {_number(MAX_LINES)} baris. Ringkas dulu.")
    if text.count("[") > MAX_BRACKETS:
        raise Invalid(f"Tulisan ini memuat lebih dari {_number(MAX_BRACKETS)} kurung siku. Kurangi dulu.")
    extensions: list[str | Extension] = ["tables", "fenced_code", "sane_lists", "nl2br", _House()]
    html = library.markdown(text, extensions=extensions, output_format="html")
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    return Markup(clean)  # noqa: S704  it has just passed the allow-list


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "rel":  # nh3's own, just set
        return value
    if attribute == "href":
        return value if value.lower().startswith(_SCHEMES) else None
    return value if value.isascii() and value.isdigit() else None


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


class _NearLink(LinkInlineProcessor):
    """[kata](alamat), looked for only so far."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the library's name
        self, m: re.Match[str], data: str
    ) -> Any:
        return super().handleMatch(m, data[: m.start(0) + LONGEST_LINK])


class _NearImage(ImageInlineProcessor):
    """![kata](alamat), looked for only so far."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the library's name
        self, m: re.Match[str], data: str
    ) -> Any:
        return super().handleMatch(m, data[: m.start(0) + LONGEST_LINK])


class _BareLink(InlineProcessor):
    """An address pasted as it is, as people paste the link of a video meeting."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802  the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        address = m.group(0).rstrip(".,;:!?)*_`\\")
        link = Element("a", href=address)
        link.text = AtomicString(address)
        return link, m.start(0), m.start(0) + len(address)


class _Below(Treeprocessor):
    """Headings two levels down, since the page has its own h1 and h2; an image becomes a link to it."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                element.tag = f"h{min(int(element.tag[1]) + 2, 6)}"
            elif element.tag == "img":
                element.tag, element.text = "a", element.get("alt") or element.get("src")
                element.set("href", element.get("src", ""))


class _House(Extension):
    def extendMarkdown(self, md: library.Markdown) -> None:  # noqa: N802  the library's name
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.deregister("reference")
        for pattern in ("html", "reference", "image_reference", "short_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_NearLink(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(_NearImage(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(_BareLink(_BARE_LINK, md), "bare_link", 110)
        md.treeprocessors.register(_Below(md), "below", 5)
