"""Acts on letters of ratification. Recording one gives no credit: it says what an assessor would look at."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from community.kernel.clock import now, today
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.files import IMAGES, PDF, Upload, keep
from community.kernel.indonesian import tanggal
from community.kernel.notices import tell
from community.kernel.trail import note
from community.materials.models import LEVELS, Material, Ratification
from community.materials.queries.reach import version_of
from community.materials.queries.reviews import author_ids
from community.materials.refusals import MaterialRemoved, RatificationGone, RatificationKnown
from community.permissions import Do

SCANS = IMAGES | {PDF}
ABOUT = "pengesahan_materi"  # files about a letter
EARLIEST = date(1980, 1, 1)


@dataclass(frozen=True)
class Letter:
    """What stands on the letter; `level` is a key of LEVELS."""

    level: str
    number: str
    on: date
    issuer: str


@command(Do.RECORD_RATIFICATION)
def record_ratification(
    actor: Any, material: Material, *, version_number: int, letter: Letter, scan: Upload | None
) -> Ratification:
    """A letter that ratifies version `version_number`, with its scan; the authors are told.

    Raises Invalid with `field` set, FileRefused, RatificationKnown, MaterialRemoved, NotFound.
    """
    hold(material)
    if material.removed_at:
        raise MaterialRemoved
    _must_fit(material, letter)
    version = version_of(material, version_number)
    if _known(material, letter):
        raise RatificationKnown
    row = add(
        Ratification(
            material_id=material.id,
            version_id=version.id,
            level=letter.level,
            letter_number=letter.number,
            letter_on=letter.on,
            issuer=letter.issuer,
            by_id=actor.id,
            at=now(),
        )
    )
    row.file_id = keep(
        scan, about_kind=ABOUT, about_id=row.id, by=actor, kinds=SCANS, field="scan", gugus_id=material.gugus_id
    ).id
    said = f"“{version.title}” versi {version.number} disahkan {letter.issuer}, nomor {letter.number}"
    note(actor, f"mencatat: {said}, {tanggal(letter.on)}", gugus=material.gugus_id, materi=material.id)
    link = f"/materi/{material.id}#pengesahan"
    ids = author_ids(material.id) - {actor.id}
    tell(ids, f"{actor.name} mencatat: {said}.", link=link, key=f"pengesahan:{row.id}", kind="materi")
    return row


@command(Do.WITHDRAW_RATIFICATION)
def withdraw_ratification(actor: Any, ratification: Ratification, *, reason: str) -> Ratification:
    """It was recorded by mistake, or no longer holds: not shown any more, with a reason. Authors are told.

    Raises Invalid with `field` set, RatificationGone.
    """
    hold(ratification)
    reason = reason.strip()
    if ratification.withdrawn_at:
        raise RatificationGone
    if len(reason) < 4:
        raise Invalid("Tulis alasannya, supaya penulis mengerti.", field="reason")
    ratification.withdrawn_at, ratification.withdrawn_by_id = now(), actor.id
    ratification.withdrawn_reason = reason
    material, title = ratification.material, ratification.version.title
    said = f"menarik catatan pengesahan “{title}” nomor {ratification.letter_number}: {reason}"
    note(actor, said, gugus=material.gugus_id, materi=material.id)
    link = f"/materi/{material.id}#pengesahan"
    ids = author_ids(material.id) - {actor.id}
    tell(ids, f"{actor.name} {said}", link=link, key=f"pengesahan:{ratification.id}", kind="materi")
    return ratification


def _must_fit(material: Material, letter: Letter) -> None:
    if letter.level not in LEVELS:
        raise Invalid("Pilih tingkat pengesahannya.", field="level")
    if not letter.number or len(letter.number) > 100:
        raise Invalid("Tulis nomor suratnya seperti tertulis di sana; paling banyak 100 huruf.", field="letter_number")
    if not EARLIEST <= letter.on <= today(material.gugus.zone.name):
        raise Invalid("Tanggal surat ini tidak mungkin. Periksa tahunnya.", field="letter_on")
    if not letter.issuer or len(letter.issuer) > 150:
        raise Invalid("Tulis siapa yang mengesahkan, seperti tertulis pada surat.", field="issuer")


def _known(material: Material, letter: Letter) -> bool:
    query = select(Ratification.id).where(
        Ratification.material_id == material.id,
        Ratification.level == letter.level,
        Ratification.letter_number == letter.number,
        Ratification.withdrawn_at.is_(None),
    )
    return db.session.scalar(query) is not None
