"""A letter of ratification is written down with its scan; nobody's record gains a figure by that."""

import io
from datetime import date

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.angka_kredit.models import LedgerEntry, Usulan
from community.angka_kredit.peraturan import peraturan
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.files import FileRefused, Named
from community.kernel.notices import unread
from community.materials.models import LEVELS, Material, Ratification
from community.materials.queries.uses import may_read_letter, ratifications_of
from community.materials.refusals import RatificationGone, RatificationKnown
from community.materials.rules.ratifying import RATIFICATION_FACTS
from community.materials.services import record_ratification, withdraw_ratification
from community.materials.services.ratifying import Letter
from tests.lokakarya.test_races import at_once
from tests.materials.making import make_material
from tests.people import Cast
from tests.visitor import Visitor

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def letter(**over: object) -> Letter:
    values: dict[str, object] = {
        "level": "kabkota",
        "number": "421/77-Disdik",
        "on": date(2022, 3, 2),
        "issuer": "Kepala Dinas Pendidikan Kabupaten Garut",
    }
    return Letter(**(values | over))  # type: ignore[arg-type]


def record(cast: Cast, material: Material, by: str = "ketua", **over: object) -> Ratification:
    scan = Named("surat.pdf", PDF)
    return record_ratification(getattr(cast, by), material, version_number=1, letter=letter(**over), scan=scan)


def test_the_authors_are_told_of_the_letter(cast: Cast) -> None:
    row = record(cast, make_material(cast))
    assert row.level_name == "Kabupaten/kota" and row.file is not None
    assert any("disahkan" in notice.sentence for notice in unread("peserta"))


def test_writing_it_down_gives_nobody_credit(cast: Cast) -> None:
    record(cast, make_material(cast))
    assert db.session.scalar(db.select(db.func.count(LedgerEntry.id))) == 0
    assert db.session.scalar(db.select(db.func.count(Usulan.id))) == 0


def test_each_level_has_its_butir_with_its_sources(app: Flask) -> None:
    assert {level: (facts.code, str(facts.value)) for level, facts in RATIFICATION_FACTS.items()} == {
        "sekolah": ("47", "0.5"),
        "kabkota": ("46", "1"),
        "provinsi": ("45", "1.5"),
    }
    assert set(RATIFICATION_FACTS) == set(LEVELS)
    assert all(facts.sources and facts.evidence for facts in RATIFICATION_FACTS.values())


@pytest.mark.parametrize("example", peraturan().modul_examples, ids=lambda example: example.ratifier)
def test_a_worked_example_of_the_regulation_comes_out_as_written(example) -> None:  # type: ignore[no-untyped-def]
    butir = peraturan().butir_ratified_by(example.ratifier, on=date(2026, 11, 22))
    assert (butir.code, butir.value) == (example.expect_butir, example.expect_value)


def test_an_anggota_who_did_not_write_it_does_not_record_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        record(cast, make_material(cast), by="peserta2")


def test_the_same_letter_is_not_recorded_twice(cast: Cast) -> None:
    material = make_material(cast)
    record(cast, material)
    with pytest.raises(RatificationKnown):
        record(cast, material, by="peserta")
    record(cast, material, level="sekolah")  # another level has a numbering of its own


def test_two_who_record_one_letter_at_once_record_it_once(app: Flask, cast: Cast) -> None:
    material_id = make_material(cast).id

    def recording(name: str):  # type: ignore[no-untyped-def]
        def act() -> object:
            guru, material = db.session.get_one(Guru, name), db.session.get_one(Material, material_id)
            return record_ratification(guru, material, version_number=1, letter=letter(), scan=Named("surat.pdf", PDF))

        return act

    assert sorted(at_once(app, recording("ketua"), recording("peserta"))) == ["", "surat_sudah_tercatat"]


def test_it_is_taken_back_with_a_reason_and_may_be_recorded_anew(cast: Cast) -> None:
    material = make_material(cast)
    row = record(cast, material)
    with pytest.raises(Invalid):
        withdraw_ratification(cast.ketua, row, reason="  ")
    withdraw_ratification(cast.ketua, row, reason="Nomornya keliru.")
    assert ratifications_of(material.id) == []
    assert any("Nomornya keliru" in notice.sentence for notice in unread("peserta"))
    with pytest.raises(RatificationGone):
        withdraw_ratification(cast.ketua, row, reason="Nomornya keliru.")
    record(cast, material)


def test_the_scan_is_read_by_the_gugus_and_nobody_else(cast: Cast) -> None:
    row = record(cast, make_material(cast, visibility="publik"))
    assert may_read_letter(cast.peserta2, row.id)
    assert not may_read_letter(cast.orang_luar, row.id) and not may_read_letter(None, row.id)
    withdraw_ratification(cast.ketua, row, reason="Nomornya keliru.")
    assert not may_read_letter(cast.peserta2, row.id)


@pytest.mark.parametrize(
    ("field", "over"),
    [
        ("level", {"level": "kecamatan"}),
        ("letter_number", {"number": ""}),
        ("letter_number", {"number": "9" * 101}),
        ("letter_on", {"on": date(2099, 1, 1)}),
        ("letter_on", {"on": date(1949, 1, 1)}),
        ("issuer", {"issuer": ""}),
    ],
)
def test_a_letter_that_cannot_be_is_refused_at_its_field(cast: Cast, field: str, over: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refusal:
        record(cast, make_material(cast), **over)
    assert refusal.value.field == field


def test_a_program_named_pdf_is_no_letter(cast: Cast) -> None:
    scan = Named("surat.pdf", b"MZ\x90\x00" + b"\0" * 200)
    with pytest.raises(FileRefused):
        record_ratification(cast.ketua, make_material(cast), version_number=1, letter=letter(), scan=scan)
    assert db.session.scalar(db.select(db.func.count(Ratification.id))) == 0


def test_a_ketua_records_it_on_the_page_and_sees_what_an_assessor_asks_for(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material_id = make_material(cast).id
    ketua: Visitor = visitor(cast.ketua)
    page = ketua.visit(f"/materi/{material_id}/pengesahan")
    filled = {
        "level": "sekolah",
        "letter_number": "421/12-SDN1",
        "letter_on": "2022-03-02",
        "issuer": "Kepala SDN 1 Banjarwangi",
        "scan": (io.BytesIO(PDF), "surat.pdf"),
    }
    wrong = ketua.submit(page, {**filled, "scan": (io.BytesIO(b"MZ" + b"\0" * 99), "surat.pdf")}, status=422)
    assert "421/12-SDN1" in wrong.html
    filled["scan"] = (io.BytesIO(PDF), "surat.pdf")
    page = ketua.submit(page, filled)
    assert "Kepala SDN 1 Banjarwangi" in page and "Butir 47" in page and "0,5" in page
    assert "Tidak ada nilai yang masuk" in page
    row = db.session.scalars(db.select(Ratification)).one()
    page = ketua.visit(f"/pengesahan-materi/{row.id}/penarikan")
    page = ketua.submit(page, {"reason": "Surat untuk modul lain."})
    assert "Kepala SDN 1 Banjarwangi" not in page
