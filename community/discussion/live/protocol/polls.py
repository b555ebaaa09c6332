"""Polls and questions, as the protocol page tells of them."""

from community.discussion.live.protocol.event import ROOM, Event
from community.discussion.rules.kinds import POLL, QUESTION
from community.discussion.rules.polls import LONGEST_WORD, MOST_WORDS
from community.discussion.rules.questions import LONGEST_QUESTION
from community.discussion.rules.words import LONGEST_KEY

_POLL_ID = "id jajak pendapat"
_QUESTION_ID = "id pertanyaan"

FROM_CLIENT: dict[str, Event] = {
    "vote": Event(
        "Memberi suara. Yang bernama dapat dikirim lagi untuk mengubahnya selama terbuka; yang anonim sekali saja.",
        {
            "ruang": ROOM,
            "jajak": _POLL_ID,
            "pilihan": (
                "daftar teks: id pilihan (satu, beberapa, atau semuanya menurut urutan), angka skala, atau "
                f"1 sampai {MOST_WORDS} kata yang masing-masing paling banyak {LONGEST_WORD} huruf"
            ),
        },
        {"pilihan": "yang tercatat; kosong bila anonim", "kata": "yang tercatat, seperti dibaca orang"},
    ),
    "poll": Event(
        "Membuka jajak pendapat, menutupnya, atau menampilkan hasilnya: untuk moderator.",
        {"ruang": ROOM, "jajak": _POLL_ID, "tindakan": "buka, tutup, atau tampilkan"},
        {},
    ),
    "ask": Event(
        "Mengajukan pertanyaan.",
        {
            "ruang": ROOM,
            "klien_id": f"nama dari klien, 1 sampai {LONGEST_KEY} huruf; kiriman ulang memakai nama yang sama",
            "teks": f"paling banyak {LONGEST_QUESTION} huruf",
            "tanpa_nama": "boleh kosong; true bila ruang mengizinkan: pertanyaan disimpan tanpa nama",
        },
        {"id": _QUESTION_ID},
    ),
    "support": Event(
        "Mendukung pertanyaan, atau menarik dukungan.",
        {
            "ruang": ROOM,
            "pertanyaan": _QUESTION_ID,
            "ada": "boleh kosong; true mendukung, false menarik, kosong membalik",
        },
        {"ada": "apakah dukungan itu sekarang ada"},
    ),
    "question": Event(
        "Menandai pertanyaan sudah dijawab, atau menunggu lagi: untuk moderator.",
        {"ruang": ROOM, "pertanyaan": _QUESTION_ID, "tindakan": "jawab atau belum"},
        {},
    ),
}

CONTENT: dict[str, str] = {
    POLL: (
        "{id, pertanyaan, jenis, anonim, kuis, keadaan: terbuka atau ditutup, pilihan: daftar {id, teks}, skala, "
        "suara: berapa yang memilih, hasil: {satuan, kalimat, baris: daftar {id, teks, jumlah, persen, benar}} atau "
        "null selama disembunyikan}"
    ),
    QUESTION: (
        "{id, teks, oleh: {id, nama} atau null, dukungan, keadaan: menunggu, dijawab, atau disembunyikan}; "
        "{tanpa_nama} bila aturan ruang yang berubah"
    ),
}

FROM_SERVER: dict[str, Event] = {
    "hitungan": Event(
        "Suara bertambah atau berubah. Tidak bernomor, dan dikumpulkan: kira-kira sekali sedetik paling banyak.",
        {
            "ruang": ROOM,
            "jenis": "jajak atau tanya",
            "id": "id jajak pendapat atau pertanyaan",
            "isi": "keadaannya sekarang, seperti isi pada perubahan; hasil null selama disembunyikan",
        },
        {},
    ),
}
