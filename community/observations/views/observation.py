"""One observation: who, when, how it stands, its phases, what comes of it."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.models import Guru
from community.kernel.clock import today
from community.kernel.errors import NotFound
from community.observations.forms import DeclineForm, FollowUpForm
from community.observations.models import Observation
from community.observations.queries import (
    Shown,
    follow_ups_of,
    head_of,
    lessons_shared_from,
    next_cycles,
    observation_of,
    readings_of,
    shown_to,
)
from community.observations.views import blueprint
from community.observations.views.common import acts, reach_reading


@blueprint.get("/observasi/<observation_id>")
def show(observation_id: str) -> ResponseReturnValue:
    """The overview."""
    guru, observation = reach_reading(observation_id)
    return observation_page(guru, observation), 200


def observation_page(guru: Guru, observation: Observation, follow_up: FollowUpForm | None = None) -> str:
    standing = acts(guru, observation)
    shown = shown_to(guru, observation)
    form = follow_up or FollowUpForm(formdata=None)
    form.offer(observation)
    teacher = standing["is_teacher"]
    return render_template(
        "observations/show.html",
        observation=observation,
        instrument=observation.edition.instrument,
        phase_paths=" ".join(
            url_for(".phase", observation_id=observation.id, phase_key=each.key)
            for each in observation.edition.instrument.phases
        ),
        filled=_filled(guru, observation, shown),
        follow_ups=follow_ups_of(observation.id),
        follow_up_form=form,
        decline_form=DeclineForm(formdata=None),
        head=head_of(observation) if teacher else None,
        lessons=lessons_shared_from(observation.id) if teacher else [],
        readings=readings_of(observation.id) if teacher else [],
        before=_before(guru, observation),
        cycles=next_cycles(guru, observation),
        today=today(observation.zone),
        **standing,
    )


def _filled(guru: Guru, observation: Observation, shown: Shown) -> dict[str, tuple[int, int]]:
    """By phase: how many of the fields that are for `guru` hold something, and how many there are."""
    part = observation.participant(guru.id)
    counts = {}
    for phase in observation.edition.instrument.phases:
        keys = [field.key for field in phase.fields if part and field.is_for(part.part)]
        done = [key for key in keys if (key in shown.own and shown.own[key].value) or shown.photos.get(key)]
        counts[phase.key] = (len(done), len(keys))
    return counts


def _before(guru: Guru, observation: Observation) -> Observation | None:
    """The cycle before, if `guru` reaches it."""
    try:
        return observation_of(guru, observation.follows_id) if observation.follows_id else None
    except NotFound:
        return None
