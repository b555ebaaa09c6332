"""What lokakarya shows on the pages of others."""

from flask import render_template

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.clock import now, today
from community.kernel.command import roles
from community.lokakarya.models import Paket, Pertemuan
from community.lokakarya.queries import next_of_gugus, next_pertemuan, paket_in, pertemuan_in, waiting_for
from community.permissions import Do, may

SHOWN = 20  # as many paket of a gugus as one reads; older ones are in the calendar


def gugus_panel(gugus: Gugus, guru: Guru) -> str:
    """The next pertemuan of a gugus, its paket in progress, and the past ones."""
    can_plan = may(roles(guru, gugus), Do.PLAN_PAKET)
    found = paket_in(gugus, drafts=can_plan, limit=SHOWN)
    return render_template(
        "lokakarya/_gugus.html",
        gugus=gugus,
        next=next_of_gugus(gugus),
        running=[each for each in found if each.is_open],
        past=[each for each in found if not each.is_open],
        can_plan=can_plan,
    )


def beranda_top(guru: Guru) -> str | None:
    """The one card of the front page: where to be next, with its one button."""
    pertemuan = next_pertemuan(guru)
    if pertemuan is None:
        return None
    number, count = _place_in(pertemuan.paket, pertemuan)
    return render_template(
        "lokakarya/_next.html",
        pertemuan=pertemuan,
        paket=pertemuan.paket,
        number=number,
        count=count,
        is_open=pertemuan.self_check_in_open(now()),
    )


def beranda_tindak_lanjut(guru: Guru) -> str | None:
    """What one agreed to do and has not done."""
    found = waiting_for(guru)
    if not found:
        return None
    return render_template("lokakarya/_tindak_lanjut.html", waiting=found, today=today())


def _place_in(paket: Paket, pertemuan: Pertemuan) -> tuple[int, int]:
    held = [each.id for each in pertemuan_in(paket) if not each.is_cancelled]
    return held.index(pertemuan.id) + 1, len(held)
