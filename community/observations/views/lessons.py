"""What a teacher shares with the gugus: chosen, drafted without names, read, mended, then sent out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from community.kernel.command import authorize
from community.kernel.errors import NotFound, Refusal
from community.observations import services
from community.observations.forms import PartsForm, ShareForm, show
from community.observations.models import Observation
from community.observations.queries import draft_for, lesson_in, lessons_shared_from
from community.observations.refusals import NamesLeft
from community.observations.views import blueprint
from community.observations.views.common import back_to, reach, reach_gugus
from community.permissions import Do


@blueprint.route("/observasi/<observation_id>/bagikan", methods=["GET", "POST"])
def share(observation_id: str) -> ResponseReturnValue:
    """First which parts, then the draft: what is sent is what stands in the field, seen and mended."""
    guru, observation = reach(observation_id)
    authorize(guru, Do.SHARE_OBSERVATION, observation)
    chosen = set(request.args.getlist("bagian"))
    parts = PartsForm(formdata=MultiDict([("bagian", each) for each in chosen]) if chosen else None)
    form = ShareForm(title=_title(observation), text=draft_for(guru, observation, chosen) if chosen else "")
    if form.validate_on_submit():
        try:
            lesson = services.share_lesson(
                guru, observation, title=form.title.data, text=form.text.data, despite=form.despite.data
            )
        except NamesLeft as refusal:
            form.despite.errors = [refusal.message]
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Dibagikan kepada gugus, tanpa nama. Anda dapat menariknya kapan saja.", "ok")
            return redirect(url_for(".lesson", slug=observation.gugus.slug, lesson_id=lesson.id), 303)
    drafted = bool(chosen) or form.is_submitted()
    page = render_template("observations/share.html", observation=observation, parts=parts, form=form, drafted=drafted)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/gugus/<slug>/observasi/pelajaran/<lesson_id>")
def lesson(slug: str, lesson_id: str) -> str:
    """What someone of the gugus shared; not who."""
    _, gugus, _ = reach_gugus(slug)
    return render_template(
        "observations/lesson.html", gugus=gugus, lesson=lesson_in(gugus, lesson_id), zone=gugus.zone.name
    )


@blueprint.post("/observasi/<observation_id>/pelajaran/<lesson_id>/penarikan")
def withdraw(observation_id: str, lesson_id: str) -> ResponseReturnValue:
    """The teacher takes it back."""
    guru, observation = reach(observation_id)
    found = next((each for each in lessons_shared_from(observation.id) if each.id == lesson_id), None)
    if found is None:
        raise NotFound
    services.withdraw_lesson(guru, found)
    flash("Ditarik. Gugus tidak melihatnya lagi.", "ok")
    return back_to(observation)


def _title(observation: Observation) -> str:
    class_name = f"kelas {observation.class_name}" if observation.class_name else ""
    said = " ".join(each for each in (observation.mapel, class_name) if each)
    return f"Pelajaran dari observasi {said}".strip()
