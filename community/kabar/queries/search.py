"""What of kabar is found, and by whom."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.gugus.queries.moderation import hidden
from community.kabar.models import ABOUT, Kabar, Post
from community.kabar.queries.threads import plain
from community.kernel.database import db
from community.kernel.search import Document

_LONGEST = 60_000  # characters of one kabar: the first posts count


def documents(kabar_id: str) -> list[Document]:
    """A kabar for who belongs, with all that is answered; an announcement also for who oversees, without that.

    Nothing of a kabar whose first post is withdrawn or hidden.
    """
    kabar = db.session.get(Kabar, kabar_id)
    if kabar is None:
        return []
    query = select(Post).where(Post.kabar_id == kabar.id, Post.withdrawn_at.is_(None)).order_by(Post.number)
    posts = list(db.session.scalars(query.options(joinedload(Post.current)).limit(500)))
    gone = hidden(ABOUT, [each.id for each in posts])
    posts = [each for each in posts if each.id not in gone]
    if not posts or not posts[0].is_first:
        return []
    words = [plain(each.current.html, _LONGEST) for each in posts]
    found = [_document(kabar, f"anggota:{kabar.gugus_id}", " ".join(words)[:_LONGEST])]
    if kabar.is_announcement:
        found.append(_document(kabar, f"gugus:{kabar.gugus_id}", words[0]))
    return found


def everything() -> list[str]:
    """The ids of all kabar, oldest first."""
    return list(db.session.scalars(select(Kabar.id).order_by(Kabar.at, Kabar.id)))


def kabar_id_of(post_id: str) -> str | None:
    """The kabar of a post."""
    return db.session.scalar(select(Post.kabar_id).where(Post.id == post_id))


def _document(kabar: Kabar, audience: str, text: str) -> Document:
    return Document(
        kind=ABOUT,
        about_id=kabar.id,
        audience=audience,
        title=kabar.title,
        text=text,
        link=f"/kabar/{kabar.id}",
        at=kabar.active_at,
        facets={"jenis": kabar.kind_name},
        gugus_id=kabar.gugus_id,
    )
