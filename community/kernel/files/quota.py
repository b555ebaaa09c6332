"""How much a gugus may keep: what was handed in counts, the light copies made of it do not."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select

from community.kernel.database import db
from community.kernel.files.models import StoredFile
from community.kernel.files.refusals import QuotaFull
from community.kernel.indonesian import ukuran


@dataclass(frozen=True)
class Use:
    """What a gugus keeps, in bytes, of what it may."""

    used: int
    most: int
    files: int

    @property
    def words(self) -> str:
        return f"{ukuran(self.used)} dari {ukuran(self.most)}"

    @property
    def nearly_full(self) -> bool:
        return self.used * 10 >= self.most * 9


def use_of(gugus_id: str) -> Use:
    """What the files of a gugus take up."""
    query = select(func.coalesce(func.sum(StoredFile.size), 0), func.count()).where(StoredFile.gugus_id == gugus_id)
    used, files = db.session.execute(query).one()
    return Use(int(used), int(current_app.config["GUGUS_QUOTA_BYTES"]), files)


def must_fit(gugus_id: str, size: int) -> None:
    """Raise QuotaFull unless `size` more bytes fit."""
    use = use_of(gugus_id)
    if use.used + size > use.most:
        raise QuotaFull(
            f"Tempat penyimpanan gugus tinggal {ukuran(max(use.most - use.used, 0))} dari {ukuran(use.most)}, "
            f"sedangkan berkas ini {ukuran(size)}. Kirim versi yang lebih kecil, atau minta pengurus menghapus "
            "berkas yang tidak dipakai."
        )


def take_turn(gugus_id: str) -> None:
    """Until the act ends nobody else counts for this gugus: two files that fit alone must not slip in together.

    On SQLite the act is the one writer already.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"berkas/{gugus_id}"))))
