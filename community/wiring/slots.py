"""Which panels fill which slot of a page below."""

from collections.abc import Sequence

from community.attendance import panels as attendance
from community.kernel.panels import Panel, fill

PANELS: dict[str, Sequence[Panel]] = {
    "pertemuan": [attendance.pertemuan_panel],
    "paket": [attendance.paket_panel],
}


def connect() -> None:
    fill(PANELS)
