"""What is said when a file is not taken, or cannot be given."""

from community.kernel.errors import Invalid, NotFound, Refusal

_LATER = "Yang sudah terunggah tidak hilang: coba lagi beberapa menit lagi."


class FileRefused(Invalid):
    code = "berkas_ditolak"
    title = "Berkas tidak diterima"
    message = "Berkas ini tidak diterima. Pilih berkas lain, lalu kirim lagi."


class Infected(FileRefused):
    code = "berkas_bervirus"
    title = "Berkas mengandung virus"
    message = "Berkas ini mengandung virus. Pindai perangkat Anda, lalu kirim berkas yang bersih."


class FileTooLarge(FileRefused):
    code = "berkas_terlalu_besar"
    status = 413
    title = "Berkas terlalu besar"


class QuotaFull(FileRefused):
    code = "kuota_penuh"
    title = "Tempat penyimpanan gugus penuh"


class UploadGone(FileRefused):
    code = "unggahan_tidak_ada"
    status = 404
    title = "Unggahan tidak ada"
    message = (
        "Unggahan ini tidak ada lagi: sudah dipakai, dibatalkan, atau lewat dua hari. Pilih berkasnya sekali lagi."
    )


class UploadUnfinished(FileRefused):
    code = "unggahan_belum_selesai"
    message = "Berkas ini belum selesai terunggah. Pilih berkas yang sama sekali lagi: pengirimannya dilanjutkan."


class OffsetMoved(Refusal):
    """Another request has written on, or the sender remembers wrongly: it asks where to go on."""

    code = "letak_bergeser"
    message = "Bagian ini sudah diterima lewat sambungan lain. Pengiriman dilanjutkan dari letak yang benar."


class LinkOver(NotFound):
    code = "tautan_habis"
    title = "Tautan sudah tidak berlaku"
    message = "Tautan berkas berlaku 24 jam. Minta tautan baru kepada yang membagikannya."


class BytesMissing(NotFound):
    code = "isi_berkas_hilang"
    title = "Isi berkas tidak ada"
    message = "Isi berkas ini hilang dari penyimpanan. Beri tahu operator, atau minta berkasnya diunggah lagi."


class StorageUnreachable(Refusal):
    code = "penyimpanan_tidak_terjangkau"
    status = 503
    title = "Penyimpanan berkas tidak menjawab"
    message = f"Penyimpanan berkas sedang tidak dapat dihubungi, jadi belum ada yang tersimpan. {_LATER}"


class DiskFull(Refusal):
    code = "penyimpanan_penuh"
    status = 507
    title = "Penyimpanan penuh"
    message = "Ruang simpan di server hampir habis, jadi berkas belum diterima. Beri tahu operator, lalu coba lagi."


class ScannerUnreachable(Refusal):
    code = "pemeriksa_virus_tidak_menjawab"
    status = 503
    title = "Pemeriksa virus tidak menjawab"
    message = f"Pemeriksa virus sedang tidak menjawab, jadi berkas Anda belum diterima. {_LATER}"
