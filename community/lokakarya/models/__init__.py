"""Paket and pertemuan: what a gugus plans, holds, writes down and makes."""

from community.lokakarya.models.hasil import Hasil
from community.lokakarya.models.notulen import Keputusan, Notulen, TindakLanjut
from community.lokakarya.models.paket import Paket, PaketRole, PaketStep, role_in
from community.lokakarya.models.pertemuan import Narasumber, Pertemuan, PertemuanStep, Rsvp
from community.lokakarya.models.words import (
    HASIL_KINDS,
    JENIS,
    MODES,
    OPENS_BEFORE,
    PAKET_ROLES,
    PAKET_STATES,
    PERTEMUAN_STATES,
    RSVP_ANSWERS,
    SELF_CHECK_IN_FOR,
)

__all__ = [
    "HASIL_KINDS",
    "JENIS",
    "MODES",
    "OPENS_BEFORE",
    "PAKET_ROLES",
    "PAKET_STATES",
    "PERTEMUAN_STATES",
    "RSVP_ANSWERS",
    "SELF_CHECK_IN_FOR",
    "Hasil",
    "Keputusan",
    "Narasumber",
    "Notulen",
    "Paket",
    "PaketRole",
    "PaketStep",
    "Pertemuan",
    "PertemuanStep",
    "Rsvp",
    "TindakLanjut",
    "role_in",
]
