"""Acts of reviewing: asking for it, and saying what one thinks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, add_all, db, hold
from community.kernel.errors import Invalid
from community.kernel.markdown import render
from community.kernel.notices import Notice, tell
from community.kernel.trail import note
from community.materials.models import VERDICTS, Material, Review, ReviewScore, Rubric, StatusMark, Version
from community.materials.queries.reach import version_of
from community.materials.queries.reviews import author_ids, review_by, reviewer_ids, tally_for, wrote
from community.materials.queries.rubrics import rubric_of
from community.materials.refusals import (
    MaterialRemoved,
    OnlyForAuthors,
    OwnWork,
    ReviewAsked,
    ReviewedAlready,
    ReviewNotAsked,
    RubricMoved,
    VersionMoved,
)
from community.materials.rules.tally import Tally, status_after
from community.materials.services.rubric import settled_rubric
from community.materials.services.status import mark_status
from community.permissions import Do

LONGEST_NOTE = 1_000


@dataclass(frozen=True)
class Opinion:
    """What a reviewer fills in: a level (1 is the lowest) and a note for each line, by its position in the rubric."""

    verdict: str  # a key of VERDICTS
    scores: Mapping[int, int]
    notes: Mapping[int, str] = field(default_factory=dict)
    text: str = ""


@command(Do.ASK_REVIEW)
def ask_review(actor: Any, material: Material) -> StatusMark:
    """Ask the anggota of the gugus, but for its authors, to review the version that is shown; they are told.

    Raises MaterialRemoved, OnlyForAuthors, ReviewAsked, ReviewedAlready.
    """
    version = _held(material)
    if material.visibility == "penulis":
        raise OnlyForAuthors
    if material.status == "ditinjau":
        raise ReviewAsked
    if material.status == "disetujui":
        raise ReviewedAlready
    mark = mark_status(actor, material, "ditinjau")
    _write_down(actor, material, f"meminta “{version.title}” versi {version.number} ditinjau")
    said = f"{actor.name} meminta “{version.title}” ditinjau. Bacalah, lalu tulis tinjauan Anda."
    link = f"/materi/{material.id}/tinjauan"
    _tell(material, reviewer_ids(material) - {actor.id}, said, link=link, key=_asking(material))
    return mark


@command(Do.REVIEW_MATERIAL)
def review_material(actor: Any, material: Material, *, number: int, rubric_number: int, opinion: Opinion) -> Review:
    """What `actor` thinks of version `number` by edition `rubric_number` of the rubric (0: the first of all).

    Said anew it is another review; of one person's the last counts. With the approvals the gugus needs, and no demand
    left, the version is approved: once. Raises OwnWork, ReviewNotAsked, VersionMoved, RubricMoved, MaterialRemoved,
    and Invalid with `field` set.
    """
    version = _held(material)
    if wrote(actor.id, material.id):
        raise OwnWork
    if material.status == "draf":
        raise ReviewNotAsked
    if number != version.number:
        raise VersionMoved
    if not rubric_of(material.gugus_id).was_read_as(rubric_number):
        raise RubricMoved
    rubric = settled_rubric(material.gugus_id)
    _must_fit(rubric, opinion)
    last = review_by(actor.id, version.id)
    if last is not None and _says_as(last, rubric, opinion):
        return last
    review = _write(actor, version, rubric, opinion, number=last.number + 1 if last else 1)
    _conclude(actor, material, version, opinion.verdict)
    return review


def _held(material: Material) -> Version:
    """The version that is shown, once `material` is ours until the act ends."""
    hold(material)
    if material.removed_at:
        raise MaterialRemoved
    return version_of(material, material.current_number)


def _must_fit(rubric: Rubric, opinion: Opinion) -> None:
    if opinion.verdict not in VERDICTS:
        raise Invalid("Pilih kesimpulannya: setuju, atau perlu perbaikan.", field="verdict")
    for line in rubric.lines:
        if not 1 <= opinion.scores.get(line.position, 0) <= len(line.levels):
            raise Invalid(f"Pilih tingkat untuk “{line.title}”.", field=f"score_{line.position}")
        if len(opinion.notes.get(line.position, "")) > LONGEST_NOTE:
            raise Invalid(f"Terlalu panjang: paling banyak {LONGEST_NOTE} huruf.", field=f"note_{line.position}")
    if opinion.verdict == "perlu_perbaikan" and not (opinion.text.strip() or any(opinion.notes.values())):
        raise Invalid("Tulis apa yang perlu diperbaiki, supaya penulis tahu harus berbuat apa.", field="text")


def _says_as(review: Review, rubric: Rubric, opinion: Opinion) -> bool:
    given = {score.line.position: (score.score, score.note) for score in review.scores}
    wanted = {line.position: (opinion.scores[line.position], _note(opinion, line.position)) for line in rubric.lines}
    same_words = (review.verdict, review.text) == (opinion.verdict, opinion.text)
    return same_words and review.rubric_id == rubric.id and given == wanted


def _write(actor: Any, version: Version, rubric: Rubric, opinion: Opinion, *, number: int) -> Review:
    review = add(
        Review(
            material_id=version.material_id,
            version_id=version.id,
            rubric_id=rubric.id,
            number=number,
            verdict=opinion.verdict,
            text=opinion.text,
            html=str(render(opinion.text)) if opinion.text else "",
            by_id=actor.id,
            at=now(),
        )
    )
    add_all(
        [
            ReviewScore(
                review_id=review.id,
                line_id=line.id,
                score=opinion.scores[line.position],
                note=_note(opinion, line.position),
            )
            for line in rubric.lines
        ]
    )
    return review


def _note(opinion: Opinion, position: int) -> str:
    return opinion.notes.get(position, "")


def _conclude(actor: Any, material: Material, version: Version, verdict: str) -> None:
    """The status that follows, and who hears of it."""
    tally = tally_for(material, version.id)
    status = status_after(material.status, verdict, tally)
    changed = status != material.status
    if changed:
        mark_status(actor, material, status, tally.words)
    said = "menyetujui" if verdict == "setuju" else "meminta perbaikan atas"
    _write_down(actor, material, f"{said} “{version.title}” versi {version.number}")
    authors = author_ids(material.id)
    if changed and status == "disetujui":
        _tell_approval(actor, material, version, tally, authors)
        return
    sentence = f"{actor.name} {said} “{version.title}” versi {version.number} ({tally.words})."
    _tell(material, authors, sentence, link=f"/materi/{material.id}#tinjauan", key=f"tinjauan:{material.id}:{actor.id}")


def _tell_approval(actor: Any, material: Material, version: Version, tally: Tally, authors: set[str]) -> None:
    _write_down(actor, material, f"menggenapkan persetujuan “{version.title}” versi {version.number}")
    said = f"“{version.title}” versi {version.number} disetujui gugus: {tally.words}."
    link = f"/materi/{material.id}#tinjauan"
    _tell(material, authors - {actor.id}, said, link=link, key=f"disetujui:{material.id}:{version.number}")
    db.session.execute(  # who was asked and has not answered need not any more
        update(Notice)
        .where(Notice.key == _asking(material), Notice.read_at.is_(None))
        .values(read_at=now())
        .execution_options(synchronize_session=False)
    )


def _asking(material: Material) -> str:
    return f"tinjau:{material.id}"


def _tell(material: Material, ids: set[str], sentence: str, *, link: str, key: str) -> None:
    tell(ids, sentence, link=link, key=key, kind="materi", gugus_id=material.gugus_id)


def _write_down(actor: Any, material: Material, sentence: str) -> None:
    note(actor, sentence, gugus=material.gugus_id, materi=material.id)
