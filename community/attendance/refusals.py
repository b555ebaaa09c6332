"""What attendance refuses, and why."""

from community.kernel.errors import Refusal


class PertemuanNotOpen(Refusal):
    code = "kehadiran_tidak_dibuka"
    title = "Kehadiran tidak sedang dibuka"
    message = "Kehadiran pertemuan ini tidak sedang dibuka. Minta pengurus mencatat Anda."


class PertemuanCancelled(Refusal):
    code = "pertemuan_dibatalkan"
    title = "Pertemuan dibatalkan"
    message = "Pertemuan ini dibatalkan, jadi tidak ada kehadiran yang dicatat. Lihat jadwal terbaru di halaman paket."


class PertemuanClosed(Refusal):
    code = "kehadiran_ditutup"
    title = "Kehadiran sudah ditutup"
    message = "Kehadiran pertemuan ini sudah ditutup. Usulkan koreksi dengan alasan; pengurus lain yang menyetujuinya."


class PertemuanStillOpen(Refusal):
    code = "kehadiran_masih_dibuka"
    title = "Kehadiran masih dibuka"
    message = "Kehadiran pertemuan ini belum ditutup: ubah langsung di lembar kehadiran."


class PaketLocked(Refusal):
    code = "paket_ditutup"
    title = "Paket sudah ditutup"
    message = "Paket ini sudah ditutup dan kehadirannya terkunci. Ketua dapat membukanya kembali dengan alasan."


class NotOnSheet(Refusal):
    code = "bukan_peserta"
    status = 422
    title = "Bukan peserta"
    message = "Ada nama yang bukan peserta paket ini, jadi tidak ada yang disimpan. Muat ulang lembar, lalu isi lagi."


class NotPresent(Refusal):
    code = "tidak_hadir"
    title = "Belum tercatat hadir"
    message = "Orang ini belum tercatat hadir, jadi jam pulangnya belum dapat dicatat. Catat kehadirannya dulu."


class UnknownStatus(Refusal):
    code = "status_tidak_dikenal"
    status = 422
    title = "Status tidak dikenal"
    message = "Status kehadiran hanya hadir, terlambat, izin, sakit, atau tanpa keterangan. Tidak ada yang disimpan."


class SecondPengurusNeeded(Refusal):
    code = "perlu_pengurus_kedua"
    title = "Perlu pengurus lain"
    message = "Koreksi diputuskan pengurus lain, bukan yang mengusulkannya. Minta ketua atau sekretaris membukanya."


class CorrectionDecided(Refusal):
    code = "koreksi_sudah_diputuskan"
    title = "Koreksi sudah diputuskan"
    message = "Koreksi ini sudah diputuskan pengurus lain. Muat ulang halaman untuk melihat hasilnya."


class WrongCode(Refusal):
    code = "kode_keliru"
    status = 422
    title = "Kode tidak cocok"
    message = "Kode tidak cocok, atau sudah berganti. Lihat kode yang sekarang tampil di layar, lalu tulis lagi."


class NotMember(Refusal):
    code = "bukan_anggota"
    status = 403
    title = "Anda belum anggota gugus ini"
    message = (
        "Kodenya benar, tetapi akun Anda belum anggota gugus ini. Minta undangan atau minta dicatat kepada pengurus."
    )


class OnlineTooShort(Refusal):
    code = "daring_terlalu_singkat"
    title = "Belum cukup lama tersambung"

    def __init__(self, least: int) -> None:
        super().__init__(
            f"Ada yang tersambung kurang dari {least} menit, batas pertemuan ini, jadi tidak ada yang disimpan. Muat "
            "ulang lembar. Bila tetap hadir menurut Anda, catat dengan huruf di barisnya."
        )


class OnlineNotOver(Refusal):
    code = "daring_masih_berlangsung"
    title = "Pertemuan masih berlangsung"

    def __init__(self, until: str) -> None:
        super().__init__(
            f"Pertemuan berlangsung sampai pukul {until} dan menit di ruang masih bertambah, jadi belum ada yang "
            "disimpan. Terima kehadiran daring setelah itu."
        )


class NotRecorded(Refusal):
    code = "belum_tercatat"
    title = "Belum tercatat"
    message = "Orang ini belum tercatat di lembar, jadi belum ada yang dipertahankan. Catat kehadirannya dulu."
