"""The namespace /notulen, by the Socket.IO client of the server: who hears what, and who does not."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.accounts.services import sign_out_others
from community.gugus.services import leave_gugus
from community.kernel.database import db, end_transaction
from community.kernel.realtime import socketio
from community.notulen import services
from community.notulen.live.limits import WRITING
from community.notulen.live.names import NAMESPACE
from community.notulen.models import SharedNotulen
from community.notulen.rules.shape import UPDATE_MOST, Content
from tests.notulen.writer import Copy
from tests.people import Cast
from tests.visitor import Visitor

Says = Callable[[], Content]


class Client(Copy):
    """A page of someone's browser: its copy, and its line."""

    def __init__(self, app: Flask, person: Guru | None, pertemuan_id: str) -> None:
        super().__init__()
        visitor = Visitor(app, person)
        end_transaction(keep=False)
        self.app = app
        self.pertemuan_id = pertemuan_id
        with app.app_context():  # of its own: who came stays with it
            self.socket = socketio.test_client(app, namespace=NAMESPACE, flask_test_client=visitor.client)

    def ask(self, event: str, **data: Any) -> dict[str, Any]:
        return self.raw(event, {"pertemuan": self.pertemuan_id} | data)

    def raw(self, event: str, data: Any) -> dict[str, Any]:
        end_transaction(keep=False)
        with self.app.app_context():
            answer = self.socket.emit(event, data, namespace=NAMESPACE, callback=True)
        db.session.expire_all()
        assert isinstance(answer, dict), answer
        return answer

    def join(self) -> dict[str, Any]:
        """Join with what one has; what one lacks is taken over."""
        answer = self.ask("join", vektor=self.doc.get_state())
        if answer["ok"]:
            self.hear(answer["kurang"])
            self._sent = answer["vektor"]
        return answer

    def send(self) -> dict[str, Any]:
        answer = self.ask("ubah", perubahan=self.unsent())
        if answer["ok"]:
            self.sent()
        return answer

    def heard(self, name: str) -> list[dict[str, Any]]:
        """What came under one name since it was last asked for, other events forgotten."""
        return [each["args"][0] for each in self.socket.get_received(NAMESPACE) if each["name"] == name]

    def take(self) -> int:
        """Take over the changes that were heard; how many."""
        found = self.heard("perubahan")
        for each in found:
            self.hear(each["perubahan"])
        return len(found)


@pytest.fixture
def client(app: Flask, document: SharedNotulen) -> Callable[[Guru | None], Client]:
    pertemuan_id = document.pertemuan_id
    return lambda person: Client(app, person, pertemuan_id)


def test_what_one_writes_the_others_hear_and_it_is_stored_first(
    client: Callable[..., Client], cast: Cast, says: Says
) -> None:
    ai, ida = client(cast.peserta), client(cast.peserta2)
    assert ai.join()["menulis"] and ida.join()["orang"] == {
        "jumlah": 2,
        "nama": ["Ai Setiawan, S.Pd.", "Ida Maryani"],
    }
    ai.append("b1", "Dibuka ketua 🙏.")
    assert ai.send() == {"ok": True, "n": 1}
    assert says().texts["b1"] == "Dibuka ketua 🙏."
    (heard,) = ida.heard("perubahan")
    assert heard["n"] == 1 and heard["oleh"] == {"id": "peserta", "nama": "Ai Setiawan, S.Pd."}
    ida.hear(heard["perubahan"])
    assert ida.text("b1") == "Dibuka ketua 🙏."


def test_each_side_gets_what_it_lacks_after_a_drop(client: Callable[..., Client], cast: Cast, says: Says) -> None:
    ai, ida = client(cast.peserta), client(cast.peserta2)
    ai.join(), ida.join()
    ida.append("b2", "Ditulis di jalan. ")  # without a line
    ai.append("b2", "Ditulis di ruang. ")
    ai.send()
    back = ida.join()
    assert back["n"] == 1 and "Ditulis di ruang. " in ida.text("b2")
    ida.send()
    assert ai.take() == 2  # one's own too: it is the same change
    assert ai.text("b2") == ida.text("b2") == says().texts["b2"]
    assert {"Ditulis di jalan.", "Ditulis di ruang."} <= {f"{each}." for each in ai.text("b2").split(". ")}


def test_a_reader_hears_and_does_not_write(client: Callable[..., Client], cast: Cast, says: Says) -> None:
    pengawas, ai = client(cast.pengawas), client(cast.peserta)
    assert pengawas.join()["menulis"] is False
    ai.join()
    ai.append("b1", "Halo.")
    ai.send()
    assert pengawas.take() == 1 and pengawas.text("b1") == "Halo."
    pengawas.append("b1", " Saya juga.")
    assert pengawas.send()["code"] == "tidak_berhak"
    assert pengawas.ask("sedang", bagian="isi:b1")["code"] == "tidak_berhak"
    assert says().texts["b1"] == "Halo."


