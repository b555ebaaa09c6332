"""Formulas: `$...$` in a line, `$$...$$` on its own, to MathML on the server.

A dollar opens a formula only before a sign that is no space, and closes it only after one and not before a digit:
"Rp 5.000 dan $5" is text. A formula that cannot be read shows as it was typed.
"""

import html
import logging
import re
from xml.etree.ElementTree import Element, SubElement

import markdown as library
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from community.kernel.errors import Invalid

MOST_FORMULAS = 300
LONGEST_FORMULA = 1_000  # characters
DEEPEST = 20  # braces within braces
MATH_TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd"),
}
MATH_ATTRIBUTES = {
    "math": {"display"},
    "mo": {"stretchy", "fence", "form", "separator", "accent", "minsize", "maxsize"},
    "mi": {"mathvariant"},
    "mfrac": {"linethickness"},
    "mspace": {"width"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "munder": {"accentunder"},
    "mover": {"accent"},
}
_INLINE = r"(?<![\\$])\$(?![\s$])([^$\n]{0,999}?[^$\s\\])\$(?![\d$])"
_DISPLAY = r"(?<![\\$])\$\$([^$]{1,1000})\$\$(?!\$)"
_OWN_LINE = re.compile(r" {0,3}\$\$([^$]+)\$\$\s*")
log = logging.getLogger(__name__)


class Formulas(Extension):
    """For one text: counts its formulas. Raises Invalid past MOST_FORMULAS."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def extendMarkdown(self, md: library.Markdown) -> None:  # noqa: N802  the library's name
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
        # after code (190), before a backslash is taken as an escape (180)
        md.inlinePatterns.register(_Formula(_DISPLAY, md, self, "block"), "formula_display", 187)
        md.inlinePatterns.register(_Formula(_INLINE, md, self, "inline"), "formula", 186)
        md.parser.blockprocessors.register(_OwnBlock(md, self), "formula_block", 85)

    def made(self, source: str, display: str) -> Element:
        """The formula as MathML, or its source as code."""
        self.count += 1
        if self.count > MOST_FORMULAS:
            raise Invalid(f"Tulisan ini memuat lebih dari {MOST_FORMULAS} rumus. Bagi menjadi dua materi.")
        mark = "$$" if display == "block" else "$"
        return _mathml(source.strip(), display) or _as_typed(f"{mark}{source}{mark}")


class _Formula(InlineProcessor):
    def __init__(self, pattern: str, md: library.Markdown, formulas: Formulas, display: str) -> None:
        super().__init__(pattern, md)
        self.formulas, self.display = formulas, display

    def handleMatch(  # type: ignore[override]  # noqa: N802  the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return self.formulas.made(self.unescape(m.group(1)), self.display), m.start(0), m.end(0)


class _OwnBlock(BlockProcessor):
    """`$$`, a formula over several lines, `$$`: what looks like a list or a heading in it is neither."""

    def __init__(self, md: library.Markdown, formulas: Formulas) -> None:
        super().__init__(md.parser)
        self.formulas = formulas

    def test(self, parent: Element, block: str) -> bool:
        return _OWN_LINE.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = _OWN_LINE.fullmatch(blocks.pop(0))
        assert found is not None  # noqa: S101  `test` has just matched it
        SubElement(parent, "p").append(self.formulas.made(found[1], "block"))


def _mathml(source: str, display: str) -> Element | None:
    """A tree of nothing but what MATH_TAGS and MATH_ATTRIBUTES name, or None."""
    if not source or len(source) > LONGEST_FORMULA or _depth(source) > DEEPEST:
        return None
    from latex2mathml.converter import convert_to_element  # here: a table of symbols that reading a page does without

    try:
        return _plain(convert_to_element(source, display=display))
    except Exception as fault:  # the library raises of its own, and IndexError, KeyError, ValueError besides
        log.info("formula not read: %s", type(fault).__name__)
        return None


def _plain(element: Element) -> Element:
    """A copy without foreign tags and attributes, its signs as characters that Markdown leaves alone."""
    tag = element.tag.rpartition("}")[2]
    known = tag in MATH_TAGS
    kept = {name: value for name, value in element.attrib.items() if name in MATH_ATTRIBUTES.get(tag, ())}
    copy = Element(tag if known else "mrow", kept)
    if element.text:
        copy.text = AtomicString(_characters(element.text))
    copy.extend([_plain(child) for child in element])
    return copy


def _characters(text: str) -> str:
    return "".join(sign for sign in html.unescape(text) if sign not in "\x02\x03")


def _depth(source: str) -> int:
    depth = deepest = 0
    for sign in source:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        deepest = max(deepest, depth)
    return deepest + source.count(r"\left") + source.count(r"\begin")


def _as_typed(source: str) -> Element:
    code = Element("code")
    code.text = AtomicString(source)
    return code
