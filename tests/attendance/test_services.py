"""Checking in, the sheet, corrections: what is recorded of whom, when, how and by whom."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.attendance.models import Kehadiran, Mark
from community.attendance.queries import check_in_of, kehadiran_of, sheet_of
from community.attendance.refusals import (
    CorrectionDecided,
    NotOnSheet,
    PaketLocked,
    PertemuanCancelled,
    PertemuanClosed,
    PertemuanNotOpen,
    PertemuanStillOpen,
    SecondPengurusNeeded,
    UnknownStatus,
)
from community.attendance.services import check_in, decide_correction, mark_sheet, propose_correction
from community.gugus.models import Anggota
from community.kernel import clock
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed, NotFound
from community.lokakarya.models import Pertemuan, PertemuanStep
from community.lokakarya.queries import pertemuan_of
from community.lokakarya.services import close_pertemuan, move_pertemuan
from tests.factories import SATURDAY, close, make_paket, make_pertemuan, make_role, pertemuan_step, reopen
from tests.people import Cast

AT_START = SATURDAY + timedelta(minutes=2)


@pytest.fixture
def pertemuan(app: Flask) -> Iterator[Pertemuan]:
    """Saturday's pertemuan, two minutes after it began."""
    with clock.told(AT_START):
        yield make_pertemuan(make_paket())


