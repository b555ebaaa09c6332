"""Markdown as teachers write it: rendered once, on save, into HTML that may stand on any page.

HTML that someone types is text like any other. What Markdown makes of the rest still passes an allow-list
(nh3), so that a fault in the one is not a hole in the page.

    html = render(notulen)                               # tables, lists, links
    html = render_materi(modul, pictures=own_file_ids)   # and formulas, its own pictures, numbered blocks
    blocks(html)                                         # {1: "Tujuan pembelajaran", 2: ...}: what id="p-1" stands at
"""

from community.kernel.markdown.blocks import blocks, numbered
from community.kernel.markdown.rendering import LONGEST_TABLE, MAX, MAX_BRACKETS, MAX_LINES, render, render_materi

__all__ = [
    "LONGEST_TABLE",
    "MAX",
    "MAX_BRACKETS",
    "MAX_LINES",
    "blocks",
    "numbered",
    "render",
    "render_materi",
]
