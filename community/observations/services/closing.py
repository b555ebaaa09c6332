"""After the lesson: the observer closes the sheet, the teacher reads it, and after the talk it is finished."""

from datetime import date
from typing import Any

from community.kernel.clock import now, today, zone
from community.kernel.command import command
from community.kernel.errors import Invalid
from community.observations.models import Observation
from community.observations.refusals import SheetsOpen
from community.observations.services.holding import hold_agreed, person_in, step, tell_others, when, write_down
from community.permissions import Do


@command(Do.CLOSE_SHEET)
def close_sheet(actor: Any, observation: Observation) -> Observation:
    """From now on the teacher and the other observers read this observer's sheet. What is closed stays closed.

    Raises Invalid before the day of the lesson, and as hold_agreed does.
    """
    hold_agreed(observation)
    part = person_in(observation, actor)
    if part.closed_at:
        return observation
    if part.answer != "terima":
        raise Invalid("Terima dulu undangan observasinya, lalu tutup lembarnya.")
    if today(observation.zone) < _day(observation):
        raise Invalid(f"Pelajarannya baru {when(observation)}. Lembar ditutup sesudah observasi.")
    part.closed_at = now()
    step(actor, observation, "ditutup")
    sentence = f"{actor.name} menutup lembar observasi {when(observation)}. Anda sudah dapat membacanya."
    tell_others(actor, observation, sentence, only=[observation.teacher_id])
    write_down(actor, observation, "menutup lembar observasinya")
    return observation


@command(Do.CLOSE_SHEET)
def reopen_sheet(actor: Any, observation: Observation) -> Observation:
    """The observer goes on writing; nobody else reads the sheet meanwhile. Raises as hold_agreed does."""
    hold_agreed(observation)
    part = person_in(observation, actor)
    if part.closed_at is None:
        return observation
    part.closed_at = None
    step(actor, observation, "dibuka_kembali")
    sentence = f"{actor.name} membuka kembali lembar observasi {when(observation)} untuk memperbaikinya."
    tell_others(actor, observation, sentence, only=[observation.teacher_id])
    write_down(actor, observation, "membuka kembali lembar observasinya")
    return observation


@command(Do.MARK_READ)
def mark_read(actor: Any, observation: Observation) -> Observation:
    """The teacher has read the sheets, and the talk may begin. Raises SheetsOpen, and as hold_agreed does."""
    hold_agreed(observation)
    _must_be_closed(observation)
    if not observation.is_read:
        step(actor, observation, "dibaca")
        tell_others(actor, observation, f"{actor.name} sudah membaca lembar observasi. Lanjutkan dengan percakapan.")
        write_down(actor, observation, "membaca lembar observasinya")
    return observation


@command(Do.FINISH_OBSERVATION)
def finish_observation(actor: Any, observation: Observation) -> Observation:
    """After the talk: what was written stays as it is; follow-ups go on. Raises SheetsOpen, and as hold_agreed does."""
    hold_agreed(observation)
    _must_be_closed(observation)
    step(actor, observation, "selesai")
    tell_others(actor, observation, f"Observasi {when(observation)} diselesaikan oleh {actor.name}.")
    write_down(actor, observation, "menyelesaikan observasi ini")
    return observation


def _must_be_closed(observation: Observation) -> None:
    if not all(each.closed_at for each in observation.coming):
        raise SheetsOpen


def _day(observation: Observation) -> date:
    return observation.starts_at.astimezone(zone(observation.zone)).date()
