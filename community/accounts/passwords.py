"""Passwords: argon2id, t=2, 19 MiB, p=1 (20 ms to verify here)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Verified when no such account exists, so that an answer takes as long either way.
_NOBODY = _hasher.hash("nobody")

LEAST, MOST = 8, 200
_COMMON = frozenset(
    {
        *("12345678", "123456789", "1234567890", "87654321", "11111111", "00000000", "password", "password1"),
        *("katasandi", "rahasia123", "indonesia", "indonesia1", "guru1234", "guru12345", "sekolah123"),
        *("qwertyui", "qwerty123", "sayang123", "bismillah", "bismillah1", "admin123"),
    }
)


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Whether `password` is the one; takes as long when there is none to compare with."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)


def weakness(password: str, *known: str | None) -> str | None:
    """Why `password` would not hold, as a sentence, or None. `known`: what others know of the person."""
    if len(password) < LEAST:
        return f"Kata sandi paling sedikit {LEAST} huruf. Tiga kata yang mudah Anda ingat sudah baik."
    if len(password) > MOST:
        return f"Kata sandi terlalu panjang: paling banyak {MOST} huruf."
    plain = password.casefold().strip()
    if plain in _COMMON or len(set(plain)) < 4:
        return "Kata sandi ini terlalu mudah ditebak. Pakai beberapa kata yang tidak berurutan."
    if plain in {each.casefold() for each in known if each}:
        return "Kata sandi tidak boleh sama dengan nama atau nomor Anda. Pilih yang lain."
    return None
