"""Showing something to everyone in a room, and turning its pages."""

from typing import Any

from sqlalchemy import select

from community.discussion.models import Exhibit, Room
from community.discussion.queries.exhibits import FILE
from community.discussion.refusals import NothingShown
from community.discussion.rules.kinds import EXHIBIT
from community.discussion.services.session.speaking import must_be_open
from community.discussion.services.stream import record
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.files import draw_ahead
from community.kernel.jobs import later
from community.permissions import Do


@command(Do.SHOW_EXHIBIT)
def show_exhibit(actor: Any, room: Room, *, kind: str, about_id: str, title: str, pages: int = 0) -> Exhibit:
    """Show one thing in place of another. What is shown already stays, at its page.

    The caller has seen that `actor` may choose it (queries/exhibits.py); each who looks at it is asked for again.
    Raises RoomOver.
    """
    hold(room)
    must_be_open(room)
    before = _shown(room)
    if before is not None and (before.kind, before.about_id) == (kind, about_id):
        return before
    moment = now()
    if before is not None:
        _end(actor, before)
    made = add(
        Exhibit(
            room_id=room.id,
            kind=kind,
            about_id=about_id,
            title=title[:200],
            page=1,
            pages=pages,
            by_id=actor.id,
            at=moment,
        )
    )
    record(room, EXHIBIT, made.id, by_id=actor.id, at=moment)
    _draw(made)
    return made


@command(Do.SHOW_EXHIBIT)
def turn_page(actor: Any, room: Room, *, page: int) -> int:
    """Everyone sees another page of what is shown. Raises NothingShown, Invalid for a page that is none."""
    hold(room)
    exhibit = _shown(room)
    if exhibit is None:
        raise NothingShown
    if not 1 <= page <= max(exhibit.pages, 1):
        raise Invalid(f"Halaman ini tidak ada: bahan ini punya {max(exhibit.pages, 1)} halaman.")
    if exhibit.page != page:
        exhibit.page = page
        record(room, EXHIBIT, exhibit.id, by_id=actor.id)
        _draw(exhibit)
    return page


@command(Do.SHOW_EXHIBIT)
def hide_exhibit(actor: Any, room: Room) -> None:
    """Nothing is shown any more."""
    hold(room)
    exhibit = _shown(room)
    if exhibit is not None:
        _end(actor, exhibit)
        record(room, EXHIBIT, exhibit.id, by_id=actor.id)


def _shown(room: Room) -> Exhibit | None:
    return db.session.scalar(select(Exhibit).where(Exhibit.room_id == room.id, Exhibit.ended_at.is_(None)))


def _draw(exhibit: Exhibit) -> None:
    """The page that everyone will ask for, and the one after it."""
    for number in (exhibit.page, exhibit.page + 1):
        if exhibit.kind == FILE and number <= exhibit.pages:
            later(draw_ahead, exhibit.about_id, number)


def _end(actor: Any, exhibit: Exhibit) -> None:
    exhibit.ended_at, exhibit.ended_by_id = now(), actor.id
    db.session.flush()  # the database knows one at a time
