"""From one table of a file to one entry. Each function names the keys it knows; any other key is refused."""

from collections.abc import Callable

from community.angka_kredit.peraturan.entries import (
    GROUPS,
    RATIFIERS,
    REGIMES,
    STATUS_WORDS,
    SUB_UNSUR,
    Butir,
    HasilName,
    Jenis,
    Jenjang,
    Plausibility,
    Predikat,
    Proof,
    Reason,
    Regulation,
    RoleName,
    RoleRule,
    RoleRules,
    SchoolYear,
    Source,
)
from community.angka_kredit.peraturan.examples import (
    conversion_example_of,
    diklat_example_of,
    example_of,
    modul_example_of,
)
from community.angka_kredit.peraturan.reader import Table

OPEN = "terbuka"  # said of an end that has no date


def regulation_of(table: Table) -> Regulation:
    """The `[peraturan]` of a file: which regulation, and from when until when."""
    ak_until = table.maybe_day("ak_sampai")
    found = Regulation(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        id=table.text("id"),
        regime=table.one_of("rezim", REGIMES),
        name=table.text("nama"),
        label=table.text("sebutan"),
        valid_from=table.day("berlaku_dari"),
        ak_until=ak_until,
        ak_until_status=table.one_of("status_ak_sampai", STATUS_WORDS) if ak_until else "",
        reference_until=table.day_or("rujukan_sampai", OPEN),
        explains_ak=table.text("penjelasan_ak", ""),
        explains_reference=table.text("penjelasan_rujukan", ""),
        explains_hours=table.text("penjelasan_jam", ""),
    )
    if found.reference_until and found.reference_until < (found.ak_until or found.valid_from):
        table.fail("rujukan_sampai", "'rujukan_sampai' mendahului awal berlaku atau 'ak_sampai'")
    if found.ak_until and found.ak_until < found.valid_from:
        table.fail("ak_sampai", "'ak_sampai' mendahului 'berlaku_dari'")
    return found


def _source(table: Table, _: Regulation) -> Source:
    return Source(id=table.text("id"), name=table.text("nama"), address=table.text("alamat", ""))


def _proof(table: Table, _: Regulation) -> Proof:
    return Proof(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        id=table.text("id"),
        name=table.text("nama"),
        customary=table.one_of("sifat", {"wajib": "", "lazim": ""}) == "lazim",
    )


def _butir(table: Table, regulation: Regulation) -> Butir:
    group = table.one_of("kelompok", GROUPS)
    found = Butir(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        code=table.text("kode"),
        name=table.text("nama"),
        value=table.decimal("nilai"),
        unit=table.text("satuan"),
        sub_unsur=table.one_of("sub_unsur", SUB_UNSUR),
        group=group,
        hours_from=table.maybe_whole("jam_dari"),
        hours_until=table.maybe_whole("jam_sampai"),
        ratifier=table.one_of("pengesah", RATIFIERS) if group == "modul" else "",
        evidence=table.words("bukti"),
        note=table.text("catatan", ""),
        valid_from=table.maybe_day("berlaku_dari") or regulation.valid_from,
        valid_until=table.maybe_day("berlaku_sampai") or regulation.reference_until,
        regulation=regulation.id,
        regime=regulation.regime,
    )
    if found.valid_until and found.valid_until < found.valid_from:
        table.fail("berlaku_sampai", "'berlaku_sampai' mendahului 'berlaku_dari'")
    if (found.group == "diklat") != (found.hours_from is not None):
        table.fail("jam_dari", "'jam_dari' wajib pada butir diklat, dan hanya di sana")
    return found


def _role_name(table: Table, _: Regulation) -> RoleName:
    return RoleName(id=table.text("id"), label=table.text("nama"))


def _hasil_name(table: Table, _: Regulation) -> HasilName:
    return HasilName(id=table.text("id"), label=table.text("nama"))


