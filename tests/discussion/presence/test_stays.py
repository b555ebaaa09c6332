"""Who was connected is written down: once a second, over several devices, and after a process that was killed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.accounts.models import Guru
from community.attendance.queries.online import online_of
from community.discussion.jobs import look_after_presence
from community.discussion.live import stays
from community.discussion.models import LiveProcess, Room, Stay
from community.discussion.queries.presence import here_now, presence_section, traces_at
from community.discussion.rules.presence import BEAT, LOST, Span
from community.discussion.services.presence import Begun, Ended, give_sign, write_stays
from community.gugus.services import leave_gugus
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.command import INSTALLATION, SYSTEM, authorize
from community.kernel.database import db, end_transaction
from community.kernel.errors import NotAllowed
from community.kernel.ids import new_id
from community.lokakarya.models import Pertemuan
from community.permissions import Do
from tests.discussion.test_sockets import Client
from tests.factories import SATURDAY
from tests.people import Cast

Clients = Callable[[Guru | None], Client]


@pytest.fixture
def client(app: Flask) -> Clients:
    stays.forget()
    return lambda person: Client(app, person)


def minutes_of(pertemuan: Pertemuan, guru_id: str) -> int:
    end_transaction(keep=False)
    return traces_at(pertemuan)[guru_id].minutes_in(Span(pertemuan.starts_at, pertemuan.ends_at))


def at(minute: float) -> object:
    return clock.told(SATURDAY + timedelta(minutes=minute))


class Process:
    """A process in which people come and go, as one of several."""

    def __init__(self, room: Room) -> None:
        self.id, self.room_id = new_id(), room.id
        end_transaction(keep=False)

    def comes(self, guru_id: str) -> str:
        stay = Begun(new_id(), self.room_id, guru_id, now())
        write_stays(SYSTEM, INSTALLATION, process_id=self.id, begun=[stay], ended=[])
        return stay.id

    def goes(self, stay_id: str) -> None:
        ended = [Ended(stay_id, self.room_id, now())]
        write_stays(SYSTEM, INSTALLATION, process_id=self.id, begun=[], ended=ended)

    def lives(self) -> bool:
        return give_sign(SYSTEM, INSTALLATION, process_id=self.id)


def test_a_stay_begins_with_joining_and_ends_with_the_connection(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = client(cast.peserta)
    with at(0):
        ai.ask("join", ruang=room.id)
    with at(40):
        assert here_now(room.id) == set()  # nobody has given a sign of life for forty minutes
        ai.socket.disconnect(namespace="/diskusi")
    assert minutes_of(pertemuan, "peserta") == 40
    assert db.session.query(Stay).count() == 1


def test_joining_again_over_the_same_line_is_the_same_stay(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = client(cast.peserta)
    for minute in (0, 5, 9):
        with at(minute):
            ai.ask("join", ruang=room.id)
    with at(30):
        ai.ask("leave", ruang=room.id)
    assert db.session.query(Stay).count() == 1
    assert minutes_of(pertemuan, "peserta") == 30


def test_a_phone_and_a_laptop_and_a_dropped_line_are_one_presence(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    phone = client(cast.peserta)
    with at(0):
        phone.ask("join", ruang=room.id)
    laptop = client(cast.peserta)
    with at(10):
        laptop.ask("join", ruang=room.id)
    with at(30):
        phone.ask("leave", ruang=room.id)
    with at(50):
        laptop.ask("leave", ruang=room.id)
    with at(52):
        phone.ask("join", ruang=room.id)
    with at(60):
        phone.ask("leave", ruang=room.id)
    trace = traces_at(pertemuan)["peserta"]
    assert len(trace.spans) == 1 and trace.connections == 1
    assert minutes_of(pertemuan, "peserta") == 60


def test_two_hours_of_a_line_that_drops_every_few_minutes_are_one_row_and_the_same_minutes(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = client(cast.peserta)
    for minute in range(0, 120, 5):
        with at(minute):
            ai.ask("join", ruang=room.id)
        with at(minute + 4):
            ai.ask("leave", ruang=room.id)
    assert db.session.query(Stay).count() == 1
    assert minutes_of(pertemuan, "peserta") == 119


def test_who_comes_back_after_longer_than_a_dropped_line_has_come_twice(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = client(cast.peserta)
    for minute in (0, 30):
        with at(minute):
            ai.ask("join", ruang=room.id)
        with at(minute + 20):
            ai.ask("leave", ruang=room.id)
    assert db.session.query(Stay).count() == 2
    assert minutes_of(pertemuan, "peserta") == 40
    assert traces_at(pertemuan)["peserta"].connections == 2


def test_who_is_removed_from_the_gugus_is_no_longer_counted(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    imas = client(cast.peserta3)
    with at(0):
        imas.ask("join", ruang=room.id)
    with at(20):
        leave_gugus(cast.peserta3, cast.gugus)
        stays.look()
    with at(60):
        assert minutes_of(pertemuan, "peserta3") == 20


def test_a_killed_process_loses_no_more_than_since_its_last_sign_of_life(
    room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    killed, other = Process(room), Process(room)
    with at(0):
        killed.comes("peserta")
        other.comes("ketua")
    with at(1):
        assert killed.lives() and other.lives()
        assert here_now(room.id) == {"peserta", "ketua"}
    with at(30):
        assert other.lives()
        assert here_now(room.id) == {"ketua"}
    assert minutes_of(pertemuan, "peserta") == 1
    end_transaction(keep=False)
    assert db.session.scalars(select(Stay.ended_at).where(Stay.guru_id == "peserta")).one() is not None
    assert not killed.lives()  # it was only asleep: what is open in it begins anew, under another name


def test_what_is_open_in_a_killed_process_counts_until_its_last_sign_before_anybody_has_closed_it(
    room: Room, pertemuan: Pertemuan
) -> None:
    killed = Process(room)
    with at(0):
        killed.comes("peserta")
    with at(30):
        killed.lives()
    with at(90):
        assert minutes_of(pertemuan, "peserta") == 30


def test_who_reconnects_to_another_process_after_a_kill_was_there_all_the_time(
    room: Room, pertemuan: Pertemuan
) -> None:
    killed, other = Process(room), Process(room)
    with at(29):
        killed.comes("peserta")
    with at(30):
        killed.lives()
    with at(31):
        stay = other.comes("peserta")
        other.lives()
    with at(90):
        other.goes(stay)
    assert minutes_of(pertemuan, "peserta") == 61


def test_a_thousand_who_come_at_once_are_two_writings(
    room: Room, cast: Cast, queries: Callable[[Callable[[], None]], int]
) -> None:
    process = new_id()
    end_transaction(keep=False)
    room_id = room.id
    begun = [Begun(new_id(), room_id, "peserta", now()) for _ in range(1000)]
    few = [Begun(new_id(), room_id, "ketua", now()) for _ in range(2)]
    end_transaction(keep=False)

    def write(them: list[Begun]) -> None:
        write_stays(SYSTEM, INSTALLATION, process_id=process, begun=them, ended=[])

    write([])
    assert queries(lambda: write(few)) == queries(lambda: write(begun)) <= 3


def test_a_writing_that_is_tried_again_writes_nobody_twice(room: Room) -> None:
    process = new_id()
    stay = Begun(new_id(), room.id, "peserta", now())
    end_transaction(keep=False)
    for again in (False, True):
        write_stays(SYSTEM, INSTALLATION, process_id=process, begun=[stay], ended=[], again=again)
    assert db.session.query(Stay).count() == 1


def test_a_stay_whose_end_may_have_been_written_goes_on_all_the_same(room: Room) -> None:
    process = new_id()
    stay = Begun(new_id(), room.id, "peserta", now())
    gone = Ended(stay.id, room.id, now())
    end_transaction(keep=False)
    write_stays(SYSTEM, INSTALLATION, process_id=process, begun=[stay], ended=[gone])
    write_stays(SYSTEM, INSTALLATION, process_id=process, begun=[stay], ended=[], back={stay.id}, again=True)
    assert db.session.scalars(select(Stay.ended_at)).all() == [None]


def test_after_a_kill_of_the_only_process_everyone_is_counted_though_nobody_enters_a_room(
    room: Room, pertemuan: Pertemuan
) -> None:
    killed = Process(room)
    with at(0):
        killed.comes("peserta")
    with at(30):
        killed.lives()
    with at(45):
        assert online_of(pertemuan.id, "peserta") is None
        end_transaction(keep=False)
        look_after_presence()  # a job of its own, every minute
        found = online_of(pertemuan.id, "peserta")
        assert found is not None and found.minutes == 30
    assert db.session.scalars(select(Stay.ended_at)).one() == SATURDAY + timedelta(minutes=30)


def test_a_process_that_was_taken_for_dead_writes_its_people_anew(
    client: Clients, room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    ai = client(cast.peserta)
    with at(0):
        ai.ask("join", ruang=room.id)
    with at(10):  # asleep for ten minutes, and another process tidied up
        Process(room).comes("ketua")
        give_sign(SYSTEM, INSTALLATION, process_id=new_id())
        stays._beat()
        assert "peserta" in here_now(room.id)
    assert db.session.query(LiveProcess).count() == 3
    assert db.session.query(Stay).filter_by(guru_id="peserta").count() == 2


def test_nobody_writes_down_by_hand_who_was_connected(room: Room, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        authorize(cast.ketua, Do.KEEP_STAYS, room)


def test_the_archive_says_who_was_connected_and_what_nobody_can_know(
    room: Room, pertemuan: Pertemuan, cast: Cast
) -> None:
    process = Process(room)
    with at(0):
        stay = process.comes("peserta")
    with at(50):
        process.goes(stay)
    section = presence_section(room)
    assert section is not None and "belum tentu memperhatikan" in section.words[0]
    assert [(row[0], row[3]) for row in section.tables[0].rows] == [("Ai Setiawan, S.Pd.", 50)]


def test_a_sign_of_life_comes_well_before_a_process_is_taken_for_dead() -> None:
    assert timedelta(seconds=2 * BEAT) <= LOST
