"""Saying something to a gugus, and answering."""

from collections.abc import Sequence
from typing import Any

from community.gugus.models import Gugus
from community.gugus.queries.moderation import hidden
from community.kabar.events import KabarChanged
from community.kabar.models import ABOUT, Kabar, Post
from community.kabar.queries import readers_of_gugus
from community.kabar.queries.reach import first_post
from community.kabar.refusals import PostHidden, PostWithdrawn
from community.kabar.services.reading import read_kabar
from community.kabar.services.writing import (
    Sent,
    clean_text,
    clean_title,
    key_of,
    must_not_flood,
    save_post,
    sent_before,
    tell_mentioned,
)
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.files import Upload
from community.kernel.trail import note
from community.permissions import Do


@command(Do.ANNOUNCE)
def post_announcement(
    actor: Any,
    gugus: Gugus,
    *,
    title: str,
    text: str,
    form_key: str,
    important: bool = False,
    uploads: Sequence[Upload] = (),
) -> Sent:
    """An announcement of the pengurus; all who belong are told. `important` asks each reader to confirm.

    The same form sent twice is one announcement. Raises Invalid with `field` set, FileRefused, TooMany.
    """
    sent = _begin(actor, gugus, "pengumuman", title, text, form_key, important=important, uploads=uploads)
    if not sent.again:
        post = sent.post
        asks = "Penting, mohon dikonfirmasi: " if important else "Pengumuman "
        notices.tell(
            readers_of_gugus(gugus.id) - {actor.id},
            f"{asks}{gugus.name}: {post.kabar.title}",
            link=f"/kabar/{post.kabar_id}",
            key=f"kabar:{post.kabar_id}",
            kind="kabar",
            gugus_id=gugus.id,
        )
        note(actor, f"menulis pengumuman “{post.kabar.title}”", gugus=gugus.id)
    return sent


@command(Do.START_THREAD)
def start_thread(
    actor: Any, gugus: Gugus, *, title: str, text: str, form_key: str, uploads: Sequence[Upload] = ()
) -> Sent:
    """A thread of any anggota. The same form sent twice is one thread.

    Raises Invalid with `field` set, FileRefused, TooMany.
    """
    return _begin(actor, gugus, "utas", title, text, form_key, uploads=uploads)


@command(Do.REPLY)
def reply(
    actor: Any,
    kabar: Kabar,
    *,
    text: str,
    form_key: str,
    reply_to: Post | None = None,
    uploads: Sequence[Upload] = (),
) -> Sent:
    """Answer a kabar, or one post of it. The same form sent twice is one answer.

    Who began it and who is answered are told. Raises Invalid with `field` set, FileRefused, PostWithdrawn, PostHidden,
    TooMany.
    """
    said, html = clean_text(text)
    key = key_of(form_key, uploads, kabar.id, said)
    hold(kabar)
    if found := sent_before(actor, key):
        return Sent(found, again=True)
    must_not_flood(actor)
    above = [first_post(kabar), *([reply_to] if reply_to else [])]
    if any(post.is_withdrawn for post in above):
        raise PostWithdrawn
    if hidden(ABOUT, [post.id for post in above]):
        raise PostHidden
    if reply_to is not None and reply_to.kabar_id != kabar.id:
        raise Invalid("Tulisan yang dibalas ada di kabar lain. Muat ulang halamannya.", field="text")
    post = save_post(actor, kabar, key=key, text=said, html=html, reply_to=reply_to, uploads=uploads)
    found_names = tell_mentioned(actor, kabar.gugus, post, kabar.title, said)
    concerned = {each.by_id for each in above} - {actor.id} - set(found_names.ids)
    notices.tell(
        concerned & readers_of_gugus(kabar.gugus_id),
        f"{actor.name} membalas dalam “{kabar.title}”, {kabar.gugus.name}.",
        link=post.link,
        key=f"balasan:{kabar.id}",
        kind="kabar",
        gugus_id=kabar.gugus_id,
    )
    read_kabar(actor, kabar)  # who answers has read
    announce(KabarChanged(kabar.id))
    return Sent(post, found_names.sentence)


def _begin(
    actor: Any,
    gugus: Gugus,
    kind: str,
    title: str,
    text: str,
    form_key: str,
    *,
    important: bool = False,
    uploads: Sequence[Upload] = (),
) -> Sent:
    """A kabar with its first post, or the one that this form has made already."""
    named = clean_title(title)
    said, html = clean_text(text)
    key = key_of(form_key, uploads, gugus.id, kind, named, said)
    if found := sent_before(actor, key):
        return Sent(found, again=True)
    must_not_flood(actor)
    moment = now()
    kabar = add(
        Kabar(
            gugus_id=gugus.id,
            kind=kind,
            title=named,
            important=important,
            by_id=actor.id,
            at=moment,
            active_at=moment,
            posts_number=0,
        )
    )
    post = save_post(actor, kabar, key=key, text=said, html=html, title=named, uploads=uploads)
    unclear = tell_mentioned(actor, gugus, post, named, said).sentence
    announce(KabarChanged(kabar.id))
    return Sent(post, unclear)
