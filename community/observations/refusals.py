"""What observations refuse, in sentences: what happened, why, what to do."""

from typing import ClassVar

from community.kernel.errors import Refusal


class ObservationOff(Refusal):
    code = "observasi_tidak_jadi"
    title = "Observasi tidak jadi"
    message = "Observasi ini ditolak atau dibatalkan, jadi tidak dapat diisi atau diubah. Usulkan yang baru bila perlu."


class ObservationFinished(Refusal):
    code = "observasi_sudah_selesai"
    title = "Observasi sudah selesai"
    message = "Observasi ini sudah diselesaikan, jadi isinya tetap. Yang baru dicatat di observasi berikutnya."


class NotAgreedYet(Refusal):
    code = "observasi_belum_disepakati"
    title = "Belum disepakati"
    message = (
        "Observasi ini belum disepakati: guru dan sedikitnya satu pengamat harus menerimanya dulu. "
        "Minta mereka menjawab, lalu coba lagi."
    )


class SheetClosed(Refusal):
    code = "lembar_sudah_ditutup"
    title = "Lembar sudah ditutup"
    message = "Lembar Anda sudah ditutup dan dapat dibaca guru. Buka kembali dulu dari halaman observasi, lalu ubah."


class SheetsOpen(Refusal):
    code = "lembar_masih_terbuka"
    title = "Lembar masih terbuka"
    message = "Masih ada pengamat yang belum menutup lembarnya. Minta mereka menutupnya dulu dari halaman observasi."


class StartedAlready(Refusal):
    code = "observasi_sudah_mulai"
    title = "Observasi sudah berjalan"
    message = "Lembar observasi ini sudah ada yang ditutup, jadi waktunya tetap. Buat observasi baru untuk hari lain."


class NoHead(Refusal):
    code = "kepala_sekolah_belum_tercatat"
    title = "Kepala sekolah belum tercatat"
    message = "Kepala sekolah Anda belum tercatat di Gugus, jadi belum ada yang dapat diberi izin. Hubungi operator."


class FollowUpGone(Refusal):
    code = "tindak_lanjut_sudah_ditarik"
    title = "Tindak lanjut sudah ditarik"
    message = "Tindak lanjut ini sudah ditarik. Muat ulang halaman observasinya."


class DraftChanged(Refusal):
    code = "draf_sudah_berubah"
    title = "Draf sudah berubah"
    message = (
        "Pengurus lain menyimpan instrumen ini sejak Anda membukanya, jadi isian Anda belum disimpan. "
        "Isian Anda masih ada di bawah; bandingkan dengan yang tersimpan, lalu simpan lagi."
    )


class NamesLeft(Refusal):
    """Names stand in what is to be shared; `names` says which."""

    code = "masih_ada_nama"
    status: ClassVar[int] = 422
    title = "Masih ada nama"

    def __init__(self, names: list[str]) -> None:
        self.names = names
        said = ", ".join(f"“{name}”" for name in names[:8])
        super().__init__(
            f"Masih ada nama dalam tulisan ini: {said}. Ganti dulu, atau nyatakan di bawah bahwa itu bukan nama orang."
        )


class OtherAccount(Refusal):
    code = "akun_lain"
    title = "Akun lain"
    message = "Isian ini ditulis dengan akun lain di ponsel ini, jadi belum dikirim. Masuk dengan akun itu dulu."


class TooManyPhotos(Refusal):
    code = "foto_terlalu_banyak"
    status: ClassVar[int] = 422
    title = "Foto sudah cukup"
    message = "Foto Anda di observasi ini sudah sepuluh, dan itu batasnya. Hapus satu dulu, lalu tambahkan lagi."
