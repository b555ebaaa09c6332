"""A list of 5,000 teachers: read, compared (dry run), applied in chunks; and how long another writer waits meanwhile.

The jobs run as the worker thread runs them, in this process. A first list is imported with nothing else going on: its
seconds count. During a second one a thread writes a row every few milliseconds, each in a transaction of its own, as a
check-in would; what counts is the longest time one of these took from asking to being kept.
"""

import io
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta

import xlsxwriter
from flask import Flask
from sqlalchemy import func, select

from bench.figures import line, percentile, verdict
from bench.installation import BOTH, Installation, preparing
from community.accounts.models import Guru
from community.gugus.jobs import apply_import, read_import
from community.gugus.models import Anggota, Gugus, TeacherImport
from community.gugus.services.importing import begin_apply, start_import
from community.kernel.database import begin_writing, db, end_transaction
from community.kernel.files import Named
from community.kernel.trail import note
from tests import people

ROWS = 5000
SECONDS = 15.0
WAIT = 1.0
EVERY = 0.005
HEADINGS = ("No", "Nama", "NUPTK", "JK", "Tempat Lahir", "Tanggal Lahir", "Status Kepegawaian", "Jenis PTK")
MORE = ("NPSN", "Tempat Tugas", "HP", "Email")


def main() -> None:
    for on_database in BOTH:
        with on_database() as made:
            print(f"\n{made.name}, {ROWS} rows; seconds")
            line("", "read, compared", "applied", "together")
            first = _import(made, 1)
            line("alone", f"{first.read:.1f}", f"{first.applied:.1f}", f"{first.read + first.applied:.1f}")
            print(f"    seconds: {verdict(first.read + first.applied, SECONDS)}", flush=True)
            with Writer(made.app) as writer:
                second = _import(made, 2)
            line(
                "beside a writer", f"{second.read:.1f}", f"{second.applied:.1f}", f"{second.read + second.applied:.1f}"
            )
            waits = writer.waits
            print(f"    {len(waits)} writes meanwhile, half of them kept within {percentile(waits, 0.5) * 1000:.0f} ms")
            print(f"    longest wait, seconds: {verdict(max(waits), WAIT)}", flush=True)


@dataclass(frozen=True)
class Took:
    read: float
    applied: float


def _import(made: Installation, series: int) -> Took:
    """Import a list of people not yet known; raises AssertionError unless every row became an anggota."""
    with preparing(made.app):
        before = _members()
        ketua, gugus = db.session.get_one(Guru, "ketua"), db.session.get_one(Gugus, people.GUGUS)
        import_id = start_import(ketua, gugus, upload=Named("daftar-guru.xlsx", _workbook(series))).id
    read = _timed(made.app, lambda: read_import(import_id))
    with preparing(made.app):
        begin_apply(db.session.get_one(Guru, "ketua"), db.session.get_one(TeacherImport, import_id))
    applied = _timed(made.app, lambda: apply_import(import_id))
    with preparing(made.app):
        found = db.session.get_one(TeacherImport, import_id)
        assert found.state == "selesai", f"{found.state}: {found.message}"
        assert _members() - before == ROWS, f"{_members() - before} of {ROWS} became anggota: {found.counts}"
    return Took(read, applied)


def _timed(app: Flask, job) -> float:  # type: ignore[no-untyped-def]
    with app.app_context():
        began = time.perf_counter()
        job()
        elapsed = time.perf_counter() - began
        db.session.remove()
    return elapsed


def _members() -> int:
    return db.session.scalar(select(func.count(Anggota.id)).where(Anggota.left_at.is_(None))) or 0


@dataclass
class Writer:
    """Somebody else who writes a row every few milliseconds while the block runs."""

    app: Flask
    waits: list[float] = field(default_factory=list)

    def __enter__(self) -> "Writer":
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._work)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._done.wait(EVERY):
            with self.app.app_context():
                began = time.perf_counter()
                begin_writing()
                note(None, "menulis", guru="peserta")
                end_transaction(keep=True)
                self.waits.append(time.perf_counter() - began)
                db.session.remove()


def _workbook(series: int) -> bytes:
    """An .xlsx as schools export it: title rows above the headings."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = workbook.add_worksheet("Daftar Guru")
    sheet.write_string(0, 0, "DAFTAR GURU KECAMATAN BANJARWANGI")
    sheet.write_row(2, 0, [*HEADINGS, *MORE])
    for number in range(1, ROWS + 1):
        sheet.write_row(2 + number, 0, _row(series, number))
    workbook.close()
    return target.getvalue()


def _row(series: int, number: int) -> list[str]:
    born = date(1965, 1, 1) + timedelta(days=number * 3)
    serial = f"{series}{number:05d}"
    name = f"{_WORDS[number % 40]} {_WORDS[number // 40 % 40]} {_WORDS[(number // 1600 + 7 * series) % 40]}, S.Pd."
    status = ("PNS", "PPPK", "Guru Honor Sekolah")[number % 3]
    school = ("20225687", "SDN 1 Banjarwangi") if number % 2 else ("20225688", "SDN 2 Banjarwangi")
    known = [str(number), name, f"1{born:%y%m%d}2{serial}3{number % 100:02d}"[:16], "LP"[number % 2], "Garut"]
    return [
        *known,
        f"{born:%d/%m/%Y}",
        status,
        "Guru Kelas",
        *school,
        f"0812{series}{number:07d}",
        f"g{serial}@contoh.id",
    ]


_WORDS = (
    "Ai",
    "Ida",
    "Imas",
    "Yuyun",
    "Dadang",
    "Lilis",
    "Rahmat",
    "Tati",
    "Asep",
    "Hendra",
    "Ujang",
    "Cucu",
    "Eulis",
    "Nani",
    "Entin",
    "Iis",
    "Wawan",
    "Dede",
    "Deden",
    "Enung",
    "Popon",
    "Neneng",
    "Yayat",
    "Agus",
    "Budi",
    "Citra",
    "Dewi",
    "Eka",
    "Fitri",
    "Gina",
    "Hani",
    "Indra",
    "Jajang",
    "Kokom",
    "Lina",
    "Maman",
    "Nina",
    "Oman",
    "Pipih",
    "Rina",
)


if __name__ == "__main__":
    main()
