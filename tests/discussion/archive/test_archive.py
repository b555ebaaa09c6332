"""What remains of a room: as pages, as one file, for who was away and for later."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
import python_calamine

from community.accounts.models import Guru
from community.accounts.queries import password_hash_of
from community.accounts.services import erase_self
from community.accounts.services.sign_in import Proof
from community.discussion.jobs import build_archive, remove_old_archives, resume_archives
from community.discussion.models import Room, RoomArchive
from community.discussion.queries.transcript import KEPT, may_read_archive, transcript
from community.discussion.refusals import ArchiveBusy
from community.discussion.rules.words import written
from community.discussion.services import delete_message, edit_message
from community.discussion.services.archiving import ask_archive, drop_archive
from community.gugus.services import leave_gugus
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.command import SYSTEM, authorize
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.files import Named, body
from community.kernel.notices import Notice
from community.permissions import Do
from tests.discussion.conftest import Say
from tests.people import Cast
from tests.pictures import photo

Visitors = Callable[..., Any]


@pytest.fixture
def asked(room: Room) -> Callable[..., RoomArchive]:
    """`asked(cast.peserta, "zip")`: an archive, made."""

    def make(guru: Guru, form: str) -> RoomArchive:
        end_transaction(keep=False)
        made = ask_archive(guru, db.session.get_one(Room, room_id), form=form)
        archive_id = made.id
        build_archive(archive_id)
        end_transaction(keep=False)
        return db.session.get_one(RoomArchive, archive_id)

    room_id = room.id
    return make


Asked = Callable[..., RoomArchive]


def bytes_of(archive: RoomArchive) -> bytes:
    assert archive.state == "siap", archive.message
    assert archive.file is not None
    return b"".join(body(archive.file))


def conversation(say: Say, cast: Cast) -> None:
    say("Siapa punya **alat peraga** pecahan? =SUM(A1)")
    wrong = say("Saya punya dua.", by="ketua")
    edit_message(cast.ketua, wrong, words=written("Saya punya tiga."), based_on=1)
    gone = say("Salah ruang", by="peserta2")
    delete_message(cast.peserta2, gone)


def test_the_pdf_holds_the_talk_with_what_was_changed_and_without_what_was_deleted(
    say: Say, cast: Cast, asked: Asked
) -> None:
    conversation(say, cast)
    reader = pypdf.PdfReader(io.BytesIO(bytes_of(asked(cast.peserta, "pdf"))))
    words = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert "Menyusun" in words or "KKG Banjarwangi" in words
    assert "Ai Setiawan, S.Pd." in words and "Saya punya tiga." in words and "diubah" in words
    assert "Salah ruang" not in words and "Pesan ini dihapus penulisnya." in words
    assert "Mantan anggota" in words  # how long it is kept, in words


def test_the_workbook_has_a_sheet_for_the_talk_and_nothing_in_it_is_a_formula(
    say: Say, cast: Cast, asked: Asked
) -> None:
    conversation(say, cast)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(bytes_of(asked(cast.peserta, "xlsx"))))
    assert book.sheet_names[:2] == ["Ruang", "Percakapan"]
    rows = book.get_sheet_by_name("Percakapan").to_python()
    assert [row[2] for row in rows[1:]] == ["Ai Setiawan, S.Pd.", "Yuyun Sutisna, M.Pd.", "Ida Maryani"]
    assert rows[1][3] == "Siapa punya **alat peraga** pecahan? =SUM(A1)"
    assert rows[2][6] == "diubah"


def test_the_zip_opens_without_a_server_and_holds_the_files(say: Say, cast: Cast, asked: Asked) -> None:
    conversation(say, cast)
    upload = Named("../../foto kelas.jpg", photo())
    say("Ini fotonya <script>alert(1)</script>", uploads=[upload])
    packed = zipfile.ZipFile(io.BytesIO(bytes_of(asked(cast.peserta, "zip"))))
    names = packed.namelist()
    assert {"index.html", "gaya.css", "arsip.xlsx", "percakapan/001.html"} <= set(names)
    (enclosed,) = [name for name in names if name.startswith("berkas/")]
    assert enclosed.endswith("/foto-kelas.jpg") and ".." not in enclosed
    talk = packed.read("percakapan/001.html").decode()
    assert f'href="../{enclosed}"' in talk and "<script" not in talk
    assert "http://" not in packed.read("index.html").decode()


def test_who_asked_is_told_and_nobody_else_fetches_it(
    visitor: Visitors, say: Say, cast: Cast, asked: Asked, room: Room
) -> None:
    say()
    made = asked(cast.peserta, "pdf")
    notice = db.session.query(Notice).filter_by(guru_id="peserta").one()
    assert "siap diunduh" in notice.sentence and notice.link == f"/diskusi/{room.id}/arsip/berkas/{made.id}"
    page = visitor(cast.peserta).visit(notice.link)
    assert "Unduh PDF" in page
    visitor(cast.ketua).visit(notice.link, status=404)
    assert made.file is not None
    visitor(cast.ketua).visit(made.file.url, status=404)


def test_from_the_page_of_the_archive_to_the_file(visitor: Visitors, say: Say, cast: Cast, room: Room) -> None:
    say()
    ai = visitor(cast.peserta)
    path = f"/diskusi/{room.id}/arsip"
    page = ai.visit(path)
    assert "Percakapan" in page and "Isi ruang disimpan selama" in page
    page = ai.submit(page, {"bentuk": "xlsx"}, action=f"{path}/berkas")
    assert "Arsip siap" in page and "Unduh Excel" in page
    assert "1 pesan" in ai.visit(path)
    assert "Saya punya." in ai.visit(f"{path}/percakapan")
    ai.submit(ai.visit(path), {"bentuk": "docx"}, action=f"{path}/berkas", status=422)


def test_a_stranger_finds_no_archive_and_who_oversees_reads_that_of_a_pertemuan(
    visitor: Visitors, say: Say, cast: Cast, room: Room, topic: Room
) -> None:
    say()
    for name, where, status in (
        ("orang_luar", room, 404),
        ("operator", room, 404),
        ("pengawas", room, 200),
        ("pengawas", topic, 404),
    ):
        for part in ("", "/percakapan"):
            visitor(getattr(cast, name)).visit(f"/diskusi/{where.id}/arsip{part}", status=status)


def test_what_is_deleted_later_closes_the_files_made_before(
    visitor: Visitors, say: Say, cast: Cast, asked: Asked
) -> None:
    message = say()
    made = asked(cast.ketua, "pdf")
    link = f"/diskusi/{made.room_id}/arsip/berkas/{made.id}"
    delete_message(cast.peserta, message)
    end_transaction(keep=False)
    assert "Tidak dapat diunduh." in visitor(cast.ketua).visit(link)
    visitor(cast.ketua).visit(f"{link}/unduh", status=409)
    assert not may_read_archive(cast.ketua, made.id)


def test_who_left_meanwhile_gets_nothing(say: Say, cast: Cast, room: Room) -> None:
    say()
    made = ask_archive(cast.peserta3, room, form="pdf")
    made_id = made.id
    leave_gugus(cast.peserta3, cast.gugus)
    build_archive(made_id)
    end_transaction(keep=False)
    assert db.session.get_one(RoomArchive, made_id).state == "gagal"


def test_one_at_a_time_and_only_what_there_is(cast: Cast, room: Room) -> None:
    ask_archive(cast.peserta, room, form="pdf")
    with pytest.raises(ArchiveBusy):
        ask_archive(cast.peserta, room, form="zip")
    with pytest.raises(Invalid):
        ask_archive(cast.ketua, room, form="exe")
    with pytest.raises(NotAllowed):
        authorize(cast.ketua, Do.WRITE_ARCHIVE, room)


def test_what_a_killed_process_left_is_made_after_its_restart(say: Say, cast: Cast, room: Room) -> None:
    say()
    made_id = ask_archive(cast.peserta, room, form="xlsx").id
    end_transaction(keep=False)
    resume_archives()
    end_transaction(keep=False)
    assert db.session.get_one(RoomArchive, made_id).state == "siap"


def test_files_are_kept_two_days(say: Say, cast: Cast, asked: Asked) -> None:
    say()
    made = asked(cast.peserta, "pdf")
    with clock.told(now() + KEPT + timedelta(minutes=1)):
        remove_old_archives()
    end_transaction(keep=False)
    assert db.session.get_one(RoomArchive, made.id).state == "dihapus"
    drop_archive(SYSTEM, made)


def test_someone_who_erases_themself_is_a_former_member_in_it_and_older_files_go(
    say: Say, cast: Cast, asked: Asked, visitor: Visitors
) -> None:
    say("Dari saya", by="peserta3")
    before = asked(cast.ketua, "pdf")
    end_transaction(keep=False)
    erase_self(cast.peserta3, cast.peserta3, proof=Proof("peserta3", password_hash_of("peserta3")))
    end_transaction(keep=False)
    assert db.session.get_one(RoomArchive, before.id).state == "dihapus"
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(bytes_of(asked(cast.ketua, "xlsx"))))
    assert book.get_sheet_by_name("Percakapan").to_python()[1][2] == "Mantan anggota"


def test_the_transcript_turns_its_pages_from_the_first_message_to_the_last(room: Room, say: Say) -> None:
    for number in range(7):
        say(f"Pesan {number}")
    first = transcript(room.id, 1, size=3)
    assert [each.message.n for each in first.messages] == [1, 2, 3] and first.before is None and first.after == 4
    last = transcript(room.id, 7, size=3)
    assert [each.message.n for each in last.messages] == [7] and last.before == 4 and last.after is None


def test_the_pages_of_the_archive_ask_the_same_of_the_database_however_much_was_said(
    room: Room, say: Say, queries: Callable[[Callable[[], Any]], int]
) -> None:
    say()
    room_id = room.id

    def read() -> None:
        end_transaction(keep=False)
        db.session.expire_all()
        transcript(room_id, 1)

    few = queries(read)
    for number in range(12):
        say(f"Pesan {number}", by=("ketua", "peserta2", "sekretaris")[number % 3])
    assert queries(read) == few
