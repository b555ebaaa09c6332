"""The rows that the measured pages show: a gugus of 75, a paket under way, a record of 200 entries."""

from datetime import timedelta
from decimal import Decimal

from community.angka_kredit.models import KegiatanKolektif, LedgerEntry, Usulan
from community.attendance.models import Kehadiran
from community.kernel.clock import now
from community.kernel.database import add_all
from community.kernel.ids import new_id
from community.lokakarya.models import Paket, Pertemuan
from tests import factories, people

SENTENCE = "3 dari 3 pertemuan dihadiri dan hasilnya ada: butir 25, nilai 0,15."
REGULATION = "permenpan-16-2009"


def paket_under_way(guru_ids: list[str]) -> tuple[Paket, Pertemuan]:
    """Three pertemuan, the last one going on, a hasil, a few roles; nearly everyone was there. Within `preparing`."""
    paket = factories.make_paket()
    pertemuan = factories.make_series(paket, 3, now() - timedelta(weeks=2, minutes=5))
    factories.make_hasil(paket)
    for guru_id, role in zip(guru_ids, ("narasumber", "panitia", "notulis"), strict=False):
        factories.make_role(paket, guru_id, role)
    for each in pertemuan:
        add_all(_present(each, guru_ids[number]) for number in range(len(guru_ids)) if number % 9)
    return paket, pertemuan[-1]


def _present(pertemuan: Pertemuan, guru_id: str) -> Kehadiran:
    at = pertemuan.starts_at
    return Kehadiran(
        pertemuan_id=pertemuan.id,
        guru_id=guru_id,
        status="hadir",
        masuk_at=at,
        keluar_at=None,
        via="kode",
        by_id=guru_id,
        at=at,
    )


def long_record(guru_id: str, count: int) -> None:
    """`count` recognised claims with their lines in the ledger, and five that still wait. Within `preparing`."""
    moment = now() - timedelta(days=3 * (count + 5))
    paket, kegiatan, usulan, lines = [], [], [], []
    for number in range(count + 5):
        moment += timedelta(days=3)
        paket_id, kegiatan_id, usulan_id = new_id(), new_id(), new_id()
        theme = f"Menyusun modul ajar kelas 4, seri {number + 1}"
        paket.append(Paket(id=paket_id, gugus_id=people.GUGUS, theme=theme, jenis="silabus_rpp", created_by_id="ketua"))
        paket[-1].created_at = moment
        kegiatan.append(_kegiatan(kegiatan_id, paket_id, guru_id, moment))
        state = "diakui" if number < count else ("diteruskan", "dilengkapi", "disahkan")[number % 3]
        usulan.append(_usulan(usulan_id, paket_id, kegiatan_id, guru_id, state, moment))
        if state == "diakui":
            lines.append(_line(usulan_id, guru_id, theme, moment))
    for rows in (paket, kegiatan, usulan, lines):
        add_all(rows)


def _kegiatan(row_id: str, paket_id: str, guru_id: str, moment) -> KegiatanKolektif:  # type: ignore[no-untyped-def]
    return KegiatanKolektif(
        id=row_id,
        paket_id=paket_id,
        guru_id=guru_id,
        edition=1,
        role="peserta",
        attended=3,
        held=3,
        minutes=540,
        jp=Decimal(12),
        hasil_present=True,
        first_on=moment.date(),
        last_on=moment.date(),
        eligible=True,
        verdict="memenuhi",
        sentence=SENTENCE,
        regulation=REGULATION,
        butir="25",
        value=Decimal("0.15"),
        facts={},
        written_at=moment,
    )


def _usulan(row_id: str, paket_id: str, kegiatan_id: str, guru_id: str, state: str, moment) -> Usulan:  # type: ignore[no-untyped-def]
    return Usulan(
        id=row_id,
        guru_id=guru_id,
        paket_id=paket_id,
        kegiatan_id=kegiatan_id,
        state=state,
        regulation=REGULATION,
        butir="25",
        value=Decimal("0.15"),
        on=moment.date(),
        sekolah_id="sdn1",
        forwarded_by_id="ketua",
        forwarded_at=moment,
    )


def _line(usulan_id: str, guru_id: str, theme: str, moment) -> LedgerEntry:  # type: ignore[no-untyped-def]
    return LedgerEntry(
        guru_id=guru_id,
        usulan_id=usulan_id,
        number=1,
        kind="pengakuan",
        regulation=REGULATION,
        butir="25",
        value=Decimal("0.15"),
        jp=Decimal(12),
        on=moment.date(),
        title=theme,
        sentence=SENTENCE,
        facts={},
        by_id="koordinator",
        by_name="Rahmat Fatimah, S.Pd.I.",
        at=moment,
    )
