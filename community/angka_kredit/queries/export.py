"""A person's record as plain values, for the export of one's own data."""

from typing import Any

from sqlalchemy import select

from community.accounts.models import Guru
from community.angka_kredit.models import OWN_PARTS, LedgerEntry, Usulan
from community.angka_kredit.queries.ledger import all_lines_of
from community.angka_kredit.queries.reach import whole
from community.angka_kredit.queries.readings import readings_of
from community.kernel.database import db, iso


def record_export(guru: Guru) -> dict[str, Any]:
    """Ledger, claims with their texts, steps and files, and who read them."""
    claims = db.session.scalars(whole(select(Usulan).where(Usulan.guru_id == guru.id)).order_by(Usulan.forwarded_at))
    return {
        "buku_catatan": [_line(each) for each in all_lines_of(guru.id)],
        "usulan": [_claim(each) for each in claims],
        "dibaca_oleh": [
            {"oleh": each.reader_name, "apa": each.what, "pada": iso(each.at)} for each in readings_of(guru.id, 1000)
        ],
    }


def _line(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "nomor": entry.number,
        "jenis": entry.kind,
        "kegiatan": entry.title,
        "tanggal": iso(entry.on),
        "peraturan": entry.regulation,
        "butir": entry.butir,
        "nilai": str(entry.value),
        "jp": str(entry.jp),
        "keterangan": entry.sentence,
        "oleh": entry.by_name,
        "pada": iso(entry.at),
        "fakta": entry.facts,
    }


def _claim(usulan: Usulan) -> dict[str, Any]:
    return {
        "paket": usulan.paket.theme,
        "keadaan": usulan.state_name,
        "butir": usulan.butir,
        "nilai": str(usulan.value),
        "tanggal": iso(usulan.on),
        **{name: getattr(usulan, name) for name in OWN_PARTS},
        "bukti": [{"jenis": each.kind, "nama": each.file.name, "pada": iso(each.at)} for each in usulan.files],
        "langkah": [
            {"langkah": each.kind, "oleh": each.by_name, "pada": iso(each.at), "catatan": each.note}
            for each in usulan.steps
        ],
    }
