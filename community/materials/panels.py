"""What materi shows on the pages of others."""

from flask import render_template, url_for

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.command import allowed, roles
from community.lokakarya.models import Hasil, Paket
from community.materials.models import Material, Version
from community.materials.queries import gugus_materials, material_of, removed_among
from community.materials.queries.comments import reads_comments, threads_of
from community.materials.queries.hiding import hidden_among
from community.materials.queries.reviews import approved_numbers, reviews_of, tally_for, waiting_for_review, wrote
from community.materials.queries.uses import ratifications_of, use_counts, uses_of
from community.materials.rules.ratifying import RATIFICATION_FACTS
from community.permissions import PENGURUS, Do, Role

LATEST = 3
_SOURCE = "materi:"


def gugus_panel(gugus: Gugus, guru: Guru) -> str:
    """The latest materi of a gugus."""
    rows = gugus_materials(guru, gugus, size=LATEST).rows
    return render_template(
        "materials/_gugus.html",
        gugus=gugus,
        rows=rows,
        uses=use_counts([each.id for each in rows]),
        can_write=allowed(guru, Do.WRITE_MATERIAL, gugus),
    )


def hasil_actions(paket: Paket, guru: Guru) -> str | None:
    """The ways from an open paket to a materi that is its hasil."""
    if not paket.is_open or not allowed(guru, Do.ATTACH_HASIL, paket):
        return None
    can_write = allowed(guru, Do.WRITE_MATERIAL, paket.gugus)
    return render_template("materials/_hasil_actions.html", paket=paket, can_write=can_write)


def hasil_note(hasil: Hasil, all_hasil: list[Hasil]) -> str | None:
    """That the materi a hasil is was withdrawn or hidden. Asked once for all the hasil of a page."""
    if not hasil.source.startswith(_SOURCE):
        return None
    ids = frozenset(each.source.removeprefix(_SOURCE) for each in all_hasil if each.source.startswith(_SOURCE))
    material_id = hasil.source.removeprefix(_SOURCE)
    is_removed, is_away = material_id in removed_among(ids), material_id in hidden_among(ids)
    return render_template("materials/_hasil.html", is_removed=is_removed) if is_removed or is_away else None


def material_reviews(material: Material, version: Version, guru: Guru | None) -> str | None:
    """What reviewers say of it, and the ways to ask for a review and to give one. Names are for who has an account."""
    found = reviews_of(material.id)
    if guru is None and not found:
        return None
    may_ask = guru is not None and allowed(guru, Do.ASK_REVIEW, material) and material.visibility != "penulis"
    held = roles(guru, material)
    in_gugus = bool(held & (PENGURUS | {Role.ANGGOTA}))
    reviewable = in_gugus and material.status != "draf" and not material.is_removed
    return render_template(
        "materials/_reviews.html",
        material=material,
        here=[each for each in found if each.version_id == version.id],
        before=[each for each in found if each.version_id != version.id],
        tally=tally_for(material, material.current.id),
        approved=approved_numbers(material.id),
        mine=any(guru and each.by_id == guru.id and each.version_id == material.current.id for each in found),
        show_name=in_gugus or Role.AUTHOR in held,
        can_ask=may_ask and material.status in {"draf", "perlu_perbaikan"} and not material.is_removed,
        can_review=bool(guru and reviewable and not wrote(guru.id, material.id)),
        rubric_href=url_for("materials.rubric", slug=material.gugus.slug) if in_gugus else None,
    )


def material_comments(material: Material, version: Version, guru: Guru | None) -> str | None:
    """The newest open comments, for its gugus and its authors."""
    if guru is None or version.number != material.current_number or not reads_comments(guru, material):
        return None
    threads = threads_of(material, version.html)
    open_ones = [each for each in threads if each.comment.resolved_at is None]
    return render_template(
        "materials/_comments.html",
        material=material,
        open=open_ones,
        done=len(threads) - len(open_ones),
        can_comment=allowed(guru, Do.COMMENT_MATERIAL, material) and not material.is_removed,
    )


def material_uses(material: Material, version: Version, guru: Guru | None) -> str | None:
    """Who taught with it, and what happened. A stranger reads the stories without names."""
    uses, put_away = uses_of(material.id)
    if guru is None:
        uses = [each for each in uses if each.id not in put_away]
    if guru is None and not uses:
        return None
    count = use_counts([material.id]).get(material.id, 0)
    return render_template(
        "materials/_uses.html", material=material, uses=uses, hidden=put_away, count=count, guru=guru
    )


def material_ratifications(material: Material, version: Version, guru: Guru) -> str | None:
    """The letters that ratify it, what an assessor would ask for, and the way to write one down."""
    letters = ratifications_of(material.id)
    can_record = allowed(guru, Do.RECORD_RATIFICATION, material) and not material.is_removed
    if not letters and not can_record:
        return None
    return render_template(
        "materials/_ratification.html",
        material=material,
        letters=letters,
        facts=RATIFICATION_FACTS,
        reads_scan=bool(material.roles_of(guru)),
        can_record=can_record,
        can_withdraw=allowed(guru, Do.WITHDRAW_RATIFICATION, material),
    )


def gugus_ways(gugus: Gugus, guru: Guru) -> str:
    """From the materi of a gugus to its rubric and its offline packs."""
    return render_template("materials/_gugus_ways.html", gugus=gugus, can_pack=allowed(guru, Do.ASK_PACK, gugus))


def beranda_reviews(guru: Guru) -> str | None:
    """What waits for one's review."""
    waiting = waiting_for_review(guru)
    return render_template("materials/_beranda_reviews.html", waiting=waiting) if waiting else None


def exhibited_material(guru: Guru, material_id: str) -> str:
    """A materi that is shown to all in a room, for one of them. Raises NotFound, MaterialRemoved, MaterialHidden."""
    material = material_of(guru, material_id)
    version = material.current
    files = [each.file for each in version.files]
    return render_template("materials/_exhibited.html", material=material, version=version, files=files)
