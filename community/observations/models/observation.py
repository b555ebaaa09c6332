"""One observation: a teacher, one or more observers, a lesson; its steps, its state, and who stands where."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, and_, exists, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models import Anggota, Gugus
from community.kernel.clock import now, today
from community.kernel.database import Row, db
from community.kernel.reading import once, prepared
from community.lokakarya.models import Pertemuan
from community.observations.models.instrument import InstrumentEdition
from community.observations.rules import KINDS, OBSERVER, TEACHER
from community.permissions import Role
from community.wilayah.models import Sekolah

STATES = {
    "diusulkan": "Diusulkan",
    "terjadwal": "Terjadwal",
    "berlangsung": "Berlangsung",
    "ditutup": "Lembar ditutup",
    "dibaca": "Sudah dibaca guru",
    "selesai": "Selesai",
    "ditolak": "Ditolak",
    "dibatalkan": "Dibatalkan",
}
DAYS_WITHOUT = 30  # "belum diobservasi 30 hari"
_ENDED = frozenset({"ditolak", "dibatalkan", "selesai"})


class Observation(Row):
    """One lesson that is observed. Private: its teacher, its observers, and the head where the teacher says so."""

    __table_args__ = (
        Index("ix_observation_gugus", "gugus_id", "starts_at"),
        Index("ix_observation_starts", "starts_at"),
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    edition_id: Mapped[str] = mapped_column(ForeignKey("instrument_edition.id"))
    kind: Mapped[str]  # a key of KINDS, that of the instrument
    teacher_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    sekolah_id: Mapped[str | None] = mapped_column(ForeignKey("sekolah.id"))
    class_name: Mapped[str] = mapped_column(default="")
    mapel: Mapped[str] = mapped_column(default="")
    topic: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    pertemuan_id: Mapped[str | None] = mapped_column(ForeignKey("pertemuan.id"), index=True)
    follows_id: Mapped[str | None] = mapped_column(ForeignKey("observation.id"), index=True)  # the cycle before
    cycle: Mapped[int] = mapped_column(default=1)
    proposed_by_id: Mapped[str]
    proposed_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]

    gugus: Mapped[Gugus] = relationship()
    edition: Mapped[InstrumentEdition] = relationship()
    teacher: Mapped[Guru] = relationship(foreign_keys=teacher_id)
    sekolah: Mapped[Sekolah | None] = relationship()
    pertemuan: Mapped[Pertemuan | None] = relationship()
    participants: Mapped[list["ObservationParticipant"]] = relationship(
        order_by="ObservationParticipant.number", lazy="selectin", back_populates="observation"
    )
    steps: Mapped[list["ObservationStep"]] = relationship(
        order_by="ObservationStep.number", lazy="selectin", back_populates="observation"
    )
    grants: Mapped[list["HeadGrant"]] = relationship(order_by="HeadGrant.given_at", lazy="selectin")

    def roles_of(self, actor: Guru) -> set[Role]:
        """GURU_MODEL, PENGAMAT (not who declined, nor who left the gugus), KEPALA_SEKOLAH with a running grant."""
        found: set[Role] = set()
        mine = self.participant(actor.id)
        if mine and mine.part == TEACHER:
            found.add(Role.GURU_MODEL)
        elif mine and mine.answer != "tolak" and not has_left(self.gugus_id, actor.id):
            found.add(Role.PENGAMAT)
        if self.grant and self.teacher.sekolah_id and self._is_headed_by(actor):
            found.add(Role.KEPALA_SEKOLAH)
        return found

    def _is_headed_by(self, actor: Guru) -> bool:
        held = actor.offices_on(today(self.zone))
        return any(each.office == "kepala_sekolah" and each.sekolah_id == self.teacher.sekolah_id for each in held)

    @property
    def zone(self) -> str:
        return self.gugus.zone.name

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]

    @property
    def grant(self) -> "HeadGrant | None":
        """The running permission for the head, if there is one."""
        return next((each for each in self.grants if each.withdrawn_at is None), None)

    def participant(self, guru_id: str) -> "ObservationParticipant | None":
        return next((each for each in self.participants if each.guru_id == guru_id), None)

    @property
    def observers(self) -> list["ObservationParticipant"]:
        """Who observes, or is asked to: not who declined."""
        return [each for each in self.participants if each.part == OBSERVER and each.answer != "tolak"]

    @property
    def coming(self) -> list["ObservationParticipant"]:
        """The observers who said yes."""
        return [each for each in self.observers if each.answer == "terima"]

    @property
    def is_agreed(self) -> bool:
        """The teacher agreed to be observed, and at least one observer comes."""
        teacher = self.participant(self.teacher_id)
        return bool(teacher and teacher.answer == "terima" and self.coming)

    @property
    def end(self) -> str | None:
        """ditolak | dibatalkan | selesai, once it has come to that."""
        return next((step.kind for step in reversed(self.steps) if step.kind in _ENDED), None)

    @property
    def state(self) -> str:
        """A key of STATES."""
        if self.end:
            return self.end
        if not self.is_agreed:
            return "diusulkan"
        if all(each.closed_at for each in self.coming):
            return "dibaca" if self.is_read else "ditutup"
        return "berlangsung" if now() >= self.starts_at else "terjadwal"

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def is_off(self) -> bool:
        """It does not take place."""
        return self.end in ("ditolak", "dibatalkan")

    @property
    def is_read(self) -> bool:
        """The teacher said so, after the last sheet was closed."""
        closed = max((each.closed_at for each in self.coming if each.closed_at), default=None)
        return closed is not None and any(step.kind == "dibaca" and step.at >= closed for step in self.steps)

    @property
    def moves(self) -> list["ObservationStep"]:
        """When it was before, oldest first."""
        return [step for step in self.steps if step.kind == "dipindah"]

    @property
    def takes_place(self) -> bool:
        """Something may be written: it is agreed, and not called off. A finished one is closed for good."""
        return self.is_agreed and self.end is None


class ObservationParticipant(Row):
    """The teacher or one observer: asked by whom, what was answered; an observer's sheet is open until closed."""

    __table_args__ = (
        UniqueConstraint("observation_id", "guru_id"),
        Index("ix_observation_participant_guru", "guru_id"),
    )

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"))
    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    number: Mapped[int]  # 0 the teacher, then the observers in order
    part: Mapped[str]  # TEACHER | OBSERVER
    invited_by_id: Mapped[str]
    invited_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")  # "" | terima | tolak
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]

    observation: Mapped[Observation] = relationship(back_populates="participants")
    guru: Mapped[Guru] = relationship(lazy="joined", innerjoin=True)


