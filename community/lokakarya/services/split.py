"""One paket becomes two, each with its own pertemuan and hasil (product.md section 2)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, add_all, db
from community.kernel.errors import Invalid
from community.lokakarya.events import PaketSplit
from community.lokakarya.models import Hasil, Paket, PaketRole
from community.lokakarya.models.refusals import SplitOneSided
from community.lokakarya.services.holding import hold_open, step, write_down
from community.permissions import Do


@command(Do.SPLIT_PAKET)
def split_paket(
    actor: Any,
    paket: Paket,
    *,
    pertemuan_ids: Collection[str],
    theme: str,
    expected_hasil: str = "",
    hasil_ids: Collection[str] = (),
) -> Paket:
    """A second paket of the same jenis, to which the named pertemuan and hasil go; roles hold in both.

    Raises SplitOneSided unless both halves keep a pertemuan that was not cancelled, Invalid for a stranger.
    """
    pertemuan = hold_open(paket)
    moving = [each for each in pertemuan if each.id in set(pertemuan_ids)]
    if len(moving) != len(set(pertemuan_ids)):
        raise Invalid(
            "Ada pertemuan yang sudah tidak di paket ini. Muat ulang, lalu pilih lagi.", field="pertemuan_ids"
        )
    if not theme.strip():
        raise Invalid("Tulis tema paket yang baru.", field="theme")
    live = {each.id for each in pertemuan if not each.is_cancelled}
    if not live & {each.id for each in moving} or not live - {each.id for each in moving}:
        raise SplitOneSided
    other = _second_half(actor, paket, theme, expected_hasil)
    for each in moving:
        each.paket = other
        each.revision += 1
    hasil = select(Hasil).where(Hasil.paket_id == paket.id, Hasil.id.in_(hasil_ids))
    for row in db.session.scalars(hasil):
        row.paket_id = other.id
    db.session.flush()
    db.session.expire(paket, ["pertemuan"])
    db.session.expire(other, ["pertemuan"])
    write_down(actor, paket, f"membagi paket “{paket.theme}”: {len(moving)} pertemuan ke “{theme}”")
    write_down(actor, other, f"membuat “{theme}” dari pembagian paket “{paket.theme}”")
    announce(PaketSplit(paket.id, other.id, actor.id))
    return other


def _second_half(actor: Any, paket: Paket, theme: str, expected_hasil: str) -> Paket:
    other = add(
        Paket(
            gugus=paket.gugus,
            theme=theme,
            jenis=paket.jenis,
            expected_hasil=expected_hasil,
            competence=paket.competence,
            butir=paket.butir,
            created_by_id=actor.id,
            created_at=now(),
            split_from_id=paket.id,
        )
    )
    if not paket.is_draft:
        step(actor, other, "dijadwalkan", f"Dibagi dari paket “{paket.theme}”")
    roles = db.session.scalars(select(PaketRole).where(PaketRole.paket_id == paket.id)).all()
    add_all(
        [
            PaketRole(paket_id=other.id, guru_id=each.guru_id, role=each.role, given_by_id=actor.id, given_at=now())
            for each in roles
        ]
    )
    return other
