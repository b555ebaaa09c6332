"""Polls and questions over the line: who hears what, and that nothing hidden is ever told."""

import json
from collections.abc import Callable

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.accounts.queries import password_hash_of
from community.accounts.services import Proof, erase_self
from community.discussion.live import sums
from community.discussion.live.parts import PARTS
from community.discussion.live.protocol import FROM_CLIENT, FROM_SERVER
from community.discussion.models import Room
from community.discussion.queries.archive import sections_of
from community.discussion.queries.polled import polls_export, polls_section
from community.discussion.queries.polls import poll_of
from community.discussion.rules.kinds import POLL
from community.discussion.rules.polls import MANY, ONE, ORDER, SCALE, WORDS
from community.discussion.services import (
    allow_nameless,
    answer_question,
    close_poll,
    hide_question,
    name_moderator,
    open_poll,
    show_poll,
    support_question,
)
from community.kernel.database import end_transaction
from tests.discussion.polls.conftest import ASKED, Ask, Chooses, Put
from tests.discussion.test_sockets import Client
from tests.people import Cast
from tests.visitor import Visitor

Visitors = Callable[..., Visitor]
Clients = Callable[[Guru | None], Client]
BALLOTS = {ONE: (2,), MANY: (2, 3), ORDER: (3, 2, 1), SCALE: ("4",), WORDS: ("rahasiaku",)}


@pytest.fixture
def client(app: Flask) -> Clients:
    return lambda person: Client(app, person)


@pytest.fixture
def listens(client: Clients, room: Room) -> Callable[..., Client]:
    """`listens(cast.ketua, "potongan")`: someone who hears the room in that form."""

    def join(person: Guru, form: str = "data") -> Client:
        found = client(person)
        assert found.ask("join", ruang=room.id, sejak=room.last_n, bentuk=form)["ok"]
        return found

    return join


def test_a_poll_is_opened_voted_in_and_shown_over_the_line(
    listens: Callable[..., Client], put: Put, room: Room, cast: Cast
) -> None:
    poll = put(ONE, opened=False)
    ketua, ai, page = listens(cast.ketua), listens(cast.peserta), listens(cast.peserta2, "potongan")
    head = {"ruang": room.id, "jajak": poll.id}
    assert ketua.ask("poll", **head, tindakan="buka") == {"ok": True}
    (change,) = ai.heard("perubahan")
    assert change["jenis"] == "jajak" and change["n"] == 1 and change["isi"]["keadaan"] == "terbuka"
    options = [each["id"] for each in change["isi"]["pilihan"]]
    (piece,) = page.heard("perubahan")
    assert "Alat peraga apa?" in piece["bagian"]["jajak"] and 'form="suara"' in piece["bagian"]["jajak"]

    answer = ai.ask("vote", **head, pilihan=[options[1]])
    assert answer == {"ok": True, "pilihan": [], "kata": []}
    again = ai.ask("vote", **head, pilihan=[options[0]])
    assert not again["ok"] and again["code"] == "sudah_memilih"
    (sum_,) = ketua.heard("hitungan")
    assert sum_["isi"]["suara"] == 1 and sum_["isi"]["hasil"] is None
    assert "1</b> orang sudah memilih" in page.heard("hitungan")[0]["potongan"]
    assert not ai.heard("perubahan")  # a vote has no number

    assert ketua.ask("poll", **head, tindakan="tampilkan")["ok"]
    (change,) = ai.heard("perubahan")
    assert [each["jumlah"] for each in change["isi"]["hasil"]["baris"]] == [0, 1, 0]
    assert "<svg" in page.heard("perubahan")[-1]["bagian"]["jajak"]


def test_a_named_vote_is_told_back_and_changed(
    listens: Callable[..., Client], put: Put, room: Room, cast: Cast
) -> None:
    poll = put(MANY, anonymous=False)
    ai = listens(cast.peserta)
    head = {"ruang": room.id, "jajak": poll.id}
    first, second, _ = (each.id for each in poll.options)
    assert ai.ask("vote", **head, pilihan=[second, first])["kata"] == ["Kertas lipat", "Roda pecahan"]
    assert ai.ask("vote", **head, pilihan=[second])["pilihan"] == [second]
    close_poll(cast.ketua, poll)
    late = ai.ask("vote", **head, pilihan=[first])
    assert late["code"] == "jajak_ditutup" and "tidak tercatat" in late["message"]


