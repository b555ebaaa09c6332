"""Hearing a room, and its messages, as the protocol page tells of them."""

from community.discussion.live.protocol.event import ROOM, Event
from community.discussion.queries import PART, TOO_FAR
from community.discussion.rules.kinds import KINDS, MESSAGE, REACTIONS
from community.discussion.rules.words import LONGEST, LONGEST_KEY

_MESSAGE_ID = "id pesan"

FROM_CLIENT: dict[str, Event] = {
    "join": Event(
        "Masuk ke ruang dan mendengarnya mulai sekarang. Kirim lagi setelah sambungan terputus.",
        {
            "ruang": ROOM,
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
    "leave": Event("Berhenti mendengar ruang.", {"ruang": ROOM}, {}),
    "send": Event(
        "Mengirim pesan. Pesan sudah tersimpan ketika jawabannya tiba.",
        {
            "ruang": ROOM,
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
        {"ruang": ROOM, "pesan": _MESSAGE_ID, "teks": "isi baru", "edisi": "boleh kosong; edisi yang dibaca"},
        {"edisi": "nomor edisi sekarang"},
    ),
    "delete": Event(
        "Menghapus pesan: oleh penulisnya, atau moderator dengan alasan.",
        {"ruang": ROOM, "pesan": _MESSAGE_ID, "alasan": "perlu bila bukan pesan sendiri"},
        {},
    ),
    "react": Event(
        "Memberi tanggapan atau menariknya.",
        {
            "ruang": ROOM,
            "pesan": _MESSAGE_ID,
            "tanggapan": "salah satu dari: " + ", ".join(REACTIONS),
            "ada": "boleh kosong; true memberi, false menarik, kosong membalik",
        },
        {"ada": "apakah tanggapan itu sekarang ada"},
    ),
    "pin": Event(
        "Menyematkan pesan atau melepasnya: untuk moderator.",
        {"ruang": ROOM, "pesan": _MESSAGE_ID, "ada": "boleh kosong; false melepas"},
        {},
    ),
    "typing": Event("Memberi tahu bahwa Anda sedang mengetik.", {"ruang": ROOM}, {}),
}

FROM_SERVER: dict[str, Event] = {
    "pesan": Event(
        "Sebuah pesan. Bandingkan n-nya: yang tidak lebih besar dari n terakhir Anda sudah Anda punya.",
        {
            "ruang": ROOM,
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
            "ruang": ROOM,
            "n": "nomor dalam ruang",
            "jenis": "; ".join(f"{kind}: {words}" for kind, words in KINDS.items() if kind != MESSAGE),
            "id": "id yang berubah",
            "pesan": "pesan itu seperti keadaannya sekarang; null bila tentang bagian lain",
            "isi": "bagian lain itu seperti keadaannya sekarang, lihat Isi perubahan; null bila tentang pesan",
        },
        {},
    ),
    "orang": Event(
        "Siapa yang sedang tersambung. Tidak disimpan dan tidak bernomor.",
        {"ruang": ROOM, "jumlah": "berapa orang", "nama": "beberapa nama"},
        {},
    ),
    "mengetik": Event("Seseorang sedang mengetik.", {"ruang": ROOM, "oleh": "{id, nama}"}, {}),
    "keluar": Event(
        "Anda tidak lagi termasuk dalam ruang ini; sesudah ini tidak ada yang dikirim.",
        {"ruang": ROOM, "code": "kode penolakan", "message": "kalimatnya"},
        {},
    ),
}
