"""Work in the background."""

from community.kernel.command import SYSTEM
from community.kernel.jobs import every
from community.observations.queries import to_remind
from community.observations.services import remind


@every(minutes=15)
def remind_of_observations() -> None:
    """Tell of what begins within a day, each once."""
    for observation in to_remind():
        remind(SYSTEM, observation)
