"""The minutes among the others: who was there comes of attendance, and the archive of a room holds them."""

from community.attendance.models import VIA
from community.attendance.queries import sheet_of
from community.discussion.models import Room
from community.discussion.queries.archive import Section, Table
from community.kernel.indonesian import pukul, tanggal, waktu
from community.lokakarya.models import Pertemuan
from community.notulen.queries.archive import kept_of
from community.notulen.rules.minutes import Attendee


def who_was_there(pertemuan: Pertemuan) -> list[Attendee]:
    """Everyone on the sheet of a pertemuan, as its minutes say it."""
    zone = pertemuan.paket.gugus.zone.name
    found = []
    for row in sheet_of(pertemuan):
        school = row.guru.sekolah.name if row.guru.sekolah else ""
        status, detail = "", ""
        if row.kehadiran:
            came = f"masuk {pukul(row.kehadiran.masuk_at, zone)}, " if row.kehadiran.masuk_at else ""
            status, detail = row.kehadiran.status_name, came + VIA.get(row.kehadiran.via, row.kehadiran.via)
        found.append(Attendee(row.guru.name, school, status, detail))
    return found


def minutes_section(room: Room) -> Section | None:
    """The minutes in the archive of the room of a pertemuan."""
    kept = kept_of(room.pertemuan_id) if room.pertemuan_id else None
    if kept is None:
        return None
    zone = room.gugus.zone.name
    state = (
        f"Edisi {kept.edition.number}, dibekukan {kept.edition.by.name}, {waktu(kept.edition.at, zone)}."
        if kept.edition
        else "Belum dibekukan: beginilah bunyinya sekarang."
    )
    words = [state] + [f"{title}: {text.strip() or 'tidak ada catatan.'}" for title, text in kept.sections]
    tables = []
    if kept.decisions:
        tables.append(Table("Keputusan", ("Keputusan",), [(each,) for each in kept.decisions]))
    if kept.tasks:
        rows = [(text, who, tanggal(until_on) if until_on else "") for text, who, until_on in kept.tasks]
        tables.append(Table("Tindak lanjut", ("Yang dikerjakan", "Oleh", "Paling lambat"), [*rows]))
    if kept.attendance:
        head = ("Nama", "Sekolah", "Kehadiran", "Keterangan")
        tables.append(Table("Kehadiran dalam notulen", head, [tuple(each) for each in kept.attendance]))
    return Section("notulen", "Notulen", words, tables)
