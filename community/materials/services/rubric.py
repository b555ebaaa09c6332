"""Acts on the rubric of a gugus."""

from collections.abc import Sequence
from typing import Any

from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import SYSTEM, command
from community.kernel.database import add, add_all, db, hold
from community.kernel.errors import Invalid
from community.kernel.trail import note
from community.materials.models import Rubric, RubricLine
from community.materials.queries.rubrics import as_text, rubric_row
from community.materials.refusals import RubricMoved
from community.materials.rules.rubric import Line, RubricText, fault_in, first_rubric
from community.permissions import Do


@command(Do.EDIT_RUBRIC)
def edit_rubric(
    actor: Any, gugus: Gugus, *, title: str, needed: int, lines: Sequence[Line], based_on: int
) -> RubricText:
    """The next edition of the rubric; `based_on` is the number of the one its writer had read (0: the first of all).

    Reviews made before keep the edition they were made by. The same again writes nothing. Raises Invalid with
    `field` set, RubricMoved.
    """
    hold(gugus)
    held = rubric_row(gugus.id)
    last = as_text(held) if held else first_rubric()
    wanted = RubricText(last.number + 1, title.strip(), needed, tuple(lines))
    if fault := fault_in(title, needed, lines):
        raise Invalid(fault[1], field=fault[0])
    if wanted.says_as(last):
        return last
    if not last.was_read_as(based_on):
        raise RubricMoved
    _write(actor.id, gugus.id, wanted)
    note(actor, f"menyimpan rubrik edisi {wanted.number}: “{wanted.title}”", gugus=gugus.id)
    return wanted


def settled_rubric(gugus_id: str) -> Rubric:
    """Part of an act: the rubric of a gugus as a row, so that a review can refer to its lines."""
    if found := rubric_row(gugus_id):
        return found
    first = first_rubric()
    return _write(SYSTEM.id, gugus_id, RubricText(1, first.title, first.needed, first.lines))


def _write(by_id: str, gugus_id: str, said: RubricText) -> Rubric:
    row = add(
        Rubric(gugus_id=gugus_id, number=said.number, title=said.title, needed=said.needed, by_id=by_id, at=now())
    )
    add_all(
        [
            RubricLine(
                rubric_id=row.id,
                position=position,
                title=line.title,
                description=line.description,
                levels=list(line.levels),
            )
            for position, line in enumerate(said.lines, 1)
        ]
    )
    db.session.expire(row, ["lines"])
    return row
