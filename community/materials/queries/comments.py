"""Comments of a materi, placed at the paragraphs of the version that is read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.gugus.queries.hooks import Thing
from community.gugus.queries.mentionable import Mentionable, mentionable
from community.gugus.queries.moderation import hidden
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.markdown import blocks
from community.materials.models import Author, Comment, Material, Version
from community.materials.queries.reach import material_of
from community.materials.rules.places import place_of, shortened

KIND = "komentar_materi"  # as reported to the pengurus


@dataclass
class Thread:
    """A comment with its replies, and at which block it stands in the version that is read; None: at none of it."""

    comment: Comment
    place: int | None
    is_hidden: bool = False
    replies: list["Thread"] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether anything of it is left to read: a withdrawn comment stays while it has replies."""
        return self.comment.removed_at is None or any(each.is_shown for each in self.replies)

    @property
    def excerpt(self) -> str:
        return shortened(self.comment.quote)


def threads_of(material: Material, html: str) -> list[Thread]:
    """The comments on any version, oldest first, placed in `html` (of the version that is read): three queries."""
    query = select(Comment).where(Comment.material_id == material.id)
    query = query.options(joinedload(Comment.by), joinedload(Comment.version).load_only(Version.number))
    rows = list(db.session.scalars(query.order_by(Comment.at, Comment.id)))
    put_away = hidden(KIND, [row.id for row in rows])
    said = blocks(html) if rows else {}
    found: dict[str, Thread] = {}
    for row in rows:
        thread = Thread(row, _place(row, said), row.id in put_away)
        if row.parent_id is None:
            found[row.id] = thread
        elif row.parent_id in found:
            found[row.parent_id].replies.append(thread)
    return [thread for thread in found.values() if thread.is_shown]


def open_comments(material_id: str) -> int:
    """How many comments are neither resolved nor withdrawn; replies not counted."""
    query = select(func.count(Comment.id)).where(Comment.material_id == material_id, Comment.parent_id.is_(None))
    return db.session.scalar(query.where(Comment.resolved_at.is_(None), Comment.removed_at.is_(None))) or 0


def reads_comments(guru: Guru | None, material: Material) -> bool:
    """Whether `guru` reads what is said at the paragraphs: its gugus and its authors, whoever else reads the materi."""
    return guru is not None and bool(material.roles_of(guru))


def comment_of(guru: Guru, comment_id: str) -> Comment:
    """A comment that `guru` may read. Raises NotFound."""
    found = db.session.scalar(select(Comment).where(Comment.id == comment_id).options(joinedload(Comment.version)))
    if found is None or not reads_comments(guru, material_of(guru, found.material_id)):
        raise NotFound
    return found


def described_comments(ids: Collection[str]) -> dict[str, Thing]:
    """What the queue of reports shows of these comments; withdrawn ones are gone."""
    query = select(Comment, Material.gugus_id, Version.title)
    query = query.join(Material, Material.id == Comment.material_id).join(Version, Version.id == Comment.version_id)
    query = query.where(Comment.id.in_(ids), Comment.removed_at.is_(None)).options(joinedload(Comment.by))
    return {
        row.id: Thing(
            row.id,
            gugus_id,
            row.by_id,
            row.by.named,
            f"Komentar pada “{title}”",
            shortened(row.text, 300),
            f"/materi/{row.material_id}/komentar#komentar-{row.id}",
        )
        for row, gugus_id, title in db.session.execute(query)
    }


def people_to_mention(material: Material) -> list[Mentionable]:
    """Who may be named with "@nama" in a comment: who reads it in its gugus, and its authors."""
    query = select(Guru.id, Guru.username, Guru.name, Guru.name_key).join(Author, Author.guru_id == Guru.id)
    query = query.where(Author.material_id == material.id, Author.ended_at.is_(None), Guru.erased_at.is_(None))
    people = {row.id: row for row in (Mentionable(*each) for each in db.session.execute(query))}
    if material.visibility != "penulis":
        people |= {each.id: each for each in mentionable(material.gugus_id)}
    return list(people.values())


def _place(row: Comment, said: Mapping[int, str]) -> int | None:
    return place_of(row.quote, row.block, said)
