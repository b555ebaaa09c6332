"""Several at the same moment, in real threads: dense numbers, one message for one name, each heard once in order."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from community.accounts.models import Guru
from community.discussion.live.names import NAMESPACE
from community.discussion.models import Message, Pin, Reaction, Room
from community.discussion.rules.words import written
from community.discussion.services import open_room, pin_message, react, send_message
from community.kernel.database import db, end_transaction
from community.kernel.realtime import socketio
from community.lokakarya.models import Pertemuan
from tests.discussion.conftest import Say
from tests.gugus.conftest import at_once  # noqa: F401  the fixture
from tests.people import Cast
from tests.visitor import Visitor

AtOnce = Callable[..., list[Any]]


def who(name: str) -> Guru:
    return db.session.get_one(Guru, name)


def sends(room_id: str, name: str, key: str) -> Callable[[], int]:
    def send() -> int:
        room = db.session.get_one(Room, room_id)
        return int(send_message(who(name), room, words=written(f"dari {name}"), klien_id=key).message.n)

    return send


def test_two_devices_that_send_the_same_name_at_once_make_one_message(room: Room, at_once: AtOnce) -> None:  # noqa: F811
    room_id = room.id
    assert at_once(*(sends(room_id, "peserta", "sama") for _ in range(4))) == [1, 1, 1, 1]
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_everyone_who_speaks_at_once_has_a_number_and_is_heard_in_order(
    app: Flask,
    room: Room,
    cast: Cast,
    at_once: AtOnce,  # noqa: F811
) -> None:
    room_id, visitor = room.id, Visitor(app, cast.bendahara)
    with app.app_context():
        client = socketio.test_client(app, namespace=NAMESPACE, flask_test_client=visitor.client)
        client.emit("join", {"ruang": room_id, "sejak": 0}, namespace=NAMESPACE, callback=True)
    names = ("peserta", "peserta2", "ketua", "sekretaris")
    for turn in range(3):
        found = at_once(*(sends(room_id, name, str(turn)) for name in names))
        assert sorted(found) == list(range(turn * 4 + 1, turn * 4 + 5)), found
    heard = [each["args"][0]["n"] for each in client.get_received(NAMESPACE) if each["name"] == "pesan"]
    assert heard == list(range(1, 13))


def test_two_who_open_the_room_at_once_are_in_the_same(
    pertemuan: Pertemuan,
    at_once: AtOnce,  # noqa: F811
) -> None:
    pertemuan_id = pertemuan.id
    opens = lambda name: lambda: open_room(who(name), db.session.get_one(Pertemuan, pertemuan_id)).id  # noqa: E731
    assert len(set(at_once(*(opens(name) for name in ("peserta", "ketua", "sekretaris"))))) == 1


def test_signs_and_pins_given_at_once_are_given_once(room: Room, say: Say, at_once: AtOnce) -> None:  # noqa: F811
    message_id = say().id
    end_transaction(keep=False)
    message = lambda: db.session.get_one(Message, message_id)  # noqa: E731
    signs = [lambda: react(who("ketua"), message(), kind="setuju", on=True)] * 3
    pins = [
        lambda: pin_message(who("ketua"), message(), on=True),
        lambda: pin_message(who("sekretaris"), message(), on=True),
    ]
    assert not [each for each in at_once(*signs, *pins) if isinstance(each, Exception)]
    assert db.session.scalar(select(func.count(Reaction.id))) == 1 == db.session.scalar(select(func.count(Pin.id)))
    assert db.session.scalar(select(Room.last_n).where(Room.id == room.id)) == 3
