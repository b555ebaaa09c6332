"""Reached through the person: a stranger gets *not found*, never a hint.

Its anggota and pengurus read everything of a gugus. Who oversees its wilayah reads what its announcements say, not what
is answered to them, and no thread. The operator reads none.
"""

from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries.mentionable import mentionable
from community.gugus.queries.moderation import hidden, hidden_ids
from community.gugus.queries.reach import above, within
from community.kabar.models import ABOUT, Kabar, Post
from community.kernel.clock import today
from community.kernel.command import roles
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.reading import prepared
from community.permissions import PENGURUS, Role

WITHIN = PENGURUS | {Role.ANGGOTA}


def is_within(guru: Guru, gugus: Gugus) -> bool:
    """Whether `guru` belongs to `gugus`, rather than overseeing it."""
    return bool(roles(guru, gugus) & WITHIN)


def kabar_of(guru: Guru, kabar_id: str) -> Kabar:
    """A kabar that `guru` may read; its gugus and who wrote it are loaded. Raises NotFound."""
    found = db.session.scalar(*_reached(kabar_id=kabar_id, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound
    return found


@prepared
def _reached(kabar_id: Any, guru_id: Any, day: Any) -> Select[Any]:
    gone = select(Post.id).where(
        Post.kabar_id == Kabar.id,
        Post.number == 1,
        or_(Post.withdrawn_at.is_not(None), Post.id.in_(hidden_ids(ABOUT))),
    )
    overseen = and_(Kabar.kind == "pengumuman", above(guru_id, day), ~gone.exists())
    query = select(Kabar).join(Kabar.gugus).where(Kabar.id == kabar_id, or_(within(guru_id, day), overseen))
    return query.options(contains_eager(Kabar.gugus).joinedload(Gugus.wilayah), joinedload(Kabar.by))


def first_post(kabar: Kabar) -> Post:
    """What the kabar itself says."""
    return db.session.scalars(select(Post).where(Post.kabar_id == kabar.id, Post.number == 1)).one()


def gugus_read_by(guru: Guru, slug: str) -> Gugus:
    """A gugus whose kabar `guru` may read, all or in part; the operator is not among them. Raises NotFound."""
    found = db.session.scalar(*_gugus_read(slug=slug, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound
    return found


@prepared
def _gugus_read(slug: Any, guru_id: Any, day: Any) -> Select[Any]:
    query = select(Gugus).where(Gugus.slug == slug, or_(within(guru_id, day), above(guru_id, day)))
    return query.options(joinedload(Gugus.wilayah))


def post_of(guru: Guru, post_id: str) -> Post:
    """A post of a gugus that `guru` belongs to, with who wrote it and what it says. Raises NotFound."""
    found = db.session.scalar(*_post(post_id=post_id, guru_id=guru.id, day=today()))
    if found is None:
        raise NotFound
    return found


def post_to_report(guru: Guru, post_id: str) -> Post:
    """A post as someone reports it: not withdrawn. Raises NotFound."""
    found = post_of(guru, post_id)
    if found.is_withdrawn:
        raise NotFound
    return found


@prepared
def _post(post_id: Any, guru_id: Any, day: Any) -> Select[Any]:
    query = select(Post).join(Post.kabar).join(Kabar.gugus).where(Post.id == post_id, within(guru_id, day))
    gugus = contains_eager(Post.kabar).contains_eager(Kabar.gugus).joinedload(Gugus.wilayah)
    return query.options(gugus, joinedload(Post.by), joinedload(Post.current))


def may_read_files(guru: Guru, post_id: str) -> bool:
    """Who reads a post reads its files; of one withdrawn or hidden its author and the pengurus alone."""
    post = db.session.get(Post, post_id, options=[joinedload(Post.kabar).joinedload(Kabar.gugus)])
    if post is None:
        return False
    try:
        kabar = kabar_of(guru, post.kabar_id)
    except NotFound:
        return False
    held = roles(guru, post)
    if not held & WITHIN:
        return kabar.is_announcement and post.is_first
    gone = post.is_withdrawn or hidden(ABOUT, [post.id])
    return not gone or bool(held & (PENGURUS | {Role.AUTHOR}))


def readers_of_gugus(gugus_id: str) -> set[str]:
    """The ids of those who read all kabar of a gugus today."""
    return {each.id for each in mentionable(gugus_id)}
