"""Saying, changing, deleting and giving signs: what is kept, who is told, what is refused."""

import pytest
from sqlalchemy import select

from community.accounts.models import Guru
from community.discussion.models import EarlierText, Reaction, Room, RoomEvent
from community.discussion.queries import history, lacking, message_of, pinned_in, room_of
from community.discussion.queries.export import messages_export
from community.discussion.refusals import MessageChanged, MessageDeleted, MessageHidden, TooManyPins
from community.discussion.rules.words import written
from community.discussion.services import (
    delete_message,
    edit_message,
    open_room,
    pin_message,
    react,
    send_message,
    start_topic,
)
from community.gugus.queries.hooks import reached
from community.gugus.services import report
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed, NotFound
from community.kernel.notices import unread
from community.lokakarya.models import Pertemuan
from tests.discussion.conftest import Say
from tests.people import Cast


def kinds(room: Room) -> list[tuple[int, str]]:
    rows = db.session.scalars(select(RoomEvent).where(RoomEvent.room_id == room.id).order_by(RoomEvent.n))
    return [(row.n, row.kind) for row in rows]


def test_the_first_who_reads_a_pertemuan_opens_its_room_and_the_others_find_it(
    room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    assert open_room(cast.ketua, pertemuan).id == room.id
    assert room_of(cast.pengawas, room.id).id == room.id
    for who in (cast.orang_luar, cast.operator):
        with pytest.raises(NotFound):
            room_of(who, room.id)


def test_a_topic_is_for_who_belongs_to_the_gugus(topic: Room, cast: Cast) -> None:
    assert room_of(cast.peserta2, topic.id).title == "Alat peraga pecahan"
    for who in (cast.pengawas, cast.dinas, cast.operator, cast.orang_luar):
        with pytest.raises(NotFound):
            room_of(who, topic.id)


def test_the_form_that_begins_a_topic_sent_twice_begins_one(cast: Cast) -> None:
    begun = [start_topic(cast.peserta, cast.gugus, topic="Supervisi", form_key="sama").id for _ in range(2)]
    assert len(set(begun)) == 1
    with pytest.raises(Invalid):
        start_topic(cast.peserta, cast.gugus, topic="\u200b ", form_key="lain")


def test_someone_who_left_reaches_the_room_no_more_and_what_they_said_stays(
    room: Room, say: Say, former: Guru, cast: Cast
) -> None:
    with pytest.raises(NotFound):
        room_of(former, room.id)
    with pytest.raises(NotAllowed):
        send_message(former, room, words=written("Halo"), klien_id="x")


def test_every_event_has_the_next_number_without_a_gap(room: Room, topic: Room, say: Say, cast: Cast) -> None:
    first = say("satu")
    say("lain", to=topic)
    react(cast.ketua, first, kind="setuju")
    edit_message(cast.peserta, first, words=written("satu lagi"), based_on=1)
    say("dua", by="ketua")
    pin_message(cast.ketua, first, on=True)
    delete_message(cast.peserta, first)
    expected = ["pesan", "tanggapan", "ubah", "pesan", "sematan", "hapus"]
    assert kinds(room) == list(enumerate(expected, start=1))
    assert kinds(topic) == [(1, "pesan")]
    assert [each.message.n for each in history(room.id).messages] == [1, 4]


def test_what_changes_nothing_has_no_number(room: Room, say: Say, cast: Cast) -> None:
    message = say("satu")
    edit_message(cast.peserta, message, words=written("satu"), based_on=1)
    for _ in range(2):
        react(cast.ketua, message, kind="setuju", on=True)
        pin_message(cast.ketua, message, on=True)
    react(cast.ketua, message, kind="tanya", on=False)
    assert [kind for _, kind in kinds(room)] == ["pesan", "tanggapan", "sematan"]
    assert db.session.scalar(select(Reaction.kind)) == "setuju"


def test_what_a_message_said_before_stays(say: Say, cast: Cast) -> None:
    message = say("Pukul delapan")
    edit_message(cast.peserta, message, words=written("Pukul sembilan"), based_on=1)
    edit_message(cast.peserta, message, words=written("Pukul sepuluh"), based_on=2)
    old = db.session.scalars(select(EarlierText).order_by(EarlierText.edition)).all()
    assert [each.text for each in old] == ["Pukul delapan", "Pukul sembilan"]
    assert message.text == "Pukul sepuluh" and message.edition == 3


def test_a_change_based_on_older_words_is_not_saved_over_newer_ones(say: Say, cast: Cast) -> None:
    message = say("Pukul delapan")
    edit_message(cast.peserta, message, words=written("Pukul sembilan"), based_on=1)
    with pytest.raises(MessageChanged):
        edit_message(cast.peserta, message, words=written("Pukul tujuh"), based_on=1)


def test_what_is_deleted_is_gone_for_the_others_and_takes_nothing_more(room: Room, say: Say, cast: Cast) -> None:
    message = say("Salah kirim")
    answer = say("Apa maksudnya?", by="ketua", reply_to=message)
    pin_message(cast.ketua, message, on=True)
    delete_message(cast.peserta, message)
    delete_message(cast.peserta, message)
    shown = history(room.id).messages
    assert shown[0].instead == "Pesan ini dihapus penulisnya." and shown[1].quoted is None
    assert shown[1].message.id == answer.id and pinned_in(room.id) == []
    for act in (
        lambda: react(cast.ketua, message, kind="setuju"),
        lambda: edit_message(cast.peserta, message, words=written("Lagi"), based_on=1),
        lambda: pin_message(cast.ketua, message, on=True),
        lambda: say("Balasan", by="ketua", reply_to=message),
    ):
        with pytest.raises(MessageDeleted):
            act()


def test_a_pengurus_deletes_with_a_reason_and_the_author_reads_it(room: Room, say: Say, cast: Cast) -> None:
    message = say("Beli di tokoku!")
    with pytest.raises(Invalid):
        delete_message(cast.ketua, message, reason=" ")
    delete_message(cast.ketua, message, reason="Bukan tempat berjualan")
    assert history(room.id).messages[0].instead == "Pesan ini dihapus moderator."
    assert any("Bukan tempat berjualan" in each.sentence for each in unread("peserta"))


def test_three_reports_hide_a_message_and_the_room_sees_it(room: Room, say: Say, cast: Cast) -> None:
    message = say("Kasar sekali", by="peserta2")
    for who in (cast.peserta, cast.peserta3, cast.bendahara):
        report(who, reached(who, "diskusi", message.id), kind="diskusi", reason="kasar")
    part = lacking(room.id, 1)
    assert [each.event.kind for each in part.entries] == ["putusan"]
    assert part.entries[0].shown is not None and "disembunyikan" in part.entries[0].shown.instead
    with pytest.raises(MessageHidden):
        react(cast.ketua, message, kind="setuju")


def test_who_is_named_and_who_is_answered_are_told_once(room: Room, say: Say, cast: Cast) -> None:
    message = say("Siapa bawa proyektor?")
    say("@ketua, tolong bawakan", by="peserta2", reply_to=message)
    assert [each.kind for each in unread("ketua")] == ["sebutan"]
    assert ["membalas Anda" in each.sentence for each in unread("peserta")] == [True]
    assert unread("peserta2") == []


def test_at_most_five_messages_are_pinned(room: Room, say: Say, cast: Cast) -> None:
    messages = [say(f"Penting {number}") for number in range(6)]
    for message in messages[:5]:
        pin_message(cast.ketua, message, on=True)
    with pytest.raises(TooManyPins):
        pin_message(cast.ketua, messages[5], on=True)
    pin_message(cast.ketua, messages[0], on=False)
    pin_message(cast.ketua, messages[5], on=True)
    assert [each.id for each in pinned_in(room.id)] == [each.id for each in messages[1:]]


def test_an_answer_stays_within_its_room(room: Room, topic: Room, say: Say, cast: Cast) -> None:
    with pytest.raises(Invalid):
        say("Balasan", to=topic, reply_to=say("Di pertemuan"))
    with pytest.raises(NotFound):
        message_of(cast.ketua, topic.id, say("Di pertemuan").id)


def test_ones_own_words_are_in_the_export(room: Room, say: Say, cast: Cast) -> None:
    message = say("Pukul delapan")
    edit_message(cast.peserta, message, words=written("Pukul sembilan"), based_on=1)
    react(cast.peserta, say("Halo", by="ketua"), kind="bagus")
    found = messages_export(cast.peserta)
    assert [each["teks"] for each in found["pesan"]] == ["Pukul sembilan"]
    assert found["pesan"][0]["sebelumnya"][0]["teks"] == "Pukul delapan"
    assert [each["tanda"] for each in found["tanggapan"]] == ["bagus"]


def test_a_room_with_many_messages_costs_as_many_queries_as_one_with_few(
    room: Room,
    say: Say,
    queries,
    cast: Cast,  # type: ignore[no-untyped-def]
) -> None:
    first = say("pertama")
    for each in ("setuju", "bagus"):
        react(cast.ketua, first, kind=each)
    say("kedua", by="ketua", reply_to=first)
    few = queries(lambda: (history(room.id), lacking(room.id, 0)))
    for number in range(120):
        message = say(f"pesan {number}", by=("peserta", "ketua", "sekretaris")[number % 3], reply_to=first)
    react(cast.ketua, message, kind="paham")
    many = queries(lambda: (history(room.id), lacking(room.id, 0)))
    assert many == few and len(history(room.id).messages) == 50
