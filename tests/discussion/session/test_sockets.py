"""A session by the open protocol: everyone hears each change as it stands, who reconnects has the present state."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.discussion.live.protocol import FROM_CLIENT
from community.discussion.models import Room
from community.discussion.services import lock_room, set_slow_mode
from community.discussion.sockets.session import HANDLERS
from community.kernel.database import end_transaction
from community.lokakarya.services import assign_role
from tests.discussion.conftest import Say
from tests.discussion.test_sockets import Client
from tests.factories import make_role
from tests.people import Cast

Clients = Callable[[Guru | None], Client]


def changes(who: Client) -> list[tuple[str, Any]]:
    """(kind, what the part holds now) of each change that was heard."""
    return [(each["jenis"], each["isi"]) for each in who.heard("perubahan")]


def test_raising_a_hand_and_being_given_the_turn_is_heard_by_all(client: Clients, room: Room, cast: Cast) -> None:
    ai, ida, ketua = client(cast.peserta), client(cast.peserta2), client(cast.ketua)
    ida.ask("join", ruang=room.id, sejak=0)
    hand = ai.ask("hand", ruang=room.id)["tangan"]
    assert ai.ask("hand", ruang=room.id)["tangan"] == hand
    assert ketua.ask("turn", ruang=room.id, tangan=hand) == {"ok": True}
    assert ai.ask("hand", ruang=room.id, ada=False)["tangan"] is None
    heard = changes(ida)
    assert [kind for kind, _ in heard] == ["antrean"] * 3
    waits, speaks, done = (
        [(each["oleh"]["nama"], bool(each["giliran"])) for each in isi["antrean"]] for _, isi in heard
    )
    assert waits == [("Ai Setiawan, S.Pd.", False)] and speaks == [("Ai Setiawan, S.Pd.", True)] and done == []


def test_who_reconnects_has_the_queue_as_it_stands(client: Clients, room: Room, cast: Cast) -> None:
    for each in (cast.peserta2, cast.peserta):
        client(each).ask("hand", ruang=room.id)
    back = client(cast.peserta3).ask("join", ruang=room.id, sejak=0, bentuk="potongan")
    drawn = [each["bagian"]["antrean"] for each in back["perubahan"] if "bagian" in each]
    assert len(drawn) == 1, "drawn once, however many changes were missed"
    assert drawn[0].index("Ida Maryani") < drawn[0].index("Ai Setiawan")
    state = client(cast.peserta3).ask("session", ruang=room.id)
    assert [each["oleh"]["id"] for each in state["antrean"]["antrean"]] == ["peserta2", "peserta"]


def test_the_parts_are_the_same_for_everyone(client: Clients, planned: Room, cast: Cast) -> None:
    ketua, ai = client(cast.ketua), client(cast.peserta)
    for each in (ketua, ai):
        each.ask("join", ruang=planned.id, sejak=0, bentuk="potongan")
    ketua.ask("agenda", ruang=planned.id, ke=2)
    ketua.ask("lock", ruang=planned.id)
    ketua.ask("announce", ruang=planned.id, klien_id="a", teks="Istirahat")
    ketua.ask("moderator", ruang=planned.id, guru="peserta")
    heard = [[each["bagian"] for each in who.heard("perubahan")] for who in (ketua, ai)]
    assert heard[0] == heard[1] and [list(each) for each in heard[0]] == [
        ["agenda"],
        ["aturan"],
        ["pengumuman"],
        ["moderator"],
    ]
    assert "Membedah capaian" in heard[0][0]["agenda"] and "csrf" not in str(heard)


def test_a_moderator_runs_the_session_by_the_line(client: Clients, planned: Room, cast: Cast) -> None:
    ketua = client(cast.ketua)
    ask = lambda event, **more: ketua.ask(event, ruang=planned.id, **more)  # noqa: E731
    assert ask("agenda", ke=1)["ok"] and ask("slow", detik=30)["ok"] and ask("lock")["ok"]
    notice = ask("announce", klien_id="a", teks="Istirahat *sebentar*")["id"]
    assert ask("announce", klien_id="a", teks="Istirahat")["id"] == notice
    assert ask("moderator", guru="peserta")["ok"]
    state = ask("session")
    assert state["agenda"]["sekarang"]["judul"] == "Pembukaan" and len(state["agenda"]["butir"]) == 3
    assert state["aturan"] == {"terkunci": True, "jeda": 30}
    assert state["pengumuman"]["pengumuman"][0]["html"] == "<p>Istirahat <em>sebentar</em></p>"
    assert state["moderator"]["moderator"] == [{"id": "peserta", "nama": "Ai Setiawan, S.Pd."}]
    assert state["bahan"] == {"bahan": None}
    assert client(cast.peserta).ask("lock", ruang=planned.id, ada=False)["ok"]
    assert ask("take_down", pengumuman=notice)["ok"] and ask("moderator", guru="peserta", ada=False)["ok"]
    assert ask("agenda")["ok"] and ask("session")["agenda"]["sekarang"] is None


def test_a_locked_and_a_slow_room_refuse_in_words_over_the_line(client: Clients, room: Room, cast: Cast) -> None:
    ai = client(cast.peserta)
    set_slow_mode(cast.ketua, room, seconds=60)
    assert ai.ask("send", ruang=room.id, klien_id="a", teks="Satu")["ok"]
    refused = ai.ask("send", ruang=room.id, klien_id="b", teks="Dua")
    assert (refused["code"], refused["tunggu"]) == ("mode_lambat", 60) and "Tunggu 60 detik" in refused["message"]
    end_transaction(keep=False)
    lock_room(cast.ketua, room, on=True)
    assert ai.ask("send", ruang=room.id, klien_id="c", teks="Tiga")["code"] == "ruang_dikunci"
    assert client(cast.ketua).ask("send", ruang=room.id, klien_id="d", teks="Empat")["ok"]


@pytest.mark.parametrize("event", sorted(set(HANDLERS) - {"session", "hand"}))
def test_who_does_not_moderate_is_refused(client: Clients, planned: Room, cast: Cast, event: str) -> None:
    ketua = client(cast.ketua)
    hand = client(cast.peserta2).ask("hand", ruang=planned.id)["tangan"]
    notice = ketua.ask("announce", ruang=planned.id, klien_id="a", teks="Halo")["id"]
    more = {"tangan": hand, "pengumuman": notice, "detik": 30, "ke": 1, "guru": "peserta3"}
    more |= {"klien_id": "b", "teks": "Halo"}
    for each in (cast.peserta, cast.pengawas):
        assert client(each).ask(event, ruang=planned.id, **more)["code"] == "tidak_berhak"
    assert client(cast.orang_luar).ask(event, ruang=planned.id, **more)["code"] == "tidak_ditemukan"


def test_a_hand_and_an_announcement_of_another_room_are_not_found(
    client: Clients, room: Room, topic: Room, cast: Cast
) -> None:
    ketua = client(cast.ketua)
    hand = client(cast.peserta).ask("hand", ruang=topic.id)["tangan"]
    notice = ketua.ask("announce", ruang=topic.id, klien_id="a", teks="Halo")["id"]
    assert ketua.ask("turn", ruang=room.id, tangan=hand)["code"] == "tidak_ditemukan"
    assert ketua.ask("take_down", ruang=room.id, pengumuman=notice)["code"] == "tidak_ditemukan"


WRONG = (None, "", "x" * 5000, -1, 1.5, True, 10**30, [], {}, "ke\0", "\u202e🎉")


def test_nonsense_is_refused_in_words_and_writes_nothing(
    app: Flask, client: Clients, planned: Room, cast: Cast
) -> None:
    ketua = client(cast.ketua)
    for event in sorted(set(HANDLERS) - {"session", "hand", "lock", "hide"}):
        for wrong in WRONG:
            if event == "agenda" and wrong is None:
                continue  # the agenda is done
            app.extensions.pop("pace", None)
            more = dict.fromkeys(("tangan", "pengumuman", "detik", "ke", "guru", "teks", "klien_id"), wrong)
            answer = ketua.ask(event, ruang=planned.id, **more)
            assert answer["ok"] is False and answer["message"], (event, wrong)
            assert answer["code"] in {"isian_keliru", "tidak_ditemukan", "tidak_ada_bahan"}, (event, wrong, answer)
    app.extensions.pop("pace", None)
    assert ketua.ask("join", ruang=planned.id, sejak=0)["n"] == 0


def test_the_protocol_page_says_what_is_answered(client: Clients, planned: Room, cast: Cast) -> None:
    ketua = client(cast.ketua)
    for event, more in {"session": {}, "hand": {}, "announce": {"klien_id": "a", "teks": "Halo"}, "lock": {}}.items():
        answer = ketua.ask(event, ruang=planned.id, **more)
        assert set(answer) - {"ok"} == set(FROM_CLIENT[event].answers), event


def test_who_loses_a_role_in_the_paket_hears_nothing_more_at_once(
    client: Clients, room: Room, cast: Cast, say: Say
) -> None:
    assert room.pertemuan is not None
    paket = room.pertemuan.paket
    make_role(paket, "orang_luar", "narasumber")
    guest = client(cast.orang_luar)
    assert guest.ask("join", ruang=room.id, sejak=0)["ok"]
    end_transaction(keep=False)
    assign_role(cast.ketua, paket, guru=cast.orang_luar, role="")
    assert [each["ruang"] for each in guest.heard("keluar")] == [room.id]
    say("Setelah tamu pergi")
    assert guest.heard("pesan") == []
