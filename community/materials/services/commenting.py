"""Acts on comments: a word at a paragraph, an answer to it, done with it."""

from typing import Any, NamedTuple

from sqlalchemy import select

from community.gugus.rules.mentions import mentions
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.markdown import blocks, render
from community.kernel.notices import tell
from community.materials.models import Comment, Material, Version
from community.materials.queries.comments import people_to_mention
from community.materials.queries.reach import version_of
from community.materials.queries.reviews import author_ids
from community.materials.refusals import CommentGone, MaterialRemoved
from community.permissions import Do

LONGEST = 5_000


class Said(NamedTuple):
    """A comment that was written, and which @names in it reached nobody (empty where all did)."""

    comment: Comment
    unreached: str


@command(Do.COMMENT_MATERIAL)
def comment_on(actor: Any, material: Material, *, number: int, block: int, text: str) -> Said:
    """A comment at paragraph `block` of version `number`. The same words there again are the same comment.

    Its authors are told, and who is named with "@nama". Raises Invalid with `field` set, MaterialRemoved, NotFound.
    """
    _must_be_there(material)
    version = version_of(material, number)
    quote = blocks(version.html).get(block)
    if quote is None:
        raise Invalid("Paragraf itu tidak ada di versi ini. Muat ulang halamannya, lalu pilih lagi.", field="block")
    return _written(actor, material, version, block, quote, text, parent=None)


@command(Do.COMMENT_MATERIAL)
def reply_to(actor: Any, comment: Comment, *, text: str) -> Said:
    """An answer to a comment; an answer to an answer stands beside it. Who wrote in the thread is told.

    Raises Invalid with `field` set, CommentGone, MaterialRemoved.
    """
    _must_be_there(comment.material)
    root = _root(comment)
    if root.removed_at or comment.removed_at:
        raise CommentGone
    return _written(actor, root.material, root.version, root.block, root.quote, text, parent=root)


@command(Do.RESOLVE_COMMENT)
def resolve_comment(actor: Any, comment: Comment, *, done: bool = True) -> Comment:
    """Done with it and its answers, or not after all. Saying it again changes nothing. Raises CommentGone."""
    comment = _root(comment)
    hold(comment)
    if comment.removed_at:
        raise CommentGone
    if (comment.resolved_at is not None) == done:
        return comment
    comment.resolved_at, comment.resolved_by_id = (now(), actor.id) if done else (None, None)
    if done and comment.by_id != actor.id:
        title = comment.version.title
        said = f"{actor.name} menandai komentar Anda pada “{title}” selesai."
        _tell(comment.material, {comment.by_id}, said, comment, kind="materi", key=f"komentar:{comment.id}:selesai")
    return comment


@command(Do.WITHDRAW_COMMENT)
def withdraw_comment(actor: Any, comment: Comment) -> Comment:
    """Take back what one wrote; answers to it stay. Raises CommentGone."""
    hold(comment)
    if comment.removed_at:
        raise CommentGone
    comment.removed_at, comment.removed_by_id = now(), actor.id
    return comment


def _root(comment: Comment) -> Comment:
    """What a thread began with."""
    return comment if comment.parent_id is None else db.session.get_one(Comment, comment.parent_id)


def _must_be_there(material: Material) -> None:
    if material.removed_at:
        raise MaterialRemoved


def _written(
    actor: Any, material: Material, version: Version, block: int, quote: str, text: str, *, parent: Comment | None
) -> Said:
    text = text.strip()
    if not text:
        raise Invalid("Tulis komentarnya dulu.", field="text")
    if len(text) > LONGEST:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST} huruf.", field="text")
    hold(material)  # two taps at once: the second finds what the first wrote
    parent_id = parent.id if parent else None
    if found := _same(actor, version, block, text, parent_id):
        return Said(found, "")
    comment = add(
        Comment(
            material_id=material.id,
            version_id=version.id,
            parent_id=parent_id,
            block=block,
            quote=quote,
            text=text,
            html=str(render(text)),
            by_id=actor.id,
            at=now(),
        )
    )
    return Said(comment, _tell_all(actor, material, version, comment, parent))


def _same(actor: Any, version: Version, block: int, text: str, parent_id: str | None) -> Comment | None:
    query = select(Comment).where(Comment.version_id == version.id, Comment.block == block, Comment.by_id == actor.id)
    under = Comment.parent_id.is_(None) if parent_id is None else Comment.parent_id == parent_id
    return db.session.scalar(query.where(under, Comment.text == text, Comment.removed_at.is_(None)).limit(1))


def _tell_all(actor: Any, material: Material, version: Version, comment: Comment, parent: Comment | None) -> str:
    """Tell who is named, then the authors and who wrote in the thread; the names that reached nobody."""
    named = mentions(comment.text, people_to_mention(material))
    meant = set(named.ids) - {actor.id}
    said = f"{actor.name} menyebut Anda dalam komentar pada “{version.title}”."
    _tell(material, meant, said, comment, kind="sebutan", key=f"sebutan:{comment.id}")
    root = parent.id if parent else comment.id
    others = author_ids(material.id) | _thread_ids(root)
    verb = "membalas komentar pada" if parent else "mengomentari"
    said = f"{actor.name} {verb} “{version.title}”."
    _tell(material, others - meant - {actor.id}, said, comment, kind="materi", key=f"komentar:{root}")
    return named.sentence


def _thread_ids(root_id: str) -> set[str]:
    query = select(Comment.by_id).where((Comment.id == root_id) | (Comment.parent_id == root_id))
    return set(db.session.scalars(query.where(Comment.removed_at.is_(None))))


def _tell(material: Material, ids: set[str], sentence: str, comment: Comment, *, kind: str, key: str) -> None:
    link = f"/materi/{material.id}/komentar#komentar-{comment.id}"
    tell(ids, sentence, link=link, key=key, kind=kind, gugus_id=material.gugus_id)
