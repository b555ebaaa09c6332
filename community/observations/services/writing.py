"""Answers: saved field by field, each change once, and none ever overwritten."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.forms import clean
from community.observations.models import Observation, ObservationAnswer, ObservationParticipant
from community.observations.queries import answer_sent, last_answer
from community.observations.refusals import NotAgreedYet, ObservationFinished, ObservationOff, SheetClosed
from community.observations.rules import LEVELS, LONGEST, Field, Part, Phase
from community.permissions import Do

LONGEST_CLIENT_ID = 64


@command(Do.WRITE_ANSWER)
def write_answer(
    actor: Any,
    observation: Observation,
    *,
    field: str,
    value: str,
    client_id: str,
    written_at: datetime | None = None,
    seen: Collection[str] = (),
) -> ObservationAnswer:
    """What `actor` wrote into `field`, at `written_at` by the phone's clock. The same `client_id` is kept once.

    `seen`: the client ids of this field that the device knew. When the last answer is none of them, it came from
    elsewhere meanwhile: both stay, and the new one says beside which it stands.

    Raises Invalid, ObservationOff, NotAgreedYet, and for what was written after the closing ObservationFinished or
    SheetClosed: what a phone wrote before still comes in.
    """
    hold(observation)
    if sent := answer_sent(observation.id, actor.id, client_id):
        return sent
    if not client_id or len(client_id) > LONGEST_CLIENT_ID:
        raise Invalid("Kiriman ini tidak lengkap. Muat ulang halamannya, lalu isi lagi.", field="client_id")
    written_at = min(written_at or now(), now())
    found = check_writable(actor, observation, field, written_at)
    value = fitting(*found, value)
    last = last_answer(observation.id, actor.id, field)
    if last and last.value == value and not last.beside_id:
        return last
    return add(
        ObservationAnswer(
            observation_id=observation.id,
            guru_id=actor.id,
            field=field,
            number=last.number + 1 if last else 1,
            value=value,
            client_id=client_id,
            written_at=written_at,
            at=now(),
            beside_id=last.id if last and last.value not in ("", value) and last.client_id not in seen else None,
        )
    )


def writable_part(actor: Any, observation: Observation, key: str) -> tuple[ObservationParticipant, Phase, Field, Part]:
    """Part of an act: what `key` names, if it is for `actor` to fill in. Raises Invalid."""
    found = observation.edition.instrument.parts.get(key)
    person = observation.participant(actor.id)
    if found is None or person is None or not found[1].is_for(person.part):
        raise Invalid("Isian ini bukan bagian Anda di lembar ini. Muat ulang halamannya.", field=key)
    return person, *found


def must_be_open(observation: Observation, person: ObservationParticipant, phase: Phase, written_at: datetime) -> None:
    """Part of an act: refuse what was written after the observation, or the sheet, was closed.

    Raises ObservationOff, NotAgreedYet, ObservationFinished, SheetClosed.
    """
    if observation.is_off:
        raise ObservationOff
    ended = next((step.at for step in observation.steps if step.kind == "selesai"), None)
    if ended and written_at > ended:
        raise ObservationFinished
    if person.answer != "terima" or not observation.is_agreed:
        raise NotAgreedYet
    if phase.sheet and person.closed_at and written_at > person.closed_at:
        raise SheetClosed


def check_writable(actor: Any, observation: Observation, key: str, written_at: datetime) -> tuple[Field, Part]:
    """Part of an act: the text field that `key` names, open to `actor`. Raises as write_answer does."""
    person, phase, field, part = writable_part(actor, observation, key)
    if part.kind == "foto":
        raise Invalid("Foto dikirim sebagai berkas. Muat ulang halamannya.", field=key)
    must_be_open(observation, person, phase, written_at)
    return field, part


def fitting(field: Field, part: Part, value: str) -> str:
    """`value` as it is kept. Raises Invalid at the part."""
    value = clean(value)
    if part.kind == "teks" and len(value) > LONGEST:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST} huruf.", field=part.key)
    if part.kind == "rubrik" and value and value not in LEVELS:
        raise Invalid("Pilih salah satu dari tiga tingkat.", field=part.key)
    if part.kind == "pilihan" and value and value not in field.choices:
        raise Invalid("Pilih salah satu dari daftar.", field=part.key)
    if part.kind == "tanggal" and value:
        try:
            value = date.fromisoformat(value).isoformat()
        except ValueError:
            raise Invalid("Tanggal ini tidak ada. Pilih atau tulis tanggal yang benar.", field=part.key) from None
    return value
