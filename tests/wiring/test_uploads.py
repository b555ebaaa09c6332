"""A file is sent in pieces over a bad line; only its sender sees it, and what is wrong with it is said early."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from community.kernel import files
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.files import ResumableUpload, StoredFile, copies, spool
from community.kernel.files.refusals import OffsetMoved
from tests.factories import make_paket
from tests.people import Cast
from tests.pictures import picture
from tests.sending import Sender
from tests.visitor import Visitor

PDF = b"%PDF-1.7\n" + b"isi modul ajar\n" * 30_000 + b"%%EOF\n"


@pytest.fixture
def sender(app: Flask, cast: Cast) -> Sender:
    return Sender(app, cast.ketua)


def uploads() -> int:
    return db.session.scalar(select(func.count()).select_from(ResumableUpload)) or 0


def test_the_server_says_what_it_can_do(sender: Sender, app: Flask) -> None:
    answer = sender.ask("OPTIONS", "/unggahan")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == answer.headers["Tus-Resumable"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) == {"creation", "termination", "expiration"}
    assert answer.headers["Tus-Max-Size"] == str(app.config["UPLOAD_MAX_BYTES"])


def test_a_file_arrives_in_pieces_and_is_whole(sender: Sender, app: Flask) -> None:
    begun = sender.begin("modul.pdf", len(PDF))
    path = begun.headers["Location"]
    assert begun.status_code == 201 and "Upload-Expires" in begun.headers
    assert sender.offset(path) == 0
    first = sender.piece(path, 0, PDF[:100_000])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "100000")
    assert sender.offset(path) == 100_000
    assert sender.piece(path, 100_000, PDF[100_000:]).headers["Upload-Offset"] == str(len(PDF))
    assert spool.path_of(path.rpartition("/")[2]).read_bytes() == PDF
    assert sender.ask("HEAD", path).headers["Upload-Length"] == str(len(PDF))


@pytest.mark.parametrize("cut", [1, 8191, 8192, 32 * 1024, 32 * 1024 + 1, len(PDF) - 1])
def test_an_upload_whose_line_breaks_goes_on_from_the_byte_that_came_last(sender: Sender, cut: int) -> None:
    path = sender.begin("modul.pdf", len(PDF)).headers["Location"]
    sender.piece(path, 0, PDF[:cut], claimed=len(PDF))
    assert sender.offset(path) == cut
    assert sender.piece(path, cut, PDF[cut:]).headers["Upload-Offset"] == str(len(PDF))
    assert spool.path_of(path.rpartition("/")[2]).read_bytes() == PDF


class Cut(Exception):
    pass


class Line:
    """A line that gives what it is asked for, a little at a time, and breaks after `breaks` bytes."""

    def __init__(self, data: bytes, breaks: int, gives: int) -> None:
        self.data, self.breaks, self.gives = data, breaks, gives

    def read(self, size: int) -> bytes:
        if self.breaks <= 0:
            raise Cut
        piece, self.data = self.data[: min(size, self.gives)], self.data[min(size, self.gives) :]
        self.breaks -= len(piece)
        return piece


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=5000), st.lists(st.tuples(st.integers(1, 900), st.integers(1, 700)), max_size=30))
def test_however_often_and_wherever_the_line_breaks_the_file_is_the_same(
    app: Flask, data: bytes, lines: list[tuple[int, int]]
) -> None:
    spool.remove("putus")
    for breaks, gives in [*lines, (10_000, 10_000)]:
        offset = spool.arrived("putus")
        try:
            spool.append("putus", offset, Line(data[offset:], breaks, gives), len(data))
        except Cut:
            continue
    assert spool.path_of("putus").read_bytes() == data


def test_two_who_send_the_same_file_at_once_leave_one_whole_file(app: Flask) -> None:
    spool.remove("berdua")
    begun, go_on = threading.Event(), threading.Event()
    ends: list[Any] = []

    class Slow:
        def __init__(self) -> None:
            self.given = 0

        def read(self, size: int) -> bytes:
            if self.given:
                begun.set()
                go_on.wait(30)
            piece = PDF[self.given : self.given + 1000]
            self.given += 1000
            return piece

    def first() -> None:
        with app.app_context():
            try:
                ends.append(spool.append("berdua", 0, Slow(), len(PDF)))
            except OffsetMoved as moved:
                ends.append(moved)

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait(30)
    assert spool.append("berdua", 1000, Line(PDF[1000:], len(PDF) + 1, 50_000), len(PDF)) == len(PDF)
    go_on.set()
    thread.join()
    assert isinstance(ends[0], OffsetMoved)
    assert spool.path_of("berdua").read_bytes() == PDF


def test_who_goes_on_at_the_wrong_place_is_told_and_nothing_is_spoilt(sender: Sender) -> None:
    path = sender.begin("modul.pdf", len(PDF)).headers["Location"]
    sender.piece(path, 0, PDF[:5000])
    for wrong in (0, 4999, 5001):
        assert sender.piece(path, wrong, b"x" * 10).status_code == 409
    assert sender.offset(path) == 5000


def test_more_than_was_announced_is_not_taken(sender: Sender) -> None:
    path = sender.begin("modul.pdf", 100).headers["Location"]
    assert sender.piece(path, 0, PDF[:101]).status_code == 422
    assert sender.offset(path) == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Content-Type": "text/plain"}, 415),
        ({"Upload-Offset": "-1"}, 422),
        ({"Upload-Offset": "banyak"}, 422),
    ],
)
def test_who_does_not_keep_to_the_protocol_is_refused(sender: Sender, headers: dict[str, str], status: int) -> None:
    path = sender.begin("modul.pdf", len(PDF)).headers["Location"]
    said = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"} | headers
    assert sender.ask("PATCH", path, said, data=b"%PDF-").status_code == status
    assert sender.offset(path) == 0


@pytest.mark.parametrize(
    ("name", "size", "status", "said"),
    [
        ("film.mp4", 201 * 1024 * 1024, 413, "lebih besar dari 200 MB"),
        ("kosong.pdf", 0, 422, "kosong"),
        ("pasang.exe", 5000, 422, "berkas .exe tidak termasuk"),
        ("../../gambar\u202egnp.svg", 5000, 422, '"gambar gnp.svg" tidak diterima'),
    ],
)
def test_what_can_be_known_before_the_first_byte_is_said_before_it(
    sender: Sender, name: str, size: int, status: int, said: str
) -> None:
    answer = sender.begin(name, size)
    assert (answer.status_code, said in answer.json["detail"]) == (status, True), answer.json
    assert uploads() == 0


def test_a_full_quota_is_said_before_the_first_byte(sender: Sender, app: Flask, monkeypatch: Any) -> None:
    monkeypatch.setitem(app.config, "GUGUS_QUOTA_BYTES", 1000)
    answer = sender.begin("modul.pdf", 1001, gugus="kkg")
    assert answer.status_code == 422
    assert "tinggal 1.000 byte" in answer.json["detail"]


def test_a_full_disk_is_said_before_the_first_byte(sender: Sender, app: Flask, monkeypatch: Any) -> None:
    monkeypatch.setitem(app.config, "DISK_RESERVE_BYTES", 1 << 60)
    answer = sender.begin("modul.pdf", 1001)
    assert (answer.status_code, answer.json["code"]) == (507, "penyimpanan_penuh")


def test_a_program_that_calls_itself_a_pdf_is_refused_once_it_has_come(sender: Sender) -> None:
    data = b"MZ\x90\0\x03" + bytes(3000)
    path = sender.begin("modul.pdf", len(data)).headers["Location"]
    answer = sender.piece(path, 0, data)
    assert answer.status_code == 422 and "program Windows" in answer.json["detail"]
    assert sender.ask("HEAD", path).status_code == 404
    assert not spool.path_of(path.rpartition("/")[2]).exists()


def test_only_the_sender_reaches_an_upload(app: Flask, cast: Cast, sender: Sender) -> None:
    path = sender.begin("modul.pdf", len(PDF)).headers["Location"]
    other = Sender(app, cast.sekretaris)
    assert other.ask("HEAD", path).status_code == 404
    assert other.piece(path, 0, PDF).status_code == 404
    assert other.ask("DELETE", path).status_code == 404
    assert sender.offset(path) == 0


def test_without_the_token_of_a_form_nothing_begins(app: Flask, cast: Cast) -> None:
    client = Visitor(app, cast.ketua).client
    answer = client.post("/unggahan", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
    assert answer.status_code == 400


def test_who_changes_their_mind_leaves_nothing_behind(sender: Sender) -> None:
    path = sender.begin("modul.pdf", len(PDF)).headers["Location"]
    sender.piece(path, 0, PDF[:5000])
    assert sender.ask("DELETE", path).status_code == 204
    assert uploads() == 0 and not spool.path_of(path.rpartition("/")[2]).exists()


def test_an_upload_is_forgotten_after_two_days(sender: Sender) -> None:
    old, young = (sender.begin("modul.pdf", len(PDF)).headers["Location"] for _ in range(2))
    for path in (old, young):
        sender.piece(path, 0, PDF[:5000])
    spool.path_of("tanpabaris").write_bytes(b"sisa")
    ids = [path.rpartition("/")[2] for path in (old, young)]
    db.session.execute(update(ResumableUpload).where(ResumableUpload.id == ids[0]).values(expires_at=now()))
    end_transaction(keep=True)
    assert sender.ask("HEAD", old).status_code == 404
    copies.sweep()
    assert spool.all_ids() == [ids[1]]
    assert sender.offset(young) == 5000


def test_whoever_only_ever_begins_keeps_twenty(sender: Sender) -> None:
    first = sender.begin("modul.pdf", 1000).headers["Location"]
    for _ in range(20):
        sender.begin("modul.pdf", 1000)
    assert uploads() == 20
    assert sender.ask("HEAD", first).status_code == 404


def hasil_form(visitor: Visitor) -> Any:
    return visitor.visit(f"/paket/{make_paket().id}/hasil")


def test_a_form_takes_what_was_sent_before_it(app: Flask, cast: Cast, sender: Sender) -> None:
    upload_id = sender.send("Modul pecahan.pdf", PDF, gugus="kkg")
    page = hasil_form(sender.visitor)
    done = sender.visitor.submit(page, {"title": "Modul", "upload-unggahan": upload_id})
    assert "Hasil terlampir" in done
    stored = db.session.scalars(select(StoredFile)).one()
    assert (stored.name, stored.size, stored.gugus_id) == ("Modul pecahan.pdf", len(PDF), "kkg")
    assert files.read(stored) == PDF
    assert uploads() == 0 and not spool.path_of(upload_id).exists()


def test_a_mistake_elsewhere_in_the_form_does_not_cost_the_upload(app: Flask, cast: Cast, sender: Sender) -> None:
    upload_id = sender.send("Modul.pdf", PDF)
    page = hasil_form(sender.visitor)
    again = sender.visitor.submit(page, {"title": "", "upload-unggahan": upload_id}, status=422)
    hidden = [each for each in again.tree.iter("input") if each.get("name") == "upload-unggahan"]
    assert [each.get("value") for each in hidden] == [upload_id]
    assert "Hasil terlampir" in sender.visitor.submit(again, {"title": "Modul"})


def test_an_upload_becomes_one_file_however_often_it_is_handed_in(app: Flask, cast: Cast, sender: Sender) -> None:
    upload_id = sender.send("Modul.pdf", PDF)
    page = hasil_form(sender.visitor)
    fields = {"title": "Modul", "upload-unggahan": upload_id}
    sender.visitor.submit(page, fields)
    again = sender.visitor.submit(page, fields, status=422)
    assert "Unggahan ini tidak ada lagi" in again
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_nobody_hands_in_what_another_sent(
    app: Flask, cast: Cast, sender: Sender, visitor: Callable[..., Visitor]
) -> None:
    upload_id = sender.send("Rahasia.pdf", PDF)
    other = visitor(cast.sekretaris)
    page = other.submit(hasil_form(other), {"title": "Modul", "upload-unggahan": upload_id}, status=422)
    assert "Unggahan ini tidak ada lagi" in page and "Rahasia" not in page
    assert uploads() == 1


def test_a_file_that_has_not_come_whole_is_not_taken_and_not_lost(app: Flask, cast: Cast, sender: Sender) -> None:
    path = sender.begin("Modul.pdf", len(PDF)).headers["Location"]
    sender.piece(path, 0, PDF[:5000])
    page = hasil_form(sender.visitor)
    fields = {"title": "Modul", "upload-unggahan": path.rpartition("/")[2]}
    assert "belum selesai terunggah" in sender.visitor.submit(page, fields, status=422)
    assert sender.offset(path) == 5000


def test_a_photo_may_come_in_pieces_too_and_has_a_preview(app: Flask, cast: Cast, sender: Sender) -> None:
    stored_before = db.session.scalar(select(func.count()).select_from(StoredFile))
    upload_id = sender.send("foto.jpg", picture("JPEG"))
    page = hasil_form(sender.visitor)
    sender.visitor.submit(page, {"title": "Foto papan", "upload-unggahan": upload_id})
    stored = db.session.scalars(select(StoredFile)).one()
    assert stored_before == 0 and stored.mime == "image/jpeg" and stored.preview_url
