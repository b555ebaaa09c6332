"""Refusals: what the product says when it does not do what was asked.

Each carries `code` (a program can rely on it), `status` (HTTP) and an Indonesian `message` that says what happened,
why, and what to do. One handler (kernel/web.py) turns any of them into a page, problem+json or an acknowledgement.
"""

from typing import ClassVar


class Refusal(Exception):
    """Base of all refusals; `message` may be said per case: `NotAllowed("...")`."""

    code: ClassVar[str] = "ditolak"
    status: ClassVar[int] = 409
    title: ClassVar[str] = "Tidak dapat dilakukan"
    message = "Permintaan ini tidak dapat dilakukan."

    def __init__(self, message: str | None = None, **details: object) -> None:
        self.message = message or type(self).message
        self.details = details
        super().__init__(self.message)


class NotSignedIn(Refusal):
    code = "belum_masuk"
    status = 401
    title = "Silakan masuk"
    message = "Halaman ini untuk orang yang sudah masuk. Masuk dulu, lalu Anda kembali ke sini."


class NotFound(Refusal):
    code = "tidak_ditemukan"
    status = 404
    title = "Tidak ditemukan"
    message = "Halaman ini tidak ada, atau bukan untuk akun Anda. Periksa alamatnya, atau mulai dari beranda."


class NotAllowed(Refusal):
    code = "tidak_berhak"
    status = 403
    title = "Bukan bagian Anda"
    message = "Akun Anda tidak berhak melakukan ini. Siapa yang berhak tertulis di halaman Bantuan, bagian izin."


class Invalid(Refusal):
    """Something that was typed or sent does not fit; `field` says where."""

    code = "isian_keliru"
    status = 422
    title = "Isian perlu diperbaiki"
    message = "Ada isian yang belum benar. Perbaiki, lalu kirim lagi."

    def __init__(self, message: str | None = None, field: str | None = None, **details: object) -> None:
        self.field = field
        super().__init__(message, **details)


class TooMany(Refusal):
    code = "terlalu_sering"
    status = 429
    title = "Terlalu sering"
    message = "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."


class Busy(Refusal):
    code = "sedang_sibuk"
    status = 503
    title = "Sedang sibuk"
    message = "Penyimpanan sedang sibuk dan permintaan Anda belum tercatat. Coba lagi sebentar."
