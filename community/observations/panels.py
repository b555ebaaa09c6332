"""What observations show on the pages of others."""

from flask import render_template

from community.accounts.models import Guru
from community.kernel.command import roles
from community.lokakarya.models import Pertemuan, role_in
from community.observations.queries import due_follow_ups, of_pertemuan, waiting_for_me
from community.permissions import PENGURUS


def beranda_panel(guru: Guru) -> str | None:
    """Observations that wait for an answer, come near, or are to be read; and what is to be done after them."""
    waiting, todo = waiting_for_me(guru), due_follow_ups(guru)
    if not waiting and not todo:
        return None
    return render_template("observations/_beranda.html", waiting=waiting, todo=todo)


def pertemuan_panel(pertemuan: Pertemuan, guru: Guru) -> str | None:
    """Lesson study of a pertemuan: for who takes part, for pengurus that it is planned, and the way to plan it."""
    paket = pertemuan.paket
    if paket.is_draft or pertemuan.is_cancelled:
        return None
    found = [(each, bool(each.roles_of(guru))) for each in of_pertemuan(pertemuan)]
    leads = bool(roles(guru, paket) & PENGURUS)
    plans = leads or role_in(paket.id, guru.id) in ("guru_model", "pengamat")
    visible = [(each, reached) for each, reached in found if reached or (leads and not each.is_off)]
    if not visible and not (plans and paket.is_open):
        return None
    return render_template(
        "observations/_pertemuan.html", pertemuan=pertemuan, paket=paket, found=visible, plans=plans and paket.is_open
    )
