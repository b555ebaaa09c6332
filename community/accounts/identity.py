"""By what a person is known, as typed and as kept: one rule per column, for forms, services and imports
alike.
"""

from collections.abc import Callable
from datetime import date

from community.kernel import identifiers
from community.kernel.errors import Invalid
from community.kernel.forms import one_line

LABELS = {
    "username": "Nama pengguna",
    "email": "Alamat surel",
    "phone": "Nomor HP",
    "nip": "NIP",
    "nuptk": "NUPTK",
    "nrg": "NRG",
}
LOGIN_COLUMNS = ("username", "email", "phone")
KEPEGAWAIAN = ("PNS", "PPPK", "GTY/PTY", "Guru Honor Sekolah", "Honor Daerah", "Lainnya")
EARLIEST = date(1930, 1, 1)


def _username(text: str) -> str:
    name = identifiers.username(text)
    if not any(sign.isalpha() for sign in name):  # or it would be taken for a phone number at the door
        raise Invalid("Nama pengguna harus memuat setidaknya satu huruf. Tambahkan huruf, misalnya nama Anda.")
    return name


_RULES: dict[str, Callable[[str], str]] = {
    "username": _username,
    "email": identifiers.email,
    "phone": identifiers.phone,
    "nip": identifiers.nip,
    "nuptk": identifiers.nuptk,
    "nrg": identifiers.nrg,
}


def identifier(column: str, text: str | None) -> str | None:
    """What is kept in `column` for `text`; None for nothing. Raises Invalid with `field` set."""
    typed = one_line(text or "")
    if not typed:
        return None
    try:
        return _RULES[column](typed)
    except Invalid as fault:
        raise Invalid(fault.message, field=column) from fault


def logins(text: str) -> dict[str, str]:
    """The columns a login name may be meant for, with what would be kept there: the same steps whatever it
    is.
    """
    found = {}
    for column in LOGIN_COLUMNS:
        try:
            value = identifier(column, text)
        except Invalid:
            continue
        if value:
            found[column] = value
    return found


def person_name(text: str | None) -> str:
    """A name as it is kept. Raises Invalid."""
    name = str(one_line(text or ""))
    if sum(sign.isalpha() for sign in name) < 2:
        raise Invalid("Nama perlu diisi dengan huruf, seperti tertulis di SK.", field="name")
    if len(name) > 120:
        raise Invalid("Nama terlalu panjang: paling banyak 120 huruf.", field="name")
    if name[0] in "=+@-":
        raise Invalid("Nama tidak boleh diawali tanda =, +, - atau @. Hapus tanda itu.", field="name")
    return name


def past_day(column: str, day: date | None, today: date) -> date | None:
    """A day that has been. Raises Invalid."""
    if day is None:
        return None
    if not EARLIEST <= day <= today:
        raise Invalid(f"Tanggal ini harus antara {EARLIEST.year} dan hari ini. Periksa tahunnya.", field=column)
    return day


def shown_phone(phone: str | None) -> str:
    """0812 3456 7890, as people read it out."""
    if not phone or not phone.startswith("+62"):
        return phone or ""
    local = "0" + phone[3:]
    return " ".join(part for part in (local[:4], local[4:8], local[8:12], local[12:]) if part)
