"""What this package refuses, in sentences: what happened, why, what to do."""

from typing import ClassVar

from community.kernel.errors import Refusal


class PaketClosedAlready(Refusal):
    code = "paket_sudah_ditutup"
    title = "Paket sudah ditutup"
    message = "Paket ini sudah ditutup, jadi isinya terkunci. Ketua dapat membukanya kembali dengan alasan."


class PaketCancelledAlready(Refusal):
    code = "paket_sudah_dibatalkan"
    title = "Paket sudah dibatalkan"
    message = "Paket ini sudah dibatalkan dan tetap begitu. Buat paket baru bila kegiatannya jadi diadakan."


class PaketNotClosed(Refusal):
    code = "paket_belum_ditutup"
    title = "Paket belum ditutup"
    message = "Paket ini masih terbuka, jadi tidak perlu dibuka kembali. Muat ulang halaman paketnya."


class PaketWasClosed(Refusal):
    code = "paket_pernah_ditutup"
    title = "Paket pernah ditutup"
    message = (
        "Paket ini pernah ditutup dan sudah menjadi catatan anggota, jadi tidak dapat dibatalkan. "
        "Betulkan kehadirannya, lalu tutup lagi."
    )


class PaketStillDraft(Refusal):
    code = "paket_masih_draf"
    title = "Paket masih draf"
    message = "Paket ini masih draf dan belum dilihat anggota. Jadwalkan dulu, baru ditutup."


class PaketScheduledAlready(Refusal):
    code = "paket_sudah_dijadwalkan"
    title = "Paket sudah dijadwalkan"
    message = "Paket ini sudah dijadwalkan, dan anggota sudah diberi tahu. Muat ulang halaman paketnya."


class NothingPlanned(Refusal):
    code = "belum_ada_pertemuan"
    title = "Belum ada pertemuan"
    message = "Paket ini belum mempunyai pertemuan. Tambahkan sedikitnya satu, lalu jadwalkan."


class NothingHeld(Refusal):
    code = "belum_ada_pertemuan_terlaksana"
    title = "Belum ada pertemuan yang terlaksana"
    message = (
        "Belum ada pertemuan yang terlaksana, jadi belum ada yang dapat ditutup. "
        "Catat pertemuannya, atau batalkan paket ini dengan alasan."
    )


class PertemuanAhead(Refusal):
    code = "masih_ada_pertemuan"
    title = "Masih ada pertemuan"
    message = "Masih ada pertemuan yang belum selesai. Tunggu selesai, pindahkan, atau batalkan dulu."


class JenisFixed(Refusal):
    code = "jenis_sudah_tetap"
    title = "Jenis paket sudah tetap"
    message = (
        "Jenis paket tidak dapat diganti karena pertemuan pertamanya sudah mulai. "
        "Bagi paket ini, atau buat paket baru untuk jenis yang lain."
    )


class SplitOneSided(Refusal):
    code = "pembagian_berat_sebelah"
    status: ClassVar[int] = 422
    title = "Pembagian belum lengkap"
    message = "Kedua bagian harus mempunyai pertemuan. Pilih sebagian pertemuan saja untuk paket yang baru."


class PertemuanCancelledAlready(Refusal):
    code = "pertemuan_sudah_dibatalkan"
    title = "Pertemuan sudah dibatalkan"
    message = "Pertemuan ini sudah dibatalkan dan tetap begitu. Tambahkan yang baru bila jadi diadakan."


class PertemuanClosedAlready(Refusal):
    code = "pertemuan_sudah_ditutup"
    title = "Pertemuan sudah ditutup"
    message = (
        "Kehadiran pertemuan ini sudah ditutup, jadi waktu dan keadaannya tetap. "
        "Yang keliru pada kehadiran diperbaiki lewat koreksi."
    )


class PertemuanOver(Refusal):
    code = "pertemuan_sudah_selesai"
    title = "Pertemuan sudah selesai"
    message = "Pertemuan ini sudah selesai. Yang keliru diperbaiki lewat lembar kehadiran atau koreksi."


class PertemuanTooEarly(Refusal):
    code = "pertemuan_belum_waktunya"
    title = "Belum waktunya"
    message = "Pertemuan ini belum waktunya. Kehadiran dibuka pada harinya, dan ditutup sesudah mulai."


class PertemuanFull(Refusal):
    code = "pertemuan_penuh"
    title = "Tempat sudah penuh"
    message = "Tempat di pertemuan ini sudah penuh. Pilih “Belum pasti”, lalu hubungi pengurus gugus."


class PastPertemuan(Refusal):
    code = "pertemuan_sudah_lewat"
    status: ClassVar[int] = 422
    title = "Waktunya sudah lewat"
    message = (
        "Waktu ini sudah lewat. Periksa tanggalnya; bila memang mencatat pertemuan yang sudah berlangsung, "
        "centang “Catat pertemuan yang sudah lewat”."
    )


class PlanDoubtful(Refusal):
    """Not forbidden, but worth a second look; `warnings` says each. Confirmed, it is done."""

    code = "jadwal_perlu_dipastikan"
    status: ClassVar[int] = 422
    title = "Jadwal perlu dipastikan"
    message = "Ada yang perlu Anda lihat pada jadwal ini. Ubah waktunya, atau centang “Tetap simpan”."

    def __init__(self, warnings: list[str]) -> None:
        self.warnings = warnings
        super().__init__(" ".join([self.message, *warnings]))


class NotulenChanged(Refusal):
    """Someone else saved meanwhile; nothing typed is thrown away."""

    code = "notulen_sudah_berubah"
    title = "Notulen sudah berubah"
    message = (
        "Orang lain menyimpan notulen ini sejak Anda membukanya, jadi tulisan Anda belum disimpan. "
        "Keduanya ada di bawah: gabungkan, lalu simpan lagi."
    )


class NotulenTogether(Refusal):
    """The minutes have become a shared document; the form must not write past it."""

    code = "notulen_ditulis_bersama"
    title = "Notulen ditulis bersama"
    message = (
        "Notulen pertemuan ini sekarang ditulis bersama, jadi yang Anda tulis di sini belum disimpan. "
        "Salin tulisan Anda, lalu lanjutkan di halaman notulen bersama."
    )


class NotulenFrozen(Refusal):
    code = "notulen_dibekukan"
    title = "Notulen sudah dibekukan"
    message = (
        "Notulen pertemuan ini sudah dibekukan, jadi yang Anda tulis di sini tidak disimpan. "
        "Pengurus dapat membukanya kembali di halaman notulen bersama, dengan alasan."
    )


class HasilGone(Refusal):
    code = "hasil_sudah_ditarik"
    title = "Hasil sudah ditarik"
    message = "Hasil ini sudah ditarik sebelumnya. Muat ulang halaman paketnya."
