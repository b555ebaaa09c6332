"""Who else reads: the head of the teacher's school, where and as long as the teacher says so; every reading is kept."""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db, hold
from community.observations.models import HeadGrant, Observation
from community.observations.queries import head_of
from community.observations.queries.reach import READING
from community.observations.refusals import NoHead
from community.observations.services.holding import tell_others, when, write_down
from community.permissions import Do


@command(Do.GRANT_HEAD)
def grant_head(actor: Any, observation: Observation) -> HeadGrant:
    """Let the head of one's school read this observation. A running permission stays. Raises NoHead."""
    hold(observation)
    if observation.grant:
        return observation.grant
    head = head_of(observation)
    if head is None:
        raise NoHead
    row = add(HeadGrant(observation_id=observation.id, given_at=now()))
    db.session.expire(observation, ["grants"])
    sentence = f"{actor.name} mengizinkan Anda membaca observasi {when(observation)}."
    tell_others(actor, observation, sentence, only=[head.id])
    write_down(actor, observation, f"mengizinkan kepala sekolah ({head.name}) membaca")
    return row


@command(Do.GRANT_HEAD)
def withdraw_grant(actor: Any, observation: Observation) -> Observation:
    """Take the permission back; there being none is no error."""
    hold(observation)
    for grant in observation.grants:
        if grant.withdrawn_at is None:
            grant.withdrawn_at = now()
            write_down(actor, observation, "mencabut izin kepala sekolah")
    return observation


@command(Do.READ_OBSERVATION)
def note_reading(actor: Any, observation: Observation) -> None:
    """Keep that someone read it, where the teacher sees it."""
    write_down(actor, observation, READING)
