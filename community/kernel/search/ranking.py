"""In which order what was found is shown: one formula, in Python, for both databases.

The index only says what fits. A document is judged in two steps: by what its marks say (`first_look`, for up to three
hundred), and, the best of these, by its words (`closer_look`).
"""

from collections.abc import Sequence
from datetime import datetime

from community.kernel.search.reading import Body, Candidate
from community.kernel.search.stemming import folded
from community.kernel.search.tokens import title_mark
from community.kernel.search.words import words_in

FRESH_FOR = 180  # days in which what speaks for a document's age halves
_USUAL = 1_400  # signs of stems of a usual document: a long one says a word more often without being more about it
_PLENTY = 1.2  # how soon a word said again adds nothing


def first_look(candidate: Candidate, stems: Sequence[str], now: datetime) -> float:
    """How well the title fits, and how new it is."""
    marks = f" {candidate.marks} "
    in_title = sum(f" {title_mark(each)} " in marks for each in stems)
    age = max((now - candidate.at).days, 0)
    fresh: float = 0.5 * 0.5 ** (age / FRESH_FOR)
    if not stems:
        return fresh
    specific = in_title / max(marks.count(" t:"), 1)  # of a title of two words one is half of it
    named = specific == 1 and in_title == len(stems)  # the title says nothing else: a name
    return 3 * in_title / len(stems) + 2 * (in_title == len(stems)) + 2.5 * specific + named + fresh


def closer_look(body: Body, stems: Sequence[str], typed: Sequence[str]) -> float:
    """How often it says the words, whether beside each other, and whether the title has them as they were typed."""
    said = f" {body.stems} "
    counts = [said.count(f" {each} ") for each in stems]
    long = 0.3 + 0.7 * len(said) / _USUAL
    often = sum(count / (count + _PLENTY * long) for count in counts) / len(stems)
    present = sum(count > 0 for count in counts) / len(stems)
    together = len(stems) > 1 and f" {' '.join(stems)} " in said
    title = {folded(found.group()) for found in words_in(body.title)}
    written = sum(folded(word) in title for word in typed) / len(typed)
    return 6 * present + 1.5 * often + 1.5 * together + written


def in_order(score: float, candidate: Candidate) -> tuple[float, float, str, str, str]:
    """What sorts the best first; equal ones newest first, and always the same way round."""
    newest = -candidate.at.timestamp()
    return (-round(score, 6), newest, candidate.kind, candidate.about_id, candidate.link)
