"""The open protocol, by the Socket.IO client of the server: who hears what, in which order, and who does not."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from community.accounts.current import hash_of
from community.accounts.models import Guru, SignIn
from community.accounts.services import sign_out_others
from community.discussion.live.limits import JOINING, WRITING
from community.discussion.live.names import NAMESPACE
from community.discussion.live.parts import PARTS
from community.discussion.live.protocol import CONTENT, FROM_CLIENT, FROM_SERVER
from community.discussion.models import Room
from community.discussion.queries import TOO_FAR
from community.discussion.rules.kinds import HANDS, OF_PARTS, RULES
from community.discussion.rules.words import LONGEST, written
from community.discussion.services import delete_message, edit_message, lock_room, raise_hand, react
from community.discussion.sockets import HANDLERS
from community.gugus.models import Anggota
from community.gugus.services import leave_gugus
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.realtime import socketio
from community.wiring.facts import look_after_rooms
from tests.discussion.conftest import Say
from tests.people import GUGUS, Cast
from tests.visitor import Visitor


class Client:
    """A program that speaks the protocol, signed in as someone."""

    def __init__(self, app: Flask, person: Guru | None) -> None:
        visitor = Visitor(app, person)
        end_transaction(keep=False)
        self.app = app
        if person is not None:
            with visitor.client.session_transaction() as cookie:
                own = select(SignIn.id).where(SignIn.token_hash == hash_of(cookie["_user_id"]))
            self.session = db.session.scalars(own).one()
        end_transaction(keep=False)
        with app.app_context():  # of its own: who came stays with it
            self.socket = socketio.test_client(app, namespace=NAMESPACE, flask_test_client=visitor.client)

    def ask(self, event: str, **data: Any) -> dict[str, Any]:
        return self.raw(event, data)

    def raw(self, event: str, data: Any) -> dict[str, Any]:
        end_transaction(keep=False)
        with self.app.app_context():
            answer = self.socket.emit(event, data, namespace=NAMESPACE, callback=True)
        db.session.expire_all()
        assert isinstance(answer, dict), answer
        return answer

    def heard(self, name: str) -> list[dict[str, Any]]:
        """What came under one name since it was last asked for, other events forgotten."""
        return [each["args"][0] for each in self.socket.get_received(NAMESPACE) if each["name"] == name]


@pytest.fixture
def client(app: Flask) -> Callable[[Guru | None], Client]:
    return lambda person: Client(app, person)


Clients = Callable[[Guru | None], Client]


def test_what_one_sends_the_others_hear_with_its_number(client: Clients, room: Room, cast: Cast) -> None:
    ai, ketua = client(cast.peserta), client(cast.ketua)
    assert ai.ask("join", ruang=room.id, sejak=0) == {"ok": True, "n": 0, "pesan": [], "perubahan": []}
    ketua.ask("join", ruang=room.id, sejak=0)
    answer = ketua.ask("send", ruang=room.id, klien_id="a-1", teks="Sudah **siap**?")
    assert answer["ok"] and answer["n"] == 1
    (heard,) = ai.heard("pesan")
    assert (heard["n"], heard["klien_id"], heard["teks"]) == (1, "a-1", "Sudah **siap**?")
    assert heard["html"] == "<p>Sudah <strong>siap</strong>?</p>" and heard["oleh"]["nama"] == "Yuyun Sutisna, M.Pd."


def test_a_message_sent_again_is_one_message_with_the_same_number(client: Clients, room: Room, cast: Cast) -> None:
    ai, ketua = client(cast.peserta), client(cast.ketua)
    ketua.ask("join", ruang=room.id, sejak=0)
    answers = [ai.ask("send", ruang=room.id, klien_id="sama", teks=words) for words in ("Halo", "Halo", "Lain")]
    assert {each["n"] for each in answers} == {1} and len({each["id"] for each in answers}) == 1
    assert [each["teks"] for each in ketua.heard("pesan")] == ["Halo"]


def test_two_people_may_give_their_messages_the_same_name(client: Clients, room: Room, cast: Cast) -> None:
    numbers = [
        client(each).ask("send", ruang=room.id, klien_id="1", teks="Ya")["n"] for each in (cast.peserta, cast.ketua)
    ]
    assert numbers == [1, 2]


def test_who_was_away_has_what_was_said_meanwhile_in_order(client: Clients, room: Room, cast: Cast, say: Say) -> None:
    for number in range(1, 6):
        say(f"Pesan {number}")
    answer = client(cast.ketua).ask("join", ruang=room.id, sejak=2)
    assert answer["n"] == 5 and [each["n"] for each in answer["pesan"]] == [3, 4, 5]
    assert [each["teks"] for each in answer["pesan"]] == ["Pesan 3", "Pesan 4", "Pesan 5"]


def test_who_was_away_learns_what_was_changed_deleted_and_thought(
    client: Clients, room: Room, cast: Cast, say: Say
) -> None:
    first, second = say("Pukul delapan"), say("Salah kirim")
    edit_message(cast.peserta, first, words=written("Pukul sembilan"), based_on=1)
    delete_message(cast.peserta, second)
    react(cast.ketua, first, kind="setuju")
    answer = client(cast.ketua).ask("join", ruang=room.id, sejak=2)
    assert answer["pesan"] == [] and answer["n"] == 5
    changes = [(each["n"], each["jenis"]) for each in answer["perubahan"]]
    assert changes == [(3, "ubah"), (4, "hapus"), (5, "tanggapan")]
    edited, deleted, _ = (each["pesan"] for each in answer["perubahan"])
    assert edited["teks"] == "Pukul sembilan" and edited["tanggapan"] == {"setuju": 1} and edited["n"] == 1
    assert deleted["keadaan"] == "dihapus" and deleted["teks"] == deleted["html"] == ""


def test_who_is_there_hears_each_change_with_its_number(client: Clients, room: Room, cast: Cast, say: Say) -> None:
    message = say("Pukul delapan")
    ketua, ai = client(cast.ketua), client(cast.peserta)
    ketua.ask("join", ruang=room.id, sejak=1)
    about = {"ruang": room.id, "pesan": message.id}
    assert ai.ask("edit", **about, teks="Pukul sembilan", edisi=1) == {"ok": True, "edisi": 2}
    assert ai.ask("react", **about, tanggapan="paham") == {"ok": True, "ada": True}
    assert client(cast.sekretaris).ask("pin", **about)["ok"]
    assert ai.ask("delete", **about)["ok"]
    assert [(each["n"], each["jenis"]) for each in ketua.heard("perubahan")] == [
        (2, "ubah"),
        (3, "tanggapan"),
        (4, "sematan"),
        (5, "hapus"),
    ]


def test_who_has_been_away_too_long_is_told_so(client: Clients, room: Room, cast: Cast) -> None:
    room.last_n = TOO_FAR + 1
    end_transaction(keep=True)
    answer = client(cast.ketua).ask("join", ruang=room.id, sejak=0)
    assert answer["hilang"] is True and answer["pesan"] == [] and answer["n"] == TOO_FAR + 1


def test_who_knows_more_than_there_is_begins_anew(client: Clients, room: Room, cast: Cast, say: Say) -> None:
    say()
    assert client(cast.ketua).ask("join", ruang=room.id, sejak=7) == {
        "ok": True,
        "n": 1,
        "pesan": [],
        "perubahan": [],
        "hilang": True,
    }


def test_more_than_one_answer_holds_follows_by_itself(client: Clients, room: Room, cast: Cast, say: Say) -> None:
    for number in range(1, 206):
        say(f"Pesan {number}")
    ketua = client(cast.ketua)
    answer = ketua.ask("join", ruang=room.id, sejak=0)
    rest = [each["n"] for each in ketua.heard("pesan")]
    assert answer["lagi"] is True and [each["n"] for each in answer["pesan"]] + rest == list(range(1, 206))


def test_who_hears_the_page_is_sent_pieces_of_it(client: Clients, room: Room, cast: Cast) -> None:
    page = client(cast.ketua)
    page.ask("join", ruang=room.id, sejak=0, bentuk="potongan")
    client(cast.peserta).ask("send", ruang=room.id, klien_id="a", teks="Lihat *ini*")
    (heard,) = page.heard("pesan")
    assert heard["n"] == 1 and "<em>ini</em>" in heard["potongan"] and "teks" not in heard


def test_a_stranger_does_not_connect(client: Clients, room: Room) -> None:
    assert not client(None).socket.is_connected(NAMESPACE)


@pytest.mark.parametrize("name", ["orang_luar", "operator"])
def test_a_room_of_others_is_not_found_at_any_event(
    client: Clients, room: Room, cast: Cast, say: Say, name: str
) -> None:
    message = say()
    outsider = client(getattr(cast, name))
    for event in HANDLERS:
        if event == "leave":
            continue
        more = {"klien_id": "x", "teks": "Halo", "pesan": message.id, "tanggapan": "setuju"}
        assert outsider.ask(event, ruang=room.id, **more)["code"] == "tidak_ditemukan", event
    say("Rahasia")
    assert outsider.heard("pesan") == []


def test_a_pengawas_reads_the_room_of_a_pertemuan_and_does_not_write(
    client: Clients, room: Room, topic: Room, cast: Cast
) -> None:
    pengawas = client(cast.pengawas)
    assert pengawas.ask("join", ruang=room.id, sejak=0)["ok"]
    assert pengawas.ask("send", ruang=room.id, klien_id="a", teks="Halo")["code"] == "tidak_berhak"
    assert pengawas.ask("join", ruang=topic.id, sejak=0)["code"] == "tidak_ditemukan"


def test_who_leaves_the_gugus_hears_nothing_more(client: Clients, room: Room, cast: Cast, say: Say) -> None:
    ida, ketua = client(cast.peserta2), client(cast.ketua)
    ida.ask("join", ruang=room.id, sejak=0)
    ketua.ask("join", ruang=room.id, sejak=0)
    end_transaction(keep=False)
    leave_gugus(cast.peserta2, cast.gugus)
    said = ida.heard("keluar")
    assert said and said[0]["ruang"] == room.id and said[0]["message"]
    say("Setelah Ida pergi")
    assert ida.heard("pesan") == [] and len(ketua.heard("pesan")) == 1
    assert ida.ask("send", ruang=room.id, klien_id="a", teks="Halo")["code"] == "tidak_ditemukan"


def test_nobody_changes_the_words_of_another(client: Clients, room: Room, cast: Cast, say: Say) -> None:
    about = {"ruang": room.id, "pesan": say().id}
    ida = client(cast.peserta2)
    assert ida.ask("edit", **about, teks="Lain")["code"] == "tidak_berhak"
    assert ida.ask("delete", **about)["code"] == "tidak_berhak"
    assert ida.ask("pin", **about)["code"] == "tidak_berhak"
    assert client(cast.ketua).ask("delete", **about)["field"] == "reason"


def test_one_who_floods_is_slowed_down_in_words_and_the_others_are_not(client: Clients, room: Room, cast: Cast) -> None:
    ida, ai = client(cast.peserta2), client(cast.peserta)
    answers = [ida.ask("send", ruang=room.id, klien_id=str(n), teks=f"Banjir {n}") for n in range(60)]
    refused = [each for each in answers if not each["ok"]]
    assert len(refused) == 60 - WRITING.burst and {each["code"] for each in refused} == {"terlalu_cepat"}
    assert all(each["tunggu"] >= 1 and "Tunggu" in each["message"] for each in refused)
    assert ai.ask("send", ruang=room.id, klien_id="a", teks="Permisi")["ok"]


def test_fifty_joins_at_once_from_one_account_are_slowed_down(client: Clients, room: Room, cast: Cast) -> None:
    ida = client(cast.peserta2)
    codes = [ida.ask("join", ruang=room.id, sejak=0).get("code", "") for _ in range(50)]
    assert codes == [""] * JOINING.burst + ["terlalu_cepat"] * (50 - JOINING.burst)


def test_what_is_no_message_is_refused_in_words(client: Clients, room: Room, cast: Cast) -> None:
    ai = client(cast.peserta)
    nothing = ("", " \n\t ", "\u200b\u202e\u2066", None, 7, ["x"])
    for words in ("x" * 100_000, "x" * (LONGEST + 1), *nothing):
        answer = ai.ask("send", ruang=room.id, klien_id="a", teks=words)
        assert (answer["code"], answer["field"]) == ("isian_keliru", "text") and answer["message"]
    assert ai.ask("join", ruang=room.id, sejak=0)["n"] == 0


def test_markup_and_signs_that_turn_the_line_arrive_as_plain_words(client: Clients, room: Room, cast: Cast) -> None:
    words = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> aman\u202eterbalik \u05e9\u05dc\u05d5\u05dd 👩\u200d🏫"
    )
    ai = client(cast.peserta)
    ai.ask("join", ruang=room.id, sejak=0)
    assert ai.ask("send", ruang=room.id, klien_id="a", teks=words)["ok"]
    (heard,) = ai.heard("pesan")
    assert "<script" not in heard["html"] and "<img" not in heard["html"]
    assert (
        "\u202e" not in heard["teks"] and "👩\u200d🏫" in heard["teks"] and "\u05e9\u05dc\u05d5\u05dd" in heard["teks"]
    )


NONSENSE = (None, 7, "ruang", [], ["x"], {}, {"ruang": None}, {"ruang": 7}, {"ruang": "a\0b"}, {"ruang": ["x"]})


def test_nonsense_is_refused_in_words_at_every_event(app: Flask, client: Clients, cast: Cast) -> None:
    ai = client(cast.peserta)
    for event in HANDLERS:
        for nonsense in NONSENSE:
            app.extensions.pop("pace", None)
            answer = ai.raw(event, nonsense)
            assert answer["ok"] is False and answer["message"], (event, nonsense)
            assert answer["code"] in {"isian_keliru", "tidak_ditemukan"}, (event, nonsense)


def test_a_message_without_a_good_name_is_refused(client: Clients, room: Room, cast: Cast) -> None:
    ai = client(cast.peserta)
    for key in (None, 7, "", "x" * 65, "a\nb", ["x"]):
        answer = ai.ask("send", ruang=room.id, klien_id=key, teks="Halo")
        assert answer["code"] == "isian_keliru" and "klien_id" in answer["message"]


def test_a_number_that_is_none_is_refused(client: Clients, room: Room, cast: Cast) -> None:
    ai = client(cast.peserta)
    for since in (-1, 1.5, "1", True, 2**70):
        assert ai.ask("join", ruang=room.id, sejak=since)["code"] == "isian_keliru"


def test_who_writes_is_seen_by_the_others(client: Clients, room: Room, cast: Cast) -> None:
    ai, ketua = client(cast.peserta), client(cast.ketua)
    for each in (ai, ketua):
        each.ask("join", ruang=room.id, sejak=0)
    assert ketua.heard("orang")[-1]["jumlah"] == 2
    assert ai.ask("typing", ruang=room.id) == {"ok": True}
    assert [each["oleh"]["nama"] for each in ketua.heard("mengetik")] == ["Ai Setiawan, S.Pd."]
    assert ai.heard("mengetik") == []


def test_who_goes_is_no_longer_among_those_who_are_there(client: Clients, room: Room, cast: Cast) -> None:
    ai, ketua = client(cast.peserta), client(cast.ketua)
    for each in (ai, ketua):
        each.ask("join", ruang=room.id, sejak=0)
    ai.socket.disconnect(NAMESPACE)
    last = ketua.heard("orang")[-1]
    assert last["jumlah"] == 1 and last["nama"] == ["Yuyun Sutisna, M.Pd."]


def test_the_page_about_the_protocol_says_what_the_handlers_do(
    client: Clients, room: Room, cast: Cast, say: Say
) -> None:
    assert set(FROM_CLIENT) == set(HANDLERS)
    message = say("Halo")
    ai = client(cast.peserta)
    joined = ai.ask("join", ruang=room.id, sejak=0)
    assert set(joined) - {"ok"} <= set(FROM_CLIENT["join"].answers)
    assert set(joined["pesan"][0]) == set(FROM_SERVER["pesan"].carries)
    about = {"ruang": room.id, "pesan": message.id, "teks": "Halo lagi", "tanggapan": "setuju", "klien_id": "b"}
    for event in ("send", "edit", "react", "typing", "delete"):
        assert set(ai.ask(event, **about)) - {"ok"} <= set(FROM_CLIENT[event].answers), event
    heard = [(each["name"], each["args"][0]) for each in ai.socket.get_received(NAMESPACE)]
    assert {name for name, _ in heard} <= set(FROM_SERVER)
    for name, data in heard:
        assert set(data) == set(FROM_SERVER[name].carries), name


def test_the_page_about_the_protocol_tells_of_every_kind_of_change() -> None:
    assert set(CONTENT) == set(PARTS) == set(OF_PARTS)
    for kind, shape in CONTENT.items():
        assert shape.startswith("{") and OF_PARTS[kind]


def test_what_a_poll_and_a_question_carry_is_what_the_page_says(
    client: Clients, room: Room, cast: Cast, say: Say
) -> None:
    ai, ketua = client(cast.peserta), client(cast.ketua)
    ai.ask("join", ruang=room.id, sejak=0)
    ai.ask("ask", ruang=room.id, klien_id="tanya", teks="Kapan modulnya dikumpulkan?")
    ketua.ask("call", ruang=room.id, detik=60)
    changes = ai.heard("perubahan")
    assert [each["jenis"] for each in changes] == ["tanya", "masih"]
    for each in changes:
        assert all(key in CONTENT[each["jenis"]] for key in each["isi"]), each["isi"]


def test_a_change_that_cannot_be_drawn_does_not_hold_those_after_it(
    client: Clients, room: Room, cast: Cast, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("rusak")

    monkeypatch.setitem(PARTS, HANDS, PARTS[HANDS]._replace(draw=fail, data=fail))
    ai = client(cast.peserta)
    ai.ask("join", ruang=room.id, sejak=0)
    raise_hand(cast.peserta2, room, on=True)
    say("Tetap sampai")
    heard = [(each["name"], each["args"][0]) for each in ai.socket.get_received(NAMESPACE)]
    heard = [(name, said) for name, said in heard if name in {"pesan", "perubahan"}]
    assert [(name, said["n"]) for name, said in heard] == [("perubahan", 1), ("pesan", 2)]
    again = client(cast.ketua).ask("join", ruang=room.id, sejak=0)
    assert again["ok"] and [each["n"] for each in again["perubahan"]] == [1]


def test_what_many_changes_share_is_made_once(
    client: Clients, room: Room, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    part = PARTS[RULES]

    def count(room: Room, about_id: str) -> dict[str, Any]:
        made.append(about_id)
        return part.data(room, about_id)

    for number in range(6):
        end_transaction(keep=False)
        lock_room(cast.ketua, room, on=number % 2 == 0)
    monkeypatch.setitem(PARTS, RULES, part._replace(data=count))
    answer = client(cast.peserta).ask("join", ruang=room.id, sejak=0)
    assert len(answer["perubahan"]) == 6 and len(made) == len(set(made))


def test_who_no_longer_reaches_a_room_hears_nothing_though_nobody_said_a_word(
    client: Clients, room: Room, cast: Cast, say: Say
) -> None:
    imas = client(cast.peserta3)
    imas.ask("join", ruang=room.id, sejak=0)
    for row in db.session.query(Anggota).filter_by(gugus_id=GUGUS, guru_id="peserta3"):
        row.left_at, row.left_by_id = now(), "peserta3"
    end_transaction(keep=True)
    look_after_rooms()
    assert [each["ruang"] for each in imas.heard("keluar")] == [room.id]
    say("Tanpa Imas")
    assert imas.heard("pesan") == []


def test_a_device_that_is_signed_out_from_afar_hears_nothing_more(
    client: Clients, room: Room, cast: Cast, say: Say
) -> None:
    lost, at_hand = client(cast.peserta2), client(cast.peserta2)
    for each in (lost, at_hand):
        each.ask("join", ruang=room.id, sejak=0)
    end_transaction(keep=False)
    sign_out_others(cast.peserta2, cast.peserta2, keep_id=at_hand.session)
    say("Setelah ponsel hilang")
    assert not lost.socket.is_connected(NAMESPACE)
    assert [each["teks"] for each in at_hand.heard("pesan")] == ["Setelah ponsel hilang"]
