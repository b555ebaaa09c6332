"""How Indonesian writes days, hours and numbers. Filters of every template, and of sentences made in code."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask

from community.kernel.clock import now

LOCALE = "id"
ZONE_WORDS = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def tanggal(day: date | datetime | None, zone: str = "Asia/Jakarta") -> str:
    """21 November 2026."""
    return _day(day, zone, "d MMMM y")


def hari_tanggal(day: date | datetime | None, zone: str = "Asia/Jakarta") -> str:
    """Sabtu, 21 November 2026."""
    return _day(day, zone, "EEEE, d MMMM y")


def tanggal_pendek(day: date | datetime | None, zone: str = "Asia/Jakarta") -> str:
    """21 Nov 2026."""
    return _day(day, zone, "d MMM y")


def hari_singkat(day: date | datetime | None, zone: str = "Asia/Jakarta") -> str:
    """Sab."""
    return _day(day, zone, "EEE")


def bulan_singkat(day: date | datetime | None, zone: str = "Asia/Jakarta") -> str:
    """Nov."""
    return _day(day, zone, "MMM")


def jam(moment: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """08.00."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%H.%M") if moment else ""


def pukul(moment: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """08.00 WIB."""
    return f"{jam(moment, zone)} {zone_word(zone)}" if moment else ""


def waktu(moment: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """Sabtu, 21 November 2026 pukul 08.00 WIB."""
    return f"{hari_tanggal(moment, zone)} pukul {pukul(moment, zone)}" if moment else ""


def rentang(start: datetime, end: datetime, zone: str = "Asia/Jakarta") -> str:
    """08.00-11.00 WIB, with an en dash."""
    return f"{jam(start, zone)}\N{EN DASH}{pukul(end, zone)}"


def zone_word(zone: str) -> str:
    return ZONE_WORDS.get(zone, zone)


def angka(value: Decimal | int | None) -> str:
    """1.234,5: as many decimals as there are, at most four."""
    return "" if value is None else _number(value, "#,##0.####")


def nilai(value: Decimal | None) -> str:
    """0,15: a credit, two decimals at least and four at most."""
    return "" if value is None else _number(value, "#,##0.00##")


def ukuran(count: int) -> str:
    """12,3 MB: a size as it is said before a download."""
    for unit, name, places in ((1024**3, "GB", 1), (1024**2, "MB", 1), (1024, "kB", 0)):
        if count >= unit:
            return f"{angka(round(Decimal(count) / unit, places))} {name}"
    return f"{angka(count)} byte"


def dan(words: list[str]) -> str:
    """a, b, dan c."""
    if len(words) < 3:
        return " dan ".join(words)
    return ", ".join(words[:-1]) + ", dan " + words[-1]


def masked(value: str | None, shown: int = 4) -> str:
    """An identifier of which only the last `shown` characters are readable."""
    if not value:
        return ""
    return "•" * max(len(value) - shown, 0) + value[-shown:]


def _day(day: date | datetime | None, zone: str, pattern: str) -> str:
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(ZoneInfo(zone)).date()
    return _date(day, pattern)


# A page writes the same few days and values again and again, and Babel takes a tenth of a millisecond for each.


@lru_cache(maxsize=4096)
def _date(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=LOCALE)


@lru_cache(maxsize=4096)
def _number(value: Decimal | int, pattern: str) -> str:
    return format_decimal(value, format=pattern, locale=LOCALE)


def init_app(app: Flask) -> None:
    for function in (
        tanggal,
        hari_tanggal,
        tanggal_pendek,
        hari_singkat,
        bulan_singkat,
        jam,
        pukul,
        waktu,
        angka,
        nilai,
        ukuran,
        dan,
        masked,
    ):
        app.jinja_env.filters[function.__name__] = function
    app.jinja_env.globals["rentang"] = rentang
    app.jinja_env.globals["zone_word"] = zone_word
    app.jinja_env.globals["now_utc"] = now
