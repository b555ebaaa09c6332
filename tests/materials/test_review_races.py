"""Two who review at once, in real threads: the number is reached once."""

from collections.abc import Callable

from flask import Flask

from community.accounts.models import Guru
from community.kernel.database import db
from community.kernel.notices import unread
from community.materials.models import Material, Review, Rubric, StatusMark
from community.materials.rules.rubric import Line
from community.materials.services import edit_rubric, review_material
from tests.lokakarya.test_races import at_once
from tests.materials.opinions import asked, opinion, review
from tests.people import Cast


def who(name: str) -> Guru:
    return db.session.get_one(Guru, name)


def reviewing(material_id: str, name: str, edition: int, verdict: str = "setuju") -> Callable[[], object]:
    def act() -> object:
        material = db.session.get_one(Material, material_id)
        said = opinion(material, verdict)
        return review_material(who(name), material, number=1, rubric_number=edition, opinion=said)

    return act


def test_two_reviews_at_once_reach_the_number_once(app: Flask, cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "sekretaris")
    found = at_once(app, *(reviewing(material.id, name, 1) for name in ("ketua", "peserta2", "peserta3")))
    assert found == ["", "", ""]
    assert db.session.get_one(Material, material.id).status == "disetujui"
    marks = db.session.scalars(db.select(StatusMark.status).where(StatusMark.material_id == material.id)).all()
    assert sorted(marks) == ["disetujui", "ditinjau"]
    assert sum("disetujui gugus" in notice.sentence for notice in unread("peserta")) == 1


def test_the_first_two_reviews_of_a_gugus_settle_one_rubric(app: Flask, cast: Cast) -> None:
    material = asked(cast)
    found = at_once(app, reviewing(material.id, "ketua", 0), reviewing(material.id, "peserta2", 0))
    assert found == ["", ""]  # what both had read is what was settled
    assert db.session.scalar(db.select(db.func.count(Rubric.id))) == 1


def test_a_demand_beside_the_last_approval_is_never_overruled(app: Flask, cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "sekretaris")
    at_once(app, reviewing(material.id, "ketua", 1), reviewing(material.id, "peserta2", 1, verdict="perlu_perbaikan"))
    assert db.session.get_one(Material, material.id).status == "perlu_perbaikan"


def test_a_double_tap_is_one_review(app: Flask, cast: Cast) -> None:
    material = asked(cast)
    review(cast, material, "sekretaris")
    tap = reviewing(material.id, "ketua", 1)
    assert at_once(app, tap, tap) == ["", ""]
    assert db.session.scalar(db.select(db.func.count(Review.id)).where(Review.by_id == "ketua")) == 1


def test_two_pengurus_who_write_the_rubric_at_once_lose_nothing_unseen(app: Flask, cast: Cast) -> None:
    gugus_id = cast.gugus.id

    def writing(name: str) -> Callable[[], object]:
        lines = [Line(f"Milik {name}", ("rendah", "sedang", "tinggi"))]

        def act() -> object:
            from community.gugus.models import Gugus

            gugus = db.session.get_one(Gugus, gugus_id)
            return edit_rubric(who(name), gugus, title=f"Rubrik {name}", needed=2, lines=lines, based_on=0)

        return act

    found = at_once(app, writing("ketua"), writing("sekretaris"))
    assert sorted(found) == ["", "rubrik_sudah_berganti"]
