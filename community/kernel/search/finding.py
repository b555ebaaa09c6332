"""Finding: the index says what fits, `ranking` in which order, `slips` what may have been meant."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from community.kernel.clock import now
from community.kernel.search import facets as facet_texts
from community.kernel.search import marking, ranking, reading
from community.kernel.search.documents import audiences_of
from community.kernel.search.reading import Candidate, Fitting, Shown
from community.kernel.search.results import Found, Result
from community.kernel.search.slips import FAR_MORE, MANY, RARE, meant_by
from community.kernel.search.stemming import stem
from community.kernel.search.tokens import Formula, narrowed
from community.kernel.search.words import question

COUNTED = 500  # documents; what goes beyond is "lebih dari 500"
FIRST = 150  # documents that are put in order: the newest, and the newest with the words in the title; then by age
CLOSER = 60  # documents whose words are read for that


@dataclass(frozen=True)
class _Asked:
    """One question as the index is asked, and what fits its words, of whatever kind."""

    typed: Sequence[str]
    audiences: Collection[str]
    formula: Formula
    fitting: Fitting

    @property
    def stems(self) -> list[str]:
        return _stems(self.typed)


def find(
    guru: Any,
    words: str,
    *,
    kind: str = "",
    facets: Mapping[str, str] | None = None,
    page: int = 1,
    size: int = 10,
    kinds_too: bool = True,
) -> Found:
    """What `guru` (None: a stranger) may see of it, the best first; without words the newest first.

    A word that stands nowhere is replaced by the nearest that does; if nothing has all the words, what has some of
    them is shown (see Found). The number of questions to the database does not grow with what is found.
    `kinds_too=False`, for a page of one kind, leaves the others uncounted and asks half as much.
    """
    typed = question(words)
    if words.strip() and not typed:
        return Found()
    reading.prepare()
    audiences, formula = audiences_of(guru), Formula.of(_stems(typed))
    marks = narrowed(kind, {key: value for key, value in (facets or {}).items() if value})
    chosen = None
    if marks and not kinds_too:
        chosen = reading.overview(formula.and_all(marks), audiences, COUNTED)
        if chosen.number > RARE or not typed:  # common enough that nothing else was meant
            return _page(_Asked(typed, audiences, formula, chosen), marks, Found(), max(page, 1), size, chosen)
    asked = _ask(typed, audiences, formula)
    told = Found()
    if typed and not asked.fitting.numbers:
        asked, told = _otherwise(asked)
        chosen = None
    elif typed and asked.fitting.number <= RARE:
        told = Found(suggestion=_better_spelling(asked))
    return _page(asked, marks, told, max(page, 1), size, chosen)


def _ask(typed: Sequence[str], audiences: Collection[str], formula: Formula) -> _Asked:
    return _Asked(typed, audiences, formula, reading.overview(formula, audiences, COUNTED))


def _stems(typed: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(stem(word) for word in typed))


def _otherwise(asked: _Asked) -> tuple[_Asked, Found]:
    """Nothing has all the words: try what may have been meant by those that stand nowhere, then some of the words."""
    counts = reading.hits(asked.stems, asked.audiences, 1)
    unknown = [word for word in asked.typed if not counts[stem(word)]]
    meant = meant_by(unknown, asked.audiences)
    told = Found()
    if meant:
        spelled = [meant[word][0] if word in meant else word for word in asked.typed]
        asked = _ask(spelled, asked.audiences, Formula.of(_stems(spelled)))
        told = Found(shown_for=" ".join(spelled))
        if asked.fitting.numbers:
            return asked, told
    stems = _stems([word for word in asked.typed if counts.get(stem(word)) or word not in unknown])
    if not stems or len(asked.stems) == 1:
        return asked, Found()
    told = replace(told, partly=True)
    if len(stems) > 2:
        most = _ask(asked.typed, asked.audiences, Formula(()).and_any(combinations(stems, len(stems) - 1)))
        if most.fitting.numbers:
            return most, told
    return _ask(asked.typed, asked.audiences, Formula(()).and_any(stems)), told


def _better_spelling(asked: _Asked) -> str:
    """The words with those of them spelled anew that hardly anybody wrote and that resemble one many wrote; or ""."""
    counts = reading.hits(asked.stems, asked.audiences, MANY)
    rare = [word for word in asked.typed if counts[stem(word)] <= RARE]
    meant = meant_by(rare, asked.audiences)
    better = {word: near for word, (near, number) in meant.items() if number >= FAR_MORE * max(counts[stem(word)], 1)}
    return " ".join(better.get(word, word) for word in asked.typed) if better else ""


def _page(asked: _Asked, marks: list[str], told: Found, page: int, size: int, chosen: Fitting | None = None) -> Found:
    """`chosen`: what fits the marks too, where that was asked already."""
    if not asked.fitting.numbers:
        return told
    formula = asked.formula.and_all(marks) if marks else asked.formula
    if chosen is None:
        chosen = reading.overview(formula, asked.audiences, COUNTED) if marks else asked.fitting
    ordered = _in_order(asked, formula, chosen, page * size) if chosen.numbers else []
    return replace(
        told,
        results=_results(ordered[(page - 1) * size : page * size], asked.stems),
        number=chosen.number,
        capped=chosen.more,
        more=chosen.number > page * size,
        kinds=_sums((each.kind, each.number) for each in asked.fitting.alike),
        kinds_capped=asked.fitting.more,
        facets=facet_texts.counted(_sums((each.facets, each.number) for each in chosen.alike)),
    )


def _sums(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for name, number in counts:
        sums[name] += number
    return sums


def _in_order(asked: _Asked, formula: Formula, chosen: Fitting, wanted: int) -> list[Candidate]:
    """The first `wanted` things at least, the best first; of what is many, those beyond the FIRST by age alone."""
    first = chosen.numbers[:FIRST]
    found = reading.candidates_of(first)
    if asked.stems and len(chosen.numbers) > FIRST:
        titled = Formula((*asked.formula.of_titles().groups, *formula.groups[len(asked.formula.groups) :]))
        there = set(first)
        found += [each for each in reading.candidates(titled, asked.audiences, FIRST) if each.number not in there]
    ordered = _best_first(asked, found)
    if len(ordered) < min(wanted, chosen.number):
        ordered = _once([*ordered, *reading.candidates_of(chosen.numbers)])
    return ordered


def _best_first(asked: _Asked, found: list[Candidate]) -> list[Candidate]:
    """Each thing once. The first CLOSER of a first look are looked at closer."""
    stems, moment = asked.stems, now()
    if not stems:
        return _once(sorted(found, key=lambda each: ranking.in_order(0, each)))
    score = {each.number: ranking.first_look(each, stems, moment) for each in found}
    ordered = _once(sorted(found, key=lambda each: ranking.in_order(score[each.number], each)))
    first = ordered[:CLOSER]
    for body in reading.bodies([each.number for each in first]):
        score[body.number] += ranking.closer_look(body, stems, asked.typed)
    return sorted(first, key=lambda each: ranking.in_order(score[each.number], each)) + ordered[CLOSER:]


def _once(found: list[Candidate]) -> list[Candidate]:
    """Each thing by its first document: several audiences of one person may have one each."""
    first: dict[tuple[str, str], Candidate] = {}
    for each in found:
        first.setdefault((each.kind, each.about_id), each)
    return list(first.values())


def _results(found: list[Candidate], stems: list[str]) -> list[Result]:
    shown = reading.shown([each.number for each in found]) if found else {}
    return [_result(each, shown[each.number], stems) for each in found if each.number in shown]


def _result(found: Candidate, shown: Shown, stems: list[str]) -> Result:
    return Result(
        kind=found.kind,
        about_id=found.about_id,
        title=shown.title,
        link=found.link,
        at=found.at,
        facets=facet_texts.read(found.facets),
        gugus_id=shown.gugus_id,
        title_html=marking.marked(shown.title, stems),
        excerpt_html=marking.excerpt(shown.text, stems),
    )
