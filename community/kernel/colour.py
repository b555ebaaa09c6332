"""The colours of the face: read from the tokens, judged by WCAG 2.2.

`static/css/tokens.css` is the only place where a colour is written. The style guide and the tests read it
here, so that a ratio on screen is always one that was computed.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"

TEXT = 4.5  # WCAG 2.2, 1.4.3: text of ordinary size
SHAPE = 3.0  # WCAG 2.2, 1.4.11: edges of controls, drawings, focus rings

# Each pair that the stylesheets put together: what is seen, what it lies on, the ratio it needs.
PAIRS = (
    ("ink", "paper", TEXT),
    ("ink", "card", TEXT),
    ("ink", "sand", TEXT),
    ("soft", "paper", TEXT),
    ("soft", "card", TEXT),
    ("soft", "sand", TEXT),
    ("daun", "paper", TEXT),
    ("daun", "card", TEXT),
    ("daun", "daun-wash", TEXT),
    ("card", "daun", TEXT),
    ("card", "daun-deep", TEXT),
    ("mint", "daun", TEXT),
    ("mint", "daun-deep", TEXT),
    ("kunyit-ink", "kunyit", TEXT),
    ("kunyit-ink", "kunyit-wash", TEXT),
    ("soft", "daun-wash", TEXT),
    ("daun-deep", "daun-wash", TEXT),
    ("bata", "paper", TEXT),
    ("bata", "card", TEXT),
    ("bata", "bata-wash", TEXT),
    ("card", "bata", TEXT),
    ("nila", "card", TEXT),
    ("nila", "nila-wash", TEXT),
    ("card", "nila", TEXT),
    ("edge", "card", SHAPE),
    ("edge", "paper", SHAPE),
    ("edge", "sand", SHAPE),
    ("focus", "paper", SHAPE),
    ("focus", "card", SHAPE),
    ("kunyit", "daun", SHAPE),
    ("kunyit", "daun-deep", SHAPE),
    ("kunyit-edge", "card", SHAPE),
)


@dataclass(frozen=True)
class Pair:
    """Two tokens that meet on screen, the ratio between them, and the ratio they need."""

    text: str
    ground: str
    ratio: float
    needed: float

    @property
    def holds(self) -> bool:
        return self.ratio >= self.needed


@cache
def tokens(path: Path = TOKENS) -> dict[str, str]:
    """Each colour token of a stylesheet by name, as "#rrggbb"."""
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b", path.read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 (black) to 1 (white), as WCAG 2.2 defines it.

    Raises ValueError for anything but six hexadecimal digits after the hash.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, each a token's name or "#rrggbb": 1 (none) to 21, whichever comes first.

    Raises KeyError for a name that is no token.
    """
    lighter, darker = sorted((luminance(_hex(one)), luminance(_hex(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs() -> list[Pair]:
    """Every pair the stylesheets use, with its ratio."""
    return [Pair(text, ground, contrast(text, ground), needed) for text, ground, needed in PAIRS]


def _hex(colour: str) -> str:
    return colour if colour.startswith("#") else tokens()[colour]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
