"""What angka_kredit hears from below."""

from sqlalchemy import func, select

from community.accounts.events import Appointed
from community.angka_kredit.models import Usulan
from community.angka_kredit.services import write_kegiatan_kolektif
from community.kernel import notices
from community.kernel.command import SYSTEM
from community.kernel.database import db
from community.lokakarya.events import PaketClosed
from community.lokakarya.models import Paket


def write_down(fact: PaketClosed) -> None:
    """A paket was closed: what each person did is written in its transaction, or the paket is not closed."""
    paket = db.session.get(Paket, fact.paket_id)
    if paket is not None:
        write_kegiatan_kolektif(SYSTEM, paket)


def tell_what_waits(fact: Appointed) -> None:
    """Whoever becomes koordinator PKB of a sekolah where claims wait is told that they do."""
    if fact.office != "koordinator_pkb":
        return
    waiting = select(func.count()).where(Usulan.sekolah_id == fact.sekolah_id, Usulan.state == "diajukan")
    if count := db.session.scalar(waiting.where(Usulan.guru_id != fact.guru_id)):
        told = f"{count} usulan menunggu pemeriksaan Anda."
        notices.tell([fact.guru_id], told, link="/verifikasi", key="verifikasi", kind="catatan")
