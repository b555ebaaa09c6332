"""Two who save the same modul at the same moment, in real threads: both texts are kept and stand side by side."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from community.accounts.models import Guru
from community.kernel.database import db
from community.kernel.notices import unread
from community.materials.models import Material, Version
from community.materials.services import name_authors, save_version
from tests.lokakarya.test_races import at_once
from tests.materials.making import content, make_material
from tests.people import Cast
from tests.visitor import Visitor


def saving(material_id: str, name: str, text: str) -> Callable[[], object]:
    def act() -> object:
        material = db.session.get_one(Material, material_id)
        who = db.session.get_one(Guru, name)
        return save_version(who, material, kind=material.kind, content=content(text=text), based_on=1)

    return act


def test_both_texts_are_kept_and_shown_side_by_side(app: Flask, cast: Cast, visitor: Callable[..., Visitor]) -> None:
    material = make_material(cast)
    name_authors(cast.peserta, material, guru_ids=["peserta", "peserta2", "peserta3"])
    words = {"peserta": "Kertas lipat.", "peserta2": "Potongan kue.", "peserta3": "Garis bilangan."}
    assert at_once(app, *(saving(material.id, name, text) for name, text in words.items())) == ["", "", ""]
    rows = db.session.scalars(select(Version).where(Version.material_id == material.id).order_by(Version.number)).all()
    assert [each.number for each in rows] == [1, 2, 3, 4]
    assert {each.by_id: each.text for each in rows[1:]} == words
    assert [each.beside for each in rows] == [False, False, True, True]
    first, *beside = rows[1:]
    page = visitor(cast.peserta).visit(f"/materi/{material.id}")
    assert first.text in page and page.text.count("menyimpan versi") >= len(beside)
    for each in beside:
        compared = visitor(cast.peserta).visit(f"/materi/{material.id}/berdampingan/{each.number}")
        assert first.text in compared and each.text in compared
    told = [notice.sentence for notice in unread(first.by_id)]
    assert any("bersamaan dengan orang lain" in sentence for sentence in told)


def test_a_double_tap_saves_one_version(app: Flask, cast: Cast) -> None:
    material = make_material(cast)
    tap = saving(material.id, "peserta", "Kertas lipat.")
    assert at_once(app, tap, tap) == ["", ""]
    texts = list(db.session.scalars(select(Version.text).where(Version.material_id == material.id)))
    assert texts.count("Kertas lipat.") == 1
