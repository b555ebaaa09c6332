"""What every act on a paket does first: lock it, read it afresh, see that it is open."""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import announce
from community.kernel.database import add, hold
from community.kernel.indonesian import waktu
from community.kernel.notices import tell
from community.kernel.trail import note
from community.lokakarya.events import PaketChanged
from community.lokakarya.models import Paket, PaketStep, Pertemuan, PertemuanStep
from community.lokakarya.models.refusals import (
    PaketCancelledAlready,
    PaketClosedAlready,
    PertemuanCancelledAlready,
    PertemuanClosedAlready,
)
from community.lokakarya.queries import anggota_ids, pertemuan_in, roles_in


def hold_paket(paket: Paket) -> list[Pertemuan]:
    """Lock `paket` until the act ends, so that two pengurus do not both close, split or fill it.

    Gives its pertemuan in order, as they are now.
    """
    hold(paket)
    return pertemuan_in(paket)


def hold_open(paket: Paket) -> list[Pertemuan]:
    """`hold_paket`, of one that is open. Raises PaketClosedAlready or PaketCancelledAlready."""
    found = hold_paket(paket)
    if paket.is_cancelled:
        raise PaketCancelledAlready
    if paket.is_closed:
        raise PaketClosedAlready
    return found


def hold_pertemuan(pertemuan: Pertemuan, *, closed: bool = True) -> Paket:
    """Lock the paket of an open `pertemuan`; with `closed=False` its attendance must be open too.

    Raises PaketClosedAlready, PaketCancelledAlready, PertemuanCancelledAlready or PertemuanClosedAlready.
    """
    while True:
        paket = pertemuan.paket
        hold_open(paket)
        hold(pertemuan)
        if pertemuan.paket_id == paket.id:  # else it went to the other half of a split while we waited
            break
    if pertemuan.is_cancelled:
        raise PertemuanCancelledAlready
    if pertemuan.is_closed and not closed:
        raise PertemuanClosedAlready
    return paket


def step(actor: Any, paket: Paket, kind: str, reason: str = "") -> PaketStep:
    """Part of an act: the next step of `paket`."""
    number = len(paket.steps) + 1
    return add(PaketStep(paket=paket, number=number, kind=kind, by_id=actor.id, at=now(), reason=reason))


def step_pertemuan(actor: Any, pertemuan: Pertemuan, kind: str, reason: str = "", **old: Any) -> PertemuanStep:
    """Part of an act: the next step of `pertemuan`; `old` is where and when it was."""
    number = len(pertemuan.steps) + 1
    return add(
        PertemuanStep(pertemuan=pertemuan, number=number, kind=kind, by_id=actor.id, at=now(), reason=reason, **old)
    )


def write_down(actor: Any, paket: Paket, sentence: str) -> None:
    """Part of an act: one line in the trail of the paket and of its gugus, and the news that something changed."""
    note(actor, sentence, gugus=paket.gugus_id, paket=paket.id)
    announce(PaketChanged(paket.id))


def tell_peserta(actor: Any, paket: Paket, sentence: str, *, link: str, key: str) -> None:
    """Part of an act: tell everyone who is expected, but for who did it. Nobody is told of a draft."""
    if paket.is_draft:
        return
    ids = {*anggota_ids(paket.gugus_id), *roles_in(paket.id)} - {actor.id}
    tell(ids, sentence, link=link, key=key, kind="pertemuan", gugus_id=paket.gugus_id)


def when(pertemuan: Pertemuan) -> str:
    """Its beginning in words, in the zone of its gugus."""
    return waktu(pertemuan.starts_at, pertemuan.paket.gugus.zone.name)
