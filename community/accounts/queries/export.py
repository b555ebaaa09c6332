"""Everything held about a person, as plain values for a file of their own (UU 27/2022)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from community.accounts.models import Guru, OneTimeCode, SignIn
from community.accounts.queries.hooks import sections_about
from community.accounts.queries.notices import wishes_of
from community.accounts.queries.offices import appointments_of
from community.kernel.database import db
from community.kernel.notices import Notice, PushSubscription
from community.kernel.trail import Activity

_DATA = {
    "nama": "name",
    "nama_pengguna": "username",
    "surel": "email",
    "nomor_hp": "phone",
    "nip": "nip",
    "nuptk": "nuptk",
    "nrg": "nrg",
    "jenis_kelamin": "gender",
    "tempat_lahir": "birth_place",
    "tanggal_lahir": "birth_on",
    "status_kepegawaian": "kepegawaian",
    "jenis_ptk": "jenis_ptk",
    "pangkat_golongan": "golongan",
    "mata_pelajaran": "mapel",
    "tmt_pangkat": "last_pangkat_on",
    "tanggal_sk_jabatan": "sk_jabatan_on",
    "dibuat": "created_at",
}


def everything_about(guru: Guru) -> dict[str, Any]:
    """All that is held about `guru`, by heading; passwords and codes, kept as hashes only, are left out."""
    own = {heading: _plain(getattr(guru, column)) for heading, column in _DATA.items()}
    own["sekolah_induk"] = {"npsn": guru.sekolah.npsn, "nama": guru.sekolah.name} if guru.sekolah else None
    return {
        "data_diri": own,
        "jabatan": [
            {
                "jabatan": each.office_name,
                "tempat": each.place,
                "nomor_sk": each.sk_number,
                "tanggal_sk": _plain(each.sk_on),
                "mulai": _plain(each.from_on),
                "sampai": _plain(each.until_on),
                "diakhiri": _plain(each.ended_at),
                "alasan": each.end_reason,
            }
            for each in appointments_of(guru.id)
        ],
        "perangkat": _rows(
            SignIn,
            guru.id,
            masuk="at",
            terakhir="seen_at",
            alamat="address",
            peramban="device",
            cara="how",
            dikeluarkan="revoked_at",
        ),
        "kode": _rows(OneTimeCode, guru.id, jenis="purpose", dibuat="made_at", dipakai="used_at"),
        "pemberitahuan": _rows(
            Notice, guru.id, waktu="at", jenis="kind", isi="sentence", dibaca="read_at", disurati="mailed_at"
        ),
        "pilihan_pemberitahuan": _wishes(guru.id),
        "perangkat_pemberitahuan": _rows(PushSubscription, guru.id, sejak="at", peramban="device"),
        "jejak": [
            {"waktu": _plain(line.at), "oleh": line.actor_name, "isi": line.sentence} for line in _lines_about(guru.id)
        ],
    } | sections_about(guru)


def _wishes(guru_id: str) -> dict[str, Any]:
    wishes = wishes_of(guru_id)
    return {
        "cara": wishes.ways,
        "surat": wishes.letters,
        "tenang": f"{wishes.quiet_from:%H.%M}-{wishes.quiet_until:%H.%M}",
    }


def _rows(model: Any, guru_id: str, **columns: str) -> list[dict[str, Any]]:
    rows = db.session.scalars(select(model).where(model.guru_id == guru_id).order_by(model.id))
    return [{heading: _plain(getattr(row, column)) for heading, column in columns.items()} for row in rows]


def _lines_about(guru_id: str) -> list[Activity]:
    about = (Activity.about_kind == "guru") & (Activity.about_id == guru_id)
    return list(db.session.scalars(select(Activity).where(about).order_by(Activity.at, Activity.id)))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