class ObservationStep(Row):
    """What someone did to the observation as a whole, in order; never changed."""

    __table_args__ = (UniqueConstraint("observation_id", "number"),)

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"))
    number: Mapped[int]
    kind: Mapped[str]  # diterima | ditolak | dipindah | dibatalkan | ditutup | dibuka_kembali | dibaca | selesai
    by_id: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    old_starts_at: Mapped[datetime | None]
    old_ends_at: Mapped[datetime | None]

    observation: Mapped[Observation] = relationship(back_populates="steps")


class HeadGrant(Row):
    """The teacher lets the head of the own school read, until it is withdrawn."""

    observation_id: Mapped[str] = mapped_column(ForeignKey("observation.id"), index=True)
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


@once
def has_left(gugus_id: str, guru_id: str) -> bool:
    """Whether someone was anggota of a gugus and is no longer. A guest who never was has not left."""
    return bool(db.session.scalar(*_left(gugus_id=gugus_id, guru_id=guru_id)))


@prepared
def _left(gugus_id: Any, guru_id: Any) -> Select[Any]:
    belonged = and_(Anggota.gugus_id == gugus_id, Anggota.guru_id == guru_id)
    return select(and_(exists().where(belonged), ~exists().where(belonged, Anggota.left_at.is_(None))))


def observed_since(moment: datetime) -> datetime:
    """From when on an observation counts as recent at `moment`."""
    return moment - timedelta(days=DAYS_WITHOUT)
