"""Presence, as the protocol page tells of it."""

from community.discussion.live.protocol.event import ROOM, Event
from community.discussion.rules.kinds import CALLED
from community.discussion.rules.presence import CALL_DEFAULT, CALL_LASTS

_CALL = "id pertanyaan: id pada perubahan berjenis masih"

FROM_CLIENT: dict[str, Event] = {
    "call": Event(
        "Menanyakan “masih di sini?” kepada semua di ruang: untuk moderator.",
        {
            "ruang": ROOM,
            "detik": f"boleh kosong; berapa lama berlaku: {', '.join(map(str, CALL_LASTS))} (bawaan {CALL_DEFAULT})",
        },
        {"panggilan": _CALL, "sampai": "ISO 8601, UTC"},
    ),
    "here": Event(
        "Menjawab bahwa Anda masih di sini. Tidak menjawab tidak dihitung sebagai tidak hadir.",
        {"ruang": ROOM, "panggilan": _CALL},
        {},
    ),
}

CONTENT: dict[str, str] = {CALLED: "{panggilan, sampai: ISO 8601, UTC}"}
