"""What the teacher lets the gugus see of an observation: a text, read before it goes out, without names."""

from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.markdown import render
from community.observations.models import Observation, SharedLesson
from community.observations.queries.drafting import strangers_of
from community.observations.refusals import NamesLeft
from community.observations.rules import found_in
from community.observations.services.holding import hold_agreed, write_down
from community.permissions import Do


@command(Do.SHARE_OBSERVATION)
def share_lesson(actor: Any, observation: Observation, *, title: str, text: str, despite: bool = False) -> SharedLesson:
    """Show `text` to the gugus. `despite` says that what looks like a name is none.

    Raises Invalid, NamesLeft, ObservationOff, NotAgreedYet.
    """
    hold(observation)
    if observation.end != "selesai":
        hold_agreed(observation)
    if not title.strip():
        raise Invalid("Tulis judulnya.", field="title")
    if not text.strip():
        raise Invalid("Tulisannya masih kosong. Pilih bagian yang dibagikan, atau tulis sendiri.", field="text")
    names = found_in(f"{title}\n{text}", strangers_of(observation))
    if names and not despite:
        raise NamesLeft(names)
    row = add(
        SharedLesson(
            gugus_id=observation.gugus_id,
            observation_id=observation.id,
            title=title.strip(),
            text=text.strip(),
            html=render(text),
            shared_at=now(),
        )
    )
    write_down(actor, observation, "membagikan pelajaran dari observasi ini kepada gugus, tanpa nama")
    return row


@command(Do.SHARE_OBSERVATION)
def withdraw_lesson(actor: Any, lesson: SharedLesson) -> SharedLesson:
    """Take it back: the gugus no longer sees it."""
    hold(lesson)
    if lesson.withdrawn_at is None:
        lesson.withdrawn_at = now()
        write_down(actor, lesson.observation, "menarik pelajaran yang dibagikan kepada gugus")
    return lesson
