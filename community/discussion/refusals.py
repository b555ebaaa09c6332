"""What live discussion does not do, in words."""

from community.kernel.errors import Invalid, Refusal


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
