"""The protocol of the rooms, as data: the page /bantuan/protokol shows it, a test compares it with the handlers."""

from typing import NamedTuple

from community.discussion.queries import PART, TOO_FAR
from community.discussion.rules.kinds import KINDS, REACTIONS
from community.discussion.rules.words import LONGEST, LONGEST_KEY


class Event(NamedTuple):
    """One event: what it is for, what it carries, what is answered (nothing for what the server sends)."""

    words: str
    carries: dict[str, str]
    answers: dict[str, str]


_ROOM = "id ruang: bagian terakhir alamat /diskusi/<id>"
_MESSAGE_ID = "id pesan"

FROM_CLIENT: dict[str, Event] = {
    "join": Event(
        "Masuk ke ruang dan mendengarnya mulai sekarang. Kirim lagi setelah sambungan terputus.",
        {
            "ruang": _ROOM,
            "sejak": "boleh kosong; n terakhir yang dimiliki klien, 0 bila belum punya apa-apa",
            "bentuk": "boleh kosong; data (bawaan) atau potongan (HTML seperti di halaman)",
        },
        {
            "n": "nomor terakhir yang tercakup jawaban ini",
            "pesan": f"pesan sesudah sejak, urut n, paling banyak {PART}",
            "perubahan": "perubahan sesudah sejak, urut n",
            "hilang": f"true bila sejak tidak dikenal atau tertinggal lebih dari {TOO_FAR} nomor: muat riwayatnya",
            "lagi": "true bila masih ada; sisanya datang sendiri sebagai pesan dan perubahan",
        },
    ),
    "leave": Event("Berhenti mendengar ruang.", {"ruang": _ROOM}, {}),
    "send": Event(
        "Mengirim pesan. Pesan sudah tersimpan ketika jawabannya tiba.",
        {
            "ruang": _ROOM,
            "klien_id": f"nama pesan dari klien, 1 sampai {LONGEST_KEY} huruf; kiriman ulang memakai nama yang sama",
            "teks": f"Markdown, paling banyak {LONGEST:,} huruf".replace(",", "."),
            "balas": "boleh kosong; id pesan yang dibalas",
        },
        {
            "n": "nomor pesan di ruang itu; untuk kiriman ulang, nomor yang sama",
            "id": _MESSAGE_ID,
            "catatan": "bila ada @nama yang tidak dikenal",
        },
    ),
    "edit": Event(
        "Mengubah pesan sendiri. Isi sebelumnya tersimpan.",
        {"ruang": _ROOM, "pesan": _MESSAGE_ID, "teks": "isi baru", "edisi": "boleh kosong; edisi yang dibaca"},
        {"edisi": "nomor edisi sekarang"},
    ),
    "delete": Event(
        "Menghapus pesan: oleh penulisnya, atau pengurus dengan alasan.",
        {"ruang": _ROOM, "pesan": _MESSAGE_ID, "alasan": "perlu bila bukan pesan sendiri"},
        {},
    ),
    "react": Event(
        "Memberi tanggapan atau menariknya.",
        {
            "ruang": _ROOM,
            "pesan": _MESSAGE_ID,
            "tanggapan": "salah satu dari: " + ", ".join(REACTIONS),
            "ada": "boleh kosong; true memberi, false menarik, kosong membalik",
        },
        {"ada": "apakah tanggapan itu sekarang ada"},
    ),
    "pin": Event(
        "Menyematkan pesan atau melepasnya: untuk pengurus.",
        {"ruang": _ROOM, "pesan": _MESSAGE_ID, "ada": "boleh kosong; false melepas"},
        {},
    ),
    "typing": Event("Memberi tahu bahwa Anda sedang mengetik.", {"ruang": _ROOM}, {}),
}

FROM_SERVER: dict[str, Event] = {
    "pesan": Event(
        "Sebuah pesan. Bandingkan n-nya: yang tidak lebih besar dari n terakhir Anda sudah Anda punya.",
        {
            "ruang": _ROOM,
            "n": "nomor dalam ruang: rapat, urut, tanpa ulangan",
            "id": _MESSAGE_ID,
            "klien_id": "nama dari klien pengirimnya",
            "oleh": "penulisnya: {id, nama}",
            "waktu": "ISO 8601, UTC",
            "teks": "isi sebagai Markdown; kosong bila dihapus atau disembunyikan",
            "html": "isi sebagai HTML yang aman",
            "balas": "id pesan yang dibalas, atau null",
            "berkas": "daftar {nama, jenis, ukuran, alamat}",
            "tanggapan": "jumlah setiap tanggapan",
            "edisi": "1 bila belum pernah diubah",
            "keadaan": "kosong, dihapus, atau disembunyikan",
        },
        {},
    ),
    "perubahan": Event(
        "Sesuatu di ruang berubah. Nomornya satu deret dengan pesan.",
        {
            "ruang": _ROOM,
            "n": "nomor dalam ruang",
            "jenis": "; ".join(f"{kind}: {words}" for kind, words in KINDS.items() if kind != "pesan"),
            "id": "id yang berubah",
            "pesan": "pesan itu seperti keadaannya sekarang",
        },
        {},
    ),
    "orang": Event(
        "Siapa yang sedang tersambung. Tidak disimpan dan tidak bernomor.",
        {"ruang": _ROOM, "jumlah": "berapa orang", "nama": "beberapa nama"},
        {},
    ),
    "mengetik": Event("Seseorang sedang mengetik.", {"ruang": _ROOM, "oleh": "{id, nama}"}, {}),
    "keluar": Event(
        "Anda tidak lagi termasuk dalam ruang ini; sesudah ini tidak ada yang dikirim.",
        {"ruang": _ROOM, "code": "kode penolakan", "message": "kalimatnya"},
        {},
    ),
}

REFUSAL: dict[str, str] = {
    "ok": "false",
    "code": "kode yang tetap, misalnya tidak_ditemukan, tidak_berhak, isian_keliru, terlalu_cepat, belum_masuk",
    "message": "kalimat dalam bahasa Indonesia",
    "field": "bagian yang keliru, bila ada",
    "tunggu": "detik sampai boleh mencoba lagi, bila terlalu cepat",
}
