"""What the acts of writing share: clean words, one post for one form, files, and who is told."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select

from community.gugus.models import Gugus
from community.gugus.queries.mentionable import mentionable
from community.gugus.rules.mentions import Mentions, mentions
from community.kabar.models import ABOUT, Edition, Kabar, Post
from community.kabar.refusals import TooManyFiles
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.database import add, db
from community.kernel.errors import Invalid, TooMany
from community.kernel.files import Upload, keep
from community.kernel.forms import clean, one_line
from community.kernel.markdown import render

LONGEST_TITLE = 150
MOST_FILES = 5
PACE, PACE_PER = 30, timedelta(minutes=10)  # posts: more than that is no conversation


class Sent(NamedTuple):
    """A post, which @names reached nobody (a sentence for its writer), and whether the form was sent before."""

    post: Post
    unclear: str = ""
    again: bool = False


def clean_title(title: str) -> str:
    """Part of an act: a title as it is kept. Raises Invalid at `title`."""
    said = str(one_line(title or ""))
    if not any(sign.isalnum() for sign in said):
        raise Invalid("Tulis judulnya, misalnya Jadwal supervisi semester ini.", field="title")
    if len(said) > LONGEST_TITLE:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST_TITLE} huruf.", field="title")
    return said


def clean_text(text: str) -> tuple[str, str]:
    """Part of an act: what is kept of a text, and its HTML. Raises Invalid at `text`."""
    said = str(clean(text or ""))
    if not said.strip():
        raise Invalid("Tulis isinya dulu.", field="text")
    try:
        return said, str(render(said))
    except Invalid as refusal:
        raise Invalid(refusal.message, field="text") from refusal


def key_of(form_key: str, uploads: Sequence[Upload], *words: str) -> str:
    """What the same form with the same words and files shares; other words from the same form are another post."""
    names = [str(getattr(each, "filename", "") or getattr(each, "name", "")) for each in uploads]
    return hashlib.sha256("\0".join((form_key, *names, *words)).encode()).hexdigest()[:40]


def sent_before(actor: Any, key: str) -> Post | None:
    """The post that this form has already made."""
    return db.session.scalar(select(Post).where(Post.by_id == actor.id, Post.key == key))


def must_not_flood(actor: Any) -> None:
    """Part of an act. Raises TooMany."""
    query = select(func.count(Post.id)).where(Post.by_id == actor.id, Post.at > now() - PACE_PER)
    if (db.session.scalar(query) or 0) >= PACE:
        raise TooMany("Anda sudah menulis banyak dalam sepuluh menit ini. Tunggu sebentar, lalu kirim lagi.")


def save_post(
    actor: Any,
    kabar: Kabar,
    *,
    key: str,
    text: str,
    html: str,
    title: str = "",
    reply_to: Post | None = None,
    uploads: Sequence[Upload] = (),
) -> Post:
    """Part of an act that holds `kabar`: its next post with its first edition and its files."""
    kabar.posts_number += 1
    kabar.active_at = now()
    post = add(
        Post(
            kabar_id=kabar.id,
            number=kabar.posts_number,
            by_id=actor.id,
            at=kabar.active_at,
            key=key,
            reply_to_id=reply_to.id if reply_to else None,
            edition_number=1,
        )
    )
    add(Edition(post_id=post.id, number=1, title=title, text=text, html=html, by_id=actor.id, at=post.at))
    keep_files(actor, kabar, post, uploads, already=0)
    return post


def keep_files(actor: Any, kabar: Kabar, post: Post, uploads: Sequence[Upload], *, already: int) -> None:
    """Part of an act: attach files to a post. Raises TooManyFiles and FileRefused at `files`."""
    if already + len(uploads) > MOST_FILES:
        raise TooManyFiles(f"Paling banyak {MOST_FILES} berkas untuk satu tulisan.", field="files")
    for upload in uploads:
        keep(upload, about_kind=ABOUT, about_id=post.id, by=actor, gugus_id=kabar.gugus_id, field="files")


def tell_mentioned(
    actor: Any, gugus: Gugus, post: Post, title: str, text: str, *, before: Collection[str] = ()
) -> Mentions:
    """Part of an act: tell those whom the text names and who may read it, once; who was told `before` is left out."""
    found = mentions(text, mentionable(gugus.id))
    notices.tell(
        set(found.ids) - {actor.id} - set(before),
        f"{actor.name} menyebut Anda dalam “{title}”, {gugus.name}.",
        link=post.link,
        key=f"sebutan:{post.id}",
        kind="sebutan",
        gugus_id=gugus.id,
    )
    return found