@pytest.mark.parametrize("anonymous", [True, False])
@pytest.mark.parametrize("kind", ASKED)
def test_hidden_results_are_in_nothing_that_a_member_gets_until_they_are_shown(
    kind: str,
    anonymous: bool,
    listens: Callable[..., Client],
    visitor: Visitors,
    put: Put,
    chooses: Chooses,
    room: Room,
    cast: Cast,
) -> None:
    more = {"right": "2"} if kind in (ONE, MANY) else {}
    poll = put(kind, anonymous=anonymous, **more)
    data, page = listens(cast.peserta2), listens(cast.peserta2, "potongan")
    ida = visitor(cast.peserta2)

    def everything() -> str:
        end_transaction(keep=False)
        heard = [
            each["args"][0] for who in (data, page) for each in who.socket.get_received("/diskusi") if each["args"]
        ]
        paths = (room.link, f"{room.link}/jajak", poll.link, f"{room.link}/jajak?potongan=1")
        pages = [ida.visit(path).html for path in paths]
        with ida.app.app_context():
            part = PARTS[POLL]
            pieces = [part.draw(room) + json.dumps(part.data(room, poll.id))]
        told = [polls_section(room), polls_export(cast.peserta2)]
        return " ".join([json.dumps(heard), *pages, *pieces, repr(told)])

    chooses("peserta", poll, *BALLOTS[kind])
    chooses("sekretaris", poll, *BALLOTS[kind])
    betrays = ("chart", "persen,", "rahasiaku", "2 suara,", "Nilai tengah 4", "data-benar")
    before = everything()
    assert "2</b> orang" in before
    assert not [each for each in betrays if each in before]
    close_poll(cast.ketua, poll)
    after = everything()
    assert not [each for each in betrays if each in after]
    show_poll(cast.ketua, poll)
    shown = everything()
    assert "chart" in shown and ("data-benar" in shown) == bool(more)
    assert "Ai Setiawan, S.Pd.</th>" not in shown


def test_results_that_are_live_are_told_with_each_vote(
    listens: Callable[..., Client], put: Put, chooses: Chooses, cast: Cast
) -> None:
    poll = put(SCALE, live=True)
    data, page = listens(cast.peserta2), listens(cast.peserta2, "potongan")
    chooses("peserta", poll, "4")
    (sum_,) = data.heard("hitungan")
    assert [each["jumlah"] for each in sum_["isi"]["hasil"]["baris"]] == [0, 0, 0, 1, 0]
    assert "Nilai tengah 4" in sum_["isi"]["hasil"]["kalimat"]
    piece = page.heard("hitungan")[0]["potongan"]
    assert "<svg" in piece and "<desc" in piece and "style=" not in piece and "tengah 4" in piece


def test_a_prepared_poll_is_told_to_nobody(listens: Callable[..., Client], put: Put, room: Room, cast: Cast) -> None:
    ai = listens(cast.peserta)
    poll = put(ONE, opened=False)
    assert not ai.heard("perubahan") and room.last_n == 0
    for event, more in (("vote", {"pilihan": []}), ("poll", {"tindakan": "buka"})):
        answer = ai.ask(event, ruang=room.id, jajak=poll.id, **more)
        assert answer["code"] == "tidak_ditemukan"


def test_questions_are_asked_supported_and_answered_over_the_line(
    listens: Callable[..., Client], room: Room, cast: Cast
) -> None:
    ketua, ai, page = listens(cast.ketua), listens(cast.peserta), listens(cast.peserta2, "potongan")
    asked = [ai.ask("ask", ruang=room.id, klien_id="q1", teks="Kapan?") for _ in range(2)]
    assert asked[0]["id"] == asked[1]["id"]
    (change,) = ketua.heard("perubahan")
    assert change["isi"]["teks"] == "Kapan?" and change["isi"]["oleh"]["nama"] == "Ai Setiawan, S.Pd."
    about = {"ruang": room.id, "pertanyaan": asked[0]["id"]}
    assert [ketua.ask("support", **about, ada=True)["ada"] for _ in range(2)] == [True, True]
    assert [each["isi"]["dukungan"] for each in ai.heard("hitungan")] == [1]
    assert ketua.ask("support", **about)["ada"] is False
    assert ai.ask("question", **about, tindakan="jawab")["code"] == "tidak_berhak"
    assert ketua.ask("question", **about, tindakan="jawab")["ok"]
    assert ai.heard("perubahan")[-1]["isi"]["keadaan"] == "dijawab"
    assert "Kapan?" in page.heard("perubahan")[0]["bagian"]["tanya"]


