"""What pertemuan contribute to the feed of a gugus."""

from datetime import timedelta

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.atom import Entry
from community.kernel.clock import now
from community.kernel.indonesian import waktu
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries.coming import held_between

AHEAD = timedelta(days=90)


def feed_entries(guru: Guru | None, gugus: Gugus) -> list[Entry]:
    """The pertemuan to come that are scheduled, cancelled ones too; nothing for a stranger."""
    if guru is None:
        return []
    return [_entry(each) for each in held_between(gugus, now(), now() + AHEAD, drafts=False)]


def _entry(pertemuan: Pertemuan) -> Entry:
    paket = pertemuan.paket
    cancelled = pertemuan.is_cancelled or paket.is_cancelled
    when = waktu(pertemuan.starts_at, paket.gugus.zone.name)
    changed = [pertemuan.created_at, *(each.at for each in pertemuan.steps), *(each.at for each in paket.steps)]
    return Entry(
        id=f"pertemuan:{pertemuan.id}",
        title=f"{'Dibatalkan' if cancelled else 'Pertemuan'}: {pertemuan.title or paket.theme}",
        text=f"{when}. {pertemuan.place or 'Daring'}. {paket.theme}",
        path=f"/pertemuan/{pertemuan.id}",
        at=max(changed),
        published_at=pertemuan.created_at,
    )
