"""The regulation files: what they say, and that a mistake in one stops the start, with file and line."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from community.angka_kredit.peraturan import SHIPPED, Peraturan, PeraturanError, load, peraturan
from community.lokakarya.models import HASIL_KINDS, JENIS, PAKET_ROLES

REGIME_A = "rezim-a-permenpan-16-2009.toml"
REGIME_B = "rezim-b-permenpanrb-1-2023.toml"
LOCAL = "entri-lokal.toml"
TODAY = date(2026, 11, 22)

BUTIR_OF_BUKU_4 = {
    "19": "15",
    "20": "9",
    "21": "6",
    "22": "3",
    "23": "2",
    "24": "1",
    "25": "0.15",
    "26": "0.2",
    "27": "0.1",
    "28": "0.1",
    "29": "0.2",
    "30": "0.2",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to write mistakes into."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "regulations"))


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` in a file; the number of the line on which `new` begins."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def append(folder: Path, name: str, text: str) -> int:
    """Add `text` at the end of a file; the number of its first line."""
    path = folder / name
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n") + 1


def refusal(folder: Path) -> str:
    with pytest.raises(PeraturanError) as error:
        load(folder)
    return str(error.value)


@pytest.mark.parametrize(("code", "value"), BUTIR_OF_BUKU_4.items())
def test_a_butir_has_the_value_buku_4_prints(code: str, value: str) -> None:
    assert peraturan().butir(code, on=TODAY).value == Decimal(value)


def test_every_entry_names_a_document_a_koordinator_can_look_up() -> None:
    rules = peraturan()
    cited = [*rules.all_butir, *rules.jenis_list, *rules.reasons, *rules.jenjang_list, *rules.predikat_list]
    for entry in [*cited, *(rule for jenis in rules.jenis_list for rule in jenis.roles)]:
        assert [rules.source(id).name for id in entry.sources]
        assert entry.status_words


def test_every_butir_names_the_evidence_an_assessor_asks_for() -> None:
    rules = peraturan()
    for butir in rules.all_butir:
        assert [rules.proof(id).name for id in butir.evidence]


def test_the_words_of_a_paket_are_those_the_regulations_judge() -> None:
    rules = peraturan()
    assert {jenis.id for jenis in rules.all_jenis()} == set(JENIS)
    assert {name.id for name in rules.role_names} == set(PAKET_ROLES)
    assert {name.id for name in rules.hasil_names} == set(HASIL_KINDS)


def test_the_minimum_of_karya_ilmiah_shows_that_two_sources_disagree() -> None:
    rules = peraturan()
    jenis = rules.jenis("karya_ilmiah")
    assert (jenis.minimum, jenis.other_minimum) == (4, 3)
    assert "Kemdikbud" in rules.source(jenis.sources[0]).name
    assert "Kardiman" in rules.source(jenis.other_minimum_sources[0]).name
    assert "bertentangan" in jenis.conflict


def test_a_koordinator_is_offered_the_reasons_of_the_group_only() -> None:
    rules = peraturan()
    assert [each.code for each in rules.reasons_for("diklat")] == ["1D", "1E", "1F", "1G", "1H"]
    assert [each.code for each in rules.reasons_for("kegiatan_kolektif")] == [
        "2A",
        "2B",
        "2C",
        "2D",
        "2E",
        "2F",
    ]
    assert [each.code for each in rules.reasons_for("presentasi")] == ["5B", "5C", "5D", "5E"]


def test_a_reason_no_source_prints_says_that_it_is_not_confirmed_and_since_when() -> None:
    rules = peraturan()
    local = [each for each in rules.reasons if each.is_local]
    assert [each.code for each in local] == ["2D", "2E", "2F"]
    assert all(each.confirmation == "belum dikonfirmasi" for each in local)
    assert all(each.recorded_on == date(2026, 11, 22) for each in local)
    assert not rules.reason("2A").is_local


def test_a_reason_number_of_another_scope_is_unknown() -> None:
    assert peraturan().reason("5B", "publikasi_ilmiah").group == "presentasi"
    with pytest.raises(LookupError, match="5B"):
        peraturan().reason("5B")


def test_the_regimes_are_called_by_their_books() -> None:
    assert peraturan().regime_label("A") == "nilai PKB menurut Buku 4/5"
    assert "perkiraan" in peraturan().regime_label("B")


def test_the_end_of_credit_is_marked_as_not_confirmed() -> None:
    regulation = peraturan().regulation("permenpan-16-2009")
    assert regulation.ak_until == date(2022, 12, 31)
    assert regulation.ak_until_status == "belum_dikonfirmasi"
    assert regulation.reference_until is None


def test_a_butir_outside_its_dates_is_not_found() -> None:
    with pytest.raises(LookupError, match="25"):
        peraturan().butir("25", on=date(2009, 12, 31))
    with pytest.raises(LookupError, match="25"):
        peraturan().butir("25", on=TODAY, regime="B")


@pytest.mark.parametrize("lookup", ["jenis", "regulation", "source", "proof", "predikat", "jenjang"])
def test_an_unknown_name_is_a_lookup_error(lookup: str) -> None:
    with pytest.raises(LookupError, match="entah"):
        getattr(peraturan(), lookup)("entah")


def test_the_shipped_files_are_read_once() -> None:
    assert peraturan() is peraturan()
    assert isinstance(peraturan(), Peraturan)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (REGIME_A, 'nilai = "0.15"', "nilai = 0.15", "angka desimal 0.15 harus ditulis dalam tanda kutip"),
        (REGIME_A, 'nilai = "0.15"', 'nilai = "0,15"', "angka bertitik desimal"),
        (REGIME_A, 'nilai = "0.15"', 'nilai = "0.00001"', "angka bertitik desimal"),
        (REGIME_A, 'nilai = "0.15"', "nilai = 15", "angka bertitik desimal"),
        (REGIME_A, 'nilai = "0.15"', "nilai = inf", "angka desimal inf"),
        (REGIME_A, 'nilai = "0.15"', 'nilay = "0.15"', "'nilai' wajib diisi"),
        (REGIME_A, 'satuan = "per paket"', 'satuan = "per paket"\nwarna = "hijau"', "tidak dikenal: 'warna'"),
        (REGIME_A, "hadir = 3", "hadir = 3\nhadirr = 3", "tidak dikenal: 'hadirr'"),
        (
            REGIME_A,
            'rujukan = ["lampiran-1"]',
            'rujukan = ["buku4-99"]',
            "menyebut 'buku4-99' yang tidak ada",
        ),
        (REGIME_A, 'rujukan = ["kemdikbud-2013"]', "rujukan = []", "'rujukan' wajib diisi"),
        (REGIME_A, 'butir = "25"', 'butir = "52"', "menyebut '52' yang tidak ada"),
        (REGIME_A, 'butir_pilihan = ["30", "26"]', 'butir_pilihan = ["31"]', "menyebut '31' yang tidak ada"),
        (REGIME_A, 'harap_butir = "25"', 'harap_butir = "52"', "menyebut '52' yang tidak ada"),
        (REGIME_A, 'hasil = ["instrumen"]', 'hasil = ["angan"]', "menyebut 'angan' yang tidak ada"),
        (REGIME_A, 'pola_peran = "lokakarya"', 'pola_peran = "entah"', "tidak mengatur peran 'peserta'"),
        (
            REGIME_A,
            'peran = ["notulis"]',
            'peran = ["panitia"]',
            "peran 'panitia' dalam pola 'lokakarya' sudah diatur",
        ),
        (REGIME_A, 'kode = "26"', 'kode = "25"', "masa berlaku butir 25 tumpang tindih"),
        (REGIME_A, "jam_dari = 30", "jam_dari = 0.5", "angka desimal 0.5"),
        (REGIME_A, "minimum = 4", "minimum = 0", "'minimum' paling sedikit 1"),
        (REGIME_A, 'kode = "1E"', 'kode = "1D"', "'1D' sudah ada"),
        (REGIME_A, 'id = "kegiatan_lain"', 'id = "karya_ilmiah"', "'karya_ilmiah' sudah ada"),
        (REGIME_A, 'rezim = "A"', 'rezim = "C"', "tidak mengenal 'C'"),
        (REGIME_A, "ak_sampai = 2022-12-31", "ak_sampai = 2009-12-31", "'ak_sampai' mendahului"),
        (REGIME_A, "ak_sampai = 2022-12-31", 'ak_sampai = "31 Desember 2022"', "harus berupa tanggal"),
        (
            REGIME_A,
            'rujukan_sampai = "terbuka"',
            "rujukan_sampai = 2020-01-01",
            "'rujukan_sampai' mendahului",
        ),
        (REGIME_A, "dapat_dipisah = true", 'dapat_dipisah = "ya"', "harus true atau false"),
        (REGIME_A, "[peraturan]", "[aturan]", "[peraturan] wajib ada"),
        (REGIME_B, "[[jenjang]]", "[jenjangg]\n[[jenjang]]", "bagian tidak dikenal: 'jenjangg'"),
        (REGIME_B, 'persen = "150"', "persen = 150.0", "angka desimal 150.0"),
        (REGIME_B, 'jenjang = "ahli_muda"', 'jenjang = "ahli_muda"\njenjang = "x"', "bukan TOML yang sah"),
        (LOCAL, "dicatat_pada = 2026-11-22\n", "", "entri lokal wajib bertanggal"),
        (LOCAL, 'alasan_salinan = "2A"', 'alasan_salinan = "9Z"', "menyebut '9Z' yang tidak ada"),
    ],
)
def test_a_mistake_in_a_file_stops_the_start_and_is_named(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    change(folder, name, old, new)
    file, line, rest = refusal(folder).split(":", 2)
    assert file == name
    assert message in rest
    named = (folder / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    # What is missing altogether is named where its table, or the file, begins.
    assert "wajib" in message or named.startswith(tuple(new.splitlines()))


def test_a_float_is_refused_on_the_line_where_it_stands(folder: Path) -> None:
    line = change(folder, REGIME_A, 'nilai = "0.15"', "nilai = 0.15")
    assert refusal(folder).startswith(f"{REGIME_A}:{line}: ")


def test_an_unknown_key_is_refused_on_the_line_where_it_stands(folder: Path) -> None:
    line = change(folder, REGIME_A, 'satuan = "per paket"', 'satuan = "per paket"\nwarna = "hijau"')
    assert refusal(folder).startswith(f"{REGIME_A}:{line + 1}: ")


def test_a_missing_citation_is_refused_where_its_entry_begins(folder: Path) -> None:
    line = append(folder, LOCAL, '[[bukti]]\nid = "foto"\nnama = "Foto"\nsifat = "lazim"\nstatus = "keputusan"\n')
    assert refusal(folder) == f"{LOCAL}:{line}: 'rujukan' wajib diisi: sebutkan sumbernya"


def test_an_unknown_butir_is_refused_on_the_line_where_it_stands(folder: Path) -> None:
    line = change(folder, REGIME_A, 'butir = "28"', 'butir = "82"')
    assert refusal(folder) == f"{REGIME_A}:{line}: 'butir' menyebut '82' yang tidak ada"


A_SECOND_25 = """
[[butir]]
kode = "25"
nama = "Lokakarya menurut aturan baru"
nilai = "0.2"
satuan = "per paket"
sub_unsur = "pengembangan_diri"
kelompok = "kegiatan_kolektif"
bukti = ["laporan"]
berlaku_dari = 2027-01-01
status = "keputusan"
rujukan = ["keputusan-gugus"]
"""


def test_a_butir_whose_dates_overlap_is_refused_in_whichever_file_it_stands(folder: Path) -> None:
    line = append(folder, REGIME_A, A_SECOND_25) + 2
    assert refusal(folder).startswith(f"{REGIME_A}:{line}: masa berlaku butir 25 tumpang tindih")


def test_a_butir_may_follow_another_from_a_later_day(folder: Path) -> None:
    change(folder, REGIME_A, 'satuan = "per paket"', 'satuan = "per paket"\nberlaku_sampai = 2026-12-31')
    append(folder, REGIME_A, A_SECOND_25)
    rules = load(folder)
    assert rules.butir("25", on=date(2026, 12, 31)).value == Decimal("0.15")
    assert rules.butir("25", on=date(2027, 1, 1)).value == Decimal("0.2")


def test_the_regimes_themselves_may_overlap(folder: Path) -> None:
    append(folder, REGIME_B, A_SECOND_25)
    assert load(folder).butir("25", on=date(2027, 1, 1), regime="B").value == Decimal("0.2")


def test_hours_that_belong_to_two_diklat_are_refused(folder: Path) -> None:
    change(folder, REGIME_A, "jam_sampai = 80", "jam_sampai = 81")
    assert "tumpang tindih dengan butir 23" in refusal(folder)


def test_a_file_that_is_not_toml_names_the_line(folder: Path) -> None:
    line = change(folder, LOCAL, "[kewajaran]", "[kewajaran")
    assert refusal(folder).startswith(f"{LOCAL}:{line}: bukan TOML yang sah")


def test_a_second_school_year_is_refused(folder: Path) -> None:
    append(
        folder,
        REGIME_B,
        '[tahun_ajaran]\nbulan_mulai = 1\nhari_mulai = 1\nstatus = "keputusan"\nrujukan = ["bkn-salindia"]\n',
    )
    assert "[tahun_ajaran] sudah ada" in refusal(folder)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "wajib ada" in refusal(tmp_path)
