"""What reviewers say in these stories."""

from typing import Any

from community.kernel.database import db
from community.materials.models import Material, Review
from community.materials.queries.rubrics import rubric_of
from community.materials.services import ask_review, review_material
from community.materials.services.reviewing import Opinion
from tests.materials.making import make_material
from tests.people import Cast


def opinion(material: Material, verdict: str = "setuju", *, level: int = 3, **over: Any) -> Opinion:
    """The same level on every line of the rubric, and a word where something has to be mended."""
    lines = range(1, len(rubric_of(material.gugus_id).lines) + 1)
    values = {"text": "" if verdict == "setuju" else "Tambahkan penilaian."} | over
    return Opinion(verdict=verdict, scores=dict.fromkeys(lines, level), **values)


def review(cast: Cast, material: Material, by: str, verdict: str = "setuju", **over: Any) -> Review:
    """One person's review of the version that is shown."""
    number = over.pop("number", material.current_number)
    edition = over.pop("rubric_number", rubric_of(material.gugus_id).number)
    said = opinion(material, verdict, **over)
    return review_material(getattr(cast, by), material, number=number, rubric_number=edition, opinion=said)


def asked(cast: Cast, **over: Any) -> Material:
    """A modul of Ai that waits for reviews."""
    material = make_material(cast, **over)
    ask_review(cast.peserta, material)
    return material


def again(material: Material) -> Material:
    """The materi read afresh."""
    db.session.expire_all()
    return db.session.get_one(Material, material.id)