def _together(app: Flask, *calls: Callable[[], Any]) -> list[Any]:
    """Run each call in a thread of its own, released at once; the answers, or what they raised."""
    gate = threading.Barrier(len(calls))
    answers: list[Any] = [None] * len(calls)

    def run(number: int, call: Callable[[], Any]) -> None:
        with app.app_context():
            gate.wait()
            try:
                answers[number] = call()
            except Exception as error:
                answers[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    end_transaction(keep=False)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _marks(pertemuan: Pertemuan, guru_id: str) -> list[Mark]:
    query = select(Mark).where(Mark.pertemuan_id == pertemuan.id, Mark.guru_id == guru_id).order_by(Mark.at, Mark.id)
    return list(db.session.scalars(query))


def test_a_peserta_who_checks_in_is_present_from_that_minute(pertemuan: Pertemuan, cast: Cast) -> None:
    row = check_in(cast.peserta, pertemuan, via="kode")
    assert (row.status, row.via, row.by_id, row.masuk_at) == ("hadir", "kode", "peserta", AT_START)
    assert [mark.via for mark in _marks(pertemuan, "peserta")] == ["kode"]


def test_a_second_tap_finds_the_first(pertemuan: Pertemuan, cast: Cast) -> None:
    first = check_in(cast.peserta, pertemuan, via="kode")
    with clock.told(AT_START + timedelta(minutes=3)):
        again = check_in(cast.peserta, pertemuan, via="qr")
    assert again.id == first.id
    assert again.masuk_at == AT_START
    assert len(_marks(pertemuan, "peserta")) == 1


def test_two_phones_at_once_leave_one_presence(app: Flask, pertemuan: Pertemuan, cast: Cast) -> None:
    pertemuan_id = pertemuan.id

    def tap() -> str:
        return check_in(cast.peserta, db.session.get(Pertemuan, pertemuan_id), via="kode").id

    answers = _together(app, *[tap] * 8)
    assert len(set(answers)) == 1
    assert db.session.scalar(select(func.count()).select_from(Kehadiran)) == 1
    assert db.session.scalar(select(func.count()).select_from(Mark)) == 1


def test_seven_people_at_once_are_all_recorded(app: Flask, pertemuan: Pertemuan, cast: Cast) -> None:
    pertemuan_id = pertemuan.id
    names = ("peserta", "peserta2", "peserta3", "ketua", "sekretaris", "bendahara", "koordinator")

    def tap(name: str) -> Callable[[], str]:
        return lambda: check_in(getattr(cast, name), db.session.get(Pertemuan, pertemuan_id), via="kode").guru_id

    assert sorted(_together(app, *[tap(name) for name in names])) == sorted(names)
    assert set(kehadiran_of(pertemuan_id)) == set(names)


@pytest.mark.parametrize("minutes", [-16, 31])
def test_outside_the_window_a_peserta_is_told_when_or_whom_to_ask(app: Flask, cast: Cast, minutes: int) -> None:
    with clock.told(SATURDAY + timedelta(minutes=minutes)):
        pertemuan = make_pertemuan(make_paket())
        with pytest.raises(PertemuanNotOpen) as refused:
            check_in(cast.peserta, pertemuan, via="kode")
    expected = "07.45 WIB" if minutes < 0 else "Minta pengurus"
    assert expected in refused.value.message
    assert check_in_of("peserta", pertemuan.id) is None


@pytest.mark.parametrize("minutes", [-15, 0, 30])
def test_inside_the_window_a_peserta_checks_in(app: Flask, cast: Cast, minutes: int) -> None:
    with clock.told(SATURDAY + timedelta(minutes=minutes)):
        assert check_in(cast.peserta, make_pertemuan(make_paket()), via="kode").is_present


def test_a_pengurus_who_opens_it_again_lets_latecomers_in_until_the_end(app: Flask, cast: Cast) -> None:
    with clock.told(SATURDAY + timedelta(minutes=90)):
        pertemuan = pertemuan_step(make_pertemuan(make_paket()), "dibuka")
        assert check_in(cast.peserta, pertemuan, via="kode").is_present
    with clock.told(SATURDAY + timedelta(hours=4)), pytest.raises(PertemuanNotOpen):
        check_in(cast.peserta2, pertemuan, via="kode")


def test_an_outsider_is_not_recorded(pertemuan: Pertemuan, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        check_in(cast.orang_luar, pertemuan, via="kode")


def test_a_former_anggota_no_longer_checks_in(pertemuan: Pertemuan, cast: Cast) -> None:
    row = db.session.scalar(select(Anggota).where(Anggota.guru_id == "peserta"))
    row.left_at = AT_START
    end_transaction(keep=True)
    with pytest.raises(NotAllowed):
        check_in(cast.peserta, pertemuan, via="kode")


def test_who_was_marked_izin_and_comes_after_all_is_present(pertemuan: Pertemuan, cast: Cast) -> None:
    mark_sheet(cast.sekretaris, pertemuan, {"peserta": "izin"})
    with clock.told(AT_START + timedelta(minutes=5)):
        row = check_in(cast.peserta, pertemuan, via="qr")
    assert row.status == "hadir"
    assert [mark.status for mark in _marks(pertemuan, "peserta")] == ["izin", "hadir"]


def test_a_sekretaris_marks_the_sheet_and_each_mark_keeps_its_writer(pertemuan: Pertemuan, cast: Cast) -> None:
    marks = {"peserta": "hadir", "peserta2": "terlambat", "peserta3": "sakit"}
    assert mark_sheet(cast.sekretaris, pertemuan, marks) == 3
    recorded = kehadiran_of(pertemuan.id)
    assert {guru_id: row.status for guru_id, row in recorded.items()} == marks
    assert {row.by_id for row in recorded.values()} == {"sekretaris"}
    assert recorded["peserta"].masuk_at == pertemuan.starts_at
    assert recorded["peserta2"].masuk_at == AT_START
    assert recorded["peserta3"].masuk_at is None


def test_marking_the_same_again_writes_nothing(pertemuan: Pertemuan, cast: Cast) -> None:
    mark_sheet(cast.sekretaris, pertemuan, {"peserta": "hadir"})
    assert mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir"}) == 0
    assert len(_marks(pertemuan, "peserta")) == 1


def test_a_peserta_does_not_fill_in_the_sheet(pertemuan: Pertemuan, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        mark_sheet(cast.peserta, pertemuan, {"peserta": "hadir"})


def test_a_sheet_with_one_stranger_saves_nobody(pertemuan: Pertemuan, cast: Cast) -> None:
    with pytest.raises(NotOnSheet):
        mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir", "orang_luar": "hadir"})
    assert kehadiran_of(pertemuan.id) == {}


def test_a_sheet_with_an_unknown_status_saves_nobody(pertemuan: Pertemuan, cast: Cast) -> None:
    with pytest.raises(UnknownStatus):
        mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir", "peserta2": "bolos"})
    assert kehadiran_of(pertemuan.id) == {}


def test_a_closed_pertemuan_is_not_marked_but_corrected(pertemuan: Pertemuan, cast: Cast) -> None:
    pertemuan_step(pertemuan, "ditutup")
    with pytest.raises(PertemuanClosed):
        mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir"})
    with pytest.raises(PertemuanNotOpen):
        check_in(cast.peserta, pertemuan, via="kode")


def test_a_cancelled_pertemuan_takes_no_presence(pertemuan: Pertemuan, cast: Cast) -> None:
    pertemuan_step(pertemuan, "dibatalkan", reason="bentrok dengan dinas")
    for attempt in (
        lambda: check_in(cast.peserta, pertemuan, via="kode"),
        lambda: mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir"}),
    ):
        with pytest.raises(PertemuanCancelled):
            attempt()


def test_a_correction_needs_a_reason_and_a_second_pengurus(pertemuan: Pertemuan, cast: Cast) -> None:
    mark_sheet(cast.sekretaris, pertemuan, {"peserta": "sakit"})
    pertemuan_step(pertemuan, "ditutup")
    with pytest.raises(Invalid):
        propose_correction(cast.sekretaris, pertemuan, "peserta", status="hadir", reason="  ")
    correction = propose_correction(
        cast.sekretaris, pertemuan, "peserta", status="hadir", reason="Datang, namanya tertukar dengan Ida."
    )
    assert check_in_of("peserta", pertemuan.id).status == "sakit"
    with pytest.raises(SecondPengurusNeeded):
        decide_correction(cast.sekretaris, correction, accept=True)
    with clock.told(AT_START + timedelta(days=1)):
        decide_correction(cast.ketua, correction, accept=True)
    row = check_in_of("peserta", pertemuan.id)
    assert (row.status, row.via, row.by_id) == ("hadir", "koreksi", "ketua")
    assert _marks(pertemuan, "peserta")[-1].reason == "Datang, namanya tertukar dengan Ida."
    with pytest.raises(CorrectionDecided):
        decide_correction(cast.bendahara, correction, accept=False)


def test_a_declined_correction_changes_nothing(pertemuan: Pertemuan, cast: Cast) -> None:
    pertemuan_step(pertemuan, "ditutup")
    correction = propose_correction(cast.sekretaris, pertemuan, "peserta", status="hadir", reason="Katanya datang.")
    decide_correction(cast.ketua, correction, accept=False)
    assert check_in_of("peserta", pertemuan.id) is None


def test_an_open_pertemuan_needs_no_correction(pertemuan: Pertemuan, cast: Cast) -> None:
    with pytest.raises(PertemuanStillOpen):
        propose_correction(cast.ketua, pertemuan, "peserta", status="hadir", reason="salah tulis")


def test_a_closed_paket_locks_its_attendance_until_it_is_reopened(pertemuan: Pertemuan, cast: Cast) -> None:
    paket = close(pertemuan.paket)
    for attempt in (
        lambda: check_in(cast.peserta, pertemuan, via="kode"),
        lambda: mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir"}),
        lambda: propose_correction(cast.ketua, pertemuan, "peserta", status="hadir", reason="lupa"),
    ):
        with pytest.raises(PaketLocked):
            attempt()
    reopen(paket)
    assert propose_correction(cast.ketua, pertemuan, "peserta", status="hadir", reason="lupa dicatat")


def test_the_sheet_keeps_a_row_for_who_was_there_and_left_the_gugus(pertemuan: Pertemuan, cast: Cast) -> None:
    check_in(cast.peserta, pertemuan, via="kode")
    row = db.session.scalar(select(Anggota).where(Anggota.guru_id == "peserta"))
    row.left_at = datetime(2026, 11, 22, tzinfo=UTC)
    end_transaction(keep=True)
    assert "peserta" in {each.guru.id for each in sheet_of(pertemuan)}


def test_a_pertemuan_moved_ahead_begins_with_an_empty_sheet(pertemuan: Pertemuan, cast: Cast) -> None:
    check_in(cast.peserta, pertemuan, via="kode")
    next_saturday = (SATURDAY + timedelta(weeks=1)).date()
    when = {"day": next_saturday, "start": time(8), "end": time(11), "place": pertemuan.place}
    with clock.told(AT_START + timedelta(minutes=20)):
        move_pertemuan(cast.ketua, pertemuan, **when, reason="Listrik padam.")
    row = check_in_of("peserta", pertemuan.id)
    assert (row.status, row.masuk_at) == ("tanpa_keterangan", None)
    assert [mark.status for mark in _marks(pertemuan, "peserta")] == ["hadir", "tanpa_keterangan"]
    with clock.told(SATURDAY + timedelta(weeks=1)):
        assert check_in(cast.peserta, pertemuan, via="kode").is_present


def test_another_room_for_the_same_hour_keeps_who_is_there(pertemuan: Pertemuan, cast: Cast) -> None:
    check_in(cast.peserta, pertemuan, via="kode")
    same = {"day": SATURDAY.date(), "start": time(8), "end": time(11)}
    move_pertemuan(cast.ketua, pertemuan, **same, place="SDN 1 Banjarwangi", reason="Atap bocor.")
    assert check_in_of("peserta", pertemuan.id).is_present


def test_a_former_anggota_does_not_stay_by_a_role(pertemuan: Pertemuan, cast: Cast) -> None:
    make_role(pertemuan.paket, "peserta", "notulis")
    make_role(pertemuan.paket, "orang_luar", "narasumber")
    row = db.session.scalar(select(Anggota).where(Anggota.guru_id == "peserta"))
    row.left_at = AT_START
    end_transaction(keep=True)
    with pytest.raises(NotAllowed):
        check_in(cast.peserta, pertemuan, via="kode")
    with pytest.raises(NotFound):
        pertemuan_of(cast.peserta, pertemuan.id)
    assert check_in(cast.orang_luar, pertemuan_of(cast.orang_luar, pertemuan.id), via="kode").is_present


def test_who_waits_for_the_sheet_while_it_is_closed_sees_it_closed(
    app: Flask, pertemuan: Pertemuan, cast: Cast
) -> None:
    pertemuan_id = pertemuan.id

    def shut() -> str:
        return close_pertemuan(cast.ketua, db.session.get(Pertemuan, pertemuan_id)).id

    def mark(guru_id: str) -> Callable[[], int]:
        return lambda: mark_sheet(cast.sekretaris, db.session.get(Pertemuan, pertemuan_id), {guru_id: "hadir"})

    answers = _together(app, shut, *[mark(each) for each in ("peserta", "peserta2", "peserta3", "bendahara")])
    closed_at = db.session.scalar(select(PertemuanStep.at).where(PertemuanStep.kind == "ditutup"))
    assert closed_at is not None
    refused = [each for each in answers if isinstance(each, PertemuanClosed)]
    assert len(refused) + len(kehadiran_of(pertemuan_id)) == 4
