"""The posts of a kabar as one person sees them."""

import re
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Guru
from community.gugus.models import HIDDEN_WORDS, Gugus
from community.gugus.queries.hooks import Thing
from community.gugus.queries.moderation import hidden, hidden_ids
from community.kabar.models import ABOUT, Edition, Kabar, Pin, Post
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.files import StoredFile
from community.permissions import PENGURUS, Role

HIDDEN, WITHDRAWN = "disembunyikan", "ditarik"
EXCERPT = 200
_ENDS = re.compile(r"</(?:p|li|h\d|td|th|tr|blockquote|pre)>|<br>")
_CUT_TAG = re.compile(r"<[^<>]*\Z")


class Shown(NamedTuple):
    """A post for one reader. `state`: "", HIDDEN or WITHDRAWN; `is_open`: whether its words are for this reader."""

    post: Post
    state: str
    is_open: bool
    is_mine: bool
    files: list[StoredFile]
    quoted: Post | None  # what it answers, if that is still to be read

    @property
    def instead(self) -> str:
        """The neutral sentence in its place."""
        return instead_of(self.post, self.state)


def instead_of(post: Post, state: str) -> str:
    """What stands where a post is hidden or withdrawn; nothing where it is neither."""
    if state == HIDDEN:
        return HIDDEN_WORDS
    if state == WITHDRAWN:
        return f"Tulisan ini ditarik {'penulisnya' if post.withdrawn_by_id == post.by_id else 'pengurus'}."
    return ""


def state_of(post: Post, hidden_ids: Collection[str]) -> str:
    return WITHDRAWN if post.is_withdrawn else HIDDEN if post.id in hidden_ids else ""


def shown_posts(kabar: Kabar, guru: Guru, held: set[Role], *, limit: int, offset: int) -> list[Shown]:
    """The posts of a page in order: who wrote them, what they say now, what they answer, their files; five queries.

    `held`: the roles of `guru` in the gugus. Who does not belong sees the first post alone.
    """
    query = select(Post).where(Post.kabar_id == kabar.id)
    if not held & (PENGURUS | {Role.ANGGOTA}):
        query = query.where(Post.number == 1)
    quoted = selectinload(Post.reply_to).options(joinedload(Post.by), joinedload(Post.current))
    query = query.options(joinedload(Post.by), joinedload(Post.current), quoted).order_by(Post.number)
    posts = list(db.session.scalars(query.limit(limit).offset(offset)))
    gone = hidden(ABOUT, {each.id for each in posts} | {each.reply_to_id for each in posts if each.reply_to_id})
    files = files_of([each.id for each in posts])
    leads = bool(held & PENGURUS)

    def shown(post: Post) -> Shown:
        state, mine = state_of(post, gone), post.by_id == guru.id
        above = post.reply_to
        quoted = above if above and not state_of(above, gone) else None
        return Shown(post, state, not state or mine or leads, mine, files[post.id], quoted)

    return [shown(each) for each in posts]


def files_of(post_ids: Collection[str]) -> dict[str, list[StoredFile]]:
    """The files of posts, by post, as they were added."""
    query = select(StoredFile).where(StoredFile.about_kind == ABOUT, StoredFile.about_id.in_(post_ids))
    found: defaultdict[str, list[StoredFile]] = defaultdict(list)
    for stored in db.session.scalars(query.order_by(StoredFile.at, StoredFile.id)):
        found[stored.about_id].append(stored)
    return found


def editions_of(post: Post) -> list[Edition]:
    """What a post said, the newest first."""
    query = select(Edition).where(Edition.post_id == post.id).order_by(Edition.number.desc())
    return list(db.session.scalars(query))


def pin_of(kabar: Kabar) -> Pin | None:
    """The pin of a kabar that still holds today."""
    query = select(Pin).where(Pin.kabar_id == kabar.id, Pin.removed_at.is_(None))
    pin = db.session.scalar(query)
    return pin if pin and (pin.until_on is None or pin.until_on >= today(kabar.gugus.zone.name)) else None


def plain(html: str, most: int = EXCERPT) -> str:
    """Rendered text without its markup, on one line, cut at a word."""
    words = Markup(_CUT_TAG.sub("", _ENDS.sub(" ", html[: most * 20]))).striptags()  # noqa: S704  its tags go here
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"


def descriptions(ids: Collection[str]) -> dict[str, Thing]:
    """Posts as the queue of reports shows them: one query."""
    query = select(Post).where(Post.id.in_(ids)).join(Post.kabar)
    query = query.options(joinedload(Post.by), joinedload(Post.current), joinedload(Post.kabar))
    return {post.id: _described(post) for post in db.session.scalars(query)}


def _described(post: Post) -> Thing:
    kabar = post.kabar
    what = kabar.kind_name if post.is_first else "Balasan dalam"
    return Thing(
        about_id=post.id,
        gugus_id=kabar.gugus_id,
        author_id=post.by_id,
        author_name=post.by.name,
        words=f"{what} “{kabar.title}”",
        excerpt=plain(post.current.html, 400),
        link=post.link,
    )


def latest_posts(gugus: Gugus, limit: int) -> list[Post]:
    """The newest posts that are to be read, with their kabar, who wrote them and what they say: newest first."""
    query = (
        select(Post)
        .join(Post.kabar)
        .where(Kabar.gugus_id == gugus.id, Post.withdrawn_at.is_(None), Post.id.not_in(hidden_ids(ABOUT)))
        .options(joinedload(Post.current), joinedload(Post.kabar), joinedload(Post.by))
    )
    return list(db.session.scalars(query.order_by(Post.at.desc(), Post.id).limit(limit)))
