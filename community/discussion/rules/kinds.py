"""The kinds of events in the stream of a room, and the signs people give."""

from typing import NamedTuple

MESSAGE = "pesan"
EDITED, DELETED, REACTED, PINNED, RULED = "ubah", "hapus", "tanggapan", "sematan", "putusan"

# Kind -> what the protocol page says of it. A package that adds to the stream names its kinds here.
KINDS: dict[str, str] = {
    MESSAGE: "Sebuah pesan.",
    EDITED: "Isi sebuah pesan diubah penulisnya.",
    DELETED: "Sebuah pesan dihapus penulisnya atau pengurus.",
    REACTED: "Tanggapan atas sebuah pesan bertambah atau berkurang.",
    PINNED: "Sebuah pesan disematkan atau dilepas.",
    RULED: "Sebuah pesan disembunyikan atau ditampilkan lagi setelah dilaporkan.",
}


class Sign(NamedTuple):
    """A sign under a message: its picture never stands without its word."""

    picture: str
    words: str


REACTIONS: dict[str, Sign] = {
    "setuju": Sign("👍", "Setuju"),
    "terima_kasih": Sign("🙏", "Terima kasih"),
    "bagus": Sign("🌟", "Bagus"),
    "paham": Sign("💡", "Paham"),
    "tanya": Sign("❓", "Masih bertanya"),
}