def _role_rules(table: Table, _: Regulation) -> RoleRules:
    butir, no_value = table.text("butir", ""), table.text("tanpa_nilai", "")
    if bool(butir) == bool(no_value):
        table.fail("butir", "isi salah satu: 'butir', atau 'tanpa_nilai' dengan alasannya")
    sources, status = table.citation(), table.one_of("status", STATUS_WORDS)
    choices, note = table.words("butir_pilihan", ()), table.text("catatan", "")
    needs_makalah = table.flag("perlu_makalah", False)
    rules = tuple(
        RoleRule(
            sources=sources,
            status=status,
            role=role,
            butir=butir or None,
            choices=choices,
            needs_makalah=needs_makalah,
            no_value=no_value,
            note=note,
        )
        for role in table.words("peran")
    )
    return RoleRules(patterns=table.words("pola"), rules=rules)


def _jenis(table: Table, regulation: Regulation) -> Jenis:
    found = Jenis(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        id=table.text("id"),
        label=table.text("nama"),
        minimum=table.whole("minimum"),
        hasil=table.words("hasil"),
        hasil_label=table.text("sebutan_hasil"),
        pattern=table.text("pola_peran", ""),
        roles=(),
        can_split=table.flag("dapat_dipisah"),
        no_value=table.text("tanpa_nilai", ""),
        conflict=table.text("pertentangan", ""),
        other_minimum=table.maybe_whole("minimum_lain"),
        other_minimum_sources=table.words("rujukan_minimum_lain", ()),
        regulation=regulation.id,
    )
    if found.minimum < 1:
        table.fail("minimum", "'minimum' paling sedikit 1")
    if bool(found.pattern) == bool(found.no_value):
        table.fail("pola_peran", "isi salah satu: 'pola_peran', atau 'tanpa_nilai' dengan alasannya")
    if found.other_minimum is not None and not (found.conflict and found.other_minimum_sources):
        table.fail("minimum_lain", "'minimum_lain' memerlukan 'pertentangan' dan 'rujukan_minimum_lain'")
    return found


def _reason(table: Table, regulation: Regulation) -> Reason:
    found = Reason(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        code=table.text("kode"),
        scope=table.one_of("lingkup", SUB_UNSUR),
        group=table.one_of("kelompok", GROUPS),
        text=table.text("teks"),
        advice=table.text("saran"),
        note=table.text("catatan", ""),
        confirmation=table.text("konfirmasi", ""),
        recorded_on=table.maybe_day("dicatat_pada"),
        regulation=regulation.id,
    )
    if found.confirmation and found.recorded_on is None:
        table.fail("dicatat_pada", "entri lokal wajib bertanggal: isi 'dicatat_pada'")
    return found


def _predikat(table: Table, _: Regulation) -> Predikat:
    return Predikat(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        id=table.text("id"),
        label=table.text("nama"),
        percent=table.decimal("persen"),
    )


def _jenjang(table: Table, _: Regulation) -> Jenjang:
    return Jenjang(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        id=table.text("id"),
        label=table.text("nama"),
        coefficient=table.decimal("koefisien"),
        for_pangkat=table.decimal("ak_pangkat"),
        for_jenjang=table.maybe_decimal("ak_jenjang"),
        note=table.text("catatan", ""),
    )


def _plausibility(table: Table, _: Regulation) -> Plausibility:
    return Plausibility(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        per_day=table.whole("pertemuan_per_hari"),
        per_month=table.whole("pertemuan_per_bulan"),
        same_text=table.decimal("kemiripan_laporan"),
        words=table.whole("kata_paling_sedikit"),
        frequency_reason=table.text("alasan_frekuensi"),
        copy_reason=table.text("alasan_salinan"),
    )


def _school_year(table: Table, _: Regulation) -> SchoolYear:
    return SchoolYear(
        sources=table.citation(),
        status=table.one_of("status", STATUS_WORDS),
        month=table.whole("bulan_mulai"),
        day=table.whole("hari_mulai"),
    )


Maker = Callable[[Table, Regulation], object]

ARRAYS: dict[str, Maker] = {
    "sumber": _source,
    "bukti": _proof,
    "butir": _butir,
    "nama_peran": _role_name,
    "nama_hasil": _hasil_name,
    "peran": _role_rules,
    "jenis": _jenis,
    "alasan": _reason,
    "predikat": _predikat,
    "jenjang": _jenjang,
    "contoh": example_of,
    "contoh_diklat": diklat_example_of,
    "contoh_konversi": conversion_example_of,
    "contoh_modul": modul_example_of,
}
SINGLES: dict[str, Maker] = {"kewajaran": _plausibility, "tahun_ajaran": _school_year}
