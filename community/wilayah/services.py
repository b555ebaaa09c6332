"""Loading regions and schools. Loading the same file again changes nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from community.kernel.command import Everything, command
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.kernel.ids import new_id
from community.kernel.trail import note
from community.permissions import Do
from community.wilayah.models import Sekolah, Wilayah
from community.wilayah.names import NameIndex
from community.wilayah.rules.rows import (
    NEEDED_SCHOOL_COLUMNS,
    Remark,
    Report,
    RowWrong,
    Unmatched,
    aliases,
    region_name,
    school_values,
)
from community.wilayah.rules.tables import TableRow, UnreadableTable, read_table
from community.wilayah.zones import ZONES

# file, level, its column of the parent, the form of its codes
_TABLES = (
    ("provinces.csv", "provinsi", None, re.compile(r"\d\d")),
    ("regencies.csv", "kabupaten", "province_code", re.compile(r"\d\d\.\d\d")),
    ("districts.csv", "kecamatan", "regency_code", re.compile(r"\d\d\.\d\d\.\d\d")),
)


class UnknownKabupaten(Invalid):
    code = "kabupaten_tidak_dikenal"
    title = "Kabupaten/kota tidak dikenal"


@command(Do.IMPORT_WILAYAH)
def import_wilayah(actor: Any, installation: Everything, directory: Path) -> Report:
    """Load provinces.csv, regencies.csv and districts.csv of `directory`; rows in error are left out and
    reported.

    Raises UnreadableTable when a file is missing or cannot be used: then nothing is written.
    """
    if not directory.is_dir():
        raise UnreadableTable(f"Folder {directory} tidak ada. Tulis folder yang berisi provinces.csv.")
    report = Report()
    wanted: dict[str, dict[str, Any]] = {}
    for file, level, parent_column, form in _TABLES:
        needed = ["code", *([parent_column] if parent_column else []), "name"]
        for row in read_table(directory / file, needed):
            try:
                values = _region(row, level, parent_column, form, wanted)
            except RowWrong as wrong:
                report.errors.append(Remark(file, row.number, str(wrong)))
            else:
                wanted[values["code"]] = values
    existing = {
        code: {"code": code, "name": name, "level": level, "parent_code": parent}
        for code, name, level, parent in db.session.execute(
            select(Wilayah.code, Wilayah.name, Wilayah.level, Wilayah.parent_code)
        )
    }
    _write(Wilayah, wanted.values(), existing, key="code", report=report)
    note(actor, f"memuat data wilayah: {report.sentence}", instalasi=installation.id)
    return report


@command(Do.IMPORT_SEKOLAH)
def import_sekolah(actor: Any, installation: Everything, file: Path, kabupaten: str) -> Report:
    """Load the schools of one kabupaten/kota (by code, "32.05"); rows in error are left out and reported.

    Kecamatan are matched by name within the kabupaten. Raises UnknownKabupaten, or UnreadableTable when the
    file cannot be used: then nothing is written.
    """
    region = db.session.get(Wilayah, kabupaten)
    if region is None or region.level != "kabupaten":
        raise UnknownKabupaten(
            f"Kabupaten/kota dengan kode {kabupaten[:20]} tidak ada. "
            "Tulis kode Kemendagri seperti 32.05, dan muat data wilayah lebih dulu.",
            field="kabupaten",
        )
    rows = read_table(file, NEEDED_SCHOOL_COLUMNS)
    report = Report()
    wanted = _schools(rows, file.name, _kecamatan_of(kabupaten), report)
    columns = [Sekolah.id, *(getattr(Sekolah, name) for name in _SCHOOL_KEPT)]
    existing = {row.npsn: dict(row._mapping) for row in db.session.execute(select(*columns)) if row.npsn in wanted}
    _write(Sekolah, wanted.values(), existing, key="npsn", report=report)
    note(actor, f"memuat data sekolah {region.title}: {report.sentence}", instalasi=installation.id)
    return report


_SCHOOL_KEPT = (
    "npsn",
    "name",
    "bentuk",
    "status",
    "kecamatan_code",
    "desa",
    "alamat",
    "lintang",
    "bujur",
    "jumlah_siswa",
)


def _region(
    row: TableRow,
    level: str,
    parent_column: str | None,
    form: re.Pattern[str],
    known: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    """The columns of a Wilayah from one row. Raises RowWrong."""
    code, name = row.cells["code"], region_name(row.cells)
    if not form.fullmatch(code):
        raise RowWrong(f"code “{code[:20]}” bukan kode {level}. Simpan kolom ini sebagai teks.")
    if code in known:
        raise RowWrong(f"code {code} sudah ada di baris lain. Hapus salah satu.")
    parent = row.cells[parent_column] if parent_column else None
    if parent is not None and (parent not in known or not code.startswith(parent + ".")):
        raise RowWrong(f"code {code} tidak berada di bawah “{parent[:20]}”. Perbaiki salah satu.")
    if parent is None and code not in ZONES:
        raise RowWrong(f"provinsi {code} belum dikenal zona waktunya. Perbarui aplikasi sebelum memuatnya.")
    return {"code": code, "name": name, "level": level, "parent_code": parent}


def _kecamatan_of(kabupaten: str) -> NameIndex:
    query = select(Wilayah.code, Wilayah.name).where(Wilayah.parent_code == kabupaten)
    return NameIndex((code, name) for code, name in db.session.execute(query))


def _schools(rows: Iterable[TableRow], file: str, kecamatan: NameIndex, report: Report) -> dict[str, dict[str, Any]]:
    wanted: dict[str, dict[str, Any]] = {}
    first_at: dict[str, int] = {}
    by_alias: Counter[tuple[str, str]] = Counter()
    unmatched: Counter[str] = Counter()
    for row in rows:
        try:
            values, remarks = school_values(row.cells)
            number = values["npsn"]
            if number in first_at:
                raise RowWrong(f"NPSN {number} sudah ada di baris {first_at[number]}. Hapus salah satu.")
            match = kecamatan.match(row.cells["kecamatan"])
            if match is None:
                unmatched[row.cells["kecamatan"]] += 1
                raise RowWrong(f"kecamatan “{row.cells['kecamatan'][:60]}” tidak ada di kabupaten/kota ini.")
        except RowWrong as wrong:
            report.errors.append(Remark(file, row.number, str(wrong)))
            continue
        if match.how != "sama":
            by_alias[row.cells["kecamatan"], match.name] += 1
        first_at[number] = row.number
        report.remarks.extend(Remark(file, row.number, sentence) for sentence in remarks)
        wanted[number] = values | {"kecamatan_code": match.code}
    report.aliases = aliases(by_alias)
    report.unmatched = [Unmatched(written, count) for written, count in sorted(unmatched.items())]
    return wanted


def _write(
    model: type[Wilayah] | type[Sekolah],
    wanted: Iterable[dict[str, Any]],
    existing: dict[str, dict[str, Any]],
    *,
    key: str,
    report: Report,
) -> None:
    """Insert what is new and update what differs, each kind in one statement."""
    new, changed = [], []
    for values in wanted:
        found = existing.get(values[key])
        if found is None:
            new.append(values if model is Wilayah else values | {"id": new_id()})
        elif found != found | values:
            changed.append(found | values)
        else:
            report.unchanged += 1
    # regions above come first: the tables are read in that order, and a parent must be there before its
    # children
    for batch in _batches(new):
        db.session.execute(insert(model), batch)
    for batch in _batches(changed):
        db.session.execute(update(model), batch)
    report.inserted, report.changed = len(new), len(changed)


def _batches(rows: list[dict[str, Any]], size: int = 2000) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
