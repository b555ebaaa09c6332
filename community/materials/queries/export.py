"""What an export of one's own data says of materi."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from community.accounts.models import Guru
from community.kernel.database import db, iso
from community.materials.models import Author, Material, Version


def materials_export(guru: Guru) -> list[dict[str, Any]]:
    """Every materi that `guru` is or was an author of, with the versions that `guru` saved, whole."""
    mine = select(Author).where(Author.guru_id == guru.id).order_by(Author.at)
    rows = {row.material_id: row for row in db.session.scalars(mine)}
    query = (
        select(Version)
        .join(Version.material)
        .where(Material.id.in_(rows))
        .options(contains_eager(Version.material).joinedload(Material.gugus))
    )
    found: dict[str, dict[str, Any]] = {}
    for version in db.session.scalars(query.order_by(Version.material_id, Version.number)):
        material, row = version.material, rows[version.material_id]
        entry = found.setdefault(
            material.id,
            {
                "gugus": material.gugus.name,
                "jenis": material.kind_name,
                "terbaca_oleh": material.visibility_name,
                "penulis_sejak": iso(row.at),
                "penulis_sampai": iso(row.ended_at),
                "ditarik_pada": iso(material.removed_at),
                "versi": [],
            },
        )
        said = {"nomor": version.number, "judul": version.title, "disimpan_pada": iso(version.at)}
        if version.by_id == guru.id:
            said |= {"lisensi": version.licence, "isi": version.text, "catatan": version.note}
        entry["versi"].append(said)
    return list(found.values())
