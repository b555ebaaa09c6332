"""The room as pages: everything that can be done there can be done without JavaScript."""

from collections.abc import Callable
from io import BytesIO

from sqlalchemy import select

from community.accounts.models import Guru
from community.discussion.live.limits import STARTING, WRITING
from community.discussion.models import Message, Room
from community.discussion.rules.words import LONGEST, written
from community.discussion.services import delete_message, edit_message, pin_message, react
from community.kernel.database import db, end_transaction
from community.kernel.files import StoredFile
from community.lokakarya.models import Pertemuan
from tests.discussion.conftest import Say
from tests.people import Cast
from tests.pictures import photo
from tests.visitor import Page, Visitor

Visitors = Callable[..., Visitor]
SEND = "/pesan"


def test_the_page_of_a_pertemuan_leads_to_its_room(visitor: Visitors, pertemuan: Pertemuan, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    page = ai.visit(f"/pertemuan/{pertemuan.id}")
    assert "Ruang diskusi" in page and f"/pertemuan/{pertemuan.id}/diskusi" in page.links
    room = ai.visit(f"/pertemuan/{pertemuan.id}/diskusi")
    assert room.path.startswith("/diskusi/") and "Belum ada pesan" in room
    assert visitor(cast.ketua).visit(f"/pertemuan/{pertemuan.id}/diskusi").path == room.path
    visitor(cast.orang_luar).visit(room.path, status=404)


def test_reading_writing_answering_giving_a_sign_and_deleting_without_javascript(
    visitor: Visitors, room: Room, cast: Cast
) -> None:
    ai, ketua = visitor(cast.peserta), visitor(cast.ketua)
    page = ai.submit(ai.visit(room.link), {"text": "Siapa bawa **proyektor**?"}, action=SEND)
    assert "Siapa bawa proyektor?" in page
    message = db.session.scalars(select(Message)).one()

    theirs = ketua.visit(message.link)
    assert "Ubah" not in theirs and "Laporkan" in theirs
    page = ketua.post(f"{room.link}/tanggapan", filled(theirs, "/tanggapan") | {"tanggapan": f"{message.id}:setuju"})
    assert "Setuju 1" in page
    page = ketua.visit(next(link for link in theirs.links if "balas=" in link))
    assert "Membalas Ai Setiawan" in page
    page = ketua.submit(page, {"text": "Saya bawa."}, action=SEND)
    assert page.text.count("Siapa bawa proyektor?") == 2  # itself, and quoted

    page = ai.submit(ai.visit(f"{message.link}/hapus"))
    assert "Pesan ini dihapus penulisnya." in page and "proyektor" not in page


def filled(page: Page, action: str) -> dict[str, str]:
    return {each.get("name", ""): each.get("value", "") for each in page.form(action).iter("input")}


def test_what_is_written_while_the_page_is_made_comes_over_the_line_alone(
    visitor: Visitors, room: Room, say: Say, cast: Cast
) -> None:
    say("Sudah ada")
    say("Baru saja ditulis")
    room.last_n = 1  # as whoever reads the room a moment before the message sees it
    end_transaction(keep=True)
    page = visitor(cast.ketua).visit(room.link)
    assert "Sudah ada" in page and "Baru saja ditulis" not in page and 'data-n="1"' in page.html


def test_topics_cannot_be_begun_without_end(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    path = "/gugus/kkg-banjarwangi/diskusi"
    for number in range(STARTING.burst):
        ai.submit(ai.visit(path), {"topic": f"Topik {number}"}, action=path)
    page = ai.submit(ai.visit(path), {"topic": "Satu lagi"}, action=path, status=422)
    assert "Terlalu cepat" in page and 'value="Satu lagi"' in page.html


def test_the_form_sent_twice_is_one_message(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    page = ai.visit(room.link)
    for _ in range(2):
        ai.submit(page, {"text": "Sekali saja"}, action=SEND)
    assert len(db.session.scalars(select(Message)).all()) == 1


def test_what_cannot_be_sent_is_said_and_stays_in_the_field(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    page = ai.visit(room.link)
    assert "Tulis pesannya dulu." in ai.submit(page, {"text": " "}, action=SEND, status=422)
    long = "panjang " * (LONGEST // 8 + 1)
    refused = ai.submit(page, {"text": long}, action=SEND, status=422)
    assert "paling banyak" in refused and long.strip() in refused.html
    for _ in range(WRITING.burst):
        try:
            WRITING.take("peserta")
        except Exception:
            break
    hurried = ai.submit(page, {"text": "Terlalu cepat saya"}, action=SEND, status=422)
    assert "Tunggu 1 detik" in hurried and "Terlalu cepat saya" in hurried.html


def test_a_photo_comes_with_its_message_and_goes_with_it(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai, ida = visitor(cast.peserta), visitor(cast.peserta2)
    page = ai.submit(ai.visit(room.link), {"text": "", "files": (BytesIO(photo()), "alat.jpg")}, action=SEND)
    assert "alat.jpg" in page
    stored = db.session.scalars(select(StoredFile).where(StoredFile.about_kind == "diskusi")).one()
    assert stored.gugus_id == room.gugus_id
    assert fetched(ida, stored.url) == 200
    assert fetched(visitor(cast.orang_luar), stored.url) == 404
    delete_message(cast.peserta, db.session.scalars(select(Message)).one())
    assert fetched(ida, stored.url) == 404
    assert fetched(visitor(cast.ketua), stored.url) == 200


def fetched(who: Visitor, path: str) -> int:
    with who.app.app_context():
        return who.client.get(path).status_code


def test_a_wrong_file_is_refused_with_everything_typed_kept(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    files = {"text": "Ini berkasnya", "files": (BytesIO(b"MZ\x90\x00"), "tugas.pdf")}
    page = ai.submit(ai.visit(room.link), files, action=SEND, status=422)
    assert "Ini berkasnya" in page.html and not db.session.scalars(select(Message)).all()


def test_older_messages_are_on_pages_before(visitor: Visitors, room: Room, cast: Cast, say: Say) -> None:
    for number in range(1, 63):
        say(f"Pesan ke-{number}.")
    ai = visitor(cast.peserta)
    page = ai.visit(room.link)
    assert "Pesan ke-62." in page and "Pesan ke-13." in page and "Pesan ke-12." not in page
    before = ai.visit(next(link for link in page.links if "sebelum=" in link))
    assert "Pesan ke-12." in before and "Pesan ke-13." not in before and "Ke pesan terbaru" in before
    quoted = ai.visit(f"{room.link}?pesan=3")
    assert "Pesan ke-3." in quoted
    assert "Pesan ke-62." in ai.visit(f"{room.link}?pesan=60")


def test_the_history_of_a_message_and_its_pin(visitor: Visitors, room: Room, cast: Cast, say: Say) -> None:
    message = say("Pukul delapan")
    ai, ketua = visitor(cast.peserta), visitor(cast.ketua)
    ai.submit(ai.visit(f"{message.link}/ubah"), {"text": "Pukul sembilan"})
    assert "Pukul delapan" in ketua.visit(f"{message.link}/riwayat")
    page = ketua.submit(ketua.visit(message.link), action="/sematan")
    assert page.text.count("Pukul sembilan") == 2
    stale = ai.visit(f"{message.link}/ubah")
    edit_message(cast.peserta, message, words=written("Pukul sepuluh"), based_on=2)
    both = ai.submit(stale, {"text": "Pukul tujuh"}, status=422)
    assert "Pukul sepuluh" in both and "Pukul tujuh" in both.html


def test_the_rooms_of_a_gugus_are_listed_for_those_who_reach_them(
    visitor: Visitors, room: Room, topic: Room, cast: Cast, say: Say
) -> None:
    say("Di ruang pertemuan")
    ai = visitor(cast.peserta)
    page = ai.visit("/gugus/kkg-banjarwangi/diskusi")
    assert "Alat peraga pecahan" in page and "Di ruang pertemuan" in page
    begun = ai.submit(page, {"topic": "Supervisi semester ini"})
    assert begun.path.startswith("/diskusi/") and "Supervisi semester ini" in begun
    assert "Alat peraga pecahan" not in visitor(cast.pengawas).visit("/gugus/kkg-banjarwangi/diskusi")
    visitor(cast.orang_luar).visit("/gugus/kkg-banjarwangi/diskusi", status=404)
    assert "Tulis topiknya" in ai.submit(page, {"topic": " "}, status=422)


def test_the_list_costs_the_same_however_many_rooms_there_are(
    visitor: Visitors, room: Room, cast: Cast, say: Say, queries: Callable[..., int]
) -> None:
    from community.discussion.services import start_topic

    ai = visitor(cast.peserta)
    few = queries(lambda: ai.visit("/gugus/kkg-banjarwangi/diskusi"))
    for number in range(6):
        say(f"Pesan {number}", to=start_topic(cast.ketua, cast.gugus, topic=f"Topik {number}", form_key=str(number)))
    assert queries(lambda: ai.visit("/gugus/kkg-banjarwangi/diskusi")) <= few + 1  # what is hidden, once something is


def test_the_page_of_a_room_costs_the_same_however_much_was_said(
    visitor: Visitors, room: Room, cast: Cast, say: Say, queries: Callable[..., int]
) -> None:
    ai = visitor(cast.peserta)
    first = say("pertama")
    react(cast.ketua, first, kind="setuju")
    pin_message(cast.ketua, first, on=True)
    few = queries(lambda: ai.visit(room.link))
    for number in range(70):
        react(cast.ketua, say(f"pesan {number}", by=("peserta", "ketua", "sekretaris")[number % 3]), kind="bagus")
    assert queries(lambda: ai.visit(room.link)) == few


def test_who_left_is_led_away_and_their_words_stay(
    visitor: Visitors, room: Room, say: Say, cast: Cast, former: Guru
) -> None:
    visitor(former).visit(room.link, status=404)


def test_a_program_that_posts_is_answered_with_the_number(visitor: Visitors, room: Room, cast: Cast) -> None:
    ai = visitor(cast.peserta)
    data = filled(ai.visit(room.link), SEND) | {"text": "Lewat formulir"}
    data = {name: value for name, value in data.items() if name != "files"}
    json = {"Accept": "application/json"}
    with ai.app.app_context():
        answer = ai.client.post(f"{room.link}/pesan", data=data, headers=json)
        refused = ai.client.post(f"{room.link}/pesan", data=data | {"text": "", "klien_id": "b"}, headers=json)
    assert answer.json is not None and answer.json["ok"] and answer.json["n"] == 1
    assert refused.status_code == 422 and refused.json is not None and "Tulis pesannya" in refused.json["detail"]


def test_the_protocol_is_open_to_read(visitor: Visitors) -> None:
    page = visitor().visit("/bantuan/protokol")
    for words in ("join", "send", "klien_id", "sejak", "pesan", "perubahan"):
        assert words in page
