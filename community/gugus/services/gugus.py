"""Making a gugus, and keeping its data."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, func, select

from community.accounts.models import Guru
from community.gugus.events import GugusChanged, GugusCreated
from community.gugus.models import JENJANG, KINDS, Gugus, GugusSekolah
from community.gugus.services.membership import admit
from community.gugus.services.pengurus import appoint_pengurus
from community.kernel.clock import now, today
from community.kernel.command import Everything, announce, command
from community.kernel.database import add, add_all, db, hold
from community.kernel.errors import Invalid
from community.kernel.forms import one_line
from community.kernel.trail import note
from community.permissions import Do
from community.wilayah.models import Sekolah, Wilayah
from community.wilayah.zones import zone_of

_TEXTS = {"name": 100, "mapel": 100, "sk_number": 100, "sk_issuer": 150}
_WORDS = {
    "kind": "jenis",
    "name": "nama",
    "jenjang": "jenjang",
    "mapel": "mata pelajaran",
    "wilayah_code": "wilayah",
    "sk_number": "nomor SK",
    "sk_on": "tanggal SK",
    "sk_issuer": "penerbit SK",
    "minutes_per_jp": "menit per JP",
    "hide_after": "batas laporan",
    "reply_days": "lama ruang pertemuan dapat dibalas",
}
_RESERVED = {"baru", "gabung"}  # addresses beside /gugus/<slug>


@command(Do.CREATE_GUGUS)
def create_gugus(
    actor: Any, installation: Everything, *, values: Mapping[str, Any], ketua: Guru | None = None
) -> Gugus:
    """A new gugus of `values` (by column); `ketua`, if named, becomes its first anggota and leads from today.

    Raises Invalid with `field` set.
    """
    gugus = Gugus(slug="", kind="", name="", wilayah_code="", created_by_id=actor.id, created_at=now())
    _fill(gugus, values)
    gugus.slug = _free_slug(gugus.name)
    add(gugus)
    note(actor, f"membuat gugus {gugus.name}", gugus=gugus.id, instalasi=installation.id)
    announce(GugusCreated(gugus.id))
    if ketua is not None:
        admit(actor, gugus, ketua, via="pendiri")
        appoint_pengurus(actor, gugus, guru=ketua, office="ketua", from_on=today(gugus.zone.name))
    return gugus


@command(Do.EDIT_GUGUS)
def edit_gugus(actor: Any, gugus: Gugus, *, values: Mapping[str, Any]) -> list[str]:
    """Write the data of a gugus; what changed, by column. Its address stays. Raises Invalid with `field` set."""
    hold(gugus)
    changed = _fill(gugus, values)
    if changed:
        note(actor, f"mengubah {', '.join(_WORDS[column] for column in changed)} gugus", gugus=gugus.id)
        announce(GugusChanged(gugus.id))
    return changed


@command(Do.EDIT_GUGUS)
def set_schools(actor: Any, gugus: Gugus, *, within: str, sekolah_ids: Iterable[str]) -> tuple[int, int]:
    """Make these the member schools of the kecamatan `within`; those of other kecamatan stay.

    How many were added and removed. Ids that are no school of that kecamatan are left aside.
    """
    hold(gugus)
    there = set(db.session.scalars(select(Sekolah.id).where(Sekolah.kecamatan_code == within)))
    wanted = there & set(sekolah_ids)
    have = set(
        db.session.scalars(
            select(GugusSekolah.sekolah_id).where(GugusSekolah.gugus_id == gugus.id, GugusSekolah.sekolah_id.in_(there))
        )
    )
    gone = have - wanted
    db.session.execute(delete(GugusSekolah).where(GugusSekolah.gugus_id == gugus.id, GugusSekolah.sekolah_id.in_(gone)))
    add_all([GugusSekolah(gugus_id=gugus.id, sekolah_id=each) for each in sorted(wanted - have)])
    if wanted != have:
        said = f"menetapkan sekolah anggota: {len(wanted - have)} ditambah, {len(gone)} dikeluarkan"
        note(actor, said, gugus=gugus.id)
        announce(GugusChanged(gugus.id))
    return len(wanted - have), len(gone)


# Settings that are numbers: from, to, and how the refusal begins.
_NUMBERS = {
    "minutes_per_jp": (30, 60, "Menit per JP ditulis"),
    "hide_after": (2, 20, "Batas laporan ditulis"),
    "reply_days": (0, 365, "Hari untuk membalas ditulis"),
}


def _fill(gugus: Gugus, values: Mapping[str, Any]) -> list[str]:
    wanted = {column: _kept(column, value) for column, value in values.items() if column in _WORDS}
    kind = wanted.get("kind", gugus.kind)
    if kind in ("MGMP",) and not wanted.get("mapel", gugus.mapel):
        raise Invalid("MGMP dibentuk per mata pelajaran: tulis mata pelajarannya.", field="mapel")
    changed = [column for column, value in wanted.items() if getattr(gugus, column) != value]
    for column in changed:
        setattr(gugus, column, wanted[column])
    return changed


def _kept(column: str, value: Any) -> Any:
    if column == "kind" and value not in KINDS:
        raise Invalid("Pilih jenis gugus dari daftar.", field="kind")
    if column == "jenjang" and value and value not in JENJANG:
        raise Invalid("Pilih jenjang dari daftar.", field="jenjang")
    if column == "wilayah_code":
        return _wilayah_code(value)
    if column == "sk_on" and value is not None and not 1980 <= value.year <= today().year:
        raise Invalid("Tanggal SK ini tidak mungkin. Periksa tahunnya.", field="sk_on")
    if column in _NUMBERS:
        least, most, words = _NUMBERS[column]
        if not least <= int(value or 0) <= most:
            raise Invalid(f"{words} dari {least} sampai {most}.", field=column)
    if column not in _TEXTS:
        return value
    text = str(one_line(value or ""))
    if column == "name" and sum(sign.isalpha() for sign in text) < 3:
        raise Invalid("Nama gugus perlu diisi, misalnya KKG Banjarwangi.", field="name")
    if len(text) > _TEXTS[column]:
        raise Invalid(f"Terlalu panjang: paling banyak {_TEXTS[column]} huruf.", field=column)
    return text


def _wilayah_code(value: Any) -> str:
    wilayah = db.session.get(Wilayah, value or "")
    if wilayah is None:
        raise Invalid("Pilih wilayah dari hasil pencarian.", field="wilayah_code")
    zone_of(wilayah.code)
    return wilayah.code


def _free_slug(name: str) -> str:
    """An address people can read out: "kkg-banjarwangi", then "kkg-banjarwangi-2"."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:50].strip("-") or "gugus"
    like = select(func.lower(Gugus.slug)).where(Gugus.slug.startswith(base, autoescape=True))
    used = set(db.session.scalars(like)) | _RESERVED
    number = 1
    slug = base
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug
