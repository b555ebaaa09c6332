"""What every form of an archive is made from: the room, what it holds, and how a cell is said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from community.discussion.models import Room, RoomArchive
from community.discussion.queries.archive import Cell, Section, sections_of
from community.discussion.queries.shown import Shown
from community.discussion.queries.transcript import all_messages
from community.kernel.indonesian import angka, hari_tanggal, pukul, rentang, tanggal_pendek, waktu

RETENTION = (
    "Isi ruang disimpan selama gugus ini ada di Gugus. Pesan yang dihapus atau disembunyikan tidak ikut dalam arsip, "
    "dan nama orang yang menghapus akunnya menjadi “Mantan anggota”. Salinan yang sudah diunduh tidak dapat kami ubah: "
    "simpan untuk keperluan gugus saja."
)


@dataclass
class Work:
    """One archive under way: rows are not kept, since a long room is read in many transactions."""

    room_id: str
    title: str
    gugus: str
    zone: str
    last_n: int
    total: int
    at: datetime
    facts: list[tuple[str, str]]
    sections: list[Section]
    advance: Callable[[int], None]
    notes: list[str] = field(default_factory=list)  # what was left out, for who asked

    @property
    def local_at(self) -> datetime:
        """When it was asked for, on the clock of the gugus."""
        return self.at.astimezone(ZoneInfo(self.zone))

    def messages(self, since: int = 0) -> Iterator[list[Shown]]:
        """All that is in it, some at a time; whoever waits sees how far it is."""
        done = 0
        for part in all_messages(self.room_id, until=self.last_n, since=since):
            yield part
            done += len(part)
            self.advance(done)


def work_on(archive: RoomArchive, advance: Callable[[int], None]) -> Work:
    """Everything but the messages, which are read as they are written."""
    room = archive.room
    return Work(
        room_id=room.id,
        title=room.title,
        gugus=room.gugus.name,
        zone=room.gugus.zone.name,
        last_n=archive.last_n,
        total=archive.total,
        at=archive.made_at,
        facts=facts_of(room, archive.made_at),
        sections=sections_of(room),
        advance=advance,
    )


def facts_of(room: Room, at: datetime) -> list[tuple[str, str]]:
    """What stands at the head of a room's archive."""
    zone = room.gugus.zone.name
    found = [("Gugus", room.gugus.name)]
    if room.pertemuan is not None:
        start, end = room.pertemuan.starts_at, room.pertemuan.ends_at
        found += [
            ("Paket", room.pertemuan.paket.theme),
            ("Pertemuan", f"{hari_tanggal(start, zone)}, {rentang(start, end, zone)}"),
            ("Cara bertemu", room.pertemuan.mode_name),
        ]
    else:
        found.append(("Topik sejak", hari_tanggal(room.made_at, zone)))
    return [*found, ("Pesan", angka(room.messages_number)), ("Diarsipkan", waktu(at, zone))]


def said(cell: Cell, zone: str) -> str:
    """A cell as it is read."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{tanggal_pendek(cell, zone)} {pukul(cell, zone)}"
    if isinstance(cell, Decimal):
        return angka(cell)
    return str(cell)


def words_of(shown: Shown) -> str:
    """What a message says, as it was written; the sentence in its place where it is gone."""
    return shown.instead or shown.message.text


def note_of(shown: Shown) -> str:
    """What is to be said of a message beside its words."""
    return "diubah" if shown.message.edition > 1 and not shown.state else ""
