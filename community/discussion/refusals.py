"""What live discussion does not do, in words."""

from community.kernel.errors import Invalid, Refusal, TooMany


class MessageDeleted(Refusal):
    code = "pesan_dihapus"
    title = "Pesan sudah dihapus"
    message = "Pesan ini sudah dihapus, jadi tidak dapat diubah, dibalas, atau ditanggapi. Tulis pesan baru."


class MessageHidden(Refusal):
    code = "pesan_disembunyikan"
    title = "Pesan disembunyikan"
    message = "Pesan ini disembunyikan karena laporan anggota. Tunggu keputusan pengurus."


class MessageChanged(Invalid):
    code = "pesan_berubah"
    title = "Pesan sudah berubah"
    message = (
        "Pesan ini sudah diubah di jendela lain. Bandingkan dengan isi terbarunya, lalu simpan lagi bila tetap perlu."
    )


class TooManyFiles(Invalid):
    code = "terlalu_banyak_berkas"


class TooManyPins(Refusal):
    code = "sematan_penuh"
    title = "Sematan penuh"
    message = "Paling banyak 5 pesan disematkan. Lepas salah satunya dulu."


class RoomLocked(Refusal):
    code = "ruang_dikunci"
    title = "Ruang sedang dikunci"
    message = (
        "Ruang ini sedang dikunci: hanya moderator yang menulis, yang lain membaca. "
        "Simpan tulisan Anda, lalu kirim setelah ruang dibuka."
    )


class TooSoon(TooMany):
    code = "mode_lambat"
    title = "Mode lambat"

    def __init__(self, seconds: int, words: str) -> None:
        said = f"Mode lambat: satu pesan setiap {words}. Tunggu {seconds} detik lagi, lalu kirim."
        super().__init__(said, retry_after=seconds)


class TooManyNotices(Invalid):
    code = "pengumuman_penuh"
    title = "Pengumuman penuh"
    message = "Paling banyak 3 pengumuman sekaligus. Turunkan salah satunya dulu."


class NoAgenda(Refusal):
    code = "tanpa_agenda"
    title = "Tidak ada agenda"
    message = "Ruang ini tidak mempunyai agenda. Tulis agendanya di halaman pertemuan, lalu jalankan dari sini."


class NothingShown(Refusal):
    code = "tidak_ada_bahan"
    title = "Tidak ada bahan"
    message = "Bahan ini sudah tidak ditampilkan. Muat ulang halamannya."


class CallOver(Refusal):
    code = "panggilan_selesai"
    title = "Waktunya sudah lewat"
    message = (
        "Pertanyaan “Masih di sini?” itu sudah selesai. Tidak apa-apa: tidak menjawab tidak dihitung sebagai "
        "tidak hadir."
    )


class PollClosed(Refusal):
    code = "jajak_ditutup"
    title = "Jajak pendapat sudah ditutup"
    message = "Jajak pendapat ini sudah ditutup, jadi pilihan Anda tidak tercatat. Hasilnya ditampilkan oleh moderator."


class PollOpened(Refusal):
    code = "jajak_sudah_dibuka"
    title = "Jajak pendapat sudah dibuka"
    message = "Jajak pendapat yang sudah dibuka tidak dapat diubah atau dibuang. Tutup, lalu salin menjadi yang baru."


class PollNotOpened(Refusal):
    code = "jajak_belum_dibuka"
    title = "Jajak pendapat belum dibuka"
    message = "Jajak pendapat ini belum dibuka. Buka dulu, lalu ulangi."


class TooManyOpen(Refusal):
    code = "jajak_penuh"
    title = "Terlalu banyak yang terbuka"
    message = "Paling banyak 3 jajak pendapat terbuka bersamaan. Tutup salah satunya dulu."


class VotedAlready(Refusal):
    code = "sudah_memilih"
    title = "Anda sudah memilih"
    message = (
        "Suara Anda dalam jajak pendapat ini sudah tercatat. Karena anonim, tidak ada catatan suara yang mana milik "
        "Anda, jadi tidak dapat diubah."
    )


class QuestionGone(Refusal):
    code = "pertanyaan_disembunyikan"
    title = "Pertanyaan disembunyikan"
    message = "Pertanyaan ini disembunyikan, jadi tidak dapat didukung atau dijawab."


class NamelessNotAllowed(Invalid):
    code = "tanpa_nama_tidak_diizinkan"
    message = "Di ruang ini pertanyaan diajukan dengan nama. Kirim dengan nama, atau minta moderator mengizinkannya."


class TooManyQuestions(Refusal):
    code = "pertanyaan_penuh"
    title = "Terlalu banyak pertanyaan"
    message = "Sudah 300 pertanyaan menunggu jawaban di ruang ini. Dukung yang sudah ada, atau tunggu ada yang dijawab."


class RoomOver(Refusal):
    code = "ruang_selesai"
    title = "Ruang ini hanya untuk dibaca"
    message = (
        "Waktu membalas di ruang pertemuan ini sudah lewat, jadi ruangnya hanya untuk dibaca. Lanjutkan di ruang "
        "topik gugus, atau di ruang pertemuan berikutnya."
    )


class ArchiveBusy(Refusal):
    code = "arsip_sedang_dibuat"
    title = "Arsip sedang dibuat"
    message = "Satu arsip yang Anda minta masih dibuat. Tunggu sampai selesai, lalu minta lagi."


class ArchiveNotReady(Refusal):
    code = "arsip_belum_siap"
    title = "Arsip belum siap"
    message = "Arsip ini belum siap diunduh. Tunggu sampai selesai."


class ArchiveOutdated(Refusal):
    code = "arsip_berubah"
    title = "Arsip ini sudah tidak sesuai"
    message = "Ada pesan yang dihapus atau disembunyikan sejak arsip ini dibuat. Minta arsip yang baru."
