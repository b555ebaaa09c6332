"""Acts on what a pertemuan writes down."""

from datetime import date
from typing import Any

from community.accounts.models import Guru
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.indonesian import tanggal
from community.kernel.markdown import render
from community.kernel.notices import tell
from community.lokakarya.models import Keputusan, Notulen, Paket, Pertemuan, TindakLanjut
from community.lokakarya.models.refusals import NotulenChanged, NotulenFrozen, NotulenTogether
from community.lokakarya.queries import notulen_of
from community.lokakarya.queries.hooks import written_elsewhere
from community.lokakarya.services.holding import hold_pertemuan, when, write_down
from community.permissions import Do


@command(Do.WRITE_NOTULEN)
def write_notulen(actor: Any, pertemuan: Pertemuan, *, text: str, based_on: int, together: bool = False) -> Notulen:
    """The next edition of the minutes; `based_on` is the edition the writer had read (0: none).

    `together`: it comes of the document in which the minutes are written together. The same text again writes
    nothing. Raises NotulenChanged when someone saved meanwhile, Invalid for an empty text, NotulenTogether or
    NotulenFrozen where the minutes are written elsewhere, and as hold_pertemuan does.
    """
    paket = _held(pertemuan, together)
    if not text.strip():
        raise Invalid("Notulen masih kosong. Tulis dulu, lalu simpan.", field="text")
    last = notulen_of(pertemuan.id)
    if last and last.text == text:
        return last
    if based_on != (last.edition if last else 0):
        raise NotulenChanged
    made = add(
        Notulen(
            pertemuan_id=pertemuan.id,
            edition=based_on + 1,
            text=text,
            html=render(text),
            by_id=actor.id,
            at=now(),
        )
    )
    write_down(actor, paket, f"menyimpan notulen edisi {made.edition} pertemuan {when(pertemuan)}")
    return made


@command(Do.WRITE_NOTULEN)
def add_keputusan(actor: Any, pertemuan: Pertemuan, *, text: str, together: bool = False) -> Keputusan:
    """One decision; `together` as in write_notulen, with its refusals. Raises Invalid, and as hold_pertemuan does."""
    paket = _held(pertemuan, together)
    if not text.strip():
        raise Invalid("Tulis keputusannya.", field="text")
    made = add(Keputusan(pertemuan_id=pertemuan.id, text=text, by_id=actor.id, at=now()))
    write_down(actor, paket, f"mencatat keputusan: {text}")
    return made


@command(Do.WRITE_NOTULEN)
def add_tindak_lanjut(
    actor: Any,
    pertemuan: Pertemuan,
    *,
    text: str,
    guru: Guru | None = None,
    who: str = "",
    until_on: date | None = None,
    together: bool = False,
) -> TindakLanjut:
    """Who will do what until when: a person of the house, or a name. They are told.

    `together` as in write_notulen, with its refusals. Raises Invalid.
    """
    paket = _held(pertemuan, together)
    if not text.strip():
        raise Invalid("Tulis apa yang akan dikerjakan.", field="text")
    if guru is None and not who.strip():
        raise Invalid("Pilih atau tulis siapa yang mengerjakan.", field="who")
    made = add(
        TindakLanjut(
            pertemuan=pertemuan,
            text=text,
            guru=guru,
            who="" if guru else who.strip(),
            until_on=until_on,
            by_id=actor.id,
            at=now(),
        )
    )
    until = f", paling lambat {tanggal(until_on)}" if until_on else ""
    if guru and guru.id != actor.id:
        tell(
            [guru.id],
            f"Tindak lanjut untuk Anda: {text}{until}.",
            link=f"/pertemuan/{pertemuan.id}",
            key=f"tindak:{made.id}",
            kind="pertemuan",
            gugus_id=paket.gugus_id,
        )
    write_down(actor, paket, f"mencatat tindak lanjut: {text} ({made.who_name}{until})")
    return made


@command(Do.FINISH_TINDAK_LANJUT)
def finish_tindak_lanjut(actor: Any, tindak_lanjut: TindakLanjut, *, done: bool = True) -> TindakLanjut:
    """Done, or not done after all; also after the paket is closed. Saying it again changes nothing."""
    hold(tindak_lanjut)
    if (tindak_lanjut.done_at is not None) == done:
        return tindak_lanjut
    tindak_lanjut.done_at, tindak_lanjut.done_by_id = (now(), actor.id) if done else (None, None)
    word = "menyelesaikan" if done else "membuka lagi"
    write_down(actor, tindak_lanjut.pertemuan.paket, f"{word} tindak lanjut: {tindak_lanjut.text}")
    return tindak_lanjut


@command(Do.WRITE_NOTULEN)
def withdraw_line(actor: Any, line: Keputusan | TindakLanjut, *, together: bool = False) -> None:
    """Take back a keputusan or tindak lanjut that was written by mistake; the trail keeps it.

    `together` as in write_notulen, with its refusals.
    """
    paket = _held(line.pertemuan, together)
    hold(line)
    if line.withdrawn_at is None:
        line.withdrawn_at, line.withdrawn_by_id = now(), actor.id
        write_down(actor, paket, f"menarik catatan: {line.text}")


def _held(pertemuan: Pertemuan, together: bool) -> Paket:
    """As hold_pertemuan; the form does not write past a document that is written together."""
    paket = hold_pertemuan(pertemuan)
    elsewhere = None if together else written_elsewhere(pertemuan.id)
    if elsewhere:
        raise NotulenFrozen if elsewhere.frozen else NotulenTogether
    return paket
