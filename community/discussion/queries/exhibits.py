"""What a moderator may show in a room: files of the room, of the paket, and what other packages bring."""

from typing import Any, NamedTuple

from sqlalchemy import Select, select

from community.accounts.models import Guru
from community.discussion.models import ABOUT, Message, Room
from community.discussion.queries.hooks import SHELVES
from community.gugus.queries.moderation import hidden
from community.kernel.database import db
from community.kernel.errors import Invalid
from community.kernel.files import IMAGES, PDF, StoredFile
from community.kernel.reading import prepared
from community.lokakarya.queries import hasil_of

FILE = "berkas"
MOST = 30  # of each group
_SHOWN = {kind.mime for kind in IMAGES | {PDF}}


class Choice(NamedTuple):
    """One thing that can be shown; `group` is where it comes from."""

    kind: str
    about_id: str
    title: str
    group: str

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.about_id}"


def choices_in(guru: Guru, room: Room) -> list[Choice]:
    """All that `guru` may show in `room`."""
    found = [_file(each, "Berkas di ruang ini") for each in _sent_in(room)]
    if room.pertemuan is not None:
        hasil = [each.file for each in hasil_of(room.pertemuan.paket_id) if each.file]
        found += [_file(each, "Hasil paket") for each in _showable(hasil)]
    for kind, shelf in SHELVES.items():
        found += [Choice(kind, each.about_id, each.title, shelf.words) for each in shelf.choices(guru, room.gugus)]
        found += [_file(each, f"Berkas {shelf.words.lower()}") for each in _showable(shelf.files(guru, room.gugus))]
    return list({each.value: each for each in reversed(found)}.values())[::-1]


def choice_in(guru: Guru, room: Room, value: str) -> Choice:
    """One of `choices_in`, by its value. Raises Invalid."""
    for each in choices_in(guru, room):
        if each.value == value:
            return each
    raise Invalid("Pilih bahannya dari daftar. Berkas baru muncul setelah halaman ini dimuat ulang.", field="pilihan")


def _file(stored: StoredFile, group: str) -> Choice:
    return Choice(FILE, stored.id, stored.name, group)


def _showable(files: list[StoredFile]) -> list[StoredFile]:
    return [each for each in files if each.mime in _SHOWN][:MOST]


def _sent_in(room: Room) -> list[StoredFile]:
    """The files of messages that are still to be read, the newest first."""
    files = list(db.session.scalars(*_files(room_id=room.id)))
    gone = hidden(ABOUT, {each.about_id for each in files})
    return [each for each in files if each.about_id not in gone]


@prepared
def _files(room_id: Any) -> Select[Any]:
    query = select(StoredFile).join(Message, Message.id == StoredFile.about_id)
    query = query.where(StoredFile.about_kind == ABOUT, StoredFile.mime.in_(sorted(_SHOWN)))
    query = query.where(Message.room_id == room_id, Message.deleted_at.is_(None))
    return query.order_by(StoredFile.at.desc(), StoredFile.id).limit(MOST)
