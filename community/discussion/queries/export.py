"""What live discussion holds about a person, for the export of one's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.discussion.models import EarlierText, HereAnswer, HereCall, Message, Reaction, Room, Stay
from community.kernel.database import db, iso
from community.lokakarya.models import Paket, Pertemuan


def messages_export(guru: Guru) -> dict[str, Any]:
    """What `guru` said in rooms and what each message said before, their signs, when they were connected: plain."""
    query = select(Message).where(Message.guru_id == guru.id).order_by(Message.at, Message.id)
    room = joinedload(Message.room)
    pertemuan = room.joinedload(Room.pertemuan).joinedload(Pertemuan.paket)
    messages = list(db.session.scalars(query.options(room.joinedload(Room.gugus), pertemuan.lazyload(Paket.steps))))
    own = select(Message.id).where(Message.guru_id == guru.id)
    before: dict[str, list[EarlierText]] = {}
    for each in db.session.scalars(
        select(EarlierText).where(EarlierText.message_id.in_(own)).order_by(EarlierText.edition)
    ):
        before.setdefault(each.message_id, []).append(each)
    signs = select(Reaction).where(Reaction.guru_id == guru.id).order_by(Reaction.at, Reaction.id)
    stays = select(Stay.room_id, Stay.began_at, Stay.ended_at).where(Stay.guru_id == guru.id).order_by(Stay.began_at)
    here = select(HereCall.asked_at, HereAnswer.at).join(HereAnswer, HereAnswer.call_id == HereCall.id)
    here = here.where(HereAnswer.guru_id == guru.id).order_by(HereAnswer.at)
    return {
        "pesan": [
            {
                "gugus": each.room.gugus.name,
                "ruang": each.room.title,
                "waktu": iso(each.at),
                "teks": each.text,
                "sebelumnya": [{"sejak": iso(old.since_at), "teks": old.text} for old in before.get(each.id, [])],
                "dihapus": iso(each.deleted_at),
            }
            for each in messages
        ],
        "tanggapan": [
            {"pesan": each.message_id, "tanda": each.kind, "waktu": iso(each.at)} for each in db.session.scalars(signs)
        ],
        "tersambung": [
            {"ruang": room_id, "sejak": iso(began_at), "sampai": iso(ended_at)}
            for room_id, began_at, ended_at in db.session.execute(stays)
        ],
        "masih_di_sini": [
            {"pertanyaan": iso(asked_at), "dijawab": iso(at)} for asked_at, at in db.session.execute(here)
        ],
    }
