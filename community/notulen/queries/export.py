"""What the shared notulen holds about a person, for the export of one's own data."""

from typing import Any

from sqlalchemy import func, select

from community.accounts.models import Guru
from community.kernel.database import db, iso
from community.lokakarya.models import Paket, Pertemuan
from community.notulen.models import FrozenNotulen, NotulenHand, NotulenReopening, SharedNotulen


def notulen_export(guru: Guru) -> dict[str, Any]:
    """In which notulen `guru` wrote, and which they froze or opened again: plain values.

    What one wrote there has become one text with what the others wrote; it is the minutes of the pertemuan.
    """
    wrote = (
        select(Pertemuan.starts_at, Pertemuan.title, Paket.theme, func.min(NotulenHand.at))
        .select_from(NotulenHand)
        .join(NotulenHand.document)
        .join(SharedNotulen.pertemuan)
        .join(Pertemuan.paket)
        .where(NotulenHand.guru_id == guru.id)
        .group_by(SharedNotulen.id, Pertemuan.starts_at, Pertemuan.title, Paket.theme)
        .order_by(Pertemuan.starts_at)
    )
    froze = select(FrozenNotulen.number, FrozenNotulen.at).where(FrozenNotulen.by_id == guru.id)
    opened = select(NotulenReopening.at, NotulenReopening.reason).where(NotulenReopening.by_id == guru.id)
    return {
        "menulis": [
            {"pertemuan": title or theme, "waktu_pertemuan": iso(starts_at), "mulai_menulis": iso(first_at)}
            for starts_at, title, theme, first_at in db.session.execute(wrote)
        ],
        "membekukan": [
            {"edisi": number, "waktu": iso(at)}
            for number, at in db.session.execute(froze.order_by(FrozenNotulen.at, FrozenNotulen.id))
        ],
        "membuka_kembali": [
            {"waktu": iso(at), "alasan": reason}
            for at, reason in db.session.execute(opened.order_by(NotulenReopening.at, NotulenReopening.id))
        ],
    }
