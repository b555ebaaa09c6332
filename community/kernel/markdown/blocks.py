"""The blocks of a rendered text: what stands at its outermost level, counted from 1, so that one can point at them."""

from html.parser import HTMLParser

from markupsafe import Markup

_VOID = {"br", "hr", "img"}


class _Walk(HTMLParser):
    """Reads HTML that nh3 wrote: each tag closed, in its order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.starts: list[tuple[int, int]] = []  # where the tag of each block begins, as (line, column)
        self.texts: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 0:
            self.starts.append(self.getpos())
            self.texts.append([])
        if tag in {"br", "td", "th", "li"}:
            self.texts[-1].append(" ")
        if tag == "img":
            self.texts[-1].append(dict(attrs).get("alt") or "")
        self.depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag not in _VOID

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.texts[-1].append(data)


def numbered(html: Markup) -> Markup:
    """`html` with id="p-1", "p-2", ... on its blocks."""
    walk = _walked(html)
    lines = html.split("\n")
    for number, (line, column) in reversed(list(enumerate(walk.starts, 1))):
        said = str(lines[line - 1])
        end = column + 1
        while said[end].isalnum():
            end += 1
        lines[line - 1] = Markup(f'{said[:end]} id="p-{number}"{said[end:]}')  # noqa: S704  only a number is added
    return Markup("\n").join(lines)


def blocks(html: str) -> dict[int, str]:
    """What each block says, by its number; white space is one space."""
    return {number: " ".join("".join(said).split()) for number, said in enumerate(_walked(html).texts, 1)}


def _walked(html: str) -> _Walk:
    walk = _Walk()
    walk.feed(str(html))
    walk.close()
    return walk
