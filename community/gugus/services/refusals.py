"""Why an act upon a gugus was not done."""

from community.kernel.errors import Invalid, NotAllowed, Refusal


class AlreadyAnggota(Refusal):
    code = "sudah_anggota"
    title = "Sudah anggota"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sudah menjadi anggota gugus ini, jadi tidak ditambahkan lagi.")


class NoLongerAnggota(Refusal):
    code = "bukan_anggota_lagi"
    title = "Sudah bukan anggota"
    message = "Orang ini sudah bukan anggota gugus. Muat ulang halaman anggota untuk melihat keadaan sekarang."


class InvitationGone(Refusal):
    """One sentence for unknown, revoked and expired: a guess learns nothing."""

    code = "undangan_tidak_berlaku"
    status = 404
    title = "Undangan tidak berlaku"
    message = (
        "Undangan ini tidak berlaku: mungkin salah ketik, sudah dibatalkan, atau lewat waktunya. "
        "Periksa kodenya, atau mintalah undangan baru kepada pengurus gugus."
    )


class AlreadyDecided(Refusal):
    code = "sudah_diputuskan"
    title = "Sudah diputuskan"
    message = "Permintaan ini sudah diputuskan pengurus lain. Muat ulang halaman untuk melihat keputusannya."


class HeldByOffice(NotAllowed):
    """The code would open an account that can do more than the one who hands it over."""

    code = "akun_pemegang_jabatan"
    title = "Mintalah kepada operator"


class NotACandidate(Invalid):
    code = "bukan_anggota"
    title = "Belum anggota"


class ImportNotReady(Refusal):
    code = "impor_belum_siap"
    title = "Belum dapat diterapkan"
    message = "Daftar ini belum selesai dibaca atau sudah selesai diterapkan. Muat ulang halamannya."


class NothingToApply(Refusal):
    code = "tidak_ada_yang_diterapkan"
    title = "Tidak ada yang berubah"
    message = (
        "Tidak ada baris yang dapat diterapkan. Jawab dulu baris yang ditanyakan, "
        "atau perbaiki barisnya di berkas, lalu unggah lagi."
    )


class AlreadyReported(Refusal):
    code = "sudah_dilaporkan"
    title = "Sudah Anda laporkan"
    message = "Anda sudah melaporkan ini. Pengurus akan melihatnya; melapor lagi tidak perlu."


class OwnReport(Refusal):
    code = "tulisan_sendiri"
    title = "Ini tulisan Anda sendiri"
    message = "Tulisan sendiri tidak perlu dilaporkan. Anda dapat mengubah atau menariknya."


class OwnContent(NotAllowed):
    code = "perkara_sendiri"
    title = "Perlu pengurus lain"
    message = (
        "Laporan tentang tulisan Anda sendiri diputuskan pengurus lain. Minta salah satu dari mereka memeriksanya."
    )


class AlreadyRuled(Refusal):
    code = "laporan_sudah_diputuskan"
    title = "Sudah diputuskan"
    message = "Pengurus lain baru saja memutuskan laporan ini. Muat ulang halaman, lalu periksa keputusannya."
