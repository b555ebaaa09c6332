"""The three time zones of Indonesia, by province code.

Source: Keputusan Presiden 41/1987 (three zones since 1 January 1988; Bali, Kalimantan Selatan and Kalimantan
Timur in the middle one), as amended; provinces made since keep the zone of the province they were split from.
Status R: commonly known, not confirmed by a source read for this product; a change is a change of this table.
"""

from typing import NamedTuple


class Zone(NamedTuple):
    """A time zone: its IANA `name`, and the `word` that stands behind a time on screen."""

    name: str
    word: str


WIB = Zone("Asia/Jakarta", "WIB")
WITA = Zone("Asia/Makassar", "WITA")
WIT = Zone("Asia/Jayapura", "WIT")

_PROVINCES = {
    WIB: (
        "11 12 13 14 15 16 17 18 19 21"  # Sumatra and its islands
        " 31 32 33 34 35 36"  # Jawa
        " 61 62"  # Kalimantan Barat, Kalimantan Tengah
    ),
    WITA: (
        "51 52 53"  # Bali, Nusa Tenggara Barat, Nusa Tenggara Timur
        " 63 64 65"  # Kalimantan Selatan, Timur, Utara
        " 71 72 73 74 75 76"  # Sulawesi, with Gorontalo
    ),
    WIT: (
        "81 82"  # Maluku, Maluku Utara
        " 91 92 93 94 95 96"  # Papua, all six
    ),
}
ZONES = {code: zone for zone, codes in _PROVINCES.items() for code in codes.split()}


def zone_of(code: str) -> Zone:
    """The zone of a province, or of any region below it: "32", "32.05" and "32.05.23" are WIB.

    Raises LookupError for a code of no known province; a new province is added to the table first.
    """
    try:
        return ZONES[code[:2]]
    except KeyError:
        raise LookupError(
            f"no time zone for wilayah {code!r}: add its province to community/wilayah/zones.py"
        ) from None
