"""The licences a materi may carry, each explained in a sentence, and what an adaptation of it may carry.

Source: the deeds and the adapter's licence chart of Creative Commons (creativecommons.org/licenses, version 4.0).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """`non_commercial`, `share_alike`, `no_derivatives`: the conditions NC, SA, ND."""

    key: str
    name: str
    sentence: str
    address: str
    attribution: bool = True
    non_commercial: bool = False
    share_alike: bool = False
    no_derivatives: bool = False


_DEEDS = "https://creativecommons.org/"
LICENCES: dict[str, Licence] = {
    each.key: each
    for each in (
        Licence(
            "CC-BY",
            "CC BY 4.0",
            "Siapa saja boleh memakai, mengubah, dan membagikannya, juga untuk dijual, asal nama penulisnya disebut.",
            _DEEDS + "licenses/by/4.0/deed.id",
        ),
        Licence(
            "CC-BY-SA",
            "CC BY-SA 4.0",
            "Siapa saja boleh memakai dan mengubahnya asal nama penulis disebut, dan hasil ubahannya dibagikan "
            "dengan lisensi yang sama.",
            _DEEDS + "licenses/by-sa/4.0/deed.id",
            share_alike=True,
        ),
        Licence(
            "CC-BY-NC",
            "CC BY-NC 4.0",
            "Siapa saja boleh memakai dan mengubahnya asal nama penulis disebut dan tidak untuk dijual.",
            _DEEDS + "licenses/by-nc/4.0/deed.id",
            non_commercial=True,
        ),
        Licence(
            "CC-BY-NC-SA",
            "CC BY-NC-SA 4.0",
            "Siapa saja boleh memakai dan mengubahnya asal nama penulis disebut, tidak untuk dijual, dan hasil "
            "ubahannya dibagikan dengan lisensi yang sama.",
            _DEEDS + "licenses/by-nc-sa/4.0/deed.id",
            non_commercial=True,
            share_alike=True,
        ),
        Licence(
            "CC-BY-ND",
            "CC BY-ND 4.0",
            "Siapa saja boleh memakai dan membagikannya apa adanya asal nama penulis disebut; ubahannya tidak boleh "
            "dibagikan.",
            _DEEDS + "licenses/by-nd/4.0/deed.id",
            no_derivatives=True,
        ),
        Licence(
            "CC-BY-NC-ND",
            "CC BY-NC-ND 4.0",
            "Siapa saja boleh memakai dan membagikannya apa adanya asal nama penulis disebut dan tidak untuk dijual; "
            "ubahannya tidak boleh dibagikan.",
            _DEEDS + "licenses/by-nc-nd/4.0/deed.id",
            non_commercial=True,
            no_derivatives=True,
        ),
        Licence(
            "CC0",
            "CC0 1.0",
            "Penulis melepaskan haknya: siapa saja boleh memakai dan mengubahnya untuk apa pun, tanpa syarat.",
            _DEEDS + "publicdomain/zero/1.0/deed.id",
            attribution=False,
        ),
    )
}


def licence(key: str) -> Licence:
    """The licence called `key`. Raises KeyError."""
    return LICENCES[key]


def allowed_for_adaptation(key: str) -> list[Licence]:
    """What an adaptation of a work under `key` may carry: nothing under ND, the same under SA, NC passes on."""
    original = LICENCES[key]
    if original.no_derivatives:
        return []
    if original.share_alike:
        return [original]
    return [
        each
        for each in LICENCES.values()
        if (each.non_commercial or not original.non_commercial) and (each.attribution or not original.attribution)
    ]


def why_not(key: str, wanted: str) -> str:
    """Why an adaptation of a work under `key` cannot carry `wanted`, and what to do; empty where it can."""
    original = LICENCES[key]
    fits = allowed_for_adaptation(key)
    if not fits:
        return (
            f"Materi ini berlisensi {original.name}, yang tidak mengizinkan ubahannya dibagikan. Pakailah apa adanya, "
            "atau minta izin penulisnya."
        )
    if any(each.key == wanted for each in fits):
        return ""
    if original.share_alike:
        return f"Aslinya berlisensi {original.name}, jadi adaptasinya memakai lisensi yang sama. Pilih {original.name}."
    if original.non_commercial:
        return f"Aslinya berlisensi {original.name}: tidak untuk dijual. Pilih lisensi yang memuat NC."
    return f"Aslinya berlisensi {original.name}: nama penulisnya harus tetap disebut. Pilih lisensi selain CC0."
