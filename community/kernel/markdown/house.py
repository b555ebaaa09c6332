"""What this house changes in Python-Markdown: no HTML, no references, bare addresses as links, deeper headings."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import markdown as library
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

LONGEST_LINK = 2_000  # from a bracket the other one is looked for this far: further apart they are no link
# \x02 and \x03 stand where the library has stashed something
_BARE_LINK = r"(?<![\w/])https?://[^\s<>\"'\]\x02\x03]{1,1990}"


class House(Extension):
    def extendMarkdown(self, md: library.Markdown) -> None:  # noqa: N802  the library's name
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.deregister("reference")
        for pattern in ("html", "reference", "image_reference", "short_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_NearLink(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(_NearImage(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(_BareLink(_BARE_LINK, md), "bare_link", 110)
        md.treeprocessors.register(_Below(md), "below", 5)


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
            elif element.tag == "img" and element.get("loading") is None:  # pictures.py marks those it shows
                element.tag, element.text = "a", element.get("alt") or element.get("src")
                element.set("href", element.get("src", ""))
