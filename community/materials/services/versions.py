"""Saving: each save is a version of its own, and two that were written at once both stay."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select

from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.files import MATERIALS, StoredFile, Upload, keep
from community.kernel.ids import new_id
from community.kernel.markdown import render_materi
from community.kernel.notices import tell
from community.kernel.trail import note
from community.lokakarya.models import Paket
from community.materials.events import MaterialChanged, VersionSaved
from community.materials.models import KINDS, VISIBILITIES, Author, Material, Version, VersionFile
from community.materials.refusals import MaterialRemoved, VersionJoined
from community.materials.rules.content import Content, content_of
from community.materials.rules.licences import LICENCES, why_not
from community.materials.services.hasil import attached
from community.materials.services.status import after_new_version
from community.permissions import Do

MOST_FILES = 20


@command(Do.WRITE_MATERIAL)
def write_material(
    actor: Any,
    gugus: Gugus,
    *,
    kind: str,
    content: Content,
    uploads: Sequence[Upload] = (),
    visibility: str = "penulis",
    paket: Paket | None = None,
) -> Material:
    """The first version of a new materi of `gugus`, by `actor`; with `paket` it is a hasil of that paket at once.

    Raises Invalid, FileRefused, and what `attach_hasil` raises.
    """
    if kind not in KINDS:
        raise Invalid("Pilih jenis materinya dari daftar.", field="kind")
    if visibility not in VISIBILITIES:
        raise Invalid("Pilih siapa yang boleh membaca.", field="visibility")
    if paket is not None and visibility == "penulis":
        visibility = "gugus"  # a hasil is read by whoever reads the paket
    material = add(
        Material(
            gugus_id=gugus.id,
            kind=kind,
            visibility=visibility,
            created_by_id=actor.id,
            created_at=now(),
            changed_at=now(),
        )
    )
    add(Author(material_id=material.id, guru_id=actor.id, position=1, by_id=actor.id, at=now()))
    version = put(actor, material, content, kept=[], uploads=uploads, based_on=None)
    note(actor, f"menulis “{content.title}”", materi=material.id)
    if paket is not None:
        attached(actor, paket, material, version)
    return material


@command(Do.SAVE_VERSION)
def save_version(
    actor: Any,
    material: Material,
    *,
    kind: str,
    content: Content,
    based_on: int,
    kept: Sequence[str] = (),
    uploads: Sequence[Upload] = (),
    joins: int | None = None,
) -> Version:
    """What `actor` made of version `based_on`; `kept` are the ids of its files that stay.

    Where somebody else saved meanwhile, both stay: this one becomes a version beside, until an author saves a version
    that `joins` it. Saving what is there already makes no version. Raises Invalid, FileRefused, MaterialRemoved,
    VersionJoined.
    """
    _held(material)
    if kind not in KINDS:
        raise Invalid("Pilih jenis materinya dari daftar.", field="kind")
    if joins is not None:
        _must_be_open(material, joins)
    shown = _version(material, material.current_number)
    if joins is None and material.kind == kind and not uploads and _says_as(shown, content, kept):
        return shown
    if material.kind != kind:
        note(actor, f"mengubah jenisnya menjadi {KINDS[kind]}", materi=material.id)
        material.kind = kind
    version = put(actor, material, content, kept=kept, uploads=uploads, based_on=based_on, joins=joins)
    _tell_authors(actor, material, version)
    return version


@command(Do.RESTORE_VERSION)
def restore_version(actor: Any, material: Material, *, number: int) -> Version:
    """An old version again, as a new one. Raises Invalid for a number there is not, MaterialRemoved."""
    _held(material)
    old = _version(material, number)
    if number == material.current_number:
        return old
    values = content_of(old).values | {"note": f"Mengembalikan versi {number}"}
    kept = [each.file_id for each in old.files]
    version = put(actor, material, Content(**values), kept=kept, uploads=(), based_on=material.current_number)
    _tell_authors(actor, material, version)
    return version


def put(
    actor: Any,
    material: Material,
    content: Content,
    *,
    kept: Sequence[str],
    uploads: Sequence[Upload],
    based_on: int | None,
    joins: int | None = None,
) -> Version:
    """Part of an act: the next version of `material`, beside the one shown if that is not `based_on`."""
    known = files_of(material)
    kept = [each for each in dict.fromkeys(kept) if each in known]
    _must_fit(material, content, len(kept) + len(uploads))
    number = _last_number(material) + 1
    beside = based_on is not None and based_on != material.current_number
    version = Version(
        material_id=material.id,
        number=number,
        based_on=based_on,
        beside=beside,
        joins=joins,
        by_id=actor.id,
        at=now(),
        **content.values,
    )
    version.html = str(render_materi(content.text, pictures=kept)) if content.text else ""
    add(version)
    for position, file_id in enumerate(kept, 1):
        add(VersionFile(version_id=version.id, file_id=file_id, position=position))
    for position, upload in enumerate(uploads, len(kept) + 1):
        _keep(actor, material, version, upload, position)
    if not beside:
        material.current_number, material.changed_at = number, version.at
        after_new_version(actor, material)
    note(actor, f"menyimpan versi {number}" + (" (berdampingan)" if beside else ""), materi=material.id)
    announce(VersionSaved(material.id, number, actor.id, beside))
    announce(MaterialChanged(material.id))
    return version


def files_of(material: Material) -> Collection[str]:
    """The ids of the files that any version of `material` holds, and of the version that it was adapted from."""
    query = select(VersionFile.file_id).join(Version, Version.id == VersionFile.version_id)
    own = query.where(Version.material_id == material.id)
    if material.adapted_from_id is None:
        return set(db.session.scalars(own))
    theirs = query.where(
        Version.material_id == material.adapted_from_id, Version.number == material.adapted_from_number
    )
    return set(db.session.scalars(own.union(theirs)))


def _keep(actor: Any, material: Material, version: Version, upload: Upload, position: int) -> StoredFile:
    """The file belongs to its place in this version: whoever reads a version that holds it reads the file."""
    place_id = new_id()
    stored = keep(
        upload,
        about_kind="materi",
        about_id=place_id,
        by=actor,
        kinds=MATERIALS,
        field="files",
        gugus_id=material.gugus_id,
    )
    add(VersionFile(id=place_id, version_id=version.id, file_id=stored.id, position=position))
    return stored


def _must_fit(material: Material, content: Content, files: int) -> None:
    if not content.title.strip():
        raise Invalid("Tulis judulnya.", field="title")
    if content.licence not in LICENCES:
        raise Invalid("Pilih lisensinya, supaya pembaca tahu boleh berbuat apa.", field="licence")
    if not content.text.strip() and not files:
        raise Invalid("Tulis isinya, atau lampirkan berkasnya: salah satu cukup.", field="text")
    if files > MOST_FILES:
        raise Invalid(f"Berkasnya {files}, paling banyak {MOST_FILES}. Gabungkan beberapa menjadi satu.", field="files")
    if material.adapted_from_id is not None:
        original = _version_of(material.adapted_from_id, material.adapted_from_number or 0)
        if reason := why_not(original.licence, content.licence):
            raise Invalid(reason, field="licence")


def _held(material: Material) -> None:
    hold(material)
    if material.removed_at:
        raise MaterialRemoved


def _says_as(shown: Version, content: Content, kept: Sequence[str]) -> bool:
    return content_of(shown).says_as(content) and [each.file_id for each in shown.files] == list(kept)


def _must_be_open(material: Material, number: int) -> None:
    """`number` is a version beside that nobody has joined."""
    if not _version(material, number).beside:
        raise Invalid("Versi itu tidak berdampingan, jadi tidak perlu digabung.")
    joined = select(Version.id).where(Version.material_id == material.id, Version.joins == number)
    if db.session.scalar(joined.limit(1)):
        raise VersionJoined


def _version(material: Material, number: int) -> Version:
    return _version_of(material.id, number)


def _version_of(material_id: str, number: int) -> Version:
    found = db.session.scalar(select(Version).where(Version.material_id == material_id, Version.number == number))
    if found is None:
        raise Invalid("Versi itu tidak ada. Buka materinya lagi, lalu pilih dari daftar versi.")
    return found


def _last_number(material: Material) -> int:
    return db.session.scalar(select(func.max(Version.number)).where(Version.material_id == material.id)) or 0


def _tell_authors(actor: Any, material: Material, version: Version) -> None:
    others = select(Author.guru_id).where(Author.material_id == material.id, Author.ended_at.is_(None))
    ids = [each for each in db.session.scalars(others) if each != actor.id]
    said = f"{actor.name} menyimpan versi {version.number} dari “{version.title}”."
    link = f"/materi/{material.id}"
    if version.beside:
        said = f"{actor.name} menyimpan “{version.title}” bersamaan dengan orang lain. Gabungkan kedua versinya."
        link = f"/materi/{material.id}/berdampingan/{version.number}"
    tell(ids, said, link=link, key=f"versi:{material.id}", kind="materi")
