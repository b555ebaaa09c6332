"""What every act on an observation does first: lock it, read it afresh, see how it stands."""

from collections.abc import Iterable
from typing import Any

from community.kernel.clock import now
from community.kernel.database import add, hold
from community.kernel.errors import NotFound
from community.kernel.indonesian import waktu
from community.kernel.notices import tell
from community.kernel.trail import note
from community.observations.models import Observation, ObservationParticipant, ObservationStep
from community.observations.refusals import NotAgreedYet, ObservationFinished, ObservationOff


def hold_alive(observation: Observation) -> Observation:
    """Lock `observation` until the act ends. Raises ObservationOff, ObservationFinished."""
    hold(observation)
    if observation.is_off:
        raise ObservationOff
    if observation.end:
        raise ObservationFinished
    return observation


def hold_agreed(observation: Observation) -> Observation:
    """`hold_alive`, of one that everyone needed agreed to. Raises NotAgreedYet too."""
    hold_alive(observation)
    if not observation.is_agreed:
        raise NotAgreedYet
    return observation


def person_in(observation: Observation, actor: Any) -> ObservationParticipant:
    """As what `actor` takes part. Raises NotFound."""
    part = observation.participant(actor.id)
    if part is None:
        raise NotFound
    return part


def step(actor: Any, observation: Observation, kind: str, reason: str = "", **old: Any) -> ObservationStep:
    """Part of an act: the next step of `observation`; `old` is when it was."""
    number = len(observation.steps) + 1
    row = ObservationStep(
        observation=observation, number=number, kind=kind, by_id=actor.id, at=now(), reason=reason, **old
    )
    return add(row)


def write_down(actor: Any, observation: Observation, sentence: str) -> None:
    """Part of an act: one line in the trail of the observation alone. That of the gugus is read by everyone."""
    note(actor, sentence, observasi=observation.id)


def tell_others(actor: Any, observation: Observation, sentence: str, *, only: Iterable[str] | None = None) -> None:
    """Part of an act: tell everyone who takes part (or `only` these), but for who did it."""
    people = {observation.teacher_id, *(each.guru_id for each in observation.observers)} if only is None else {*only}
    tell(
        people - {actor.id},
        sentence,
        link=f"/observasi/{observation.id}",
        key=f"observasi:{observation.id}",
        kind="observasi",
        gugus_id=observation.gugus_id,
    )


def when(observation: Observation) -> str:
    """Its beginning in words, in the zone of its gugus."""
    return waktu(observation.starts_at, observation.zone)
