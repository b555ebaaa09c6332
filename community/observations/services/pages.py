"""A whole page at once: what a phone without scripts sends."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import db, hold
from community.kernel.errors import Invalid, NotFound
from community.kernel.files import Prepared
from community.kernel.forms import clean
from community.kernel.ids import new_id
from community.observations.models import Observation, ObservationAnswer
from community.observations.queries import last_answer
from community.observations.services.photos import add_photo
from community.observations.services.writing import LONGEST_CLIENT_ID, check_writable, fitting, write_answer
from community.permissions import Do


class Unfit(Invalid):
    """Several fields do not fit; `errors` says at which, in sentences. Nothing was written."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__("Ada isian yang belum benar. Perbaiki yang ditandai, lalu simpan lagi.")


@command(Do.WRITE_ANSWER)
def write_page(
    actor: Any,
    observation: Observation,
    *,
    values: Mapping[str, str],
    seen: Mapping[str, str],
    form_id: str,
    photos: Sequence[tuple[str, Prepared]] = (),
) -> list[ObservationAnswer]:
    """Each field that was changed, and the photos: all of them or none.

    `seen` is, by field, the client id of the answer the page showed; `form_id` makes a page sent twice count once.
    Raises Unfit, and as write_answer and add_photo do.
    """
    hold(observation)
    changed, errors = {}, {}
    for key, value in values.items():
        last = last_answer(observation.id, actor.id, key)
        if clean(value) == (last.value if last else "") and not (last and last.beside_id):
            continue
        try:
            fitting(*check_writable(actor, observation, key, now()), value)
        except Invalid as refusal:
            errors[key] = refusal.message
        changed[key] = value
    if errors:
        raise Unfit(errors)
    for key, upload in photos:
        name = _name_of(form_id, key, upload.sha256)
        add_photo(actor, observation, field=key, upload=upload, client_id=name)
    return [
        write_answer(
            actor,
            observation,
            field=key,
            value=value,
            client_id=_name_of(form_id, key, value),
            seen={seen.get(key, "")},
        )
        for key, value in changed.items()
    ]


@command(Do.WRITE_ANSWER)
def choose_answer(actor: Any, observation: Observation, *, answer_id: str) -> ObservationAnswer:
    """Of two that stand beside each other, take one of the own answers. Raises NotFound, and as write_answer does."""
    hold(observation)
    chosen = db.session.get(ObservationAnswer, answer_id)
    if chosen is None or (chosen.observation_id, chosen.guru_id) != (observation.id, actor.id):
        raise NotFound
    last = last_answer(observation.id, actor.id, chosen.field)
    return write_answer(
        actor,
        observation,
        field=chosen.field,
        value=chosen.value,
        client_id=new_id(),
        seen={last.client_id} if last else (),
    )


def _name_of(form_id: str, key: str, value: str) -> str:
    """The same page, field and text give the same name; another text gives another."""
    return hashlib.sha256(f"{form_id}\0{key}\0{value}".encode()).hexdigest()[:LONGEST_CLIENT_ID]
