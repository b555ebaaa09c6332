"""/gugus/<slug>/pengurus: offices, terms, handing over."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from community.accounts.models import Guru
from community.accounts.queries import guru_with
from community.gugus import services
from community.gugus.forms import PengurusForm, ReasonForm, say
from community.gugus.models import PENGURUS_OFFICES, Gugus
from community.gugus.queries import anggota_of, names_of, pengurus_of, term_in, terms_of
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach
from community.kernel.clock import today
from community.kernel.command import allowed
from community.kernel.errors import Refusal
from community.permissions import Do


@blueprint.get("/gugus/<slug>/pengurus")
def pengurus(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    return _page(guru, gugus, PengurusForm()), 200


@blueprint.post("/gugus/<slug>/pengurus")
def appoint(slug: str) -> ResponseReturnValue:
    """Give an office; a new ketua takes over from the old one."""
    guru, gugus = reach(slug, Do.APPOINT_PENGURUS)
    form = PengurusForm()
    form.offer(anggota_of(gugus))
    if form.validate_on_submit():
        chosen = guru_with(form.guru.data)
        try:
            if chosen is None:
                raise services.NotACandidate("Orang ini sudah tidak ada. Pilih anggota lain.", field="guru")
            services.appoint_pengurus(
                guru,
                gugus,
                guru=chosen,
                office=form.office.data,
                bidang=form.bidang.data or "",
                from_on=form.from_on.data,
                until_on=form.until_on.data,
            )
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash(f"{chosen.name} sekarang {PENGURUS_OFFICES[form.office.data].lower()}.", "ok")
            return redirect(url_for(".pengurus", slug=slug), 303)
    return _page(guru, gugus, form), 422


@blueprint.route("/gugus/<slug>/pengurus/<term_id>/akhiri", methods=["GET", "POST"])
def end_term(slug: str, term_id: str) -> ResponseReturnValue:
    guru, gugus = reach(slug, Do.END_PENGURUS)
    term = term_in(gugus, term_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            services.end_pengurus(guru, term, reason=form.reason.data)
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash("Jabatan sudah diakhiri.", "ok")
            return redirect(url_for(".pengurus", slug=slug), 303)
    return page("end_term", guru, gugus, "pengurus", term=term, form=form), 422 if form.is_submitted() else 200


def _page(guru: Guru, gugus: Gugus, form: PengurusForm) -> str:
    may_appoint = allowed(guru, Do.APPOINT_PENGURUS, gugus)
    if may_appoint:
        form.offer(anggota_of(gugus))
        if not form.is_submitted():
            form.from_on.data = today(gugus.zone.name)
    serving = pengurus_of(gugus)
    terms = terms_of(gugus)
    running = {term.id for term in serving}
    return page(
        "pengurus",
        guru,
        gugus,
        "pengurus",
        form=form if may_appoint else None,
        serving=serving,
        past=[term for term in terms if term.id not in running],
        names=names_of({term.ended_by_id for term in terms if term.ended_by_id}),
        has_ketua=any(term.office == "ketua" for term in serving),
    )
