"""The kinds of events in the stream of a room, and the signs people give."""

from typing import NamedTuple

MESSAGE = "pesan"
EDITED, DELETED, REACTED, PINNED, RULED = "ubah", "hapus", "tanggapan", "sematan", "putusan"
COPIED = "berkas"
HANDS, RULES, NOTICES, AGENDA, EXHIBIT, MODERATORS = (
    "antrean",
    "aturan",
    "pengumuman",
    "agenda",
    "bahan",
    "moderator",
)
CALLED = "masih"
POLL, QUESTION = "jajak", "tanya"

# Kinds that are about a message -> what the protocol page says of them.
OF_MESSAGES: dict[str, str] = {
    MESSAGE: "Sebuah pesan.",
    EDITED: "Isi sebuah pesan diubah penulisnya.",
    DELETED: "Sebuah pesan dihapus penulisnya atau moderator.",
    REACTED: "Tanggapan atas sebuah pesan bertambah atau berkurang.",
    PINNED: "Sebuah pesan disematkan atau dilepas.",
    RULED: "Sebuah pesan disembunyikan atau ditampilkan lagi setelah dilaporkan.",
    COPIED: "Pratinjau berkas sebuah pesan sudah jadi.",
}

# Kinds that change a part of the page beside the messages (live/parts.py draws them).
OF_PARTS: dict[str, str] = {
    POLL: "Jajak pendapat dibuka atau ditutup, atau hasilnya ditampilkan.",
    QUESTION: "Sebuah pertanyaan diajukan, dijawab, atau disembunyikan.",
    CALLED: "Moderator menanyakan apakah Anda masih di sini.",
    HANDS: "Seseorang angkat tangan atau menurunkannya, atau mendapat giliran.",
    RULES: "Ruang dikunci atau dibuka, atau mode lambat berubah.",
    NOTICES: "Sebuah pengumuman dipasang atau diturunkan.",
    AGENDA: "Butir agenda yang dibahas berganti.",
    EXHIBIT: "Bahan yang ditampilkan untuk semua berganti, berganti halaman, atau diturunkan.",
    MODERATORS: "Moderator ruang ditunjuk atau dicabut.",
}

KINDS = OF_MESSAGES | OF_PARTS


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
