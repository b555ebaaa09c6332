"""Acts on what a paket makes."""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import announce, command, roles
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.files import MATERIALS, Upload, keep
from community.kernel.markdown import render
from community.lokakarya.events import HasilAttached
from community.lokakarya.models import HASIL_KINDS, Hasil, Paket
from community.lokakarya.models.refusals import HasilGone
from community.lokakarya.queries import peserta_of
from community.lokakarya.services.holding import hold_open, write_down
from community.permissions import PENGURUS, Do


@command(Do.ATTACH_HASIL)
def attach_hasil(
    actor: Any,
    paket: Paket,
    *,
    kind: str,
    title: str,
    upload: Upload | None = None,
    link: str = "",
    text: str = "",
    author_id: str | None = None,
    source: str = "",
) -> Hasil:
    """A hasil of an open paket: a file (`upload`), a link or a text, at least one of them.

    `source` names the thing of a package above that it is ("materi:<id>"); `link` then leads to the version meant.

    A makalah is one person's: of `author_id`, or of who attaches it; only pengurus name someone else.
    Raises Invalid, FileRefused, PaketClosedAlready, PaketCancelledAlready.
    """
    hold_open(paket)
    if kind not in HASIL_KINDS:
        raise Invalid("Pilih macam hasil dari daftar.", field="kind")
    if not title.strip():
        raise Invalid("Tulis judul hasilnya.", field="title")
    if not (upload or link or text.strip()):
        raise Invalid("Pilih berkas, tempel tautan, atau tulis hasilnya: salah satu cukup.", field="upload")
    row = Hasil(
        paket=paket,
        kind=kind,
        title=title,
        link=link,
        text=text,
        html=render(text) if text else "",
        source=source,
        author_id=_author(actor, paket, kind, author_id),
        by_id=actor.id,
        at=now(),
    )
    if upload:
        stored = keep(
            upload,
            about_kind="hasil",
            about_id=row.id,
            by=actor,
            kinds=MATERIALS,
            gugus_id=paket.gugus_id,
            field="upload",
        )
        row.file_id = stored.id
    add(row)
    write_down(actor, paket, f"melampirkan hasil “{title}” pada “{paket.theme}”")
    announce(HasilAttached(paket.id, row.id))
    return row


@command(Do.REMOVE_HASIL)
def remove_hasil(actor: Any, hasil: Hasil) -> Hasil:
    """Withdraw a hasil from an open paket: it is no longer shown, and no longer counts.

    Raises HasilGone when it was withdrawn before; PaketClosedAlready, PaketCancelledAlready.
    """
    hold_open(hasil.paket)
    hold(hasil)
    if hasil.removed_at:
        raise HasilGone
    hasil.removed_at, hasil.removed_by_id = now(), actor.id
    write_down(actor, hasil.paket, f"menarik hasil “{hasil.title}” dari “{hasil.paket.theme}”")
    return hasil


def _author(actor: Any, paket: Paket, kind: str, author_id: str | None) -> str | None:
    if kind == "makalah" and not author_id:
        author_id = actor.id
    if author_id and author_id != actor.id:
        if not roles(actor, paket) & PENGURUS:
            raise Invalid(
                "Hanya pengurus yang dapat mencatat karya orang lain. Pilih nama Anda sendiri.",
                field="author",
            )
        if author_id not in {guru.id for guru in peserta_of(paket)}:
            raise Invalid("Pilih pembuatnya dari peserta paket ini.", field="author")
    return author_id
