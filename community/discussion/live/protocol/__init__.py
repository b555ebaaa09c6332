"""The protocol of the rooms, as data: the page /bantuan/protokol shows it, a test compares it with the handlers."""

from community.discussion.live.protocol import messages, polls, presence, session
from community.discussion.live.protocol.event import Event

FROM_CLIENT: dict[str, Event] = messages.FROM_CLIENT | polls.FROM_CLIENT | presence.FROM_CLIENT | session.FROM_CLIENT
FROM_SERVER: dict[str, Event] = messages.FROM_SERVER | polls.FROM_SERVER

# What `isi` of a `perubahan` holds, by its `jenis`.
CONTENT: dict[str, str] = session.FROM_CLIENT["session"].answers | polls.CONTENT | presence.CONTENT

REFUSAL: dict[str, str] = {
    "ok": "false",
    "code": "kode yang tetap, misalnya tidak_ditemukan, tidak_berhak, isian_keliru, terlalu_cepat, belum_masuk",
    "message": "kalimat dalam bahasa Indonesia",
    "field": "bagian yang keliru, bila ada",
    "tunggu": "detik sampai boleh mencoba lagi, bila terlalu cepat",
}
