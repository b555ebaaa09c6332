"""What the wall shows, for the page and for the socket alike."""

from flask import render_template

from community.attendance.queries import expected_ids, newest_at, present_counts
from community.lokakarya.models import Pertemuan

NAMESPACE = "/hadir"
SHOWN = 12  # names that fit on the wall


def room_of(pertemuan_id: str) -> str:
    return f"layar:{pertemuan_id}"


def render_present(pertemuan: Pertemuan) -> str:
    """The list on the wall: the same fragment that the page includes. However many have come, few rows are read."""
    return render_template(
        "attendance/_present.html",
        pertemuan=pertemuan,
        present=newest_at(pertemuan.id, SHOWN),
        count=present_counts([pertemuan.id]).get(pertemuan.id, 0),
        expected=len(expected_ids(pertemuan.paket)),
    )
