"""What angka_kredit refuses, and why."""

from community.kernel.errors import Invalid, Refusal


class PaketNotClosed(Refusal):
    code = "paket_belum_ditutup"
    title = "Paket belum ditutup"
    message = (
        "Paket ini belum ditutup, jadi belum ada yang dapat diteruskan. Tutup paketnya dulu; kehadiran dan"
        " hasil lalu "
        "terkunci."
    )


class UsulanNotOpen(Refusal):
    """The claim is no longer, or not yet, in the hands of its owner."""

    code = "usulan_tidak_dapat_diubah"
    title = "Usulan tidak sedang di tangan Anda"
    message = "Usulan ini sedang diperiksa atau sudah diputuskan, jadi isinya tidak dapat diubah."


class Incomplete(Refusal):
    """Something is still missing; the message says what."""

    code = "usulan_belum_lengkap"
    status = 422
    title = "Usulan belum lengkap"

    def __init__(self, gaps: list[str]) -> None:
        self.gaps = gaps
        super().__init__("Usulan belum dapat dilanjutkan. Yang masih kurang: " + " ".join(gaps))


class NoSekolah(Refusal):
    code = "tanpa_sekolah_induk"
    title = "Sekolah induk belum tercatat"
    message = (
        "Usulan diperiksa koordinator PKB sekolah induk Anda, dan sekolah induk Anda belum tercatat. "
        "Minta operator atau pengurus mencatatnya, lalu ajukan lagi."
    )


class NothingToRatify(Refusal):
    code = "tidak_menunggu_pengesahan"
    title = "Tidak menunggu pengesahan"
    message = "Laporan ini tidak sedang menunggu pengesahan: pemiliknya belum selesai, atau laporan ini sudah disahkan."


class NotWaiting(Refusal):
    """Nothing to decide: not submitted, or someone decided first."""

    code = "tidak_menunggu_putusan"
    title = "Tidak menunggu putusan"
    message = "Usulan ini tidak sedang menunggu putusan. Muat ulang halaman untuk melihat keadaannya sekarang."


class NoLongerEligible(Refusal):
    code = "tidak_lagi_memenuhi_syarat"
    title = "Tidak lagi memenuhi syarat"
    message = (
        "Paketnya ditutup ulang dan kegiatan ini tidak lagi memenuhi syarat, jadi tidak dapat diakui. "
        "Kembalikan atau "
        "tolak dengan alasan bernomor."
    )


class NotWhole(Refusal):
    """Handed in, but something is missing now; the message says what."""

    code = "usulan_masih_kurang"
    title = "Usulan masih kurang"

    def __init__(self, gaps: list[str]) -> None:
        super().__init__(
            f"Usulan ini belum dapat diakui, karena masih ada yang kurang: {' '.join(gaps)} "
            "Kembalikan kepada pemiliknya dengan alasan bernomor."
        )


class NotRecognised(Refusal):
    code = "tidak_sedang_diakui"
    title = "Tidak sedang diakui"
    message = (
        "Usulan ini tidak sedang diakui, jadi tidak ada yang dibalik. Muat ulang halaman untuk melihat buku catatannya."
    )


class DifferenceSettled(Refusal):
    code = "selisih_sudah_selesai"
    title = "Selisih sudah diselesaikan"
    message = "Selisih ini sudah diselesaikan. Muat ulang halaman untuk melihat buku catatannya."


class UnknownReason(Invalid):
    code = "alasan_tidak_dikenal"
    message = "Alasan itu tidak ada untuk butir usulan ini. Pilih salah satu nomor alasan dalam daftar."


class UnknownButir(Invalid):
    code = "butir_bukan_pilihan"
    message = "Butir itu bukan pilihan untuk peran ini. Pilih salah satu butir dalam daftar."


class UnknownEvidence(Invalid):
    code = "jenis_bukti_tidak_dikenal"
    message = "Jenis bukti itu tidak ada dalam daftar. Pilih salah satu, lalu unggah lagi."


class FutureDay(Invalid):
    code = "tanggal_di_masa_depan"
    message = "Tanggal ini belum terjadi. Tulis tanggal surat keputusan yang sudah Anda terima."
