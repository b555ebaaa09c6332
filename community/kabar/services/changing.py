"""Changing what was said, and taking it back. Nothing is overwritten."""

from collections.abc import Collection, Sequence
from typing import Any

from community.gugus.queries.mentionable import mentionable
from community.gugus.queries.moderation import hidden
from community.gugus.rules.mentions import mentioned
from community.kabar.events import KabarChanged
from community.kabar.models import ABOUT, Edition, Post
from community.kabar.queries import files_of
from community.kabar.refusals import PostChanged, PostHidden, PostWithdrawn
from community.kabar.services.writing import Sent, clean_text, clean_title, keep_files, tell_mentioned
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.files import Upload, discard
from community.kernel.forms import one_line
from community.kernel.trail import note
from community.permissions import Do


@command(Do.EDIT_POST)
def edit_post(
    actor: Any,
    post: Post,
    *,
    text: str,
    based_on: int,
    title: str | None = None,
    uploads: Sequence[Upload] = (),
    without_files: Collection[str] = (),
) -> Sent:
    """A further edition of one's own post; `based_on` is the edition that was read. The same words write nothing.

    `title` counts for a first post. Who is named anew is told. Raises PostChanged, PostWithdrawn, PostHidden, Invalid
    with `field` set, FileRefused.
    """
    said, html = clean_text(text)
    kabar = hold(post.kabar)
    hold(post)
    if post.is_withdrawn:
        raise PostWithdrawn
    if hidden(ABOUT, [post.id]):
        raise PostHidden
    last = post.current
    named = clean_title(last.title if title is None else title) if post.is_first else ""
    same = (last.text, last.title) == (said, named)
    if not same and based_on != last.number:
        raise PostChanged
    kept = _without(post, without_files)
    keep_files(actor, kabar, post, uploads, already=kept)
    if same:
        return Sent(post)
    before = mentioned(last.text, mentionable(kabar.gugus_id))
    add(Edition(post_id=post.id, number=last.number + 1, title=named, text=said, html=html, by_id=actor.id, at=now()))
    post.edition_number = last.number + 1
    if post.is_first:
        kabar.title = named
    found = tell_mentioned(actor, kabar.gugus, post, kabar.title, said, before=before)
    announce(KabarChanged(kabar.id))
    return Sent(post, found.sentence)


@command(Do.WITHDRAW_POST)
def withdraw_post(actor: Any, post: Post, *, reason: str = "") -> Post:
    """Take a post back: a mark, not a deletion. A pengurus says why, and its author is told.

    A second time changes nothing. Raises Invalid at `reason`.
    """
    hold(post)
    if post.is_withdrawn:
        return post
    said = str(one_line(reason or ""))
    own = post.by_id == actor.id
    if not own and len(said) < 4:
        raise Invalid("Tulis alasannya: penulisnya akan membacanya.", field="reason")
    if len(said) > 300:
        raise Invalid("Terlalu panjang: paling banyak 300 huruf.", field="reason")
    kabar = post.kabar
    post.withdrawn_at, post.withdrawn_by_id, post.withdrawn_reason = now(), actor.id, said
    announce(KabarChanged(kabar.id))
    if not own:
        what = "kabar" if post.is_first else "balasan dalam"
        note(actor, f"menarik {what} “{kabar.title}”: {said}", gugus=kabar.gugus_id)
        notices.tell(
            [post.by_id],
            f"Pengurus menarik tulisan Anda dalam “{kabar.title}”. Alasan: {said}",
            link=post.link,
            key=f"ditarik:{post.id}",
            gugus_id=kabar.gugus_id,
        )
    return post


def _without(post: Post, file_ids: Collection[str]) -> int:
    """Discard these of its files; how many stay."""
    files = files_of([post.id])[post.id]
    gone = [each for each in files if each.id in file_ids]
    for each in gone:
        discard(each)
    return len(files) - len(gone)
