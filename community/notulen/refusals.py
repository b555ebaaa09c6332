"""What is not done to the shared notulen, in words."""

from community.kernel.errors import Invalid, NotFound, Refusal


class NotBegun(NotFound):
    title = "Notulen bersama belum dimulai"
    message = "Notulen bersama pertemuan ini belum dimulai. Pengurus atau notulis memulainya dari halaman pertemuan."


class Frozen(Refusal):
    code = "notulen_dibekukan"
    title = "Notulen sudah dibekukan"
    message = (
        "Notulen ini sudah dibekukan, jadi tidak berubah lagi. Yang baru Anda tulis belum masuk; salin dulu, "
        "lalu minta pengurus membukanya kembali bila perlu."
    )


class NotFrozen(Refusal):
    code = "notulen_masih_terbuka"
    title = "Notulen masih terbuka"
    message = "Notulen ini tidak sedang dibekukan, jadi tidak perlu dibuka kembali. Muat ulang halamannya."


class Malformed(Refusal):
    code = "perubahan_rusak"
    status = 422
    title = "Perubahan rusak"
    message = (
        "Perubahan ini tidak terbaca, jadi tidak disimpan dan tidak dikirim kepada siapa pun. Muat ulang halamannya; "
        "tulisan Anda di perangkat ini tetap ada."
    )


class Incomplete(Refusal):
    """What it builds on was never stored here: the client asks what the server has, and sends all that lacks."""

    code = "perlu_disamakan"
    status = 409
    title = "Perlu disamakan dulu"
    message = "Perubahan ini menyambung tulisan yang belum sampai ke sini. Samakan dulu dengan “join”, lalu kirim lagi."


class TooBig(Refusal):
    code = "terlalu_besar"
    status = 413
    title = "Terlalu panjang"
    message = "Perubahan ini terlalu besar untuk dikirim sekaligus: paling banyak 64 kB. Pendekkan tulisan Anda."


class ForeignHand(Refusal):
    """Someone writes under the number of another's document: it would push aside what they write next."""

    code = "tangan_orang_lain"
    status = 403
    title = "Bukan tulisan Anda"
    message = "Perubahan ini memakai nomor penulis orang lain, jadi tidak disimpan. Muat ulang halamannya."


class NotReady(Invalid):
    """Something is missing before it can be frozen."""

    code = "notulen_belum_lengkap"
    title = "Notulen belum lengkap"


class Moved(Refusal):
    """Someone has written since what is to be frozen was shown."""

    code = "notulen_berubah"
    title = "Ada tulisan baru"
    message = (
        "Ada yang menulis setelah halaman ini dibuka, jadi notulen belum dibekukan. Di bawah ini bunyinya sekarang: "
        "periksa lagi, lalu bekukan."
    )


class NoSuchLine(NotFound):
    message = "Baris ini tidak ada di notulen bersama. Muat ulang halamannya."
