"""What materi says when it does not do what was asked."""

from community.kernel.errors import NotAllowed, Refusal


class MaterialRemoved(Refusal):
    code = "materi_ditarik"
    status = 410
    title = "Materi ini sudah ditarik"
    message = "Materi ini sudah ditarik penulis atau pengurusnya. Cari yang lain di perpustakaan materi."


class MaterialHidden(Refusal):
    code = "materi_disembunyikan"
    status = 404
    title = "Materi ini disembunyikan"
    message = (
        "Materi ini dilaporkan dan disembunyikan: menunggu keputusan pengurus gugusnya, atau sudah diputuskan begitu. "
        "Cari yang lain di perpustakaan materi."
    )


class NoAdaptation(Refusal):
    code = "tidak_boleh_diadaptasi"
    title = "Tidak boleh diadaptasi"
    message = "Lisensi materi ini tidak mengizinkan ubahannya dibagikan. Pakailah apa adanya."


class OnlyAuthor(Refusal):
    code = "satu_satunya_penulis"
    title = "Penulisnya tinggal Anda"
    message = "Anda satu-satunya penulis materi ini. Tambahkan penulis lain dulu, atau tarik materinya."


class HasilAlready(Refusal):
    code = "sudah_menjadi_hasil"
    title = "Sudah menjadi hasil"
    message = "Materi ini sudah menjadi hasil paket ini. Tarik dulu yang lama bila ingin mencatat versi lain."


class VersionJoined(Refusal):
    code = "sudah_digabung"
    title = "Sudah digabung"
    message = "Versi berdampingan ini sudah digabung orang lain. Buka materinya untuk melihat hasilnya."


class ReviewAsked(Refusal):
    code = "sudah_diminta_ditinjau"
    title = "Sudah diminta ditinjau"
    message = "Materi ini sudah diminta ditinjau, dan anggota gugus sudah diberi tahu. Tunggu tinjauannya."


class ReviewedAlready(Refusal):
    code = "materi_sudah_disetujui"
    title = "Sudah disetujui"
    message = "Versi ini sudah disetujui gugus. Tinjauan diminta lagi sesudah Anda menyimpan versi baru."


class OnlyForAuthors(Refusal):
    code = "materi_hanya_untuk_penulis"
    title = "Belum dapat dibaca anggota"
    message = (
        "Materi ini masih hanya untuk penulisnya, jadi tidak ada yang dapat meninjaunya. "
        "Bagikan dulu kepada anggota gugus, lalu minta ditinjau."
    )


class ReviewNotAsked(Refusal):
    code = "belum_diminta_ditinjau"
    title = "Belum diminta ditinjau"
    message = (
        "Penulisnya belum meminta versi ini ditinjau. Tunggu sampai diminta; "
        "sementara itu Anda dapat menulis komentar pada paragrafnya."
    )


class OwnWork(NotAllowed):
    code = "karya_sendiri"
    title = "Ini karya Anda sendiri"
    message = "Karya sendiri ditinjau orang lain. Minta anggota gugus yang bukan penulisnya untuk meninjau."


class VersionMoved(Refusal):
    """A newer version was saved since the page was opened; nothing typed is thrown away."""

    code = "versi_sudah_berganti"
    title = "Sudah ada versi baru"
    message = (
        "Penulis menyimpan versi baru sejak Anda membuka halaman ini, jadi yang Anda kirim belum dicatat. "
        "Baca dulu versi barunya; isian Anda masih ada di bawah."
    )


class RubricMoved(Refusal):
    """Another edition was saved since the page was opened; nothing typed is thrown away."""

    code = "rubrik_sudah_berganti"
    title = "Rubrik sudah berubah"
    message = (
        "Rubrik gugus berubah sejak Anda membuka halaman ini, jadi yang Anda kirim belum dicatat. "
        "Periksa lagi isian di bawah, lalu simpan."
    )


class CommentGone(Refusal):
    code = "komentar_sudah_ditarik"
    title = "Komentar sudah ditarik"
    message = "Komentar ini sudah ditarik, jadi tidak dapat dibalas atau diubah lagi. Muat ulang halaman materinya."


class UseGone(Refusal):
    code = "pemakaian_sudah_ditarik"
    title = "Catatan sudah ditarik"
    message = "Catatan pemakaian ini sudah ditarik sebelumnya. Muat ulang halaman materinya."


class RatificationGone(Refusal):
    code = "pengesahan_sudah_ditarik"
    title = "Pengesahan sudah ditarik"
    message = "Catatan pengesahan ini sudah ditarik sebelumnya. Muat ulang halaman materinya."


class RatificationKnown(Refusal):
    code = "surat_sudah_tercatat"
    title = "Surat sudah tercatat"
    message = (
        "Surat dengan nomor dan tingkat ini sudah tercatat pada materi ini. Periksa nomornya, atau tarik yang lama."
    )


class PackBusy(Refusal):
    code = "paket_luring_sedang_dikemas"
    title = "Masih dikemas"
    message = "Paket luring Anda yang lain masih dikemas. Tunggu sampai selesai, lalu minta lagi."


class PackNotReady(Refusal):
    code = "paket_luring_belum_siap"
    title = "Belum siap"
    message = "Paket luring ini belum dapat diunduh. Buka halamannya untuk melihat sampai di mana pengemasannya."


class PackOutdated(Refusal):
    """Something in it may no longer be read by who asks; what, is theirs to know no more."""

    code = "paket_luring_tidak_berlaku"
    title = "Paket luring tidak berlaku lagi"

    def __init__(self, lost: int) -> None:
        super().__init__(
            f"Paket ini tidak diberikan karena {lost} materi di dalamnya tidak lagi dibagikan kepada Anda. "
            "Buat paket luring baru dari daftar."
        )
