"""What people are told about, as a table: a person turns each kind on or off for each way it may take."""

from typing import NamedTuple


class NoticeKind(NamedTuple):
    """What the screen calls a kind, what falls under it, and the ways it takes until the person says otherwise."""

    words: str
    about: str
    app: bool = True
    mail: bool = True
    push: bool = True


NOTICE_KINDS: dict[str, NoticeKind] = {
    "pertemuan": NoticeKind("Pertemuan", "Jadwal, pemindahan, pembatalan, dan tindak lanjut."),
    "catatan": NoticeKind("Catatan dan usulan", "Usulan angka kredit: yang perlu dilengkapi, diperiksa, atau diputus."),
    "materi": NoticeKind("Materi", "Tinjauan, komentar, dan adaptasi atas materi Anda.", push=False),
    "observasi": NoticeKind("Observasi", "Jadwal observasi, hasilnya, dan tindak lanjutnya."),
    "kabar": NoticeKind("Kabar gugus", "Pengumuman dan percakapan di gugus Anda.", push=False),
    "sebutan": NoticeKind("Nama Anda disebut", "Seseorang menulis @nama Anda."),
    "laporan": NoticeKind("Laporan isi", "Antrean laporan yang menunggu pengurus."),
    "umum": NoticeKind("Lainnya", "Keanggotaan, jabatan, dan akun."),
}
# column of NoticeChoice -> what the screen calls the way
CHANNELS = {"app": "Aplikasi", "mail": "Surel", "push": "Perangkat"}
