"""Who visits whom and when: proposing, answering, moving, calling off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import command, roles
from community.kernel.database import add
from community.kernel.errors import Invalid
from community.lokakarya.models import Pertemuan
from community.observations.models import InstrumentEdition, Observation, ObservationParticipant
from community.observations.queries import candidates_of, edition_with
from community.observations.queries.instruments import offered
from community.observations.refusals import StartedAlready
from community.observations.rules import OBSERVER, TEACHER
from community.observations.services.holding import hold_alive, person_in, step, tell_others, when, write_down
from community.permissions import PENGURUS, Do

MOST_OBSERVERS = 12
BACK = timedelta(days=30)  # what was observed on paper may be written down later
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Lesson:
    """Which lesson, and when."""

    starts_at: datetime
    ends_at: datetime
    class_name: str = ""
    mapel: str = ""
    topic: str = ""


@command(Do.PROPOSE_OBSERVATION)
def propose(
    actor: Any,
    gugus: Gugus,
    *,
    edition: str,
    teacher_id: str,
    observer_ids: Sequence[str],
    lesson: Lesson,
    pertemuan: Pertemuan | None = None,
    follows: Observation | None = None,
) -> Observation:
    """Ask the teacher and the observers for an observation with the instrument of that edition code.

    Either may propose, and has thereby agreed; pengurus may propose it for others. `follows` is the cycle before.
    Raises Invalid at the field.
    """
    people = {guru.id: guru for guru in candidates_of(gugus, pertemuan.paket if pertemuan else None)}
    observer_ids = list(dict.fromkeys(observer_ids))
    _check_people(actor, gugus, people, teacher_id, observer_ids)
    _check_time(lesson.starts_at, lesson.ends_at)
    made_with = _edition(actor, gugus, edition)
    row = add(
        Observation(
            gugus=gugus,
            edition=made_with,
            kind=made_with.kind,
            teacher=people[teacher_id],
            sekolah_id=people[teacher_id].sekolah_id,
            class_name=lesson.class_name,
            mapel=lesson.mapel,
            topic=lesson.topic,
            starts_at=lesson.starts_at,
            ends_at=lesson.ends_at,
            pertemuan_id=pertemuan.id if pertemuan else None,
            follows_id=follows.id if follows else None,
            cycle=follows.cycle + 1 if follows else 1,
            proposed_by_id=actor.id,
            proposed_at=now(),
        )
    )
    for number, guru_id in enumerate([teacher_id, *observer_ids]):
        _ask(actor, row, guru_id, number)
    said = people[teacher_id].name
    tell_others(actor, row, f"{actor.name} mengusulkan observasi di kelas {said}, {when(row)}. Mohon dijawab.")
    write_down(actor, row, f"mengusulkan observasi {when(row)}")
    return row


@command(Do.ANSWER_OBSERVATION)
def answer_proposal(actor: Any, observation: Observation, *, yes: bool, reason: str = "") -> Observation:
    """What someone who was asked answers. When the teacher says no, or no observer is left, it does not take place.

    Raises ObservationOff, ObservationFinished, StartedAlready when a sheet is closed.
    """
    hold_alive(observation)
    part = person_in(observation, actor)
    if not yes and any(each.closed_at for each in observation.participants):
        raise StartedAlready
    part.answer, part.answered_at, part.reason = "terima" if yes else "tolak", now(), reason.strip()
    if yes:
        step(actor, observation, "diterima")
        agreed = " Observasi terjadwal." if observation.is_agreed else ""
        tell_others(actor, observation, f"{actor.name} menerima observasi {when(observation)}.{agreed}")
        write_down(actor, observation, "menerima observasi ini")
        return observation
    people = [each.guru_id for each in observation.participants]
    why = f" Alasan: {part.reason}" if part.reason else ""
    if part.part == TEACHER or not observation.observers:
        step(actor, observation, "ditolak", part.reason)
    sentence = f"{actor.name} tidak bisa pada observasi {when(observation)}.{why}"
    tell_others(actor, observation, sentence, only=people)
    write_down(actor, observation, f"menolak observasi ini.{why}")
    return observation


@command(Do.MOVE_OBSERVATION)
def move_observation(
    actor: Any, observation: Observation, *, starts_at: datetime, ends_at: datetime, reason: str
) -> Observation:
    """Another time, with a reason; the old one stays in the history, and the others are asked anew.

    Raises Invalid, ObservationOff, ObservationFinished, StartedAlready when a sheet is closed.
    """
    _hold_before_sheets(observation)
    _check_time(starts_at, ends_at)
    if (starts_at, ends_at) == (observation.starts_at, observation.ends_at):
        raise Invalid("Belum ada yang berubah. Tulis waktu yang baru.", field="day")
    reason = _reason(reason)
    before = when(observation)
    old = {"old_starts_at": observation.starts_at, "old_ends_at": observation.ends_at}
    observation.starts_at, observation.ends_at, observation.reminded_at = starts_at, ends_at, None
    step(actor, observation, "dipindah", reason, **old)
    for each in (part for part in observation.participants if part.answer != "tolak"):
        mine = each.guru_id == actor.id
        each.answer, each.answered_at = ("terima", now()) if mine else ("", None)
    sentence = f"Observasi {before} dipindah ke {when(observation)} oleh {actor.name}. Alasan: {reason} Mohon dijawab."
    tell_others(actor, observation, sentence)
    write_down(actor, observation, f"memindahkan observasi dari {before} ke {when(observation)}: {reason}")
    return observation


@command(Do.CANCEL_OBSERVATION)
def cancel_observation(actor: Any, observation: Observation, *, reason: str) -> Observation:
    """Call it off for good, with a reason.

    Raises Invalid, ObservationOff, ObservationFinished, StartedAlready when a sheet is closed.
    """
    _hold_before_sheets(observation)
    reason = _reason(reason)
    step(actor, observation, "dibatalkan", reason)
    tell_others(actor, observation, f"Observasi {when(observation)} dibatalkan oleh {actor.name}. Alasan: {reason}")
    write_down(actor, observation, f"membatalkan observasi ini: {reason}")
    return observation


@command(Do.INVITE_OBSERVER)
def invite_observer(actor: Any, observation: Observation, *, guru_id: str) -> Observation:
    """The teacher asks one more observer, or one who declined again. Raises Invalid, and as hold_alive does."""
    hold_alive(observation)
    paket = observation.pertemuan.paket if observation.pertemuan else None
    if guru_id not in {guru.id for guru in candidates_of(observation.gugus, paket)} - {observation.teacher_id}:
        raise Invalid("Pilih pengamat dari daftar.", field="guru_id")
    found = observation.participant(guru_id)
    if found and found.answer != "tolak":
        raise Invalid("Orang ini sudah diundang.", field="guru_id")
    if len(observation.observers) >= MOST_OBSERVERS:
        raise Invalid(f"Pengamatnya sudah {MOST_OBSERVERS}, dan itu batasnya.", field="guru_id")
    if found:
        found.answer, found.answered_at, found.reason = "", None, ""
    else:
        _ask(actor, observation, guru_id, len(observation.participants))
    sentence = f"{actor.name} mengundang Anda mengamati pelajarannya, {when(observation)}. Mohon dijawab."
    tell_others(actor, observation, sentence, only=[guru_id])
    write_down(actor, observation, "mengundang seorang pengamat lagi")
    return observation


def _hold_before_sheets(observation: Observation) -> None:
    hold_alive(observation)
    if any(each.closed_at for each in observation.participants):
        raise StartedAlready


def _ask(actor: Any, observation: Observation, guru_id: str, number: int) -> None:
    own = guru_id == actor.id
    part = ObservationParticipant(
        observation=observation,
        guru_id=guru_id,
        number=number,
        part=TEACHER if number == 0 else OBSERVER,
        invited_by_id=actor.id,
        invited_at=now(),
        answer="terima" if own else "",
        answered_at=now() if own else None,
    )
    add(part)


def _check_people(
    actor: Any, gugus: Gugus, people: dict[str, Guru], teacher_id: str, observer_ids: Sequence[str]
) -> None:
    if teacher_id not in people:
        raise Invalid("Pilih guru yang mengajar dari daftar.", field="teacher_id")
    if not observer_ids or not set(observer_ids) <= set(people):
        raise Invalid("Pilih sedikitnya satu pengamat dari daftar.", field="observer_ids")
    if teacher_id in observer_ids:
        raise Invalid("Guru yang mengajar tidak mengamati dirinya sendiri. Pilih orang lain.", field="observer_ids")
    if len(observer_ids) > MOST_OBSERVERS:
        raise Invalid(f"Paling banyak {MOST_OBSERVERS} pengamat, supaya kelas tetap nyaman.", field="observer_ids")
    if actor.id not in {teacher_id, *observer_ids} and not roles(actor, gugus) & PENGURUS:
        raise Invalid(
            "Anda sendiri harus ikut: sebagai guru yang mengajar, atau sebagai pengamat. "
            "Hanya pengurus yang menjadwalkan untuk orang lain.",
            field="observer_ids",
        )


def _check_time(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Invalid("Jam selesai harus sesudah jam mulai.", field="end")
    if not now() - BACK <= starts_at <= now() + AHEAD:
        raise Invalid("Tanggal ini terlalu jauh: paling lama 30 hari yang lalu, atau setahun lagi.", field="day")


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Tulis alasannya, supaya yang lain mengerti.", field="reason")
    return reason.strip()


def _edition(actor: Any, gugus: Gugus, code: str) -> InstrumentEdition:
    """The edition row; that of a built-in instrument is written when it is first used."""
    offer = offered(gugus, code)
    if offer is None:
        raise Invalid("Pilih instrumen dari daftar.", field="edition")
    if found := edition_with(code):
        return found
    made = offer.instrument
    return add(
        InstrumentEdition(
            code=code, number=offer.number, name=made.name, kind=made.kind, body=made.body(), by_id=actor.id, at=now()
        )
    )
