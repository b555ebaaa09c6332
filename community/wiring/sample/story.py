"""What happened in the sample gugus, told with the clock set back: three paket, one of them on today."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from community.accounts.models import Guru
from community.accounts.passwords import hash_password
from community.accounts.services import add_person, appoint, change_password, edit_person, read_notices
from community.accounts.services.appointments import Decree
from community.angka_kredit.models import Usulan
from community.angka_kredit.services import (
    accept_usulan,
    add_evidence,
    complete_usulan,
    forward,
    ratify_usulan,
    submit_usulan,
)
from community.attendance.services import mark_sheet
from community.gugus import jobs as gugus_jobs
from community.gugus.models import Gugus
from community.gugus.services import appoint_pengurus, begin_apply, create_gugus, start_import
from community.kernel import clock
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db
from community.kernel.files import Named
from community.kernel.printing import pdf
from community.lokakarya.models import Paket, Pertemuan
from community.lokakarya.queries import anggota_ids
from community.lokakarya.rules import Plan
from community.lokakarya.services import (
    add_keputusan,
    add_pertemuan,
    add_tindak_lanjut,
    attach_hasil,
    close_paket,
    plan_paket,
    schedule_paket,
    write_notulen,
)
from community.wilayah.models import Sekolah
from community.wilayah.rules.tables import SHIPPED
from community.wilayah.services import import_sekolah, import_wilayah
from community.wiring.sample import discussing, kabar, materials, observing
from community.wiring.sample.people import CAST, LIST, PASSWORD

ZONE = "Asia/Jakarta"
KABUPATEN, KECAMATAN = "32.05", "32.05.23"
SDN_3 = "20225689"
FAITHFUL = ("ketua", "sekretaris", "pns", "koordinator", "kepala")  # who never miss a pertemuan
OWN_WORDS = {
    "materi": "Kami membedah capaian pembelajaran, menyusun kisi-kisi bersama, lalu saya menulis butir soal untuk "
    "kelas empat dan memeriksanya dengan rubrik yang disepakati gugus sebelum diujicobakan.",
    "tindak_lanjut": "Soal saya ujikan di kelas sendiri pada pekan berikutnya, hasilnya saya bawa ke gugus, dan dua "
    "butir yang terlalu sulit saya tulis ulang bersama guru kelas lima.",
    "dampak": "Nilai ulangan lebih mencerminkan yang diajarkan; anak yang lambat membaca kini terlihat salahnya di "
    "bagian mana, sehingga saya dapat membantunya lebih awal.",
}


def tell() -> None:
    """Write the whole sample through its acts. Takes some seconds, once."""
    now = clock.now()
    with clock.told(now - timedelta(weeks=16)):
        cast = _settle()
        gugus = _found(cast)
    everyone = sorted(anggota_ids(gugus.id))
    first = _hold(cast, gugus, "Menyusun instrumen penilaian kelas 4", "instrumen_penilaian", weeks_ago=(14, 13, 12))
    _attend(cast, first, everyone, absent_every=9)
    with clock.told(now - timedelta(weeks=11)):
        _finish(cast, first, "instrumen", "Bank soal pecahan kelas 4, 40 butir dengan kisi-kisi")
        accept_usulan(cast["koordinator"], _claim(cast, first))
    second = _hold(cast, gugus, "RPP tematik tema 5: Pahlawanku", "silabus_rpp", weeks_ago=(7, 6, 5))
    _attend(cast, second, everyone, absent_every=7, faithful=(*FAITHFUL, "guru"))
    with clock.told(now - timedelta(weeks=4)):
        _finish(cast, second, "perangkat", "RPP tema 5, enam pembelajaran")
        _claim(cast, second)
    materials.share(cast, gugus)
    observing.observe(cast, gugus)
    for player in cast.values():  # what was told in those months has been read
        read_notices(player, player)
    kabar.talk(cast, gugus)
    _today(cast, gugus, everyone)


def _settle() -> dict[str, Guru]:
    """Regions, schools, and the operator, who exists before any list is imported."""
    import_wilayah(SYSTEM, INSTALLATION, SHIPPED)
    import_sekolah(SYSTEM, INSTALLATION, SHIPPED / "sekolah-garut.csv", KABUPATEN)
    cast = {}
    for player in CAST:
        if player.nuptk is None:
            values = {"name": player.name, "username": player.username}
            cast[player.part] = add_person(SYSTEM, INSTALLATION, values=values)
            _open(cast[player.part])
    decree = Decree("", None, clock.today(ZONE), None)
    appoint(SYSTEM, INSTALLATION, guru_id=cast["operator"].id, office="operator", decree=decree)
    return cast


def _found(cast: dict[str, Guru]) -> Gugus:
    """The gugus, its members by the real import, its pengurus, and who holds which office."""
    operator, today = cast["operator"], clock.today(ZONE)
    values = {
        "kind": "KKG",
        "name": "KKG Banjarwangi",
        "jenjang": "SD/MI",
        "wilayah_code": KECAMATAN,
        "sk_number": "421.2/07-UPT",
        "sk_on": today - timedelta(days=5),
        "sk_issuer": "UPT Pendidikan Kecamatan Banjarwangi",
    }
    gugus = create_gugus(operator, INSTALLATION, values=values)
    _import(operator, gugus)
    for player in CAST:
        if player.nuptk:
            guru = db.session.scalars(select(Guru).where(Guru.nuptk == player.nuptk)).one()
            edit_person(operator, guru, values={"username": player.username})
            _open(guru)
            cast[player.part] = guru
    for office in ("ketua", "sekretaris"):
        appoint_pengurus(operator, gugus, guru=cast[office], office=office, from_on=today)
    _appoint(cast, today)
    return gugus


def _import(operator: Guru, gugus: Gugus) -> None:
    path = Path(gugus_jobs.__file__).parent / "data" / LIST
    found = start_import(operator, gugus, upload=Named(LIST, path.read_bytes()))
    gugus_jobs.read_import(found.id)
    begin_apply(operator, found)
    gugus_jobs.apply_import(found.id)


def _appoint(cast: dict[str, Guru], today: date) -> None:
    decree = Decree("800/31-Disdik", today - timedelta(days=3), today, today + timedelta(days=3 * 365))
    school = db.session.scalars(select(Sekolah).where(Sekolah.npsn == SDN_3)).one()
    for part, office in (("kepala", "kepala_sekolah"), ("koordinator", "koordinator_pkb")):
        where: dict[str, Any] = {"sekolah_ids": [school.id]}
        appoint(cast["operator"], INSTALLATION, guru_id=cast[part].id, office=office, decree=decree, **where)
    appoint(
        cast["operator"],
        INSTALLATION,
        guru_id=cast["pengawas"].id,
        office="pengawas",
        decree=decree,
        wilayah_code=KECAMATAN,
    )


def _open(guru: Guru) -> None:
    change_password(guru, guru, proof=None, password_hash=hash_password(PASSWORD))


def _hold(cast: dict[str, Guru], gugus: Gugus, theme: str, jenis: str, weeks_ago: Sequence[int]) -> Paket:
    """A paket of past pertemuan, planned two weeks before the first."""
    days = [clock.today(ZONE) - timedelta(weeks=weeks) for weeks in weeks_ago]
    with clock.told(_at(days[0], time(9)) - timedelta(weeks=2)):
        paket = plan_paket(cast["ketua"], gugus, theme=theme, jenis=jenis, competence="Penilaian dan evaluasi")
        plan = Plan(time(8), time(11), place="SDN 2 Banjarwangi", agenda="Pembukaan, kerja kelompok, paparan hasil.")
        add_pertemuan(cast["ketua"], paket, days=days, plan=plan, despite=True)
        schedule_paket(cast["ketua"], paket)
    return paket


def _attend(
    cast: dict[str, Guru],
    paket: Paket,
    everyone: Sequence[str],
    absent_every: int,
    faithful: Sequence[str] = FAITHFUL,
) -> None:
    """The sekretaris keeps the sheet of each pertemuan; some are ill or away, a few come late."""
    named = {cast[part].id for part in faithful}
    for turn, pertemuan in enumerate(paket.held):
        marks = {}
        for number, guru_id in enumerate(everyone):
            away = (number + turn) % absent_every == 0 and guru_id not in named
            late = (number + 2 * turn) % 8 == 0
            marks[guru_id] = "izin" if away else "terlambat" if late else "hadir"
        with clock.told(pertemuan.starts_at + timedelta(minutes=20)):
            mark_sheet(cast["sekretaris"], pertemuan, marks)
        with clock.told(pertemuan.ends_at):
            _write_up(cast, pertemuan)


def _write_up(cast: dict[str, Guru], pertemuan: Pertemuan) -> None:
    text = "## Jalannya pertemuan\n\nDibuka ketua, lalu kerja kelompok per kelas, ditutup dengan paparan singkat."
    write_notulen(cast["sekretaris"], pertemuan, text=text, based_on=0)
    add_keputusan(cast["sekretaris"], pertemuan, text="Setiap sekolah membawa satu contoh dari kelasnya sendiri.")


def _finish(cast: dict[str, Guru], paket: Paket, kind: str, title: str) -> None:
    attach_hasil(cast["ketua"], paket, kind=kind, title=title, text="Disusun bersama; berkasnya ada pada sekretaris.")
    close_paket(cast["ketua"], paket)
    forward(cast["ketua"], paket)


def _claim(cast: dict[str, Guru], paket: Paket) -> Usulan:
    """The PNS completes the report, the head ratifies it, and it waits for the koordinator."""
    pns = cast["pns"]
    usulan = db.session.scalars(select(Usulan).where(Usulan.guru_id == pns.id, Usulan.paket_id == paket.id)).one()
    for kind, title in (("surat_tugas", "Surat tugas"), ("surat_keterangan", "Surat keterangan")):
        data = {"title": title, "name": pns.name, "theme": paket.theme}
        add_evidence(pns, usulan, kind=kind, upload=Named(f"{kind}.pdf", pdf("sample_letter", data)))
    complete_usulan(pns, usulan, parts=OWN_WORDS)
    ratify_usulan(cast["kepala"], usulan)
    submit_usulan(pns, usulan)
    return usulan


def _today(cast: dict[str, Guru], gugus: Gugus, everyone: Sequence[str]) -> None:
    """A paket in progress: last week's pertemuan, one that has just begun, next week's."""
    now, today = clock.now(), clock.today(ZONE)
    start = _half_hour_before(now)
    end = (datetime.combine(today, start) + timedelta(hours=3)).time()
    if end <= start:
        end = time(23, 59)
    plan = Plan(
        start,
        end,
        place="SDN 2 Banjarwangi",
        agenda="1. Membedah capaian pembelajaran\n2. Menulis modul berkelompok\n3. Saling memeriksa",
        narasumber="Asep Supriatna, M.Pd.: Membaca capaian pembelajaran",
    )
    with clock.told(now - timedelta(weeks=2)):
        paket = plan_paket(
            cast["ketua"],
            gugus,
            theme="Menyusun modul ajar pecahan kelas 4",
            jenis="silabus_rpp",
            expected_hasil="Satu modul ajar pecahan yang sudah diujicobakan",
            competence="Pengembangan kurikulum",
        )
        days = [today - timedelta(weeks=1), today, today + timedelta(weeks=1)]
        last, current, _next = add_pertemuan(cast["ketua"], paket, days=days, plan=plan, despite=True)
        schedule_paket(cast["ketua"], paket)
    with clock.told(last.starts_at + timedelta(minutes=10)):
        came = {*everyone[::2], *(cast[part].id for part in (*FAITHFUL, "guru"))}
        mark_sheet(cast["sekretaris"], last, dict.fromkeys(sorted(came), "hadir"))
    with clock.told(last.ends_at):
        _write_up(cast, last)
        add_tindak_lanjut(
            cast["sekretaris"],
            last,
            text="Membawa alat peraga pecahan yang pernah dipakai",
            guru=cast["guru"],
            until_on=today,
        )
    present = {cast[part].id for part in ("ketua", "sekretaris")} | set(everyone[1:40:3])
    present -= {cast["guru"].id, cast["pns"].id}
    mark_sheet(cast["sekretaris"], current, dict.fromkeys(sorted(present), "hadir"))
    discussing.converse(cast, gugus, last, current)


def _half_hour_before(moment: datetime) -> time:
    """The half hour that has begun, by the clocks of the gugus, early enough for a pertemuan to end the same day."""
    local = moment.astimezone(clock.zone(ZONE))
    return min(time(local.hour, 30 if local.minute >= 30 else 0), time(22, 30))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, clock.zone(ZONE))
