"""The minutes among the others: who was there comes of attendance, and the archive of a room holds them."""

from collections import Counter

from community.attendance.models import VIA
from community.attendance.queries import sheet_of
from community.discussion.models import Room
from community.discussion.queries.archive import Section, Table
from community.kernel.indonesian import pukul, tanggal, waktu
from community.lokakarya.models import Pertemuan
from community.notulen.queries.archive import kept_of
from community.notulen.rules.minutes import Attendance, Attendee


def who_was_there(pertemuan: Pertemuan) -> Attendance:
    """Who was at a pertemuan, as its minutes say it; of the others on its sheet how many of each status."""
    zone = pertemuan.paket.gugus.zone.name
    present, others = [], Counter[str]()
    for row in sheet_of(pertemuan):
        recorded = row.kehadiran
        if recorded is None or not recorded.is_present:
            others[recorded.status_name if recorded else "Belum tercatat"] += 1
            continue
        school = row.guru.sekolah.name if row.guru.sekolah else ""
        came = f"masuk {pukul(recorded.masuk_at, zone)}, " if recorded.masuk_at else ""
        detail = came + VIA.get(recorded.via, recorded.via)
        present.append(Attendee(row.guru.id, row.guru.name, school, recorded.status_name, detail))
    return Attendance(present, sorted(others.items()))


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
    if kept.attendance.present:
        head = ("Nama", "Sekolah", "Kehadiran", "Keterangan")
        there = [(each.name, each.school, each.status, each.detail) for each in kept.attendance.present]
        tables.append(Table("Kehadiran dalam notulen", head, [*there]))
    words += [f"{status}: {number} orang." for status, number in kept.attendance.others]
    return Section("notulen", "Notulen", words, tables)