def test_a_question_without_a_name_is_told_without_one(listens: Callable[..., Client], room: Room, cast: Cast) -> None:
    ketua, ai = listens(cast.ketua), listens(cast.peserta)
    refused = ai.ask("ask", ruang=room.id, klien_id="q1", teks="Bolehkah?", tanpa_nama=True)
    assert refused["code"] == "tanpa_nama_tidak_diizinkan" and refused["field"] == "nameless"
    allow_nameless(cast.ketua, room, on=True)
    assert ai.heard("perubahan")[-1]["isi"] == {"tanpa_nama": True}
    assert ai.ask("ask", ruang=room.id, klien_id="q1", teks="Bolehkah?", tanpa_nama=True)["ok"]
    assert ketua.heard("perubahan")[-1]["isi"]["oleh"] is None


def test_a_hidden_question_is_gone_for_whoever_comes_later(client: Clients, ask: Ask, room: Room, cast: Cast) -> None:
    question = ask("Kasar sekali")
    hide_question(cast.ketua, question, reason="Tidak sopan")
    answer = client(cast.peserta2).ask("join", ruang=room.id, sejak=0)
    assert answer["n"] == 2 and "Kasar" not in json.dumps(answer["perubahan"])
    assert answer["perubahan"][-1]["isi"] == {"id": question.id, "keadaan": "disembunyikan"}


@pytest.mark.parametrize(
    ("event", "sent"),
    [
        ("vote", {"pilihan": "a"}),
        ("vote", {"pilihan": None}),
        ("vote", {"pilihan": [1, None]}),
        ("vote", {"pilihan": ["x" * 100_000]}),
        ("vote", {"pilihan": ["\u202ea"]}),
        ("poll", {"tindakan": "hapus"}),
        ("poll", {"tindakan": 3}),
        ("ask", {"teks": 3, "klien_id": "a"}),
        ("ask", {"teks": "\u202e", "klien_id": "a"}),
        ("ask", {"teks": "x" * 100_000, "klien_id": "a"}),
        ("ask", {"teks": "Apa?", "klien_id": "a", "tanpa_nama": "ya"}),
        ("ask", {"teks": "Apa?"}),
        ("support", {"ada": "ya"}),
        ("question", {"tindakan": "hapus"}),
    ],
)
def test_whatever_is_sent_is_answered_in_words(
    event: str, sent: dict[str, object], client: Clients, put: Put, ask: Ask, room: Room, cast: Cast
) -> None:
    poll, question = put(ONE), ask()
    answer = client(cast.ketua).ask(event, **({"ruang": room.id, "jajak": poll.id, "pertanyaan": question.id} | sent))
    assert not answer["ok"] and answer["code"] == "isian_keliru" and answer["message"].endswith(".")


def test_who_does_not_reach_the_room_finds_no_poll(
    client: Clients, put: Put, ask: Ask, room: Room, cast: Cast, former: Guru
) -> None:
    poll, question = put(ONE), ask()
    about = {"ruang": room.id, "jajak": poll.id, "pertanyaan": question.id}
    sent = {"vote": {"pilihan": []}, "poll": {"tindakan": "tutup"}, "support": {}, "question": {"tindakan": "jawab"}}
    for who in (cast.orang_luar, cast.operator, former):
        for event, more in sent.items():
            assert client(who).ask(event, **about, **more)["code"] == "tidak_ditemukan"
    pengawas = client(cast.pengawas)
    for event, more in sent.items():
        assert pengawas.ask(event, **about, **more)["code"] == "tidak_berhak"


def test_the_protocol_page_says_what_is_told(
    listens: Callable[..., Client], put: Put, chooses: Chooses, ask: Ask, cast: Cast
) -> None:
    ai = listens(cast.peserta)
    poll = put(ONE)
    chooses("ketua", poll, 1)
    support_question(cast.ketua, ask())
    for each in ai.heard("hitungan"):
        assert set(each) == set(FROM_SERVER["hitungan"].carries)
    assert {"vote", "poll", "ask", "support", "question"} <= set(FROM_CLIENT)


