"""Polls and questions as pages: made, opened, voted in, shown and read without JavaScript."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from community.accounts.models import Guru
from community.discussion.live.limits import VOTING
from community.discussion.models import Poll, Question, Room
from community.discussion.rules.polls import MANY, ONE, ORDER, SCALE, WORDS
from community.discussion.services import allow_nameless, close_poll, hide_question, show_poll, support_question
from community.gugus.queries.hooks import reached
from community.gugus.services import report
from community.kernel.database import db, end_transaction
from community.kernel.spreadsheet import read_sheets
from tests.discussion.conftest import Say
from tests.discussion.polls.conftest import ASKED, Ask, Chooses, Put
from tests.people import Cast
from tests.visitor import Page, Visitor

Visitors = Callable[..., Visitor]
NEW = {"question": "Alat peraga apa?", "kind": ONE, "options": "Kertas lipat\nRoda pecahan"}


def token(page: Page) -> str:
    return next(each.get("value", "") for each in page.tree.iter("input") if each.get("name") == "csrf_token")


def made() -> Poll:
    return db.session.scalars(select(Poll)).one()


def test_a_poll_from_the_writing_to_the_result_without_javascript(visitor: Visitors, room: Room, cast: Cast) -> None:
    ketua, ai = visitor(cast.ketua), visitor(cast.peserta)
    page = ketua.submit(ketua.visit(f"{room.link}/jajak/baru"), NEW | {"live": None})
    assert "Disimpan." in page and "Belum dibuka" in page
    poll = made()
    assert "Alat peraga apa?" not in ai.visit(room.link) and "Alat peraga apa?" not in ai.visit(f"{room.link}/jajak")
    ai.visit(poll.link, status=404)

    page = ketua.submit(ketua.visit(poll.link), action="/pembukaan")
    assert "Jajak pendapat dibuka." in page
    page = ai.visit(room.link)
    assert "Alat peraga apa?" in page and "0 orang sudah memilih" in page
    voted = ai.post(
        f"{poll.link}/suara",
        {"csrf_token": token(page), "dari": "ruang", f"pilihan-{poll.id}": poll.options[1].id},
    )
    assert voted.path.startswith(room.link) and "Suara Anda tercatat" in voted
    assert "1 orang sudah memilih" in voted and "100 persen" not in voted.html

    page = ketua.submit(ketua.visit(poll.link), action="/penutupan")
    assert "Ditutup" in page and "Baru terlihat oleh moderator" in page and "100 persen" in page
    assert "100 persen" not in ai.visit(room.link).html
    ketua.submit(ketua.visit(poll.link), action="/penampilan")
    page = ai.visit(room.link)
    assert "Roda pecahan: 1 suara, 100 persen." in page.html and "<svg" in page.html


@pytest.mark.parametrize("kind", ASKED)
def test_each_kind_is_voted_in_on_its_page(kind: str, visitor: Visitors, put: Put, cast: Cast) -> None:
    poll = put(kind, anonymous=False)
    ai = visitor(cast.peserta)
    options = [each.id for each in poll.options]
    sent: Any = {ONE: options[:1], MANY: options[1:], SCALE: ["3"], WORDS: ["seru", "sulit", ""], ORDER: options[::-1]}
    page = ai.submit(ai.visit(poll.link), {f"pilihan-{poll.id}": sent[kind]}, action="/suara")
    assert "Suara Anda: " in page
    words = {ONE: "Kertas lipat.", SCALE: "3.", WORDS: "seru, sulit."}
    assert f"Suara Anda: {words.get(kind, '')}" in page
    again = ai.submit(
        page, {f"pilihan-{poll.id}": sent[kind][:1]}, action="/suara", status=422 if kind == ORDER else 200
    )
    assert "Suara Anda: " in again


def test_a_vote_after_the_closing_is_refused_with_what_was_chosen(visitor: Visitors, put: Put, cast: Cast) -> None:
    poll = put(ONE)
    ai = visitor(cast.peserta)
    page = ai.visit(poll.link)
    close_poll(cast.ketua, poll)
    late = ai.submit(page, {f"pilihan-{poll.id}": poll.options[1].id}, action="/suara", status=409)
    assert "sudah ditutup, jadi pilihan Anda tidak tercatat" in late and "Yang Anda pilih: Roda pecahan." in late
    assert "0 orang sudah memilih" in late


def test_what_fits_no_ballot_is_said_and_stays(visitor: Visitors, put: Put, cast: Cast) -> None:
    poll = put(WORDS)
    ai = visitor(cast.peserta)
    long = "panjang" * 20
    page = ai.submit(ai.visit(poll.link), {f"pilihan-{poll.id}": [long, "seru"]}, action="/suara", status=422)
    assert "satu kata paling banyak 40 huruf" in page and long in page.html and 'value="seru"' in page.html
    for _ in range(VOTING.burst):
        try:
            VOTING.take("peserta")
        except Exception:
            break
    page = ai.submit(ai.visit(poll.link), {f"pilihan-{poll.id}": ["seru"]}, action="/suara", status=429)
    assert "Terlalu cepat" in page and 'value="seru"' in page.html


def test_who_voted_without_a_name_is_not_asked_again(visitor: Visitors, put: Put, chooses: Chooses, cast: Cast) -> None:
    poll = put(ONE)
    ai = visitor(cast.peserta)
    before = ai.visit(poll.link)
    chooses("peserta", poll, 1)
    page = ai.visit(poll.link)
    assert "Suara Anda tercatat, tanpa nama." in page and "Kirim suara" not in page
    again = ai.submit(before, {f"pilihan-{poll.id}": poll.options[0].id}, action="/suara", status=409)
    assert "jadi tidak dapat diubah" in again


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"question": " "}, "Tulis apa yang ditanyakan."),
        ({"question": "\u200b\u202e"}, "Tulis apa yang ditanyakan."),
        ({"question": "x" * 301}, "paling banyak 300 huruf"),
        ({"question": "😀?"}, "Tulis apa yang ditanyakan."),
        ({"options": "Satu saja"}, "paling sedikit dua pilihan"),
        ({"options": "Sama\nsama "}, "tertulis dua kali"),
        ({"options": "\n".join(str(each) for each in range(11))}, "paling banyak 10"),
        ({"options": "x" * 121 + "\ny"}, "Pilihan 1 terlalu panjang"),
        ({"options": "x" * 100_000}, "paling banyak"),
        ({"right": "3"}, "dari 1 sampai 2"),
        ({"right": "dua"}, "Tulis nomor baris"),
        ({"kind": "gambar"}, "tidak ada dalam daftar"),
        ({"kind": SCALE, "scale_most": "11"}, "dari 2 sampai 10"),
        ({"kind": SCALE, "scale_most": "banyak"}, "bilangan bulat"),
    ],
)
def test_a_poll_that_cannot_be_asked_is_said_at_the_field(
    typed: dict[str, str], said: str, visitor: Visitors, room: Room, cast: Cast
) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{room.link}/jajak/baru"), NEW | typed, status=422)
    assert said in page and not db.session.scalars(select(Poll)).all()
    assert page.html.count("aria-invalid") or typed.get("kind")


def test_a_poll_is_changed_laid_aside_and_copied(visitor: Visitors, put: Put, room: Room, cast: Cast) -> None:
    ketua = visitor(cast.ketua)
    poll = put(MANY, opened=False, right="2")
    form = ketua.visit(f"{poll.link}/ubah")
    assert "Roda pecahan" in form.html and 'value="2"' in form.html
    page = ketua.submit(form, {"question": "Media apa?", "buka": "1"})
    assert page.path.startswith(room.link) and "Media apa?" in page
    ketua.submit(ketua.visit(poll.link), action="/penampilan")
    copied = ketua.submit(ketua.visit(f"{room.link}/jajak/baru?salin={poll.id}"))
    assert "Belum dibuka" in copied and "Media apa?" in copied and "(jawaban yang benar)" in copied
    page = ketua.submit(copied, action="/pembuangan")
    assert page.path == f"{room.link}/jajak"
    refused = ketua.visit(poll.link)
    assert "Ubah" not in refused
    visitor(cast.peserta).visit(f"{poll.link}/ubah", status=403)


def test_a_fourth_poll_is_kept_and_waits(visitor: Visitors, put: Put, room: Room, cast: Cast) -> None:
    for _ in range(3):
        put(ONE)
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{room.link}/jajak/baru"), NEW | {"buka": "1"})
    assert "Disimpan, tetapi belum dibuka. Paling banyak 3" in page


def test_who_may_not_is_told_so_and_a_stranger_finds_nothing(
    visitor: Visitors, put: Put, ask: Ask, room: Room, cast: Cast, former: Guru
) -> None:
    poll, question = put(ONE), ask()
    ai, pengawas = visitor(cast.peserta), visitor(cast.pengawas)
    csrf = {"csrf_token": token(ai.visit(poll.link))}
    for act in ("pembukaan", "penutupan", "penampilan", "pembuangan"):
        ai.post(f"{poll.link}/{act}", csrf, status=403)
    for path in (
        f"{poll.link}/hasil.csv",
        f"{poll.link}/hasil.xlsx",
        f"{room.link}/jajak.xlsx",
        f"{room.link}/jajak/baru",
    ):
        ai.visit(path, status=403)
    ai.post(f"{question.link}/jawaban", csrf, status=403)
    ai.post(f"{room.link}/tanya/izin", csrf, status=403)
    assert "Kirim suara" not in pengawas.visit(poll.link)
    for who in (visitor(cast.orang_luar), visitor(former)):
        for path in (poll.link, f"{room.link}/jajak", f"{room.link}/tanya", question.link, f"{poll.link}/hasil.csv"):
            who.visit(path, status=404)


def test_results_are_downloaded_while_the_poll_runs(visitor: Visitors, put: Put, chooses: Chooses, cast: Cast) -> None:
    poll = put(WORDS, question="=1+1 apa kata Anda?", anonymous=False)
    chooses("peserta", poll, "+62", "@ada")
    chooses("peserta2", poll, "+62")
    ketua = visitor(cast.ketua)
    for name in (f"{poll.link}/hasil", f"{poll.room.link}/jajak"):
        with ketua.app.app_context():
            plain, book = (ketua.client.get(f"{name}.{kind}") for kind in ("csv", "xlsx"))
        assert plain.status_code == 200 == book.status_code
        rows = list(csv.reader(io.StringIO(plain.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]
        sheets = read_sheets(book.data)
        assert not [each for sheet in sheets for row in sheet.rows for each in row if each.text.startswith("'")]
        found = [[each.text for each in row] for row in sheets[0].rows]
        assert found[0][0] == "=1+1 apa kata Anda?" and ["+62", "2"] in found
    end_transaction(keep=False)
    with ketua.app.app_context():
        book = ketua.client.get(f"{poll.link}/hasil.xlsx")
        assert ketua.client.get(f"{poll.link}/hasil.pdf").status_code == 404
    table = read_sheets(book.data)[1].rows
    assert table[2][2].text.endswith(" WIB")  # a time as the archive of the room writes it
    votes = [[each.text for each in row[:2]] for row in table[2:]]
    assert votes == [["Ai Setiawan, S.Pd.", "+62, ada"], ["Ida Maryani", "+62"]]


def test_an_anonymous_poll_is_downloaded_without_names(
    visitor: Visitors, put: Put, chooses: Chooses, cast: Cast
) -> None:
    poll = put(ONE)
    chooses("peserta", poll, 1)
    ketua = visitor(cast.ketua)
    with ketua.app.app_context():
        told = ketua.client.get(f"{poll.link}/hasil.csv").get_data(as_text=True)
    assert "Kertas lipat;1;100" in told and "Ai Setiawan" not in told
    assert "Siapa memilih apa" not in ketua.visit(poll.link)


def test_questions_are_asked_supported_and_answered_without_javascript(
    visitor: Visitors, room: Room, cast: Cast
) -> None:
    ai, ida, ketua = visitor(cast.peserta), visitor(cast.peserta2), visitor(cast.ketua)
    page = ai.submit(ai.visit(room.link), {"text": "Kapan dikumpulkan?"}, action="/tanya")
    assert "Kapan dikumpulkan?" in page and page.path.startswith(room.link)
    ai.submit(ai.visit(f"{room.link}/tanya"), {"text": "Di mana?"}, action="/tanya")
    first = db.session.scalars(select(Question).where(Question.text == "Kapan dikumpulkan?")).one()
    second = db.session.scalars(select(Question).where(Question.text == "Di mana?")).one()
    page = ida.submit(ida.visit(second.link), action="/dukungan")
    assert "1 dukungan" in page and "Tarik dukungan" in page
    listed = ida.visit(f"{room.link}/tanya").text
    assert listed.index("Di mana?") < listed.index("Kapan dikumpulkan?")
    page = ketua.submit(ketua.visit(second.link), action="/jawaban")
    assert "Sudah dijawab" in page
    assert "Di mana?" not in ai.visit(room.link) and "1 menunggu, 1 sudah dijawab" in ai.visit(room.link)
    page = ketua.submit(ketua.visit(f"{first.link}/sembunyi"), {"reason": ""}, status=422)
    assert "Tulis alasannya" in page
    ketua.submit(page, {"reason": "Sudah dibahas tadi"})
    assert "Kapan dikumpulkan?" not in ida.visit(f"{room.link}/tanya")
    ida.visit(first.link, status=404)
    assert "Sudah dibahas tadi" in ai.visit(first.link) and "Sudah dibahas tadi" in ketua.visit(f"{room.link}/tanya")


def test_a_question_without_a_name_where_the_room_allows_it(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai, ketua = visitor(cast.peserta), visitor(cast.ketua)
    assert "Tanpa nama" not in ai.visit(room.link)
    ketua.submit(ketua.visit(f"{room.link}/tanya"), action="/izin")
    page = ai.submit(ai.visit(f"{room.link}/tanya"), {"text": "Bolehkah terlambat?", "nameless": "y"}, action="/tanya")
    assert "Bolehkah terlambat?" in page and "Tanpa nama · 08.0" in page and "Ai Setiawan, S.Pd. ·" not in page
    made = db.session.scalars(select(Question)).one()
    assert made.guru_id is None and "peserta" not in made.key
    form = ai.visit(f"{room.link}/tanya")
    allow_nameless(cast.ketua, room, on=False)
    late = ai.submit(form, {"text": "Dan ini?", "nameless": "y"}, action="/tanya", status=422)
    assert "dengan nama" in late and "Dan ini?" in late.html


@pytest.mark.parametrize("text", ["", " \u200b", "😀", "x" * 501, "x" * 100_000])
def test_a_question_that_cannot_be_asked_is_said_and_stays(
    text: str, visitor: Visitors, room: Room, cast: Cast
) -> None:
    ai = visitor(cast.peserta)
    page = ai.submit(ai.visit(f"{room.link}/tanya"), {"text": text}, action="/tanya", status=422)
    assert "Belum tersimpan" in page and text.strip("\u200b ") in page.html
    assert not db.session.scalars(select(Question)).all()


def test_a_question_is_reported_and_hidden_as_a_message_is(visitor: Visitors, ask: Ask, room: Room, cast: Cast) -> None:
    question = ask("Kasar sekali", by="peserta2")
    assert "Laporkan" in visitor(cast.peserta).visit(question.link)
    for who in (cast.peserta, cast.peserta3, cast.bendahara):
        report(who, reached(who, "pertanyaan", question.id), kind="pertanyaan", reason="kasar")
    assert room.last_n == 2
    visitor(cast.peserta).visit(question.link, status=404)
    assert "Kasar sekali" not in visitor(cast.peserta).visit(f"{room.link}/tanya")
    assert "Kasar sekali" in visitor(cast.ketua).visit(f"{room.link}/tanya")


def test_markup_in_what_people_write_is_text(
    visitor: Visitors, put: Put, chooses: Chooses, ask: Ask, cast: Cast
) -> None:
    evil = "<script>alert(1)</script>\"'&"
    poll = put(WORDS, question=f"Apa {evil}", live=True)
    chooses("peserta", poll, "<b>x</b>")
    question = ask(evil)
    ida = visitor(cast.peserta2)
    for path in (poll.room.link, poll.link, f"{poll.room.link}/tanya", question.link, f"{poll.room.link}/jajak"):
        page = ida.visit(path)
        assert "<script>alert" not in page.html and "<b>x" not in page.html


def test_the_page_of_a_room_costs_the_same_however_many_voted_and_asked(
    visitor: Visitors,
    put: Put,
    chooses: Chooses,
    ask: Ask,
    room: Room,
    cast: Cast,
    say: Say,
    queries: Callable[..., int],
) -> None:
    ketua = visitor(cast.ketua)
    polls = [put(ONE), put(WORDS, anonymous=False, live=True)]
    chooses("peserta", polls[0], 1)
    chooses("peserta", polls[1], "seru")
    support_question(cast.ketua, ask("Pertama?"))
    show_poll(cast.ketua, polls[0])
    put(MANY, opened=False)
    paths = [room.link, f"{room.link}/jajak", f"{room.link}/tanya", polls[1].link]
    few = [queries(lambda path=path: ketua.visit(path)) for path in paths]
    for number, name in enumerate(("peserta2", "sekretaris", "bendahara", "koordinator")):
        chooses(name, polls[0], number % 3 + 1)
        chooses(name, polls[1], f"kata {number}", "seru")
        support_question(cast.sekretaris, ask(f"Tanya {number}?", by=name))
        show_poll(cast.ketua, polls[0])
        put(MANY, opened=False)
    assert [queries(lambda path=path: ketua.visit(path)) for path in paths] == few


def test_a_question_that_its_asker_takes_back(visitor: Visitors, ask: Ask, room: Room, cast: Cast) -> None:
    question = ask("Salah tulis?")
    ai = visitor(cast.peserta)
    ai.submit(ai.visit(f"{question.link}/sembunyi"))
    assert "Salah tulis?" not in ai.visit(f"{room.link}/tanya")
    hide_question(cast.peserta, question)
    visitor(cast.peserta2).visit(f"{question.link}/sembunyi", status=404)