@pytest.mark.parametrize("name", ["orang_luar", "operator"])
def test_a_stranger_finds_nothing(client: Callable[..., Client], cast: Cast, name: str) -> None:
    stranger = client(getattr(cast, name))
    for event, more in (("join", {}), ("ubah", {"perubahan": b"\0\0"}), ("sedang", {"bagian": "b1"}), ("leave", {})):
        assert stranger.ask(event, **more)["code"] == "tidak_ditemukan", event


def test_who_is_not_signed_in_is_not_let_in(client: Callable[..., Client]) -> None:
    assert not client(None).socket.is_connected(NAMESPACE)


def test_who_leaves_the_gugus_hears_no_more_at_once(client: Callable[..., Client], cast: Cast, says: Says) -> None:
    imas, ai = client(cast.peserta3), client(cast.peserta)
    imas.join(), ai.join()
    leave_gugus(cast.peserta3, cast.gugus)
    (said,) = imas.heard("keluar")
    assert said["message"].startswith("Anda tidak lagi termasuk")
    ai.append("b1", "Setelah Imas pergi.")
    ai.send()
    assert imas.heard("perubahan") == []
    imas.append("b1", "Masih di sini?")
    assert imas.send()["code"] == imas.join()["code"] == "tidak_ditemukan"
    assert says().texts["b1"] == "Setelah Imas pergi."


def test_a_connection_ends_with_the_session_it_was_made_in(
    client: Callable[..., Client], cast: Cast, document: SharedNotulen
) -> None:
    ai = client(cast.peserta)
    ai.join()
    sign_out_others(cast.peserta, cast.peserta, keep_id="")
    assert not ai.socket.is_connected(NAMESPACE)


def test_who_types_is_told_when_it_is_frozen_and_when_it_goes_on(
    client: Callable[..., Client], cast: Cast, document: SharedNotulen, says: Says
) -> None:
    ai = client(cast.peserta)
    ai.join()
    ai.append("b1", "Selesai.")
    ai.send()
    services.freeze(cast.sekretaris, document)
    (told,) = ai.heard("keadaan")
    assert told == {"pertemuan": document.pertemuan_id, "keadaan": "dibekukan", "oleh": "Dadang Gunawan"}
    ai.append("b1", " Belum!")
    refused = ai.send()
    assert refused["code"] == "notulen_dibekukan" and "salin dulu" in refused["message"]
    assert ai.join()["menulis"] is False
    services.reopen(cast.ketua, document, reason="belum selesai")
    assert ai.heard("keadaan")[-1]["keadaan"] == "terbuka"
    assert ai.join()["menulis"] is True
    ai.send()
    assert says().texts["b1"] == "Selesai. Belum!"


def test_who_writes_where_is_a_name_and_a_place(client: Callable[..., Client], cast: Cast) -> None:
    ai, ida = client(cast.peserta), client(cast.peserta2)
    ai.join(), ida.join()
    assert ai.ask("sedang", bagian="isi:b1") == {"ok": True}
    (told,) = ida.heard("menulis")
    assert told["oleh"] == {"id": "peserta", "nama": "Ai Setiawan, S.Pd."} and told["bagian"] == "isi:b1"
    assert ai.heard("menulis") == []


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("join", None),
        ("join", "x"),
        ("join", {"pertemuan": 5}),
        ("join", {"pertemuan": "\0"}),
        ("join", {"vektor": "teks"}),
        ("join", {"vektor": b"\xff\xff\xff"}),
        ("ubah", {}),
        ("ubah", {"perubahan": "AAA="}),
        ("ubah", {"perubahan": b"\xff" * 50}),
        ("ubah", {"perubahan": b"a" * (UPDATE_MOST + 1)}),
        ("ubah", {"perubahan": b"a" * (UPDATE_MOST * 3)}),
        ("sedang", {"bagian": "x" * 500}),
    ],
)
def test_nonsense_is_answered_with_a_sentence_and_harms_nobody(
    client: Callable[..., Client], cast: Cast, says: Says, event: str, data: Any
) -> None:
    ai, ida = client(cast.peserta), client(cast.peserta2)
    ai.join()
    sent = {"pertemuan": ai.pertemuan_id} | data if isinstance(data, dict) else data
    refused = ida.raw(event, sent)
    assert refused["ok"] is False and refused["message"].endswith(".") and refused["code"] != "galat"
    assert ai.heard("perubahan") == [] and says().texts["b1"] == ""


def test_who_hurries_is_slowed_down_and_the_others_are_not(client: Callable[..., Client], cast: Cast) -> None:
    ai, ida = client(cast.peserta), client(cast.peserta2)
    answers = [ai.ask("ubah", perubahan=b"\0\0") for _ in range(WRITING.burst + 3)]
    assert answers[-1]["code"] == "terlalu_cepat" and answers[-1]["tunggu"] >= 1
    assert ida.ask("ubah", perubahan=b"\0\0")["ok"]