def test_votes_that_come_together_are_one_drawing(
    app: Flask, listens: Callable[..., Client], put: Put, chooses: Chooses, room: Room, cast: Cast
) -> None:
    data = listens(cast.peserta2)
    poll = put(ONE, live=True)
    app.config["BROADCAST_AFTER"] = 0.2
    try:
        for name in ("peserta", "ketua", "sekretaris", "bendahara"):
            chooses(name, poll, 1)
    finally:
        app.config["BROADCAST_AFTER"] = 0
    sums.moved(room.id, "jajak", poll.id)
    heard = data.heard("hitungan")
    assert 1 <= len(heard) <= 2 and heard[-1]["isi"]["suara"] == 4


def test_another_process_draws_for_those_who_are_connected_there(
    listens: Callable[..., Client], put: Put, room: Room, cast: Cast
) -> None:
    data, poll = listens(cast.peserta2), put(ONE)
    sums.heard({"ruang": room.id, "jenis": "jajak", "id": poll.id})
    assert data.heard("hitungan")[0]["id"] == poll.id
    for odd in (None, "x", {}, {"ruang": room.id, "jenis": "jajak", "id": "tidakada22"}):
        sums.heard(odd)


def test_the_archive_holds_what_was_shown_and_says_that_the_rest_was_not(
    put: Put, chooses: Chooses, ask: Ask, room: Room, cast: Cast
) -> None:
    shown, secret = put(ONE), put(WORDS, question="Apa yang sulit?")
    chooses("peserta", shown, 2)
    chooses("peserta", secret, "rahasiaku")
    put(ONE, question="Masih disiapkan?", opened=False)
    show_poll(cast.ketua, shown)
    question = ask("Kapan dikumpulkan?")
    support_question(cast.ketua, question)
    answer_question(cast.ketua, question, on=True)
    hide_question(cast.ketua, ask("Kasar"), reason="Tidak sopan")
    told = {each.key: each for each in sections_of(room)}
    polls, questions = told["jajak"], told["tanya"]
    assert [table.title for table in polls.tables] == ["Alat peraga apa?"]
    assert polls.tables[0].rows == [("Kertas lipat", 0, 0), ("Roda pecahan", 1, 100), ("Garis bilangan", 0, 0)]
    assert any("Apa yang sulit?" in each and "tidak ditampilkan" in each for each in polls.words)
    assert "rahasiaku" not in repr(told) and "disiapkan" not in repr(told) and "Kasar" not in repr(told)
    assert questions.tables[0].rows[0][:3] == ("Kapan dikumpulkan?", 1, "Ai Setiawan, S.Pd.")


def test_ones_own_votes_and_questions_are_in_the_export(
    put: Put, chooses: Chooses, ask: Ask, room: Room, cast: Cast
) -> None:
    chooses("peserta", put(MANY, anonymous=False), 1, 3)
    chooses("peserta", put(ONE, question="Tanpa nama?"), 2)
    chooses("ketua", put(ONE, anonymous=False), 2)
    support_question(cast.peserta, ask("Kapan?"))
    found = polls_export(cast.peserta)
    assert [each["pilihan"] for each in found["suara"]] == [["Kertas lipat", "Garis bilangan"]]
    assert found["suara_anonim"] == [{"pertanyaan": "Tanpa nama?", "pilihan": "tidak disimpan"}]
    assert [each["teks"] for each in found["pertanyaan"]] == ["Kapan?"] and len(found["dukungan"]) == 1


def test_who_was_erased_is_a_former_member_in_what_they_chose_and_asked(
    visitor: Visitors, put: Put, chooses: Chooses, ask: Ask, cast: Cast
) -> None:
    poll, question = put(ONE, anonymous=False), ask(by="peserta2")
    chooses("peserta2", poll, 1)
    end_transaction(keep=False)
    erase_self(cast.peserta2, cast.peserta2, proof=Proof("peserta2", password_hash_of("peserta2") or ""))
    ketua = visitor(cast.ketua)
    assert "Mantan anggota" in ketua.visit(poll.link) and "Ida Maryani" not in ketua.visit(poll.link)
    assert "Mantan anggota" in ketua.visit(f"{poll.room.link}/tanya") and question.asker_name == "Mantan anggota"


def test_a_moderator_who_is_no_pengurus_runs_polls(put: Put, room: Room, cast: Cast) -> None:
    poll = put(ONE, opened=False)
    name_moderator(cast.ketua, room, guru=cast.peserta, on=True)
    open_poll(cast.peserta, poll_of(cast.peserta, room.id, poll.id))
    assert poll.is_open and poll.opened_by_id == "peserta"
