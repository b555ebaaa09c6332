"""What is to be done after the talk."""

from datetime import date
from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.indonesian import tanggal
from community.observations.models import FollowUp, Observation
from community.observations.refusals import FollowUpGone
from community.observations.services.holding import hold_agreed, tell_others, write_down
from community.permissions import Do


@command(Do.ADD_FOLLOW_UP)
def add_follow_up(
    actor: Any, observation: Observation, *, text: str, who_id: str, until_on: date | None = None
) -> FollowUp:
    """Who does what until when; who it is, is told. Raises Invalid, and as hold_agreed does."""
    hold_agreed(observation)
    if not text.strip():
        raise Invalid("Tulis apa yang akan dikerjakan.", field="text")
    if who_id not in {observation.teacher_id, *(each.guru_id for each in observation.observers)}:
        raise Invalid("Pilih guru atau pengamat dari observasi ini.", field="who_id")
    row = add(
        FollowUp(
            observation=observation,
            guru_id=actor.id,
            who_id=who_id,
            text=text.strip(),
            until_on=until_on,
            at=now(),
        )
    )
    until = f", paling lambat {tanggal(until_on)}" if until_on else ""
    tell_others(actor, observation, f"Tindak lanjut observasi untuk Anda{until}.", only=[who_id])
    write_down(actor, observation, "mencatat tindak lanjut")
    return row


@command(Do.FINISH_FOLLOW_UP)
def finish_follow_up(actor: Any, follow_up: FollowUp, *, done: bool = True) -> FollowUp:
    """Mark it done, or not done after all. Raises FollowUpGone."""
    _hold(follow_up)
    if bool(follow_up.done_at) != done:
        follow_up.done_at, follow_up.done_by_id = (now(), actor.id) if done else (None, None)
        said = "menyelesaikan tindak lanjut" if done else "membuka lagi tindak lanjut"
        write_down(actor, follow_up.observation, said)
    return follow_up


@command(Do.FINISH_FOLLOW_UP)
def remove_follow_up(actor: Any, follow_up: FollowUp) -> FollowUp:
    """Withdraw it: it is no longer shown. Raises FollowUpGone."""
    _hold(follow_up)
    follow_up.withdrawn_at, follow_up.withdrawn_by_id = now(), actor.id
    write_down(actor, follow_up.observation, "menarik tindak lanjut")
    return follow_up


def _hold(follow_up: FollowUp) -> None:
    hold(follow_up)
    if follow_up.withdrawn_at:
        raise FollowUpGone
