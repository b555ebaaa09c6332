"""Why something was not done to a kabar."""

from community.kernel.errors import Invalid, Refusal


class PostChanged(Refusal):
    code = "tulisan_sudah_berubah"
    title = "Sudah diubah di tempat lain"
    message = (
        "Tulisan ini sudah diubah di jendela lain. Yang tersimpan tampil di atas; gabungkan dengan yang Anda tulis, "
        "lalu simpan lagi."
    )


class PostWithdrawn(Refusal):
    code = "tulisan_sudah_ditarik"
    title = "Sudah ditarik"
    message = "Tulisan ini sudah ditarik, jadi tidak dapat diubah atau dibalas. Tulis yang baru bila masih perlu."


class PostHidden(Refusal):
    code = "tulisan_disembunyikan"
    title = "Sedang disembunyikan"
    message = "Tulisan ini sedang disembunyikan. Tunggu keputusan pengurus sebelum mengubah atau membalasnya."


class NoConfirmationAsked(Refusal):
    code = "tidak_minta_konfirmasi"
    title = "Tidak perlu konfirmasi"
    message = "Kabar ini tidak meminta konfirmasi. Cukup dibaca."


class TooManyFiles(Invalid):
    code = "terlalu_banyak_berkas"
