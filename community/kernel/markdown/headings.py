"""Headings that never skip a level, so that whoever hears a page rather than sees it finds their way in it."""

from xml.etree.ElementTree import Element

import markdown as library
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_LEVELS = {f"h{level}": level for level in range(1, 7)}
TOP = 3  # the page has its own h1 and h2


class Headings(Extension):
    """The first heading of a text is h3, whatever its writer began with; the next one is at most one deeper."""

    def extendMarkdown(self, md: library.Markdown) -> None:  # noqa: N802  the library's name
        md.treeprocessors.register(_Steady(md), "headings", 4)  # after `below`


class _Steady(Treeprocessor):
    def run(self, root: Element) -> None:
        above: list[int] = []
        for element in root.iter():
            if (level := _LEVELS.get(element.tag)) is None:
                continue
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            element.tag = f"h{min(TOP - 1 + len(above), 6)}"
