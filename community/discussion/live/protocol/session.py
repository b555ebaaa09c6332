"""Running a session, as the protocol page tells of it."""

from community.discussion.live.protocol.event import ROOM, Event
from community.discussion.rules.session import LONGEST_NOTICE, SLOW_CHOICES
from community.discussion.rules.words import LONGEST_KEY

_SECONDS = ", ".join(map(str, SLOW_CHOICES))

FROM_CLIENT: dict[str, Event] = {
    "session": Event(
        "Keadaan sesi sekarang. Perubahannya datang sebagai perubahan, dengan isi yang sama bentuknya.",
        {"ruang": ROOM},
        {
            "antrean": "{antrean: daftar {id, oleh, sejak, giliran}}, urut sejak; giliran berisi waktu bila berbicara",
            "aturan": "{terkunci, jeda}; jeda dalam detik, 0 bila mode lambat tidak aktif",
            "pengumuman": "{pengumuman: daftar {id, teks, html, oleh, waktu}}",
            "agenda": "{butir: daftar {tempat, judul, menit}, sekarang: {tempat, judul, menit, mulai} atau null}",
            "bahan": "{bahan: {id, judul, halaman, dari, alamat} atau null}",
            "moderator": "{moderator: daftar {id, nama}} yang ditunjuk untuk ruang ini",
        },
    ),
    "hand": Event(
        "Angkat tangan, atau menurunkannya; yang sedang berbicara menyatakan selesai.",
        {"ruang": ROOM, "ada": "boleh kosong; false menurunkan"},
        {"tangan": "id permintaan bicara, atau null"},
    ),
    "turn": Event(
        "Memberi giliran bicara, atau menyatakannya selesai: untuk moderator.",
        {"ruang": ROOM, "tangan": "id permintaan bicara", "ada": "boleh kosong; false: selesai"},
        {},
    ),
    "lock": Event(
        "Mengunci ruang, sehingga hanya moderator yang menulis, atau membukanya: untuk moderator.",
        {"ruang": ROOM, "ada": "boleh kosong; false membuka"},
        {},
    ),
    "slow": Event(
        "Mode lambat: satu pesan setiap sekian detik untuk setiap orang; untuk moderator.",
        {"ruang": ROOM, "detik": f"0 mengakhiri; selain itu {_SECONDS}"},
        {},
    ),
    "announce": Event(
        "Mengumumkan sesuatu di atas ruang: untuk moderator.",
        {
            "ruang": ROOM,
            "klien_id": f"nama dari klien, 1 sampai {LONGEST_KEY} huruf; kiriman ulang memakai nama yang sama",
            "teks": f"Markdown, paling banyak {LONGEST_NOTICE} huruf",
        },
        {"id": "id pengumuman"},
    ),
    "take_down": Event("Menurunkan pengumuman: untuk moderator.", {"ruang": ROOM, "pengumuman": "id pengumuman"}, {}),
    "agenda": Event(
        "Membahas sebuah butir agenda mulai sekarang: untuk moderator.",
        {"ruang": ROOM, "ke": "tempat butir, dari 1; kosong: agenda selesai"},
        {},
    ),
    "page": Event(
        "Membalik halaman bahan yang ditampilkan: untuk moderator. Bahan dipilih lewat halaman /diskusi/<id>/sesi.",
        {"ruang": ROOM, "ke": "nomor halaman, dari 1"},
        {"halaman": "nomor halaman sekarang"},
    ),
    "hide": Event("Berhenti menampilkan bahan: untuk moderator.", {"ruang": ROOM}, {}),
    "moderator": Event(
        "Menunjuk moderator ruang ini, atau mencabutnya: untuk moderator.",
        {"ruang": ROOM, "guru": "id orang", "ada": "boleh kosong; false mencabut"},
        {},
    ),
}
