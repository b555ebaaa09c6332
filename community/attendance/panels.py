"""What attendance shows on the pages below it."""

from flask import render_template

from community.accounts.models import Guru
from community.attendance.queries import check_in_of, counted, mine_in, present_counts, sheet_of
from community.attendance.queries.online import online_of
from community.kernel.clock import now
from community.kernel.command import roles
from community.lokakarya.models import Paket, Pertemuan
from community.permissions import Do, may


def pertemuan_panel(pertemuan: Pertemuan, guru: Guru) -> str | None:
    """Own presence and the way to it; for pengurus the counts, the sheet and the wall."""
    if pertemuan.is_cancelled:
        return None
    held = roles(guru, pertemuan)
    keeps_sheet = may(held, Do.MARK_ATTENDANCE)
    return render_template(
        "attendance/_pertemuan.html",
        pertemuan=pertemuan,
        mine=check_in_of(guru.id, pertemuan.id),
        may_check_in=may(held, Do.CHECK_IN),
        is_open=pertemuan.self_check_in_open(now()),
        counts=counted(sheet_of(pertemuan)) if keeps_sheet else None,
        online=online_of(pertemuan.id, guru.id),
    )


def paket_panel(paket: Paket, guru: Guru) -> str | None:
    """The attendance of each pertemuan of a paket: my own word, and how many came."""
    held = paket.held
    if not held:
        return None
    return render_template(
        "attendance/_paket.html",
        paket=paket,
        pertemuan=held,
        mine=mine_in(paket, guru.id),
        counts=present_counts([each.id for each in held]),
        keeps_sheet=may(roles(guru, paket), Do.MARK_ATTENDANCE),
    )


def next_panel(pertemuan: Pertemuan, guru: Guru) -> str | None:
    """On the card of the next pertemuan: that one is recorded already, so that the button asks for nothing more."""
    mine = check_in_of(guru.id, pertemuan.id)
    if mine is None or (mine.via == "lembar" and not mine.is_present):
        return None
    return render_template("attendance/_next.html", pertemuan=pertemuan, mine=mine)
