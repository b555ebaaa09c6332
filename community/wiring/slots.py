"""Which panels fill which slot of a page below."""

from collections.abc import Sequence

from community.angka_kredit import panels as angka_kredit
from community.attendance import panels as attendance
from community.kernel.panels import Panel, fill
from community.lokakarya import panels as lokakarya

PANELS: dict[str, Sequence[Panel]] = {
    "pertemuan": [attendance.pertemuan_panel],
    "paket": [attendance.paket_panel, angka_kredit.paket_panel],
    "gugus": [lokakarya.gugus_panel],
    "next": [attendance.next_panel],
    "beranda_top": [lokakarya.beranda_top],
    "beranda": [angka_kredit.beranda_panel, lokakarya.beranda_tindak_lanjut],
}


def connect() -> None:
    fill(PANELS)
