"""What the doors of observations share."""

from typing import Any

from flask import Response, after_this_request, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries import gugus_of
from community.kernel.command import roles
from community.kernel.errors import NotFound
from community.kernel.files import IMAGES, FileRefused, Prepared, Sent, Upload, prepare
from community.kernel.forms import SENT
from community.observations.models import MOST_PHOTOS, Observation
from community.observations.queries import observation_of, was_read_lately
from community.observations.services import note_reading
from community.permissions import PENGURUS, Role


def reach(observation_id: str) -> tuple[Guru, Observation]:
    """Who is there, and the observation they take part in or may read. Raises NotSignedIn, NotFound."""
    guru = current_guru()
    return guru, observation_of(guru, observation_id)


def reach_reading(observation_id: str) -> tuple[Guru, Observation]:
    """`reach`; a reader who does not take part, the head, is written down first: the teacher sees it.

    Such a reader's browser keeps no copy, since the permission may be withdrawn.
    """
    guru, observation = reach(observation_id)
    if observation.participant(guru.id) is None:
        after_this_request(_not_kept)
        if not was_read_lately(observation_id, guru.id):
            note_reading(guru, observation)
            observation = observation_of(guru, observation_id)
    return guru, observation


def _not_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def reach_gugus(slug: str) -> tuple[Guru, Gugus, bool]:
    """Who is there, the gugus they belong to, and whether they are its pengurus.

    Observations are for those who belong to it: whoever only oversees it finds nothing. Raises NotFound.
    """
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    held = roles(guru, gugus)
    if not held & {*PENGURUS, Role.ANGGOTA}:
        raise NotFound
    return guru, gugus, bool(held & PENGURUS)


def handed_in(name: str) -> list[Prepared]:
    """The photos of one field, looked at, cleaned and stored before the act begins: the files themselves, or the ids
    of what was sent in pieces before the form. Raises FileRefused, with `field` set.
    """
    found: list[Upload] = [Sent(each) for each in dict.fromkeys(request.form.getlist(f"{name}{SENT}")) if each]
    found += [each for each in request.files.getlist(name) if each.filename]
    try:
        return [prepare(each, IMAGES) for each in found[:MOST_PHOTOS]]
    except FileRefused as refusal:
        refusal.field = name.removeprefix("foto-")
        raise


def back_to(observation: Observation, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("observations.show", observation_id=observation.id, _anchor=anchor), 303)


def acts(guru: Guru, observation: Observation) -> dict[str, Any]:
    """As what `guru` stands before an observation, for a page."""
    held = observation.roles_of(guru)
    return {
        "guru": guru,
        "part": observation.participant(guru.id),
        "is_teacher": Role.GURU_MODEL in held,
        "is_observer": Role.PENGAMAT in held,
        "zone": observation.zone,
    }
