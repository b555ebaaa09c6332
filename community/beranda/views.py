"""The door of the front page."""

from flask import Blueprint, render_template

from community.accounts.current import guru_or_none
from community.kernel.clock import now
from community.kernel.notices import unread

blueprint = Blueprint("beranda", __name__)

SHOWN = 5  # notices; the rest is one tap away
_GREETINGS = ((11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore"), (24, "Selamat malam"))


@blueprint.get("/")
def front() -> str:
    """What comes next and what waits; for a stranger, what this is."""
    guru = guru_or_none()
    if guru is None:
        return render_template("beranda/signed_out.html")
    zone = guru.sekolah.kecamatan.zone if guru.sekolah else None
    notices = unread(guru.id, limit=SHOWN + 1)
    return render_template(
        "beranda/page.html", guru=guru, notices=notices[:SHOWN], more=len(notices) > SHOWN, zone=zone, now=now()
    )


@blueprint.app_template_global()
def greeting(hour: int) -> str:
    """Selamat pagi, siang, sore or malam, by the hour of the day."""
    return next(words for until, words in _GREETINGS if hour < until)
