"""What a modul did in a class is told by who taught with it, counted, and read by its authors."""

from datetime import date, timedelta

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.kernel.clock import today
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed, NotFound
from community.kernel.notices import unread
from community.materials.models import Material, Use
from community.materials.queries.uses import use_counts, use_of
from community.materials.refusals import UseGone
from community.materials.services import record_use, withdraw_use
from tests.lokakarya.test_races import at_once
from tests.materials.making import another_gugus, make_material
from tests.people import Cast
from tests.visitor import Visitor


def use(cast: Cast, material: Material, by: str = "peserta2", **over: object) -> Use:
    values: dict[str, object] = {"used_on": today(), "kelas": "4A", "text": "Murid senang melipat kertas."} | over
    return record_use(getattr(cast, by), material, **values)  # type: ignore[arg-type]


def test_the_authors_are_told_where_it_was_used(cast: Cast) -> None:
    use(cast, make_material(cast), pupils=28, fase="B")
    assert any("memakai" in notice.sentence and "4A" in notice.sentence for notice in unread("peserta"))


def test_a_teacher_of_another_gugus_who_reads_it_may_have_taught_with_it(cast: Cast) -> None:
    another_gugus()
    material = make_material(cast, visibility="masuk")
    use(cast, material, by="orang_luar")
    use(cast, material, by="peserta2")
    assert use_counts([material.id]) == {material.id: 2}


def test_the_same_lesson_told_twice_counts_once(cast: Cast) -> None:
    material = make_material(cast)
    assert use(cast, material).id == use(cast, material, kelas=" 4A ").id
    use(cast, material, kelas="4B")
    assert use_counts([material.id]) == {material.id: 2}


def test_a_double_tap_is_one_record(app: Flask, cast: Cast) -> None:
    material_id = make_material(cast).id

    def tap() -> object:
        material = db.session.get_one(Material, material_id)
        guru = db.session.get_one(Guru, "peserta2")
        return record_use(guru, material, used_on=today(), kelas="4A", text="Baik.")

    assert at_once(app, tap, tap) == ["", ""]
    assert db.session.scalar(db.select(db.func.count(Use.id))) == 1


def test_who_told_it_takes_it_back(cast: Cast) -> None:
    material = make_material(cast)
    told = use(cast, material)
    with pytest.raises(NotAllowed):
        withdraw_use(cast.ketua, told)
    withdraw_use(cast.peserta2, told)
    assert use_counts([material.id]) == {}
    with pytest.raises(UseGone):
        withdraw_use(cast.peserta2, told)
    use(cast, material)  # and may tell it anew


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("used_on", {"used_on": date(2099, 1, 1)}),
        ("used_on", {"used_on": date(2001, 1, 1)}),
        ("kelas", {"kelas": "   "}),
        ("kelas", {"kelas": "x" * 61}),
        ("text", {"text": " "}),
        ("fase", {"fase": "Z"}),
        ("pupils", {"pupils": 0}),
        ("pupils", {"pupils": 1000}),
    ],
)
def test_what_cannot_have_been_is_refused_at_its_field(cast: Cast, field: str, values: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refusal:
        use(cast, make_material(cast), **values)
    assert refusal.value.field == field
    assert db.session.scalar(db.select(db.func.count(Use.id))) == 0


def test_what_is_not_mine_to_read_is_not_mine_to_use(cast: Cast) -> None:
    told = use(cast, make_material(cast))
    with pytest.raises(NotFound):
        use_of(cast.orang_luar, told.id)


def test_the_story_stands_with_the_modul_and_a_stranger_reads_it_without_names(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material_id = make_material(cast, visibility="publik").id
    ida: Visitor = visitor(cast.peserta2)
    page = ida.visit(f"/materi/{material_id}/pemakaian")
    yesterday = (today() - timedelta(days=1)).isoformat()
    filled = {"used_on": yesterday, "kelas": "4A", "pupils": "28", "text": "Murid **senang** melipat. 🎉"}
    page = ida.submit(page, filled)
    assert "1 kali dipakai" in page and "28 murid" in page and "Ida Maryani" in page
    stranger = visitor(None).visit(f"/materi/{material_id}")
    assert "Murid senang melipat" in stranger and "Ida Maryani" not in stranger


def test_what_was_typed_stays_when_something_is_missing(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material_id = make_material(cast).id
    ida: Visitor = visitor(cast.peserta2)
    page = ida.visit(f"/materi/{material_id}/pemakaian")
    page = ida.submit(page, {"used_on": "31/02/2026", "kelas": "4A", "pupils": "banyak", "text": "Baik."}, status=422)
    assert "Tanggal ini tidak ada" in page and "bilangan bulat" in page and "Baik." in page.html


def test_counting_for_a_library_is_one_query(cast: Cast, queries) -> None:  # type: ignore[no-untyped-def]
    ids = []
    for number in range(4):
        material = make_material(cast, title=f"Modul {number}")
        use(cast, material)
        ids.append(material.id)
    assert queries(lambda: use_counts(ids)) == 1
    assert use_counts(ids) == dict.fromkeys(ids, 1)


def test_the_library_says_how_often_a_modul_was_used(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast)
    use(cast, material)
    use(cast, material, kelas="4B")
    for path in ("/gugus/kkg-banjarwangi/materi", "/gugus/kkg-banjarwangi"):
        assert "dipakai 2 kali di kelas" in visitor(cast.ketua).visit(path)
    assert "dipakai 2 kali di kelas" in visitor(cast.peserta).visit("/materi/saya")


def test_an_export_of_ones_data_holds_what_one_said_of_others_work(cast: Cast) -> None:
    from community.materials.queries.export_said import said_export
    from community.materials.services import comment_on
    from tests.materials.opinions import asked, review

    material = asked(cast)
    review(cast, material, "peserta2", text="Bagus.")
    comment_on(cast.peserta2, material, number=1, block=1, text="Berapa lama?")
    use(cast, material)
    said = said_export(cast.peserta2)
    assert said["tinjauan"][0]["pesan"] == "Bagus." and len(said["tinjauan"][0]["rubrik"]) == 6
    assert said["komentar"][0]["isi"] == "Berapa lama?"
    assert said["pemakaian_di_kelas"][0]["kelas"] == "4A"
    assert said_export(cast.peserta3) == {"tinjauan": [], "komentar": [], "pemakaian_di_kelas": []}
