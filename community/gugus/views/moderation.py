"""Reporting what should not stand there, and the queue of reports; names offered while one types."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.gugus import services
from community.gugus.forms import HideAfterForm, ReportForm, RulingForm, say
from community.gugus.models import Gugus
from community.gugus.queries.hooks import described, reached
from community.gugus.queries.mentionable import mentionable, named_like
from community.gugus.queries.moderation import case_in, cases_of, members_among, report_by, things_of, waiting_count
from community.gugus.views import blueprint
from community.gugus.views.common import page, page_number, reach
from community.kernel.command import authorize, roles
from community.kernel.errors import NotFound, Refusal
from community.permissions import PENGURUS, Do, Role

_CASES = 20


@blueprint.route("/laporan/<kind>/<about_id>", methods=["GET", "POST"])
def report(kind: str, about_id: str) -> ResponseReturnValue:
    """Report something one can read, with a reason."""
    guru = current_guru()
    subject = reached(guru, kind, about_id)
    thing = described(kind, [about_id]).get(about_id)
    if thing is None:
        raise NotFound
    form = ReportForm()
    if form.validate_on_submit():
        try:
            services.report(guru, subject, kind=kind, reason=form.reason.data, words=form.words.data or "")
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash("Terima kasih. Pengurus akan memeriksanya, dan Anda diberi tahu keputusannya.", "ok")
            return redirect(thing.link, 303)
    done = report_by(guru, kind, about_id)
    answer = render_template("gugus/report.html", form=form, thing=thing, done=done, own=guru.id in thing.writer_ids)
    return answer, 422 if form.is_submitted() else 200


@blueprint.get("/gugus/<slug>/laporan")
def reports(slug: str) -> ResponseReturnValue:
    """What waits for a decision, oldest first, and what was decided."""
    guru, gugus = reach(slug, Do.RULE)
    return _queue(guru, gugus), 200


@blueprint.post("/gugus/<slug>/laporan/<case_id>/putusan")
def rule(slug: str, case_id: str) -> ResponseReturnValue:
    """Hide it or let it stand, with a reason."""
    guru, gugus = reach(slug, Do.RULE)
    case = case_in(gugus, case_id)
    form = RulingForm(prefix=case.id)
    if form.validate_on_submit():
        try:
            services.rule(guru, case, verdict=form.verdict.data, reason=form.reason.data, based_on=form.number)
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash("Keputusan tercatat. Penulis dan pelapor diberi tahu.", "ok")
            return redirect(url_for(".reports", slug=slug), 303)
    return _queue(guru, gugus, forms={case.id: form}), 422


@blueprint.post("/gugus/<slug>/laporan/batas")
def hide_after(slug: str) -> ResponseReturnValue:
    """At how many reports something is hidden by itself."""
    guru, gugus = reach(slug, Do.EDIT_GUGUS)
    form = HideAfterForm()
    if form.validate_on_submit():
        services.edit_gugus(guru, gugus, values={"hide_after": form.hide_after.data})
        flash("Batas laporan tersimpan.", "ok")
        return redirect(url_for(".reports", slug=slug), 303)
    return _queue(guru, gugus, limit_form=form), 422


@blueprint.get("/gugus/<slug>/sebutan")
def mentions(slug: str) -> ResponseReturnValue:
    """Members whose names fit what is typed behind an @: for who belongs to the gugus."""
    guru, gugus = reach(slug)
    if not roles(guru, gugus) & (PENGURUS | {Role.ANGGOTA}):
        raise NotFound
    found = named_like(request.args.get("q", "")[:60], mentionable(gugus.id))
    return jsonify([{"sebut": each.sign, "nama": each.name} for each in found])


def _queue(
    guru: Guru,
    gugus: Gugus,
    forms: dict[str, RulingForm] | None = None,
    limit_form: HideAfterForm | None = None,
) -> str:
    authorize(guru, Do.RULE, gugus)
    number = page_number()
    offset = (number - 1) * _CASES
    waiting = cases_of(gugus, waiting=True, limit=_CASES)
    decided = cases_of(gugus, waiting=False, limit=_CASES + 1, offset=offset)
    cases = [*waiting, *decided[:_CASES]]
    own = {case.id: RulingForm(formdata=None, prefix=case.id, based_on=str(len(case.rulings))) for case in cases}
    return page(
        "reports",
        guru,
        gugus,
        "laporan",
        waiting=waiting,
        waiting_number=waiting_count(gugus.id),
        decided=decided[:_CASES],
        more=len(decided) > _CASES,
        number=number,
        things=things_of(cases),
        members=members_among(gugus.id, {each.by_id for case in waiting for each in case.reports}),
        forms=own | (forms or {}),
        limit_form=limit_form or HideAfterForm(formdata=None, hide_after=gugus.hide_after),
    )
