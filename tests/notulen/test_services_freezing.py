"""Freezing: the document becomes the minutes, its lines become rows, and every edition is kept."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from community.accounts.services import erase_self
from community.accounts.services.sign_in import check_own_password
from community.attendance.services import mark_sheet
from community.discussion.services import open_room
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.lokakarya.models import Keputusan, Pertemuan
from community.lokakarya.models.refusals import NotulenFrozen, NotulenTogether
from community.lokakarya.queries import keputusan_of, notulen_of, tindak_lanjut_in
from community.lokakarya.services import (
    add_keputusan,
    add_tindak_lanjut,
    finish_tindak_lanjut,
    withdraw_line,
    write_notulen,
)
from community.notulen import services
from community.notulen.models import SharedNotulen
from community.notulen.queries import editions_of
from community.notulen.queries.archive import kept_of
from community.notulen.queries.export import notulen_export
from community.notulen.refusals import Frozen, NotFrozen, NotReady
from community.notulen.rules.shape import Content
from community.wiring.minutes import minutes_section
from tests.factories import make_role
from tests.notulen.writer import Writer
from tests.people import PASSWORD, Cast

Writes = Callable[[str], Writer]
Says = Callable[[], Content]
UNTIL = date(2026, 11, 30)


def filled(document: SharedNotulen, writer: Writes) -> None:
    """A text, a decision, and a task for Ida."""
    ai = writer("peserta")
    ai.append("b1", "Dibuka ketua.")
    ai.add("keputusan", id="k1", teks="Uji coba di dua kelas")
    ai.add("tindak", id="t1", teks="Menyusun LKPD", guru="peserta2", siapa="", sampai=UNTIL.isoformat())
    ai.send()


def test_frozen_it_is_the_minutes_with_its_lines_and_who_was_there(
    document: SharedNotulen, writer: Writes, cast: Cast
) -> None:
    filled(document, writer)
    mark_sheet(cast.ketua, document.pertemuan, {"peserta": "hadir"})
    frozen = services.freeze(cast.sekretaris, document)
    minutes = notulen_of(document.pertemuan_id)
    assert minutes is not None and minutes.id == frozen.notulen_id and minutes.edition == 1
    assert "# Pembukaan\n\nDibuka ketua." in minutes.text
    assert "Hadir: 1 orang. Belum tercatat: 6 orang." in minutes.text
    assert [each.text for each in keputusan_of(document.pertemuan_id)] == ["Uji coba di dua kelas"]
    (task,) = tindak_lanjut_in(document.pertemuan_id)
    assert (task.text, task.guru_id, task.until_on) == ("Menyusun LKPD", "peserta2", UNTIL)
    assert frozen.by_id == "sekretaris" and frozen.n == 1
    assert [(each.name, each.status) for each in frozen.there.present] == [("Ai Setiawan, S.Pd.", "Hadir")]
    assert frozen.there.others == [("Belum tercatat", 6)]
    assert services.freeze(cast.ketua, document).id == frozen.id


def test_nothing_is_written_while_it_is_frozen_and_it_goes_on_when_opened(
    document: SharedNotulen, writer: Writes, cast: Cast, says: Says
) -> None:
    filled(document, writer)
    ida = writer("peserta2")
    services.freeze(cast.sekretaris, document)
    ida.append("b1", " Terlambat sedetik.")
    with pytest.raises(Frozen, match="sudah dibekukan"):
        ida.send()
    services.reopen(cast.ketua, document, reason="nama LKPD keliru")
    ida.send()
    assert says().texts["b1"] == "Dibuka ketua. Terlambat sedetik."
    second = services.freeze(cast.sekretaris, document)
    first, _ = editions_of(document.id)[::-1]
    assert second.number == 2 and first.number == 1 and not first.holds and second.holds
    assert first.reopening is not None and first.reopening.reason == "nama LKPD keliru"
    assert "Terlambat sedetik" not in first.html and "Terlambat sedetik" in second.html


def test_a_second_edition_changes_only_the_rows_that_changed(
    document: SharedNotulen, writer: Writes, cast: Cast
) -> None:
    filled(document, writer)
    services.freeze(cast.sekretaris, document)
    (task,) = tindak_lanjut_in(document.pertemuan_id)
    finish_tindak_lanjut(cast.peserta2, task)
    services.reopen(cast.ketua, document, reason="ada yang kurang")
    ai = writer("peserta")
    ai.list("keputusan")[0]["teks"].insert(0, "Jadi: ")
    ai.add("keputusan", id="k2", teks="Bertemu lagi Sabtu")
    ai.send()
    services.freeze(cast.sekretaris, document)
    said = [each.text for each in keputusan_of(document.pertemuan_id)]
    assert sorted(said) == ["Bertemu lagi Sabtu", "Jadi: Uji coba di dua kelas"]
    assert db.session.scalar(select(Keputusan).where(Keputusan.withdrawn_at.is_not(None))) is not None
    (same,) = tindak_lanjut_in(document.pertemuan_id)
    assert same.id == task.id and same.done_at is not None
    services.reopen(cast.ketua, document, reason="satu ditarik")
    services.withdraw_line(cast.peserta, document, kind="tindak", key="t1")
    services.freeze(cast.sekretaris, document)
    assert tindak_lanjut_in(document.pertemuan_id) == []


def test_what_is_missing_is_said_and_nothing_is_frozen(document: SharedNotulen, writer: Writes, cast: Cast) -> None:
    with pytest.raises(NotReady, match="masih kosong"):
        services.freeze(cast.sekretaris, document)
    ai = writer("peserta")
    ai.add("tindak", id="t1", teks="Menyusun LKPD", guru="", siapa=" ", sampai="")
    ai.send()
    with pytest.raises(NotReady, match="“Menyusun LKPD” belum ada yang mengerjakan"):
        services.freeze(cast.sekretaris, document)
    assert editions_of(document.id) == [] and notulen_of(document.pertemuan_id) is None


def test_a_person_who_is_none_of_the_paket_is_only_a_name(document: SharedNotulen, writer: Writes, cast: Cast) -> None:
    ai = writer("peserta")
    ai.add("tindak", id="t1", teks="Menyusun LKPD", guru="orang_luar", siapa="Pak Ujang", sampai="")
    ai.send()
    services.freeze(cast.sekretaris, document)
    (task,) = tindak_lanjut_in(document.pertemuan_id)
    assert (task.guru_id, task.who) == (None, "Pak Ujang")


def test_only_pengurus_freeze_and_open_again_and_only_with_a_reason(
    document: SharedNotulen, writer: Writes, cast: Cast
) -> None:
    filled(document, writer)
    for each in (cast.peserta, cast.pengawas, cast.operator, cast.orang_luar):
        with pytest.raises(NotAllowed):
            services.freeze(each, document)
    with pytest.raises(NotFrozen):
        services.reopen(cast.ketua, document, reason="belum dibekukan")
    services.freeze(cast.bendahara, document)
    with pytest.raises(NotAllowed):
        services.reopen(cast.peserta, document, reason="saya mau")
    with pytest.raises(Invalid, match="Tulis alasannya"):
        services.reopen(cast.ketua, document, reason=" ")


def test_only_pengurus_and_the_notulis_begin_it(pertemuan: Pertemuan, cast: Cast) -> None:
    for each in (cast.peserta, cast.dinas, cast.orang_luar):
        with pytest.raises(NotAllowed):
            services.begin_together(each, pertemuan)
    make_role(pertemuan.paket, "peserta2", "notulis")
    begun = services.begin_together(cast.peserta2, pertemuan)
    assert services.begin_together(cast.ketua, pertemuan).id == begun.id


def test_what_the_form_had_saved_comes_in_and_is_not_recorded_twice(pertemuan: Pertemuan, cast: Cast) -> None:
    write_notulen(cast.sekretaris, pertemuan, text="Catatan awal.", based_on=0)
    add_keputusan(cast.sekretaris, pertemuan, text="Sudah diputuskan")
    task = add_tindak_lanjut(cast.sekretaris, pertemuan, text="Sudah dibagi", guru=cast.peserta, until_on=UNTIL)
    document = services.begin_together(cast.sekretaris, pertemuan)
    assert document.sections[0]["title"] == "Catatan sebelumnya"
    frozen = services.freeze(cast.sekretaris, document)
    assert frozen.content["sections"][0]["text"] == "Catatan awal."
    assert [each.text for each in keputusan_of(pertemuan.id)] == ["Sudah diputuskan"]
    assert [each.id for each in tindak_lanjut_in(pertemuan.id)] == [task.id]
    minutes = notulen_of(pertemuan.id)
    assert minutes is not None and minutes.edition == 2


def test_the_form_does_not_write_past_the_document(document: SharedNotulen, writer: Writes, cast: Cast) -> None:
    pertemuan = document.pertemuan
    with pytest.raises(NotulenTogether, match="belum disimpan"):
        write_notulen(cast.sekretaris, pertemuan, text="Sendirian", based_on=0)
    with pytest.raises(NotulenTogether):
        add_keputusan(cast.sekretaris, pertemuan, text="Sendirian")
    with pytest.raises(NotulenTogether):
        add_tindak_lanjut(cast.sekretaris, pertemuan, text="Sendirian", who="Saya")
    filled(document, writer)
    services.freeze(cast.sekretaris, document)
    with pytest.raises(NotulenFrozen):
        write_notulen(cast.sekretaris, pertemuan, text="Sendirian", based_on=1)
    with pytest.raises(NotulenFrozen):
        withdraw_line(cast.sekretaris, keputusan_of(pertemuan.id)[0])


def test_lines_by_plain_forms_stand_beside_those_of_browsers(
    document: SharedNotulen, cast: Cast, writer: Writes, says: Says
) -> None:
    services.add_keputusan(cast.peserta, document, text="  Mulai pukul delapan ")
    services.add_tindak(cast.peserta, document, text="Undangan", guru=cast.ketua, until_on=UNTIL)
    services.add_tindak(cast.peserta, document, text="Konsumsi", who="Bu RT")
    ai = writer("peserta")
    ai.add("keputusan", id="k9", teks="Ditutup doa")
    ai.send()
    assert [each.text for each in says().keputusan] == ["Mulai pukul delapan", "Ditutup doa"]
    assert [(each.guru_id, each.who, each.until) for each in says().tindak] == [
        ("ketua", "", "2026-11-30"),
        ("", "Bu RT", ""),
    ]
    services.withdraw_line(cast.peserta2, document, kind="keputusan", key="k9")
    services.withdraw_line(cast.peserta2, document, kind="keputusan", key="k9")
    assert [each.withdrawn for each in says().keputusan] == [False, True]
    services.withdraw_line(cast.peserta2, document, kind="keputusan", key="k9", withdrawn=False)
    assert not any(each.withdrawn for each in says().keputusan)
    with pytest.raises(Invalid, match="Pilih atau tulis siapa"):
        services.add_tindak(cast.peserta, document, text="Siapa?")


def test_the_archive_and_the_export_tell_of_it(document: SharedNotulen, writer: Writes, cast: Cast) -> None:
    filled(document, writer)
    now = kept_of(document.pertemuan_id)
    assert now is not None and now.edition is None and now.tasks == [("Menyusun LKPD", "Ida Maryani", UNTIL)]
    services.freeze(cast.sekretaris, document)
    then = kept_of(document.pertemuan_id)
    assert then is not None and then.edition is not None and then.tasks == now.tasks
    assert len(notulen_export(cast.peserta)["menulis"]) == 1
    assert notulen_export(cast.sekretaris)["membekukan"][0]["edisi"] == 1
    assert notulen_export(cast.peserta3) == {"menulis": [], "membekukan": [], "membuka_kembali": []}


def test_who_erases_the_own_account_is_no_more_named_in_what_was_frozen(
    document: SharedNotulen, writer: Writes, cast: Cast
) -> None:
    filled(document, writer)
    mark_sheet(cast.ketua, document.pertemuan, {"peserta": "hadir", "peserta2": "hadir"})
    services.freeze(cast.sekretaris, document)
    erase_self(cast.peserta2, cast.peserta2, proof=check_own_password(cast.peserta2, PASSWORD))
    (edition,) = editions_of(document.id)
    assert [each.name for each in edition.there.present] == ["Ai Setiawan, S.Pd.", "Mantan anggota"]
    assert edition.tasks == [("Menyusun LKPD", "Mantan anggota", UNTIL)]
    assert edition.content["sections"][0]["text"] == "Dibuka ketua."
    section = minutes_section(open_room(cast.ketua, document.pertemuan))
    everything = f"{edition.html}{edition.content}{edition.attendance}{section}"
    assert "Ida Maryani" not in everything and "Ai Setiawan" in everything


def test_a_room_shows_the_minutes_of_its_pertemuan(document: SharedNotulen, writer: Writes, cast: Cast) -> None:
    filled(document, writer)
    mark_sheet(cast.ketua, document.pertemuan, {"peserta": "hadir", "peserta3": "sakit"})
    services.freeze(cast.sekretaris, document)
    section = minutes_section(open_room(cast.ketua, document.pertemuan))
    assert section is not None and section.words[1] == "Pembukaan: Dibuka ketua."
    assert [each.title for each in section.tables] == ["Keputusan", "Tindak lanjut", "Kehadiran dalam notulen"]
    assert [row[0] for row in section.tables[2].rows] == ["Ai Setiawan, S.Pd."]
    assert section.words[-2:] == ["Belum tercatat: 5 orang.", "Sakit: 1 orang."]
    assert section.tables[1].rows == [("Menyusun LKPD", "Ida Maryani", "30 November 2026")]
