"""What remains of a session: its agenda with times, announcements, the order of speaking, rules, what was shown."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.discussion.models import LOCK, AgendaTurn, Exhibit, RaisedHand, Room, RoomNotice, RoomRule
from community.discussion.queries.archive import Cell, Section, Table
from community.discussion.rules.session import in_words
from community.kernel.database import db, iso

Rows = list[tuple[Cell, ...]]


def session_section(room: Room) -> Section | None:
    """How the session in `room` went; None where nothing of it happened. Five queries."""
    made = [
        Table("Agenda", ("Butir", "Direncanakan (menit)", "Mulai", "Selesai"), _agenda(room.id)),
        Table("Pengumuman", ("Waktu", "Oleh", "Isi", "Diturunkan"), _notices(room.id)),
        Table("Urutan bicara", ("Nama", "Angkat tangan", "Mulai bicara", "Selesai"), _hands(room.id)),
        Table("Bahan yang ditampilkan", ("Bahan", "Oleh", "Sejak", "Sampai"), _exhibits(room.id)),
        Table("Ruang dikunci dan mode lambat", ("Aturan", "Oleh", "Sejak", "Sampai"), _rules(room.id)),
    ]
    tables = [each for each in made if each.rows]
    return Section("sesi", "Jalannya sesi", [], tables) if tables else None


def session_export(guru: Guru) -> dict[str, Any]:
    """What a person did while sessions went on, for the export of one's own data: plain values."""
    hands = select(RaisedHand).where(RaisedHand.guru_id == guru.id).order_by(RaisedHand.at, RaisedHand.id)
    notices = select(RoomNotice).where(RoomNotice.by_id == guru.id).order_by(RoomNotice.at, RoomNotice.id)
    return {
        "angkat_tangan": [
            {
                "ruang": each.room_id,
                "waktu": iso(each.at),
                "bicara": iso(each.given_at),
                "selesai": iso(each.ended_at),
            }
            for each in db.session.scalars(hands)
        ],
        "pengumuman": [
            {"ruang": each.room_id, "waktu": iso(each.at), "teks": each.text} for each in db.session.scalars(notices)
        ],
    }


def _agenda(room_id: str) -> Rows:
    query = select(AgendaTurn).where(AgendaTurn.room_id == room_id).order_by(AgendaTurn.at, AgendaTurn.id)
    return [(each.title, each.minutes, each.at, each.ended_at) for each in db.session.scalars(query)]


def _notices(room_id: str) -> Rows:
    query = select(RoomNotice).where(RoomNotice.room_id == room_id).options(joinedload(RoomNotice.by))
    found = db.session.scalars(query.order_by(RoomNotice.at, RoomNotice.id))
    return [(each.at, each.by.named, each.text, each.ended_at) for each in found]


def _hands(room_id: str) -> Rows:
    """Those who were given the turn, in that order; then those who only raised a hand."""
    query = select(RaisedHand).where(RaisedHand.room_id == room_id).options(joinedload(RaisedHand.guru))
    found = list(db.session.scalars(query.order_by(RaisedHand.number)))
    spoke = sorted((each for each in found if each.given_at), key=_turn)
    rest = [each for each in found if not each.given_at]
    return [(each.guru.named, each.at, each.given_at, each.ended_at) for each in [*spoke, *rest]]


def _turn(hand: RaisedHand) -> tuple[datetime, int]:
    return hand.given_at or hand.at, hand.number


def _exhibits(room_id: str) -> Rows:
    query = select(Exhibit).where(Exhibit.room_id == room_id).options(joinedload(Exhibit.by))
    found = db.session.scalars(query.order_by(Exhibit.at, Exhibit.id))
    return [(each.title, each.by.named, each.at, each.ended_at) for each in found]


def _rules(room_id: str) -> Rows:
    query = select(RoomRule).where(RoomRule.room_id == room_id).options(joinedload(RoomRule.by))
    found = db.session.scalars(query.order_by(RoomRule.at, RoomRule.id))

    def words(rule: RoomRule) -> str:
        return "Dikunci" if rule.kind == LOCK else f"Mode lambat, {in_words(rule.seconds)}"

    return [(words(each), each.by.named, each.at, each.ended_at) for each in found]
