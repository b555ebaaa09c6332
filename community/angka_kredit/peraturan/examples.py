"""Worked examples of the regulation files: what someone who knows the regulation expects; run as tests."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from community.angka_kredit.peraturan.entries import RATIFIERS, Regulation
from community.angka_kredit.peraturan.reader import Table


@dataclass(frozen=True, slots=True)
class Example:
    """`count` paket with the same facts, and what they come to together."""

    title: str
    jenis: str
    role: str
    count: int
    held: int
    attended: int
    hasil: tuple[str, ...]
    makalah: bool
    jp: Decimal
    on: date | None
    chosen: str | None
    expect_code: str
    expect_butir: str | None
    expect_value: Decimal | None
    expect_split: int | None
    expect_kind: str | None
    expect_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiklatExample:
    """A real diklat of so many hours and the butir it falls under."""

    hours: Decimal
    expect_butir: str | None


@dataclass(frozen=True, slots=True)
class ModulExample:
    """A modul ratified at a level, and the butir and value it falls under."""

    ratifier: str
    expect_butir: str
    expect_value: Decimal


@dataclass(frozen=True, slots=True)
class ConversionExample:
    """A rating held for some months at a jenjang, and the credit shown for it."""

    title: str
    jenjang: str
    predikat: str
    months: int
    expect_value: Decimal


def example_of(table: Table, _: Regulation) -> Example:
    return Example(
        title=table.text("judul"),
        jenis=table.text("jenis"),
        role=table.text("peran"),
        count=table.whole("paket", 1),
        held=table.whole("terlaksana"),
        attended=table.whole("hadir"),
        hasil=table.words("hasil"),
        makalah=table.flag("makalah", False),
        jp=table.maybe_decimal("jp") or Decimal(0),
        on=table.maybe_day("tanggal"),
        chosen=table.text("butir_dipilih", "") or None,
        expect_code=table.text("harap_kode"),
        expect_butir=table.text("harap_butir", "") or None,
        expect_value=table.maybe_decimal("harap_nilai"),
        expect_split=table.maybe_whole("harap_tawaran"),
        expect_kind=table.text("harap_sifat", "") or None,
        expect_words=table.words("harap_kalimat", ()),
    )


def diklat_example_of(table: Table, _: Regulation) -> DiklatExample:
    return DiklatExample(hours=table.decimal("jam"), expect_butir=table.text("harap_butir", "") or None)


def conversion_example_of(table: Table, _: Regulation) -> ConversionExample:
    return ConversionExample(
        title=table.text("judul"),
        jenjang=table.text("jenjang"),
        predikat=table.text("predikat"),
        months=table.whole("bulan"),
        expect_value=table.decimal("harap_nilai"),
    )


def modul_example_of(table: Table, _: Regulation) -> ModulExample:
    return ModulExample(
        ratifier=table.one_of("pengesah", RATIFIERS),
        expect_butir=table.text("harap_butir"),
        expect_value=table.decimal("harap_nilai"),
    )
