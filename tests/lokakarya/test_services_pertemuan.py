"""Acts on a pertemuan."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from community.gugus.models import Gugus
from community.kernel.clock import told
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.lokakarya.models import Pertemuan
from community.lokakarya.models.refusals import (
    PaketClosedAlready,
    PastPertemuan,
    PertemuanCancelledAlready,
    PertemuanClosedAlready,
    PertemuanFull,
    PertemuanOver,
    PertemuanTooEarly,
    PlanDoubtful,
)
from community.lokakarya.rules import Plan
from community.lokakarya.services import (
    add_pertemuan,
    answer_rsvp,
    cancel_pertemuan,
    close_pertemuan,
    edit_pertemuan,
    move_pertemuan,
    open_pertemuan,
    schedule_paket,
)
from tests.factories import SATURDAY, close, make_paket, make_pertemuan, make_role, pertemuan_step
from tests.people import Cast

DAY = date(2026, 11, 21)
PLAN = Plan(start=time(8), end=time(11), place="SDN 2 Banjarwangi")


def test_a_series_is_made_whole_in_the_zone_of_the_gugus(cast: Cast, makassar: Gugus) -> None:
    here = add_pertemuan(cast.ketua, make_paket(), days=[DAY], plan=PLAN)
    there = add_pertemuan(cast.orang_luar, make_paket(gugus="mks"), days=[DAY], plan=PLAN, despite=True)
    assert here[0].starts_at == datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert there[0].starts_at == datetime(2026, 11, 21, 0, tzinfo=UTC)


def test_jp_is_kept_with_both_figures_and_without_the_break(cast: Cast) -> None:
    plan = Plan(start=time(8), end=time(12), place="SDN 2", break_minutes=30, minutes_per_jp=40)
    (made,) = add_pertemuan(cast.ketua, make_paket(), days=[DAY], plan=plan)
    db.session.expire_all()
    assert (made.minutes, made.minutes_per_jp, made.jp) == (210, 40, Decimal("5.25"))


def test_anggota_of_a_draft_hear_nothing_of_its_pertemuan(cast: Cast) -> None:
    paket = make_paket(scheduled=False)
    add_pertemuan(cast.ketua, paket, days=[DAY], plan=PLAN)
    assert unread("peserta") == []
    schedule_paket(cast.ketua, paket)
    add_pertemuan(cast.ketua, paket, days=[DAY + timedelta(days=7)], plan=PLAN)
    assert len(unread("peserta")) == 2


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"end": time(8)}, "end"),
        ({"end": time(7)}, "end"),
        ({"place": ""}, "place"),
        ({"mode": "daring"}, "link"),
        ({"mode": "bauran"}, "link"),
        ({"mode": "telepati"}, "mode"),
        ({"break_minutes": 180}, "break_minutes"),
    ],
)
def test_a_plan_that_cannot_be_held_names_its_field_and_leaves_nothing(
    cast: Cast, over: dict[str, object], field: str
) -> None:
    plan = Plan(**{"start": time(8), "end": time(11), "place": "SDN 2", **over})
    with pytest.raises(Invalid) as refused:
        add_pertemuan(cast.ketua, make_paket(), days=[DAY, DAY + timedelta(days=7)], plan=plan)
    assert refused.value.field == field
    assert db.session.scalar(db.select(db.func.count(Pertemuan.id))) == 0


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1926, 11, 21), date(2062, 11, 21), date(9999, 12, 31)])
def test_a_year_that_was_typed_wrong_is_asked_about(cast: Cast, day: date) -> None:
    with pytest.raises(Invalid):
        add_pertemuan(cast.ketua, make_paket(), days=[day], plan=PLAN, past=True)


def test_a_pertemuan_in_the_past_is_recorded_only_on_purpose_and_says_so(cast: Cast) -> None:
    paket, day = make_paket(), date(2026, 11, 7)
    with pytest.raises(PastPertemuan):
        add_pertemuan(cast.ketua, paket, days=[day], plan=PLAN)
    (made,) = add_pertemuan(cast.ketua, paket, days=[day], plan=PLAN, past=True)
    assert made.recorded_later
    assert not make_pertemuan(paket).recorded_later


def test_someone_expected_at_two_places_at_once_is_a_warning_to_confirm(cast: Cast, makassar: Gugus) -> None:
    other = make_paket("Rahasia Mariso", gugus="mks")
    make_pertemuan(other, SATURDAY + timedelta(hours=1))
    paket = make_paket()
    with pytest.raises(PlanDoubtful) as asked:
        add_pertemuan(cast.ketua, paket, days=[DAY], plan=PLAN)
    (warning,) = asked.value.warnings
    assert warning == ("Sabtu, 21 November 2026: Ida Maryani juga diharapkan di pertemuan KKG Mariso pada jam itu.")
    assert len(add_pertemuan(cast.ketua, paket, days=[DAY], plan=PLAN, despite=True)) == 1


def test_a_person_of_another_gugus_is_counted_and_not_named(cast: Cast, makassar: Gugus) -> None:
    """The narasumber from Mariso has a role in both; to the ketua of Banjarwangi that is "1 orang"."""
    make_pertemuan(make_paket("Rahasia Mariso", gugus="mks"), SATURDAY)
    paket = make_paket()
    make_role(paket, "orang_luar", "narasumber")
    with pytest.raises(PlanDoubtful) as asked:
        add_pertemuan(cast.ketua, paket, days=[DAY], plan=PLAN)
    (warning,) = asked.value.warnings
    assert "Ida Maryani dan 1 orang lain juga" in warning
    assert "Ujang" not in warning and "Rahasia" not in warning


def test_a_cancelled_pertemuan_or_one_that_follows_right_after_is_no_clash(cast: Cast, makassar: Gugus) -> None:
    other = make_paket(gugus="mks")
    pertemuan_step(make_pertemuan(other, SATURDAY), "dibatalkan")
    make_pertemuan(other, SATURDAY + timedelta(hours=3))
    assert add_pertemuan(cast.ketua, make_paket(), days=[DAY], plan=PLAN)


def test_two_pertemuan_of_a_paket_on_one_day_are_asked_about(cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    with pytest.raises(PlanDoubtful) as asked:
        add_pertemuan(cast.ketua, paket, days=[DAY], plan=Plan(start=time(13), end=time(15), place="SDN 2"))
    assert "2 pertemuan pada hari yang sama" in asked.value.message


def test_an_anggota_who_presents_is_known_by_name_and_others_stay_names(cast: Cast) -> None:
    plan = Plan(start=time(8), end=time(11), place="SDN 2", narasumber="Ai Setiawan: CP\nDr. Budi Raharja")
    (made,) = add_pertemuan(cast.ketua, make_paket(), days=[DAY], plan=plan)
    found = {(each.name, each.topic, each.guru_id) for each in made.narasumber}
    assert found == {("Ai Setiawan", "CP", "peserta"), ("Dr. Budi Raharja", "", None)}
    edit_pertemuan(cast.ketua, made, narasumber="Dr. Budi Raharja: Asesmen")
    assert [(each.name, each.topic) for each in made.narasumber] == [("Dr. Budi Raharja", "Asesmen")]


def test_moving_keeps_the_old_time_and_place_and_tells_the_peserta(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    with pytest.raises(Invalid):
        move_pertemuan(cast.ketua, pertemuan, day=DAY, start=time(9), end=time(12), place="SDN 1")
    move_pertemuan(
        cast.sekretaris,
        pertemuan,
        day=date(2026, 11, 22),
        start=time(9),
        end=time(11),
        place="SDN 1",
        reason="banjir",
    )
    (move,) = pertemuan.moves
    assert (move.old_starts_at, move.old_place, move.reason) == (SATURDAY, "SDN 2 Banjarwangi", "banjir")
    assert (pertemuan.minutes, pertemuan.jp, pertemuan.revision) == (120, Decimal("2.67"), 1)
    told_so = unread("peserta")[0].sentence
    assert "Sabtu, 21 November 2026 pukul 08.00 WIB dipindah ke Minggu, 22 November 2026 pukul 09.00 WIB" in told_so
    assert "di SDN 1" in told_so and "banjir" in told_so


def test_a_draft_moves_without_a_reason_and_without_history(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket(scheduled=False))
    move_pertemuan(cast.ketua, pertemuan, day=date(2026, 11, 22), start=time(8), end=time(11), place="SDN 2")
    assert pertemuan.moves == [] and unread("peserta") == []


def test_moving_to_where_it_is_changes_nothing(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    with pytest.raises(Invalid):
        move_pertemuan(
            cast.ketua, pertemuan, day=DAY, start=time(8), end=time(11), place=pertemuan.place, reason="iseng"
        )


def test_a_pertemuan_opened_early_and_then_moved_is_not_open_for_a_week(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    at = SATURDAY - timedelta(hours=1)
    with told(at):
        open_pertemuan(cast.ketua, pertemuan)
        assert pertemuan.self_check_in_open(at)
        move_pertemuan(
            cast.ketua,
            pertemuan,
            day=date(2026, 11, 28),
            start=time(8),
            end=time(11),
            place="SDN 1",
            reason="banjir",
        )
        assert not pertemuan.self_check_in_open(at)


def test_a_cancelled_pertemuan_stays_cancelled(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    with pytest.raises(Invalid):
        cancel_pertemuan(cast.ketua, pertemuan, reason=" ")
    cancel_pertemuan(cast.ketua, pertemuan, reason="hujan")
    assert "dibatalkan. Alasan: hujan" in unread("peserta")[0].sentence
    for attempt in (
        lambda: cancel_pertemuan(cast.ketua, pertemuan, reason="lagi"),
        lambda: edit_pertemuan(cast.ketua, pertemuan, title="Lain"),
        lambda: open_pertemuan(cast.ketua, pertemuan),
        lambda: answer_rsvp(cast.peserta, pertemuan, answer="datang"),
    ):
        with pytest.raises(PertemuanCancelledAlready):
            attempt()


def test_what_was_held_and_closed_is_neither_moved_nor_cancelled(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    with told(SATURDAY + timedelta(hours=4)):
        close_pertemuan(cast.ketua, pertemuan)
        with pytest.raises(PertemuanClosedAlready):
            cancel_pertemuan(cast.ketua, pertemuan, reason="keliru")
        with pytest.raises(PertemuanClosedAlready):
            move_pertemuan(cast.ketua, pertemuan, day=DAY, start=time(9), end=time(10), place="x", reason="keliru")


def test_attendance_opens_on_the_day_and_closes_after_the_start(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    for act in (open_pertemuan, close_pertemuan):
        with pytest.raises(PertemuanTooEarly):
            act(cast.ketua, pertemuan)
    with told(SATURDAY - timedelta(hours=2)):
        open_pertemuan(cast.bendahara, pertemuan)
        open_pertemuan(cast.ketua, pertemuan)
        close_pertemuan(cast.ketua, pertemuan)
        close_pertemuan(cast.ketua, pertemuan)
        open_pertemuan(cast.ketua, pertemuan)
    assert [step.kind for step in pertemuan.steps] == ["dibuka", "ditutup", "dibuka"]


def test_attendance_once_closed_is_not_opened_by_one_alone_after_the_end(cast: Cast) -> None:
    """After the end a correction takes a reason and a second pengurus: opening again would go round that."""
    pertemuan = make_pertemuan(make_paket())
    with told(SATURDAY + timedelta(hours=4)):
        close_pertemuan(cast.ketua, pertemuan)
        with pytest.raises(PertemuanOver):
            open_pertemuan(cast.ketua, pertemuan)


def test_the_last_answer_counts_and_places_run_out(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket(), capacity=1)
    answer_rsvp(cast.peserta, pertemuan, answer="datang")
    assert answer_rsvp(cast.peserta, pertemuan, answer="datang").answer == "datang"
    with pytest.raises(PertemuanFull):
        answer_rsvp(cast.peserta2, pertemuan, answer="datang")
    answer_rsvp(cast.peserta, pertemuan, answer="tidak")
    answer_rsvp(cast.peserta2, pertemuan, answer="datang")
    with pytest.raises(NotAllowed):
        answer_rsvp(cast.orang_luar, pertemuan, answer="datang")
    with pytest.raises(Invalid):
        answer_rsvp(cast.peserta, pertemuan, answer="mungkin")
    with told(SATURDAY + timedelta(hours=4)), pytest.raises(PertemuanOver):
        answer_rsvp(cast.peserta, pertemuan, answer="ragu")


def test_a_closed_paket_takes_no_pertemuan(cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    close(paket)
    with pytest.raises(PaketClosedAlready):
        add_pertemuan(cast.ketua, paket, days=[DAY], plan=PLAN)
