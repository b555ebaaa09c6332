"""Lists of kabar: of a gugus, and what is new for a person."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries.moderation import hidden_ids
from community.gugus.queries.reach import within
from community.kabar.models import ABOUT, Edition, Kabar, Pin, Post, Reading
from community.kabar.queries.threads import HIDDEN, WITHDRAWN, plain
from community.kernel.clock import today
from community.kernel.database import db

_LINES = 20


class Line(NamedTuple):
    """One kabar of a list, for one person."""

    kabar: Kabar
    title: str  # what may be shown of it
    excerpt: str
    state: str  # "", HIDDEN or WITHDRAWN
    pinned: bool
    unread: bool
    unconfirmed: bool

    @property
    def replies(self) -> int:
        return self.kabar.posts_number - 1


class Page(NamedTuple):
    lines: list[Line]
    found: int  # in all
    size: int = _LINES


def page_of(number: int, size: int = _LINES) -> int:
    """The offset of a page that is counted from 1."""
    return (max(number, 1) - 1) * size


def kabar_page(gugus: Gugus, guru: Guru, *, inside: bool, page: int = 1, kind: str = "") -> Page:
    """The kabar of `gugus` for `guru`: pinned first, then by the latest post; two queries.

    `inside`: whether `guru` belongs to it; who oversees it sees its announcements alone.
    """
    conditions = [Kabar.gugus_id == gugus.id, _to_be_seen(inside=inside)]
    if kind or not inside:
        conditions.append(Kabar.kind == (kind if inside else "pengumuman"))
    day = today(gugus.zone.name)
    query = _lines(guru.id, day).where(*conditions)
    order = case((Pin.id.is_(None), 1), else_=0), Pin.place, Kabar.active_at.desc(), Kabar.id
    query = query.order_by(*order).limit(_LINES).offset(page_of(page))
    counted = select(func.count(Kabar.id)).join(Post, _first()).where(*conditions)
    return Page(_made(query, guru, inside=inside), db.session.scalar(counted) or 0)


def latest_in(gugus: Gugus, guru: Guru, *, inside: bool, limit: int = 3) -> list[Line]:
    """What stands first in `gugus` for `guru`: one query."""
    conditions = [Kabar.gugus_id == gugus.id, _to_be_seen(inside=inside)]
    if not inside:
        conditions.append(Kabar.kind == "pengumuman")
    query = _lines(guru.id, today(gugus.zone.name)).where(*conditions)
    query = query.order_by(case((Pin.id.is_(None), 1), else_=0), Pin.place, Kabar.active_at.desc(), Kabar.id)
    return _made(query.limit(limit), guru, inside=inside)


def latest_of(guru: Guru, limit: int = 3) -> list[Line]:
    """What `guru` has not read or not confirmed, in all gugus one belongs to: what asks to be confirmed first."""
    day = today()
    asks = and_(Kabar.important, Kabar.by_id != guru.id, Reading.confirmed_at.is_(None))
    own = and_(Kabar.by_id == guru.id, Kabar.posts_number == 1)
    new = or_(and_(Reading.id.is_(None), ~own), Reading.seen_at < Kabar.active_at)
    query = _lines(guru.id, day).join(Kabar.gugus).where(within(guru.id, day), _to_be_seen(inside=False))
    query = query.where(or_(asks, new)).options(contains_eager(Kabar.gugus).joinedload(Gugus.wilayah))
    query = query.order_by(case((asks, 0), else_=1), Kabar.active_at.desc(), Kabar.id)
    return _made(query.limit(limit), guru, inside=False)


def _first() -> ColumnElement[bool]:
    return and_(Post.kabar_id == Kabar.id, Post.number == 1)


def _to_be_seen(*, inside: bool) -> ColumnElement[bool]:
    """Withdrawn ones only while something was answered to them, and to who belongs; hidden ones to who belongs."""
    if inside:
        return or_(Post.withdrawn_at.is_(None), Kabar.posts_number > 1)
    return and_(Post.withdrawn_at.is_(None), Post.id.not_in(hidden_ids(ABOUT)))


def _lines(guru_id: str, day: Any) -> Select[Any]:
    """Kabar with its first post, what that says, its pin, and the reading of one person."""
    held = and_(Pin.kabar_id == Kabar.id, Pin.removed_at.is_(None), or_(Pin.until_on.is_(None), Pin.until_on >= day))
    out = aliased(Post)
    gone = select(out.id).where(out.id == Post.id, out.id.in_(hidden_ids(ABOUT))).exists()
    return (
        select(Kabar, Post, func.substr(Edition.html, 1, 4000), Pin, Reading, gone)
        .join(Post, _first())
        .join(Edition, and_(Edition.post_id == Post.id, Edition.number == Post.edition_number))
        .outerjoin(Pin, held)
        .outerjoin(Reading, and_(Reading.kabar_id == Kabar.id, Reading.guru_id == guru_id))
        .options(joinedload(Kabar.by))
    )


def _made(query: Select[Any], guru: Guru, *, inside: bool) -> list[Line]:
    return [_line(row, guru, inside=inside) for row in db.session.execute(query)]


def _line(row: Sequence[Any], guru: Guru, *, inside: bool) -> Line:
    kabar, post, html, pin, reading, gone = row
    state = WITHDRAWN if post.is_withdrawn else HIDDEN if gone else ""
    asks = kabar.important and kabar.by_id != guru.id and (reading is None or reading.confirmed_at is None)
    unread = _is_new(kabar, reading, guru)
    title = f"{kabar.kind_name} yang {state}" if state else kabar.title
    return Line(kabar, title, "" if state else plain(html), state, pin is not None, unread, asks)


def _is_new(kabar: Kabar, reading: Reading | None, guru: Guru) -> bool:
    """Whether something came since `guru` last opened it; one's own first word is no news."""
    if reading is None:
        return not (kabar.by_id == guru.id and kabar.posts_number == 1)
    return reading.seen_at < kabar.active_at
