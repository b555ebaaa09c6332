"""What is near is said once."""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.observations.models import Observation
from community.observations.services.holding import tell_others, when
from community.permissions import Do


@command(Do.REMIND_OBSERVATION)
def remind(actor: Any, observation: Observation) -> None:
    """Tell everyone who takes part that it is near: once, and again after it was moved."""
    if observation.reminded_at is None and observation.takes_place:
        observation.reminded_at = now()
        tell_others(actor, observation, f"Observasi di kelas {observation.teacher.name}, {when(observation)}.")
