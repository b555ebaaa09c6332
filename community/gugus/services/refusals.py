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
