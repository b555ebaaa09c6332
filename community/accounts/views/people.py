"""/kelola/orang: people as the operator sees them; numbers are masked except where they are edited."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.forms import IssueCodeForm, PersonForm
from community.accounts.queries import appointments_of, has_password, people_found
from community.accounts.views.common import PAGE, blueprint, operator, page_number, person, say_at_field
from community.kernel.clock import today
from community.kernel.command import INSTALLATION
from community.kernel.errors import Invalid
from community.kernel.forms import options
from community.kernel.trail import trail_of
from community.kernel.web import begins_late, public_url
from community.wilayah.queries import sekolah_found, sekolah_of_ids


@blueprint.get("/kelola/orang")
def people() -> ResponseReturnValue:
    operator()
    words, number = request.args.get("cari", "")[:100], page_number()
    found = people_found(words, PAGE, (number - 1) * PAGE)
    return render_template("kelola/people.html", found=found, words=words, page=number, size=PAGE)


@blueprint.route("/kelola/orang/baru", methods=["GET", "POST"])
@begins_late  # most posts are searches, which need no writer
def add_person() -> ResponseReturnValue:
    guru = operator()
    form = PersonForm()
    _offer_schools(form)
    if not _searching() and form.validate_on_submit():
        try:
            made = services.add_person(guru, INSTALLATION, values=form.values())
        except Invalid as refusal:
            say_at_field(form, refusal, "name")
        else:
            flash(f"{made.name} sudah ditambahkan. Berikan kode agar dapat masuk.", "ok")
            return redirect(url_for(".show_person", guru_id=made.id), 303)
    page = render_template("kelola/person_form.html", form=form, person=None)
    return page, 422 if form.is_submitted() and not _searching() else 200


@blueprint.get("/kelola/orang/<guru_id>")
def show_person(guru_id: str) -> ResponseReturnValue:
    operator()
    return _person_page(guru_id, IssueCodeForm())


@blueprint.route("/kelola/orang/<guru_id>/ubah", methods=["GET", "POST"])
@begins_late
def edit_person(guru_id: str) -> ResponseReturnValue:
    actor, guru = operator(), person(guru_id)
    form = PersonForm(obj=guru)
    _offer_schools(form)
    if not _searching() and form.validate_on_submit():
        try:
            services.edit_person(actor, guru, values=form.values())
        except Invalid as refusal:
            say_at_field(form, refusal, "name")
        else:
            flash("Data tersimpan.", "ok")
            return redirect(url_for(".show_person", guru_id=guru_id), 303)
    page = render_template("kelola/person_form.html", form=form, person=guru)
    return page, 422 if form.is_submitted() and not _searching() else 200


@blueprint.post("/kelola/orang/<guru_id>/kode")
def issue_code(guru_id: str) -> ResponseReturnValue:
    actor, guru = operator(), person(guru_id)
    form = IssueCodeForm()
    if not form.validate_on_submit():
        return _person_page(guru_id, form), 422
    code = services.issue_code(actor, guru, purpose=form.purpose.data)
    link = public_url(url_for(".use_code", code=code))
    return render_template("kelola/code.html", person=guru, code=code, link=link, purpose=form.purpose.data)


def _person_page(guru_id: str, form: IssueCodeForm) -> str:
    guru = person(guru_id)
    return render_template(
        "kelola/person.html",
        person=guru,
        form=form,
        appointments=appointments_of(guru.id),
        has_password=has_password(guru.id),
        today=today(),
        lines=trail_of("guru", guru.id, limit=20),
    )


def _searching() -> bool:
    """Whether the button beside the search was pressed rather than the one that saves."""
    return request.form.get("langkah") == "cari"


def _offer_schools(form: PersonForm) -> None:
    """The schools found by the words, and the one already chosen, as radio buttons."""
    chosen = form.sekolah_id.data
    words = form.sekolah_words.data or ""
    found = {each.id: each for each in sekolah_found(words, limit=20)}
    if chosen and chosen not in found:
        found = {each.id: each for each in sekolah_of_ids([chosen])} | found
    choices = [(each.id, f"{each.name}, {each.kecamatan.title} (NPSN {each.npsn})") for each in found.values()]
    form.sekolah_id.choices = options([*choices, ("", "Belum ada sekolah induk")]) if choices else []
