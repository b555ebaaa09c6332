"""My gugus, one gugus, making and keeping one, its trail."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.accounts.queries import guru_with
from community.gugus import services
from community.gugus.forms import GugusForm, JoinCodeForm, NewGugusForm, say
from community.gugus.queries import (
    anggota_counts,
    figures_of,
    my_gugus,
    overseen_gugus,
    pengurus_of,
)
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach, searching
from community.kernel.command import INSTALLATION, allowed, authorize, roles
from community.kernel.errors import Invalid
from community.kernel.panels import panels
from community.kernel.trail import trail_of
from community.permissions import Do, Role, may

_LINES = 50


@blueprint.get("/gugus")
def index() -> ResponseReturnValue:
    """My gugus, the code of an invitation, and what one oversees."""
    return index_page(current_guru(), JoinCodeForm()), 200


def index_page(guru: Guru, form: JoinCodeForm) -> str:
    mine = my_gugus(guru)
    others = [each for each in overseen_gugus(guru) if each.id not in {own.id for own in mine}]
    return render_template(
        "gugus/index.html",
        mine=mine,
        others=others,
        counts=anggota_counts([each.id for each in [*mine, *others]]),
        form=form,
        may_create=allowed(guru, Do.CREATE_GUGUS, INSTALLATION),
    )


@blueprint.route("/gugus/baru", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    guru = current_guru()
    authorize(guru, Do.CREATE_GUGUS, INSTALLATION)
    form = NewGugusForm()
    form.offer_wilayah()
    form.offer_ketua()
    if not searching() and form.validate_on_submit():
        ketua = guru_with(form.ketua_id.data) if form.ketua_id.data else None
        try:
            made = services.create_gugus(guru, INSTALLATION, values=form.values(), ketua=ketua)
        except Invalid as refusal:
            say(form, refusal)
        else:
            flash(f"{made.name} sudah dibuat. Pilih sekolah anggotanya.", "ok")
            return redirect(url_for(".schools", slug=made.slug), 303)
    sent = form.is_submitted() and not searching()
    return render_template("gugus/create.html", form=form), 422 if sent else 200


@blueprint.get("/gugus/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """What comes next, who belongs to it, who leads it."""
    guru, gugus = reach(slug)
    held, figures = roles(guru, gugus), figures_of(gugus.id)
    return page(
        "show",
        guru,
        gugus,
        "ringkasan",
        filled=panels("gugus", gugus, guru),
        number=figures.anggota,
        schools=figures.schools,
        pengurus=pengurus_of(gugus),
        waiting=figures.waiting if may(held, Do.DECIDE_JOIN) else 0,
        reports=figures.reports if may(held, Do.RULE) else 0,
        is_anggota=Role.ANGGOTA in held,
    )


@blueprint.route("/gugus/<slug>/ubah", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug, Do.EDIT_GUGUS)
    form = GugusForm(obj=gugus)
    form.offer_wilayah()
    if not searching() and form.validate_on_submit():
        try:
            services.edit_gugus(guru, gugus, values=form.values())
        except Invalid as refusal:
            say(form, refusal)
        else:
            flash("Data gugus tersimpan.", "ok")
            return redirect(url_for(".show", slug=slug), 303)
    sent = form.is_submitted() and not searching()
    return page("edit", guru, gugus, "ringkasan", form=form), 422 if sent else 200


@blueprint.get("/gugus/<slug>/jejak")
def trail(slug: str) -> ResponseReturnValue:
    """Who did what, newest first."""
    guru, gugus = reach(slug)
    lines = trail_of("gugus", gugus.id, limit=_LINES + 1, before=_before())
    older = url_for(".trail", slug=slug, sebelum=lines[_LINES - 1].at.isoformat()) if len(lines) > _LINES else None
    return page("trail", guru, gugus, "jejak", lines=lines[:_LINES], older=older), 200


def _before() -> datetime | None:
    try:
        moment = datetime.fromisoformat(request.args.get("sebelum", "").replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
