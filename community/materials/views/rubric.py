"""/gugus/<slug>/rubrik: by what a gugus reviews. Every anggota reads it, pengurus write the next edition."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.gugus.queries import gugus_of
from community.kernel.command import allowed, authorize
from community.kernel.errors import Refusal
from community.materials import services
from community.materials.forms.material import show
from community.materials.forms.reviewing import rubric_form
from community.materials.queries.rubrics import editions_of, rubric_of
from community.materials.refusals import RubricMoved
from community.materials.views import blueprint
from community.permissions import Do

FIELDS = {"title", "needed", "lines"}


@blueprint.get("/gugus/<slug>/rubrik")
def rubric(slug: str) -> str:
    """What is looked at, in words, and the editions before."""
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    return render_template(
        "materials/rubric.html",
        gugus=gugus,
        rubric=rubric_of(gugus.id),
        editions=editions_of(gugus.id)[1:],
        can_edit=allowed(guru, Do.EDIT_RUBRIC, gugus),
    )


@blueprint.route("/gugus/<slug>/rubrik/ubah", methods=["GET", "POST"])
def edit_rubric(slug: str) -> ResponseReturnValue:
    """The next edition."""
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    authorize(guru, Do.EDIT_RUBRIC, gugus)
    held = rubric_of(gugus.id)
    form = rubric_form(held)
    if form.validate_on_submit():
        try:
            services.edit_rubric(
                guru,
                gugus,
                title=form.title.data,
                needed=form.needed.data,
                lines=form.written,
                based_on=form.base,
            )
        except RubricMoved as refusal:
            form.based_on.data = str(held.number)
            show(form, refusal)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Rubrik tersimpan. Tinjauan yang sudah ada tetap memakai edisinya.", "ok")
            return redirect(url_for(".rubric", slug=slug), 303)
    page = render_template(
        "materials/rubric_form.html", gugus=gugus, form=form, rubric=held, moved=_moved(form, held.number)
    )
    return page, 422 if request.method == "POST" else 200


def _moved(form: object, number: int) -> bool:
    """Whether someone else saved since this form was opened."""
    sent = request.form.get("based_on", "")
    return request.method == "POST" and sent.isdigit() and sent != str(number)
