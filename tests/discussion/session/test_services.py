"""Running a session: the order of speaking, who leads, what holds for those who write, what is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from community.discussion.models import AgendaTurn, Exhibit, RaisedHand, Room, RoomEvent, RoomNotice, RoomRule
from community.discussion.queries.people import nameable
from community.discussion.queries.session import agenda_of, hands_in, moderators_in, rules_of
from community.discussion.refusals import NoAgenda, NothingShown, RoomLocked, TooManyNotices, TooSoon
from community.discussion.rules.session import notice_of
from community.discussion.rules.words import written
from community.discussion.services import (
    announce_in_room,
    delete_message,
    edit_message,
    end_turn,
    give_turn,
    hide_exhibit,
    lock_room,
    move_agenda,
    name_moderator,
    pin_message,
    raise_hand,
    react,
    set_slow_mode,
    show_exhibit,
    take_down_notice,
    turn_page,
)
from community.gugus.services import leave_gugus
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import add, db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import Notice
from community.lokakarya.models import Narasumber
from community.permissions import Role
from tests.discussion.conftest import Say
from tests.factories import make_role
from tests.people import Cast


def kinds(room: Room) -> list[str]:
    return list(db.session.scalars(select(RoomEvent.kind).where(RoomEvent.room_id == room.id).order_by(RoomEvent.n)))


def do(act: Callable[..., Any], *args: Any, **more: Any) -> Any:
    """One act as a door begins it."""
    end_transaction(keep=False)
    return act(*args, **more)


# Turns to speak


def test_hands_stand_in_the_order_in_which_they_were_raised(room: Room, cast: Cast) -> None:
    for each in (cast.peserta2, cast.peserta, cast.ketua, cast.peserta2):
        do(raise_hand, each, room, on=True)
    assert [each.guru_id for each in hands_in(room.id)] == ["peserta2", "peserta", "ketua"]
    assert kinds(room) == ["antrean"] * 3


def test_who_takes_the_hand_down_and_raises_it_again_stands_last(room: Room, cast: Cast) -> None:
    for each in (cast.peserta, cast.peserta2):
        do(raise_hand, each, room, on=True)
    do(raise_hand, cast.peserta, room, on=False)
    do(raise_hand, cast.peserta, room, on=False)
    do(raise_hand, cast.peserta, room, on=True)
    assert [each.guru_id for each in hands_in(room.id)] == ["peserta2", "peserta"]


def test_one_speaks_at_a_time_and_who_did_what_when_is_kept(room: Room, cast: Cast) -> None:
    first = do(raise_hand, cast.peserta, room, on=True)
    second = do(raise_hand, cast.peserta2, room, on=True)
    do(give_turn, cast.ketua, room, hand=first)
    do(give_turn, cast.sekretaris, room, hand=second)
    assert [each.guru_id for each in hands_in(room.id)] == ["peserta2"]
    assert (first.given_by_id, first.ended_by_id) == ("ketua", "sekretaris") and second.given_at
    do(end_turn, cast.ketua, room, hand=second)
    do(end_turn, cast.ketua, room, hand=second)
    assert hands_in(room.id) == [] and len(kinds(room)) == 5


def test_a_turn_given_to_a_hand_that_was_taken_down_meanwhile_changes_nothing(room: Room, cast: Cast) -> None:
    hand = do(raise_hand, cast.peserta, room, on=True)
    do(raise_hand, cast.peserta, room, on=False)
    do(give_turn, cast.ketua, room, hand=hand)
    assert hand.given_at is None and len(kinds(room)) == 2


def test_only_who_belongs_raises_a_hand_and_only_a_moderator_gives_the_turn(room: Room, cast: Cast) -> None:
    for each in (cast.pengawas, cast.orang_luar, cast.operator):
        with pytest.raises(NotAllowed):
            do(raise_hand, each, room, on=True)
    hand = do(raise_hand, cast.peserta, room, on=True)
    for act in (give_turn, end_turn):
        with pytest.raises(NotAllowed):
            do(act, cast.peserta2, room, hand=hand)


# Moderators


def test_pengurus_and_who_holds_the_pertemuan_moderate(room: Room, topic: Room, cast: Cast) -> None:
    assert room.pertemuan is not None
    add(Narasumber(pertemuan_id=room.pertemuan.id, guru_id="peserta", name="Ai"))
    make_role(room.pertemuan.paket, "peserta2", "panitia")
    make_role(room.pertemuan.paket, "peserta3", "notulis")
    leads = [name for name in ("ketua", "bendahara", "peserta", "peserta2") if _leads(room, cast, name)]
    assert leads == ["ketua", "bendahara", "peserta", "peserta2"]
    assert not [name for name in ("peserta3", "koordinator", "pengawas", "orang_luar") if _leads(room, cast, name)]
    assert not _leads(topic, cast, "peserta") and _leads(topic, cast, "sekretaris")


def _leads(room: Room, cast: Cast, name: str) -> bool:
    end_transaction(keep=False)
    return Role.MODERATOR in room.roles_of(getattr(cast, name))


def test_a_peserta_is_named_for_one_room_and_it_is_taken_back(room: Room, topic: Room, cast: Cast, say: Say) -> None:
    message = say(by="peserta2")
    assert cast.peserta in nameable(room) and cast.ketua not in nameable(room)
    do(name_moderator, cast.ketua, room, guru=cast.peserta, on=True)
    do(name_moderator, cast.ketua, room, guru=cast.peserta, on=True)
    (row,) = moderators_in(room.id)
    assert (row.guru_id, row.by_id, row.at) == ("peserta", "ketua", now()) and cast.peserta not in nameable(room)
    do(pin_message, cast.peserta, message, on=True)
    do(delete_message, cast.peserta, message, reason="Salah ruang")
    with pytest.raises(NotAllowed):
        do(lock_room, cast.peserta, topic, on=True)
    do(name_moderator, cast.sekretaris, room, guru=cast.peserta, on=False)
    assert moderators_in(room.id) == [] and row.ended_by_id == "sekretaris"
    with pytest.raises(NotAllowed):
        do(lock_room, cast.peserta, room, on=True)
    told = db.session.scalars(select(Notice.sentence).where(Notice.guru_id == "peserta")).all()
    assert any("moderator ruang" in each for each in told)


def test_only_who_belongs_and_does_not_lead_already_is_named(room: Room, cast: Cast) -> None:
    for each in (cast.orang_luar, cast.pengawas, cast.bendahara):
        with pytest.raises(Invalid) as refused:
            do(name_moderator, cast.ketua, room, guru=each, on=True)
        assert refused.value.field == "guru"
    with pytest.raises(NotAllowed):
        do(name_moderator, cast.peserta, room, guru=cast.peserta2, on=True)


def test_a_named_moderator_who_leaves_the_gugus_leads_no_more(room: Room, cast: Cast) -> None:
    do(name_moderator, cast.ketua, room, guru=cast.peserta, on=True)
    do(leave_gugus, cast.peserta, cast.gugus)
    assert not _leads(room, cast, "peserta")


# Lock and slow mode


def test_in_a_locked_room_moderators_write_and_the_others_read(room: Room, cast: Cast, say: Say) -> None:
    message = say(by="peserta")
    do(lock_room, cast.ketua, room, on=True)
    do(lock_room, cast.sekretaris, room, on=True)
    with pytest.raises(RoomLocked, match="hanya moderator"):
        say(by="peserta")
    with pytest.raises(RoomLocked):
        do(edit_message, cast.peserta, message, words=written("Lain"), based_on=1)
    assert do(react, cast.peserta2, message, kind="setuju") and say(by="sekretaris")
    assert do(raise_hand, cast.peserta, room, on=True)
    do(lock_room, cast.ketua, room, on=False)
    assert say(by="peserta")
    (rule,) = db.session.scalars(select(RoomRule))
    assert (rule.by_id, rule.ended_by_id) == ("ketua", "ketua")


def test_a_message_that_was_stored_before_the_lock_is_still_that_message(room: Room, cast: Cast, say: Say) -> None:
    first = say(by="peserta", klien_id="sama")
    do(lock_room, cast.ketua, room, on=True)
    assert say(by="peserta", klien_id="sama").n == first.n


def test_in_slow_mode_one_waits_and_is_told_how_long(room: Room, cast: Cast, say: Say) -> None:
    do(set_slow_mode, cast.ketua, room, seconds=30)
    say(by="peserta")
    with clock.told(now() + timedelta(seconds=11)):
        with pytest.raises(TooSoon, match="Tunggu 19 detik") as refused:
            say(by="peserta")
        assert refused.value.details["retry_after"] == 19
        assert say(by="peserta2") and say(by="ketua") and say(by="ketua")
    with clock.told(now() + timedelta(seconds=30)):
        assert say(by="peserta")


def test_slow_mode_is_changed_and_ended_and_each_is_a_row(room: Room, cast: Cast, say: Say) -> None:
    for seconds in (10, 10, 60, 0, 0):
        do(set_slow_mode, cast.ketua, room, seconds=seconds)
    assert rules_of(room.id).seconds == 0 and kinds(room) == ["aturan"] * 3
    rows = db.session.scalars(select(RoomRule.seconds).order_by(RoomRule.at, RoomRule.seconds)).all()
    assert list(rows) == [10, 60]
    assert say(by="peserta") and say(by="peserta")
    with pytest.raises(Invalid):
        do(set_slow_mode, cast.ketua, room, seconds=7)


def test_who_does_not_moderate_sets_no_rule(room: Room, cast: Cast) -> None:
    for each in (cast.peserta, cast.pengawas, cast.orang_luar, cast.operator):
        for act, more in ((lock_room, {"on": True}), (set_slow_mode, {"seconds": 30})):
            with pytest.raises(NotAllowed):
                do(act, each, room, **more)


# Announcements


def test_an_announcement_stands_until_it_is_taken_down_and_is_told_to_who_is_away(room: Room, cast: Cast) -> None:
    words = notice_of("Istirahat sampai **10.15**.")
    made = do(announce_in_room, cast.ketua, room, words=words, key="a")
    again = do(announce_in_room, cast.ketua, room, words=words, key="a")
    assert again.id == made.id and kinds(room) == ["pengumuman"]
    told = set(db.session.scalars(select(Notice.guru_id).where(Notice.sentence.contains("Istirahat sampai 10.15"))))
    assert "peserta" in told and "ketua" not in told and "orang_luar" not in told
    do(take_down_notice, cast.sekretaris, room, notice=made)
    do(take_down_notice, cast.ketua, room, notice=made)
    assert (made.ended_by_id, kinds(room)) == ("sekretaris", ["pengumuman"] * 2)


def test_a_fourth_announcement_waits_for_one_to_be_taken_down(room: Room, cast: Cast) -> None:
    for number in range(3):
        do(announce_in_room, cast.ketua, room, words=notice_of(f"Nomor {number}"), key=str(number))
    with pytest.raises(TooManyNotices) as refused:
        do(announce_in_room, cast.ketua, room, words=notice_of("Nomor 3"), key="3")
    assert refused.value.field == "text"
    assert len(db.session.scalars(select(RoomNotice)).all()) == 3


def test_only_a_moderator_announces(room: Room, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        do(announce_in_room, cast.peserta, room, words=notice_of("Halo"), key="a")


# The agenda


def test_the_agenda_goes_forward_and_when_each_item_began_and_ended_is_kept(planned: Room, cast: Cast) -> None:
    do(move_agenda, cast.ketua, planned, to=1)
    do(move_agenda, cast.sekretaris, planned, to=1)
    with clock.told(now() + timedelta(minutes=12)):
        do(move_agenda, cast.sekretaris, planned, to=2)
        do(move_agenda, cast.ketua, planned, to=2)  # both tapped "Berikutnya"
    first, second = db.session.scalars(select(AgendaTurn).order_by(AgendaTurn.place)).all()
    assert (first.title, first.minutes, first.by_id, first.ended_by_id) == ("Pembukaan", 15, "ketua", "sekretaris")
    assert first.ended_at == first.at + timedelta(minutes=12) == second.at and second.ended_at is None
    agenda = agenda_of(planned)
    assert agenda is not None and (agenda.before, agenda.after) == (1, 3)
    do(move_agenda, cast.ketua, planned, to=None)
    assert agenda_of(planned).now is None  # type: ignore[union-attr]


def test_an_item_that_was_rewritten_meanwhile_stays_as_it_was_discussed(planned: Room, cast: Cast) -> None:
    do(move_agenda, cast.ketua, planned, to=1)
    assert planned.pertemuan is not None
    planned.pertemuan.agenda = "- Perkenalan"
    end_transaction(keep=True)
    agenda = agenda_of(planned)
    assert agenda is not None and agenda.now is not None and agenda.now.title == "Pembukaan"
    with pytest.raises(Invalid):
        do(move_agenda, cast.ketua, planned, to=2)


def test_a_topic_and_a_pertemuan_without_agenda_have_none(room: Room, topic: Room, cast: Cast) -> None:
    for each in (room, topic):
        assert agenda_of(each) is None
        with pytest.raises(NoAgenda):
            do(move_agenda, cast.ketua, each, to=1)


def test_only_a_moderator_moves_the_agenda(planned: Room, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        do(move_agenda, cast.peserta, planned, to=1)


# What is shown


def test_one_thing_is_shown_at_a_time_and_its_pages_are_turned_for_all(room: Room, cast: Cast) -> None:
    first = do(show_exhibit, cast.ketua, room, kind="materi", about_id="a", title="Modul pecahan")
    do(show_exhibit, cast.ketua, room, kind="materi", about_id="a", title="Modul pecahan")
    second = do(show_exhibit, cast.sekretaris, room, kind="lembar", about_id="b", title="Lembar", pages=3)
    assert first.ended_by_id == "sekretaris" and second.ended_at is None
    assert do(turn_page, cast.ketua, room, page=3) == 3
    do(turn_page, cast.ketua, room, page=3)
    for wrong in (0, 4, -1):
        with pytest.raises(Invalid, match="3 halaman"):
            do(turn_page, cast.ketua, room, page=wrong)
    do(hide_exhibit, cast.ketua, room)
    do(hide_exhibit, cast.ketua, room)
    with pytest.raises(NothingShown):
        do(turn_page, cast.ketua, room, page=1)
    assert kinds(room) == ["bahan"] * 4 and len(db.session.scalars(select(Exhibit)).all()) == 2


def test_only_a_moderator_shows_and_turns(room: Room, cast: Cast) -> None:
    for act, more in (
        (show_exhibit, {"kind": "materi", "about_id": "a", "title": "x"}),
        (turn_page, {"page": 1}),
        (hide_exhibit, {}),
    ):
        with pytest.raises(NotAllowed):
            do(act, cast.peserta, room, **more)


def test_a_hand_is_one_row_of_who_and_when(room: Room, cast: Cast) -> None:
    do(raise_hand, cast.peserta, room, on=True)
    do(raise_hand, cast.peserta, room, on=False)
    (row,) = db.session.scalars(select(RaisedHand))
    assert (row.guru_id, row.at, row.ended_at, row.ended_by_id) == ("peserta", now(), now(), "peserta")
