"""A file of a room is made or given up, says when it was made, and goes when somebody in it goes."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from community.accounts.queries import password_hash_of
from community.accounts.services import erase_self
from community.accounts.services.sign_in import Proof
from community.discussion.jobs import build_archive, give_up_stalled_archives, resume_archives
from community.discussion.models import LiveProcess, Room, RoomArchive, Stay
from community.discussion.queries.transcript import STALLED, is_outdated, may_read_archive
from community.discussion.rules.session import notice_of
from community.discussion.services import announce_in_room, ask_question, hide_question, name_moderator, raise_hand
from community.discussion.services.archiving import advance_archive, ask_archive
from community.gugus.models import Gugus
from community.gugus.services import report
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.command import SYSTEM
from community.kernel.database import add, db, end_transaction
from community.kernel.files import body
from community.kernel.ids import new_id
from community.kernel.notices import Notice
from tests.discussion.conftest import Say
from tests.people import Cast

Made = Callable[[str], RoomArchive]
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def made(room: Room, cast: Cast) -> Made:
    """`made("zip")`: a file of the room that the ketua asked for."""

    def make(form: str) -> RoomArchive:
        end_transaction(keep=False)
        archive_id = ask_archive(cast.ketua, db.session.get_one(Room, room_id), form=form).id
        build_archive(archive_id)
        end_transaction(keep=False)
        return db.session.get_one(RoomArchive, archive_id)

    room_id = room.id
    return make


def state_of(archive_id: str) -> str:
    end_transaction(keep=False)
    return db.session.get_one(RoomArchive, archive_id, populate_existing=True).state


def test_a_file_whose_making_was_lost_is_given_up_and_who_waits_may_ask_anew(room: Room, cast: Cast) -> None:
    lost = ask_archive(cast.peserta, room, form="xlsx").id
    begun = now()
    with clock.told(begun + STALLED - A_MINUTE):
        give_up_stalled_archives()
        assert state_of(lost) == "dibuat"
    with clock.told(begun + STALLED + A_MINUTE):
        give_up_stalled_archives()
        assert state_of(lost) == "gagal"
        notice = db.session.query(Notice).filter_by(guru_id="peserta").one()
        assert "terhenti" in notice.sentence and "Minta sekali lagi" in notice.sentence
        ask_archive(cast.peserta, db.session.get_one(Room, room.id), form="xlsx")


def test_a_long_room_that_comes_forward_is_not_given_up(room: Room, cast: Cast) -> None:
    slow = ask_archive(cast.peserta, room, form="xlsx")
    begun, slow_id = now(), slow.id
    with clock.told(begun + STALLED - A_MINUTE):
        advance_archive(SYSTEM, slow, done=200)
    with clock.told(begun + STALLED + A_MINUTE):
        give_up_stalled_archives()
        assert state_of(slow_id) == "dibuat"


def test_after_a_night_without_a_server_the_file_is_made_not_given_up(room: Room, cast: Cast) -> None:
    waiting = ask_archive(cast.peserta, room, form="xlsx").id
    end_transaction(keep=False)
    with clock.told(now() + timedelta(hours=9)):
        resume_archives()
        give_up_stalled_archives()
    assert state_of(waiting) == "siap"


def test_a_question_that_is_hidden_or_withdrawn_later_closes_the_files_made_before(
    room: Room, cast: Cast, made: Made
) -> None:
    own = ask_question(cast.peserta, room, text="Nomor telepon saya ini, boleh?", form_key=new_id())
    rude = ask_question(cast.peserta2, room, text="Siapa yang malas?", form_key=new_id())
    first, room_id = made("xlsx").id, room.id
    ask_question(cast.peserta3, db.session.get_one(Room, room_id), text="Kapan?", form_key=new_id())
    assert may_read_archive(cast.ketua, first)
    hide_question(cast.peserta, own)
    end_transaction(keep=False)
    assert not may_read_archive(cast.ketua, first)
    second = made("xlsx")
    assert not is_outdated(second)
    for name in ("peserta", "peserta3", "bendahara"):
        report(getattr(cast, name), rude, kind="pertanyaan", reason="kasar")
    assert is_outdated(second)


def listened(room: Room, cast: Cast) -> None:
    process = add(LiveProcess(began_at=now(), seen_at=now()))
    add(Stay(room_id=room.id, guru_id="peserta3", process_id=process.id, began_at=now(), ended_at=now()))
    end_transaction(keep=True)


def asked(room: Room, cast: Cast) -> None:
    ask_question(cast.peserta3, room, text="Kapan dikumpulkan?", form_key=new_id())


def raised_a_hand(room: Room, cast: Cast) -> None:
    raise_hand(cast.peserta3, room, on=True)


def announced(room: Room, cast: Cast) -> None:
    name_moderator(cast.ketua, room, guru=cast.peserta3, on=True)
    announce_in_room(cast.peserta3, room, words=notice_of("Istirahat 10 menit"), key=new_id())


def only_read(room: Room, cast: Cast) -> None:
    """Nothing of that remains."""


@pytest.mark.parametrize(
    ("did", "state"),
    [
        (listened, "dihapus"),
        (asked, "dihapus"),
        (raised_a_hand, "dihapus"),
        (announced, "dihapus"),
        (only_read, "siap"),
    ],
)
def test_who_erases_themself_takes_the_files_that_name_them_along_though_they_wrote_no_message(
    topic: Room, cast: Cast, did: Callable[[Room, Cast], None], state: str
) -> None:
    did(topic, cast)
    archive_id = ask_archive(cast.ketua, topic, form="xlsx").id
    build_archive(archive_id)
    erase(cast)
    assert state_of(archive_id) == state


def test_the_file_of_a_pertemuan_goes_with_whoever_may_stand_on_its_sheet(cast: Cast, made: Made) -> None:
    archive_id = made("xlsx").id
    erase(cast)
    assert state_of(archive_id) == "dihapus"


def erase(cast: Cast) -> None:
    """Imas erases herself."""
    erase_self(cast.peserta3, cast.peserta3, proof=Proof("peserta3", password_hash_of("peserta3") or ""))


def test_a_file_asked_for_early_in_the_east_bears_the_day_it_is_there(room: Room, say: Say, made: Made) -> None:
    say("Selamat pagi")
    db.session.get_one(Gugus, "kkg").wilayah_code = "73.71.01"  # Makassar: WITA
    end_transaction(keep=True)
    with clock.told(datetime(2026, 11, 22, 22, 30, tzinfo=now().tzinfo)):
        archive = made("zip")
    assert archive.file is not None and archive.file.name.endswith("-2026-11-23.zip")
    packed: Any = zipfile.ZipFile(io.BytesIO(b"".join(body(archive.file))))
    assert {each.date_time for each in packed.infolist()} == {(2026, 11, 23, 6, 30, 0)}
