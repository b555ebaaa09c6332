"""The butir of a ratified modul: as the regulation file says it, and stopping the start where it contradicts itself."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from community.angka_kredit.peraturan import SHIPPED, PeraturanError, load, peraturan
from community.angka_kredit.queries.modul import ratification_facts
from community.materials.models import LEVELS

REGIME_A = "rezim-a-permenpan-16-2009.toml"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("level", "code", "value"), [("provinsi", "45", "1.5"), ("kabkota", "46", "1"), ("sekolah", "47", "0.5")]
)
def test_a_modul_is_worth_what_the_annex_says_by_who_ratified_it(level: str, code: str, value: str) -> None:
    butir = peraturan().butir_ratified_by(level, on=TODAY)
    assert (butir.code, butir.value, butir.sub_unsur) == (code, Decimal(value), "publikasi_ilmiah")


def test_every_level_a_letter_may_have_is_told_with_its_evidence_and_its_source() -> None:
    facts = ratification_facts()
    assert set(facts) == set(LEVELS)
    for each in facts.values():
        assert any("pengesahan" in proof for proof in each.evidence)
        assert each.label == "nilai PKB menurut Buku 4/5" and "arsip/rujukan" in each.explanation
        assert any("Lampiran I" in source for source in each.sources)


def test_what_one_talk_says_is_said_to_be_no_more_than_that() -> None:
    assert all("belum ditemukan" in each.note for each in ratification_facts().values())


def test_before_the_regulation_there_is_none() -> None:
    with pytest.raises(LookupError, match="sekolah"):
        peraturan().butir_ratified_by("sekolah", on=date(2009, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('pengesah = "kabkota"', 'pengesah = "provinsi"', "tingkat yang sama"),
        ('pengesah = "kabkota"', 'pengesah = "kecamatan"', "tidak mengenal 'kecamatan'"),
        ('pengesah = "kabkota"\n', "", "'pengesah' wajib diisi"),
        ('kelompok = "modul"', 'kelompok = "presentasi"', "kunci tidak dikenal: 'pengesah'"),
        ('harap_butir = "46"', 'harap_butir = "99"', "'harap_butir' menyebut '99'"),
    ],
)
def test_a_mistake_in_it_stops_the_start(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "regulations"))
    path = folder / REGIME_A
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PeraturanError, match=said):
        load(folder)
