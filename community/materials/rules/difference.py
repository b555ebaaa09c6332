"""What changed between two texts, as one reads it: by paragraph, and within a changed paragraph by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST_PARAGRAPH = 2_000  # words; a longer one is shown before and after, whole
ALIKE = 0.35  # below this two paragraphs are not the same one, changed
_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Run:
    """Some words: `same`, `gone` or `new`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Part:
    """A paragraph: `same`, `gone`, `new`, or `changed` with runs; or `skipped`, so many alike ones left out."""

    kind: str
    runs: tuple[Run, ...] = ()
    count: int = 0

    @property
    def before(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.kind != "new")

    @property
    def after(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.kind != "gone")


def paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in _PARAGRAPHS.split(text.strip()) if part.strip()]


def difference(before: str, after: str, *, around: int | None = 1) -> list[Part]:
    """The parts of both texts, in order. `around`: so many alike paragraphs are kept beside a change (None: all)."""
    old, new = paragraphs(before), paragraphs(after)
    parts: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            parts += [_whole("same", each) for each in old[a:b]]
        else:
            parts += _changed(old[a:b], new[c:d])
    return parts if around is None else _folded(parts, around)


def folded(parts: Sequence[Part], around: int = 1) -> list[list[Part]]:
    """All parts in order, in groups: each alone, but for alike ones away from any change, which stand together."""
    near = _near(parts, around)
    found: list[list[Part]] = []
    for index, part in enumerate(parts):
        if index not in near and index and index - 1 not in near:
            found[-1].append(part)
        else:
            found.append([part])
    return found


def is_changed(parts: Sequence[Part]) -> bool:
    return any(part.kind not in {"same", "skipped"} for part in parts)


def words_between(before: str, after: str) -> tuple[Run, ...]:
    """The runs of one paragraph turned into another."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        if a < b:
            runs.append(Run("gone", "".join(old[a:b])))
        if c < d:
            runs.append(Run("new", "".join(new[c:d])))
    return tuple(runs)


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Part]:
    """Paragraphs that stand in each other's place are compared; those left over came or went."""
    parts: list[Part] = []
    for one, other in zip(old, new, strict=False):
        if _alike(one, other):
            parts.append(Part("changed", words_between(one, other)))
        else:
            parts += [_whole("gone", one), _whole("new", other)]
    both = min(len(old), len(new))
    parts += [_whole("gone", each) for each in old[both:]]
    return parts + [_whole("new", each) for each in new[both:]]


def _alike(one: str, other: str) -> bool:
    old, new = one.split(), other.split()
    if max(len(old), len(new)) > LONGEST_PARAGRAPH:
        return False
    matcher = SequenceMatcher(None, old, new)
    return matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE


def _whole(kind: str, text: str) -> Part:
    return Part(kind, (Run(kind, text),))


def _folded(parts: Sequence[Part], around: int) -> list[Part]:
    near = _near(parts, around)
    found: list[Part] = []
    for index, part in enumerate(parts):
        if index in near:
            found.append(part)
        elif found and found[-1].kind == "skipped":
            found[-1] = Part("skipped", count=found[-1].count + 1)
        else:
            found.append(Part("skipped", count=1))
    return found


def _near(parts: Sequence[Part], around: int) -> set[int]:
    """The places of what changed, and of so many parts beside it."""
    changed = [index for index, part in enumerate(parts) if part.kind != "same"]
    return {index + step for index in changed for step in range(-around, around + 1)}
