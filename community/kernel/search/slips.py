"""A word with a slip in it: what was meant, among the words that the person who asks may find."""

from collections.abc import Collection

from community.kernel.search.reading import hits, words_like
from community.kernel.search.stemming import folded, stem

NEAREST = 5  # words that are asked for
MANY = 50  # as far as their documents are counted
RARE = 2  # documents; a word in so few may be a slip that somebody else made as well
FAR_MORE = 5  # times as many documents speak for another spelling


def slips_in(word: str) -> int:
    """How many wrong, missing or exchanged letters a word may have: none in a short one or a number."""
    plain = folded(word)
    if not (plain.isascii() and plain.isalpha()) or len(plain) < 4:
        return 0
    return 1 if len(plain) < 7 else 2


def meant_by(words: Collection[str], audiences: Collection[str]) -> dict[str, tuple[str, int]]:
    """For each word that has one: the nearest known word that `audiences` can find, and its number of documents.

    Nearest by letters, then by how many documents have it. Words that only others may read are never named.
    """
    near = {word: _nearest(word) for word in words}
    counts = hits({stem(each) for found in near.values() for each, _ in found}, audiences, MANY)
    meant = {}
    for word, found in near.items():
        able = [(far, -counts[stem(each)], each) for each, far in found if counts[stem(each)]]
        if able:
            _, number, best = min(able)
            meant[word] = (best, -number)
    return meant


def _nearest(word: str) -> list[tuple[str, int]]:
    """The nearest known words with their distance (a letter wrong, missing, added, or two exchanged)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips, plain = slips_in(word), folded(word)
    if not slips:
        return []
    own = stem(word)
    known = sorted(each for each in words_like(plain, slips) if stem(each) != own)
    found = process.extract(plain, known, scorer=OSA.distance, score_cutoff=slips, limit=NEAREST)
    return [(each, int(far)) for each, far, _ in found]
