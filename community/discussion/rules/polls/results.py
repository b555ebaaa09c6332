"""A tally as a person reads it: lines in an order, each with its figure in words."""

from decimal import Decimal
from typing import NamedTuple

from community.discussion.rules.polls.asking import MANY, ORDER, SCALE, WORDS, Asked, Option
from community.discussion.rules.polls.counting import Tally, median, points
from community.kernel.indonesian import angka

MOST_DRAWN = 20  # words in a drawing; the table beside it has more
MOST_LISTED = 200


class Line(NamedTuple):
    """One choice with its figure. `share`: of a hundred; `right`: None where nobody is to know."""

    id: str
    label: str
    number: int
    share: int | None
    words: str
    right: bool | None = None


class Result(NamedTuple):
    """What came out. `unit` is what the figures count; `summary` the sentence above them."""

    kind: str
    ballots: int
    lines: list[Line]
    unit: str
    summary: str
    median: Decimal | None = None
    right: int | None = None  # how many had everything right
    more: int = 0  # lines that are left out

    @property
    def most(self) -> int:
        return max((line.number for line in self.lines), default=0)

    @property
    def spoken(self) -> str:
        """All of it as one text, for who does not see the drawing."""
        return " ".join([self.summary, *(f"{line.label}: {line.words}." for line in self.lines[:MOST_DRAWN])])


def result_of(asked: Asked, tally: Tally, *, reveal: bool = False) -> Result:
    """What is to be shown of a tally; `reveal`: which answers of a quiz were right, too."""
    if asked.kind == ORDER:
        return _order(asked, tally)
    if asked.kind == SCALE:
        return _scale(asked, tally)
    if asked.kind == WORDS:
        return _words(tally)
    return _options(asked, tally, reveal=reveal and asked.is_quiz)


def percent(part: int, whole: int) -> int:
    """Of a hundred, halves upwards."""
    return (part * 200 + whole) // (whole * 2) if whole else 0


def _options(asked: Asked, tally: Tally, *, reveal: bool) -> Result:
    def line(option: Option) -> Line:
        number = tally.of(option.id)
        share = percent(number, tally.ballots)
        words = f"{angka(number)} suara, {share} persen"
        if reveal and option.right:
            words += ", jawaban yang benar"
        return Line(option.id, option.text, number, share, words, option.right if reveal else None)

    summary = _ballots(tally)
    if asked.kind == MANY:
        summary += " Setiap orang boleh memilih beberapa."
    if reveal:
        summary += f" {angka(tally.right)} dari {angka(tally.ballots)} orang menjawab benar."
    lines = [line(each) for each in asked.options]
    return Result(asked.kind, tally.ballots, lines, "suara", summary, right=tally.right if reveal else None)


def _scale(asked: Asked, tally: Tally) -> Result:
    middle = median(tally)
    lines = []
    for number in range(1, asked.scale_most + 1):
        count = tally.of(str(number))
        share = percent(count, tally.ballots)
        end = {1: asked.label_low, asked.scale_most: asked.label_high}.get(number, "")
        label = f"{number} ({end})" if end else str(number)
        lines.append(Line(str(number), label, count, share, f"{angka(count)} suara, {share} persen"))
    summary = _ballots(tally)
    if middle is not None:
        summary += f" Nilai tengah {angka(middle)} pada skala 1 sampai {asked.scale_most}."
    return Result(asked.kind, tally.ballots, lines, "suara", summary, median=middle)


def _words(tally: Tally) -> Result:
    found = sorted(tally.counts.items(), key=lambda each: (-each[1], each[0]))
    lines = [
        Line(word, word, number, None, f"ditulis {angka(number)} orang") for (word, _), number in found[:MOST_LISTED]
    ]
    summary = f"{angka(tally.ballots)} orang menulis {angka(len(found))} kata yang berbeda."
    return Result(WORDS, tally.ballots, lines, "orang", summary, more=max(len(found) - MOST_LISTED, 0))


def _order(asked: Asked, tally: Tally) -> Result:
    score = points(tally, [each.id for each in asked.options])
    ranked = sorted(asked.options, key=lambda each: -score[each.id])  # equal ones stay as they were asked
    lines = []
    for option in ranked:
        first = tally.counts.get((option.id, 1), 0)
        words = f"{angka(score[option.id])} angka, {angka(first)} kali di tempat pertama"
        lines.append(Line(option.id, option.text, score[option.id], None, words))
    most = len(asked.options) - 1
    summary = (
        f"{_ballots(tally)} Tempat pertama bernilai {most} angka, tempat berikutnya berkurang satu, "
        "tempat terakhir 0; angka semua orang dijumlahkan."
    )
    return Result(ORDER, tally.ballots, lines, "angka", summary)


def _ballots(tally: Tally) -> str:
    return f"{angka(tally.ballots)} suara." if tally.ballots else "Belum ada suara."
