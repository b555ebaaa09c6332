"""What a paket is worth to whom: the worked examples of the files, and what holds whatever the numbers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.angka_kredit.peraturan import Jenis, peraturan
from community.angka_kredit.peraturan.entries import Jenjang
from community.angka_kredit.peraturan.examples import ConversionExample, DiklatExample, Example
from community.angka_kredit.rules import (
    Attended,
    Verdict,
    by_butir,
    by_calendar_year,
    by_school_year,
    diklat_butir,
    estimate_b,
    judge,
    looks_copied,
    plausibility,
    same_text,
    school_year_of,
    since,
    split_offer,
    sum_by,
    total,
)
from community.kernel.indonesian import nilai

RULES = peraturan()
SATURDAY = date(2026, 11, 21)
DIKLAT = {butir.code for butir in RULES.all_butir if butir.group == "diklat"}
ROLES = [name.id for name in RULES.role_names]
SOMETHING_MISSING = {"paket_kurang_pertemuan", "kurang_pertemuan", "hasil_belum_ada", "makalah_belum_ada"}
CODES = SOMETHING_MISSING | {"layak", "peran_tanpa_nilai", "jenis_tanpa_nilai"}


def attended(role: str = "peserta", of: int = 3, **changes: Any) -> Attended:
    """Someone who was at every pertemuan of a paket that made its modul; `changes` say otherwise."""
    facts = Attended(
        role=role,
        pertemuan_attended=of,
        pertemuan_held=of,
        minutes=240 * of,
        jp=Decimal(4 * of),
        hasil_kinds=frozenset({"perangkat"}),
        makalah=False,
        last_pertemuan_on=SATURDAY,
    )
    return replace(facts, **changes)


@st.composite
def facts_of(draw: st.DrawFn) -> Attended:
    held = draw(st.integers(0, 40))
    return Attended(
        role=draw(st.sampled_from(ROLES)),
        pertemuan_attended=draw(st.integers(0, held)),
        pertemuan_held=held,
        minutes=draw(st.integers(0, 100_000)),
        jp=draw(st.decimals(0, 2_000, places=2)),
        hasil_kinds=draw(st.frozensets(st.sampled_from([name.id for name in RULES.hasil_names]))),
        makalah=draw(st.booleans()),
        last_pertemuan_on=draw(st.dates(date(2010, 1, 1), date(2040, 12, 31))),
    )


jenis_of = st.sampled_from(RULES.all_jenis())


# ---- the worked examples of the files


@pytest.mark.parametrize("example", RULES.examples, ids=lambda example: example.title)
def test_an_example_of_the_regulation_file_comes_out_as_written(example: Example) -> None:
    jenis = RULES.jenis(example.jenis)
    facts = Attended(
        role=example.role,
        pertemuan_attended=example.attended,
        pertemuan_held=example.held,
        minutes=0,
        jp=example.jp,
        hasil_kinds=frozenset(example.hasil),
        makalah=example.makalah,
        last_pertemuan_on=example.on or SATURDAY,
    )
    verdict = judge(jenis, facts, RULES, example.chosen)
    assert verdict.code == example.expect_code
    assert verdict.butir == example.expect_butir
    assert verdict.eligible == (example.expect_value is not None)
    assert (verdict.value and verdict.value * example.count) == example.expect_value
    assert split_offer(jenis, example.held) == example.expect_split
    assert verdict.credit_kind == (example.expect_kind or verdict.credit_kind)
    for words in example.expect_words:
        assert words.casefold() in verdict.sentence.casefold()


@pytest.mark.parametrize("example", RULES.diklat_examples, ids=lambda example: f"{example.hours} jam")
def test_a_real_diklat_is_placed_by_its_hours(example: DiklatExample) -> None:
    found = diklat_butir(example.hours, RULES, SATURDAY)
    assert (found and found.code) == example.expect_butir


@pytest.mark.parametrize("example", RULES.conversion_examples, ids=lambda example: example.title)
def test_an_example_of_the_conversion_comes_out_as_written(example: ConversionExample) -> None:
    estimate = estimate_b(example.predikat, example.jenjang, example.months, RULES)
    assert estimate.shown == example.expect_value
    assert nilai(example.expect_value) in estimate.sentence


# ---- what the guru reads


def test_a_guru_who_attended_all_reads_the_value_with_a_comma_and_its_book() -> None:
    verdict = judge(RULES.jenis("silabus_rpp"), attended(), RULES)
    assert verdict.sentence == (
        "Dapat diusulkan: hadir 3 dari 3 pertemuan (minimal 3). Nilai PKB menurut Buku 4/5: 0,15 (butir 25)."
    )
    assert verdict.regulation == "permenpan-16-2009"
    assert "arsip/rujukan" in verdict.explanation


def test_a_guru_who_missed_one_of_three_reads_what_is_missing() -> None:
    verdict = judge(RULES.jenis("silabus_rpp"), attended(pertemuan_attended=2), RULES)
    assert verdict.sentence == ("Belum dapat diusulkan. Hadir 2 dari 3 pertemuan, kurang 1 pertemuan dari minimal 3.")
    assert verdict.missing == ("kehadiran pada 1 pertemuan",)


def test_everything_that_is_missing_is_told_at_once() -> None:
    facts = attended(pertemuan_attended=1, pertemuan_held=2, hasil_kinds=frozenset())
    verdict = judge(RULES.jenis("silabus_rpp"), facts, RULES)
    assert verdict.code == "paket_kurang_pertemuan"
    assert verdict.missing == (
        "1 pertemuan paket lagi",
        "kehadiran pada 2 pertemuan",
        "hasil: silabus, RPP, modul ajar, atau bahan ajar",
    )


def test_a_guru_with_three_of_karya_ilmiah_reads_that_the_sources_disagree() -> None:
    facts = attended(hasil_kinds=frozenset({"karya_ilmiah"}))
    assert "bertentangan" in judge(RULES.jenis("karya_ilmiah"), facts, RULES).sentence
    absent = replace(facts, pertemuan_held=4)
    assert judge(RULES.jenis("karya_ilmiah"), absent, RULES).sentence.count("bertentangan") == 1


def test_a_pembahas_without_makalah_reads_that_it_is_missing() -> None:
    verdict = judge(RULES.jenis("kegiatan_ilmiah"), attended("pembahas", of=1), RULES)
    assert verdict.missing == ("makalah pembahas",)


def test_a_pemrasaran_may_choose_one_butir_and_only_one_the_role_has() -> None:
    jenis, facts = RULES.jenis("kegiatan_ilmiah"), attended("pemrasaran", of=1, makalah=True)
    assert judge(jenis, facts, RULES).choices == ("30", "26")
    chosen = judge(jenis, facts, RULES, chosen="26")
    assert (chosen.butir, chosen.value, chosen.choices) == ("26", Decimal("0.2"), ("29", "30"))
    with pytest.raises(LookupError, match="27"):
        judge(jenis, facts, RULES, chosen="27")


def test_a_paket_before_the_regulation_carries_nothing() -> None:
    verdict = judge(RULES.jenis("silabus_rpp"), attended(last_pertemuan_on=date(2009, 5, 2)), RULES)
    assert verdict.code == "di_luar_masa_berlaku"
    assert verdict.sentence == "Butir 25 tidak berlaku pada 2 Mei 2009."


def test_an_unknown_role_is_not_judged() -> None:
    with pytest.raises(LookupError, match="tamu"):
        judge(RULES.jenis("silabus_rpp"), attended("tamu"), RULES)


def test_nobody_attends_more_than_was_held() -> None:
    with pytest.raises(ValueError, match="4 of 3"):
        attended(pertemuan_attended=4)


@given(jenis_of, facts_of())
def test_no_sentence_promises_a_promotion(jenis: Jenis, facts: Attended) -> None:
    verdict = judge(jenis, facts, RULES)
    said = f"{verdict.sentence} {verdict.explanation}".casefold()
    assert not any(word in said for word in ("kenaikan pangkat", "naik pangkat", "menuju iii", "menuju iv"))


# ---- what holds whatever the numbers


@given(jenis_of, facts_of())
def test_every_role_in_every_jenis_gets_a_verdict_that_says_why(jenis: Jenis, facts: Attended) -> None:
    verdict = judge(jenis, facts, RULES)
    assert verdict.code in CODES
    assert verdict.sentence.endswith(".")
    assert verdict.eligible == (verdict.code == "layak")
    assert verdict.eligible == (verdict.butir is not None) == (verdict.value is not None)
    assert bool(verdict.missing) == (verdict.code in {*CODES} - {"layak", "peran_tanpa_nilai", "jenis_tanpa_nilai"})


@given(jenis_of, facts_of())
def test_fewer_than_the_minimum_is_never_eligible(jenis: Jenis, facts: Attended) -> None:
    if facts.pertemuan_attended < jenis.minimum:
        assert not judge(jenis, facts, RULES).eligible


@given(jenis_of, facts_of())
def test_a_required_hasil_that_is_missing_is_never_eligible(jenis: Jenis, facts: Attended) -> None:
    if jenis.hasil and not facts.hasil_kinds & set(jenis.hasil):
        assert not judge(jenis, facts, RULES).eligible


@given(jenis_of, facts_of(), st.integers(1, 60))
def test_more_pertemuan_never_add_to_the_value(jenis: Jenis, facts: Attended, more: int) -> None:
    longer = replace(
        facts,
        pertemuan_attended=facts.pertemuan_attended + more,
        pertemuan_held=facts.pertemuan_held + more,
    )
    before, after = judge(jenis, facts, RULES), judge(jenis, longer, RULES)
    if before.eligible:
        assert (after.butir, after.value) == (before.butir, before.value)
    if after.value is not None:
        assert after.value == RULES.butir(str(after.butir), on=facts.last_pertemuan_on).value


@given(jenis_of, facts_of(), st.integers(0, 10**6), st.decimals(0, 10**4, places=2))
def test_hours_never_make_a_diklat_nor_change_the_value(
    jenis: Jenis, facts: Attended, minutes: int, jp: Decimal
) -> None:
    before = judge(jenis, facts, RULES)
    after = judge(jenis, replace(facts, minutes=minutes, jp=jp), RULES)
    assert after.butir not in DIKLAT
    assert (after.code, after.butir, after.value) == (before.code, before.butir, before.value)


@given(jenis_of, st.integers(0, 200))
def test_splitting_never_yields_more_paket_than_the_minimum_allows(jenis: Jenis, held: int) -> None:
    offered = split_offer(jenis, held)
    if offered is None:
        return
    assert 2 <= offered == held // jenis.minimum
    sizes = [held // offered + (part < held % offered) for part in range(offered)]
    verdicts = [judge(jenis, attended(of=size, hasil_kinds=frozenset(jenis.hasil)), RULES) for size in sizes]
    assert sum(verdict.eligible for verdict in verdicts) == offered
    whole = judge(jenis, attended(of=held, hasil_kinds=frozenset(jenis.hasil)), RULES)
    assert sum(verdict.value or 0 for verdict in verdicts) == offered * (whole.value or 0)


@given(jenis_of, st.lists(st.integers(0, 12), max_size=8))
def test_no_way_of_dividing_pertemuan_yields_more_values_than_minimal_paket(jenis: Jenis, sizes: list[int]) -> None:
    eligible = [judge(jenis, attended(of=size, hasil_kinds=frozenset(jenis.hasil)), RULES).eligible for size in sizes]
    assert sum(eligible) <= sum(sizes) // jenis.minimum


# ---- sums


@dataclass(frozen=True)
class Entry:
    butir: str
    value: Decimal
    on: date


entries_of = st.lists(
    st.builds(
        Entry,
        butir=st.sampled_from(["25", "26", "27", "28", "29"]),
        value=st.integers(-50_000, 50_000).map(lambda n: Decimal(n) / 10_000),
        on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    )
)


def test_three_paket_of_0_15_are_exactly_0_45() -> None:
    entries = [Entry("25", Decimal("0.15"), SATURDAY)] * 3
    assert total(entries) == Decimal("0.45")
    assert sum_by(entries, by_butir) == {"25": Decimal("0.45")}


def test_a_counter_entry_takes_back_exactly_what_was_given() -> None:
    assert total([Entry("25", Decimal("0.15"), SATURDAY), Entry("25", Decimal("-0.15"), SATURDAY)]) == 0


def test_a_value_finer_than_the_ledger_keeps_is_refused() -> None:
    with pytest.raises(ValueError, match="four decimals"):
        total([Entry("25", Decimal("0.00001"), SATURDAY)])


@given(entries_of, st.randoms())
def test_sums_do_not_depend_on_the_order(entries: list[Entry], random: Random) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    for key in (by_butir, by_calendar_year, by_school_year(RULES.school_year)):
        assert sum_by(shuffled, key) == sum_by(entries, key)
    assert total(shuffled) == total(entries)


@given(entries_of)
def test_every_way_of_grouping_adds_up_to_the_same_total(entries: list[Entry]) -> None:
    exact = sum((entry.value for entry in entries), Decimal(0))
    assert total(entries) == exact
    for key in (by_butir, by_calendar_year, by_school_year(RULES.school_year)):
        assert sum(sum_by(entries, key).values(), Decimal(0)) == exact


def test_a_school_year_begins_on_the_first_of_july() -> None:
    assert school_year_of(date(2026, 6, 30), RULES.school_year) == "2025/2026"
    assert school_year_of(date(2026, 7, 1), RULES.school_year) == "2026/2027"
    assert school_year_of(SATURDAY, RULES.school_year) == "2026/2027"


def test_years_are_shown_in_order() -> None:
    entries = [Entry("25", Decimal("0.15"), date(year, 3, 1)) for year in (2026, 2024, 2025)]
    assert list(sum_by(entries, by_calendar_year)) == [2024, 2025, 2026]
    assert list(sum_by(entries, by_school_year(RULES.school_year))) == ["2023/2024", "2024/2025", "2025/2026"]


def test_since_the_last_rank_counts_its_first_day() -> None:
    entries = [Entry("25", Decimal("0.15"), SATURDAY + timedelta(days=days)) for days in (-1, 0, 1)]
    assert total(since(entries, SATURDAY)) == Decimal("0.30")


# ---- the other regime, shown beside and never added


def test_the_estimate_keeps_four_decimals_and_shows_two() -> None:
    estimate = estimate_b("baik", "ahli_pertama", 2, RULES)
    assert (estimate.value, estimate.shown) == (Decimal("2.0833"), Decimal("2.08"))
    assert estimate.sentence == "Perkiraan Ahli Pertama, predikat Baik: 2/12 × 100% × 12,5 = 2,08."
    assert "perkiraan" in estimate.label


def test_the_example_of_bkn_adds_up_to_20_83() -> None:
    year = estimate_b("sangat_baik", "ahli_pertama", 12, RULES)
    months = estimate_b("baik", "ahli_pertama", 2, RULES)
    assert nilai((year.value + months.value).quantize(Decimal("0.01"))) == "20,83"


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_year_has_twelve_months(months: int) -> None:
    with pytest.raises(ValueError, match="months"):
        estimate_b("baik", "ahli_muda", months, RULES)


@pytest.mark.parametrize("jenjang", RULES.jenjang_list, ids=lambda jenjang: jenjang.id)
def test_four_years_at_baik_reach_the_next_pangkat(jenjang: Jenjang) -> None:
    assert 4 * estimate_b("baik", jenjang.id, 12, RULES).value == jenjang.for_pangkat


@given(st.decimals(0, 3_000, places=2))
def test_a_diklat_never_loses_value_by_being_longer(hours: Decimal) -> None:
    shorter, longer = diklat_butir(hours, RULES, SATURDAY), diklat_butir(hours + 1, RULES, SATURDAY)
    if shorter is not None:
        assert longer is not None
        assert longer.value >= shorter.value


# ---- warnings

REPORT = (
    "Kami menyusun modul ajar pecahan untuk kelas empat, mencobanya di kelas masing-masing, lalu memperbaiki "
    "bagian asesmen karena murid belum dapat menjelaskan alasan jawabannya dengan gambar."
)


def test_a_report_copied_with_other_capitals_and_commas_is_seen() -> None:
    copy = REPORT.upper().replace(",", " ;")
    assert same_text(REPORT, copy) == 1
    assert looks_copied(REPORT, copy, RULES)


def test_a_report_in_own_words_is_no_copy() -> None:
    own = (
        "Di sekolah saya pecahan diajarkan dengan kertas lipat. Sesudah lokakarya saya menambah kartu, "
        "dan sepuluh murid yang semula diam mulai berani bertanya kepada temannya tentang penyebut."
    )
    assert same_text(REPORT, own) < Decimal("0.5")
    assert not looks_copied(REPORT, own, RULES)


def test_two_short_answers_are_not_compared() -> None:
    assert not looks_copied("Sudah diterapkan di kelas.", "Sudah diterapkan di kelas.", RULES)


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_the_same_both_ways_and_between_0_and_1(first: str, second: str) -> None:
    found = same_text(first, second)
    assert found == same_text(second, first)
    assert 0 <= found <= 1


def test_pertemuan_week_after_week_are_plausible() -> None:
    saturdays = [SATURDAY + timedelta(weeks=week) for week in range(6)]
    assert plausibility(saturdays, RULES) == []


def test_two_pertemuan_of_one_paket_on_one_day_are_warned_of() -> None:
    assert plausibility([SATURDAY, SATURDAY, SATURDAY - timedelta(days=7)], RULES) == [
        "2 pertemuan paket ini jatuh pada Sabtu, 21 November 2026. "
        "Penilai dapat meragukan frekuensinya (alasan 2B); periksa tanggalnya."
    ]


def test_six_pertemuan_of_one_paket_in_a_month_are_warned_of() -> None:
    found = plausibility([date(2026, 11, day) for day in (2, 3, 4, 5, 6, 9)], RULES)
    assert len(found) == 1
    assert found[0].startswith("6 pertemuan paket ini dalam bulan November 2026.")


def test_a_verdict_cannot_be_changed_after_it_was_given() -> None:
    verdict = judge(RULES.jenis("silabus_rpp"), attended(), RULES)
    assert isinstance(verdict, Verdict)
    with pytest.raises(AttributeError):
        verdict.value = Decimal(1)
