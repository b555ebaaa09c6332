"""One page per phase: an ordinary form, which scripts turn into one that saves field by field, offline too."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.models import Guru
from community.kernel.clock import now
from community.kernel.errors import NotFound, Refusal
from community.kernel.ids import new_id
from community.kernel.web import begins_late
from community.observations import services
from community.observations.models import MOST_PHOTOS, Observation
from community.observations.queries import photo_of, shown_to
from community.observations.rules import LEVELS, LONGEST, Phase
from community.observations.views import blueprint
from community.observations.views.common import acts, handed_in, reach, reach_reading


@blueprint.get("/observasi/<observation_id>/<phase_key>")
def phase(observation_id: str, phase_key: str) -> ResponseReturnValue:
    """What is written in one phase, and what the others wrote."""
    guru, observation = reach_reading(observation_id)
    return phase_page(guru, observation, _phase(observation, phase_key)), 200


@blueprint.post("/observasi/<observation_id>/<phase_key>")
@begins_late  # photos are cleaned before the act begins
def save_phase(observation_id: str, phase_key: str) -> ResponseReturnValue:
    """All fields of a phase at once: the way without scripts."""
    guru, observation = reach(observation_id)
    found = _phase(observation, phase_key)
    if chosen := request.form.get("pakai"):
        services.choose_answer(guru, observation, answer_id=chosen)
        flash("Tersimpan: satu isian yang dipakai.", "ok")
        return redirect(url_for(".phase", observation_id=observation_id, phase_key=phase_key), 303)
    values = {key: request.form[key] for key in _keys(guru, observation, found) if key in request.form}
    seen = {key: request.form.get(f"asal-{key}", "") for key in values}
    form_id = request.form.get("formulir", "")[:40]
    errors: dict[str, str] = {}
    try:
        photos = [(field.key, each) for field in found.fields for each in handed_in(f"foto-{field.key}")]
        services.write_page(guru, observation, values=values, seen=seen, form_id=form_id, photos=photos)
    except services.Unfit as refusal:
        errors = refusal.errors
    except Refusal as refusal:
        errors = {str(getattr(refusal, "field", None) or ""): refusal.message}
    if errors:
        return phase_page(guru, observation, found, typed=values, errors=errors), 422
    flash("Tersimpan.", "ok")
    return redirect(url_for(".phase", observation_id=observation_id, phase_key=phase_key), 303)


@blueprint.post("/observasi/<observation_id>/foto/<photo_id>/hapus")
def remove_photo(observation_id: str, photo_id: str) -> ResponseReturnValue:
    """Take one's own photo away."""
    guru, observation = reach(observation_id)
    photo = photo_of(guru, observation_id, photo_id)
    found = observation.edition.instrument.parts.get(photo.field)
    services.remove_photo(guru, photo)
    flash("Foto dihapus.", "ok")
    key = found[0].key if found else observation.edition.instrument.phases[0].key
    return redirect(url_for(".phase", observation_id=observation_id, phase_key=key), 303)


def phase_page(
    guru: Guru,
    observation: Observation,
    found: Phase,
    *,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> str:
    instrument = observation.edition.instrument
    place = instrument.phases.index(found)
    standing: dict[str, Any] = acts(guru, observation)
    part = standing["part"]
    may_write = bool(
        part and part.answer == "terima" and observation.takes_place and not (found.sheet and part.closed_at)
    )
    return render_template(
        "observations/phase.html",
        observation=observation,
        instrument=instrument,
        phase=found,
        previous=instrument.phases[place - 1] if place else None,
        next=instrument.phases[place + 1] if place + 1 < len(instrument.phases) else None,
        shown=shown_to(guru, observation),
        names={each.guru_id: each.guru.name for each in observation.participants},
        may_write=may_write,
        typed=typed or {},
        errors=errors or {},
        levels=LEVELS,
        longest=LONGEST,
        most_photos=MOST_PHOTOS,
        form_id=new_id(),
        at=now(),
        **standing,
    )


def _phase(observation: Observation, key: str) -> Phase:
    found = observation.edition.instrument.phase(key)
    if found is None:
        raise NotFound
    return found


def _keys(guru: Guru, observation: Observation, found: Phase) -> list[str]:
    """What `guru` may fill in there, but for photos."""
    part = observation.participant(guru.id)
    fields = [field for field in found.fields if part and field.is_for(part.part)]
    return [each.key for field in fields for each in field.parts if each.kind != "foto"]
