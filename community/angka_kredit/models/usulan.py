"""A claim: its states, its own part, its steps, its evidence."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.angka_kredit.models.kegiatan import KegiatanKolektif
from community.angka_kredit.peraturan import Butir, peraturan
from community.kernel.clock import today
from community.kernel.database import Row
from community.kernel.files import StoredFile
from community.lokakarya.models import Paket
from community.permissions import Role
from community.wilayah.models import Sekolah, Wilayah

USULAN_STATES = {
    "diteruskan": "Perlu dilengkapi",
    "dilengkapi": "Menunggu pengesahan",
    "disahkan": "Siap diajukan",
    "diajukan": "Menunggu koordinator",
    "dikembalikan": "Dikembalikan",
    "ditolak": "Ditolak",
    "ditarik": "Ditarik",
    "diakui": "Diakui",
    "dibatalkan": "Dibatalkan",
}
# What a step is called: the states as acts, and what happens to a claim without changing its state.
STEP_NAMES = {
    "diteruskan": "Diteruskan ke catatan",
    "dilengkapi": "Laporan lengkap",
    "disahkan": "Disahkan",
    "diajukan": "Diajukan",
    "dikembalikan": "Dikembalikan",
    "ditolak": "Ditolak",
    "ditarik": "Ditarik pemiliknya",
    "diakui": "Diakui",
    "dibatalkan": "Pengakuan dibatalkan",
    "diperbarui": "Diperbarui dari paket yang ditutup ulang",
    "selisih": "Berbeda dari yang diakui",
    "diselesaikan": "Selisih diselesaikan",
    "menunggu_koordinator": "Menunggu koordinator diangkat",
}
UNDECIDED = frozenset({"diteruskan", "dilengkapi", "disahkan", "diajukan", "dikembalikan", "ditarik"})
EVIDENCE_KINDS = {
    "surat_tugas": "Surat tugas",
    "surat_persetujuan": "Surat persetujuan mengikuti kegiatan",
    "surat_keterangan": "Surat keterangan",
    "pengesahan": "Pindaian pengesahan kepala sekolah",
    "lampiran": "Lampiran lain",
}
# While the claim is still in the owner's hands.
EDITABLE = frozenset({"diteruskan", "dilengkapi", "disahkan", "dikembalikan"})
# Which proofs of the regulation the owner brings as a file; the others the application has itself.
_BROUGHT = ("surat_tugas", "surat_keterangan")


@dataclass(frozen=True)
class OwnPart:
    """A part of the report that only its owner can write, and from how many words on it says something.

    The number is a choice made here: no source names one. It keeps one identical report for 75 people away
    (trap 13).
    """

    label: str
    hint: str
    least_words: int


OWN_PARTS = {
    "materi": OwnPart("Materi", "Apa yang dipelajari dan dikerjakan, dengan kata-kata Anda sendiri.", 15),
    "tindak_lanjut": OwnPart("Tindak lanjut", "Apa yang Anda lakukan di kelas atau sekolah sesudahnya.", 10),
    "dampak": OwnPart("Dampak", "Apa yang berubah pada murid, pembelajaran, atau diri Anda.", 10),
}


class Usulan(Row):
    """A claim in a member's own record for one paket. Forwarding twice finds the first."""

    __table_args__ = (
        UniqueConstraint("guru_id", "paket_id"),
        Index("ix_usulan_koordinator", "koordinator_id", "state"),
        Index("ix_usulan_sekolah", "sekolah_id", "state"),
    )

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    paket_id: Mapped[str] = mapped_column(ForeignKey("paket.id"), index=True)
    kegiatan_id: Mapped[str] = mapped_column(ForeignKey("kegiatan_kolektif.id"))
    state: Mapped[str]  # a key of USULAN_STATES: where the last step left it
    regulation: Mapped[str]
    butir: Mapped[str]
    value: Mapped[Decimal]
    on: Mapped[date]  # the day of the last pertemuan: by it sums are made
    materi: Mapped[str] = mapped_column(default="")
    tindak_lanjut: Mapped[str] = mapped_column(default="")
    dampak: Mapped[str] = mapped_column(default="")
    sekolah_id: Mapped[str | None] = mapped_column(ForeignKey("sekolah.id"))  # sekolah induk on the day of submission
    koordinator_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))  # on the day of submission
    submitted_at: Mapped[datetime | None]  # the queue is read oldest first
    ratified_at: Mapped[datetime | None]  # what the head signed is the text as it stands: a new text clears it
    ratified_how: Mapped[str] = mapped_column(default="")  # kepala | dinas | pindaian
    forwarded_by_id: Mapped[str]
    forwarded_at: Mapped[datetime]

    guru: Mapped[Guru] = relationship(foreign_keys=guru_id)
    koordinator: Mapped[Guru | None] = relationship(foreign_keys=koordinator_id)
    sekolah: Mapped[Sekolah | None] = relationship()
    paket: Mapped[Paket] = relationship()
    kegiatan: Mapped[KegiatanKolektif] = relationship()
    steps: Mapped[list["UsulanStep"]] = relationship(order_by="UsulanStep.number", back_populates="usulan")
    evidence: Mapped[list["Evidence"]] = relationship(order_by="Evidence.at", back_populates="usulan")

    @property
    def state_name(self) -> str:
        return USULAN_STATES[self.state]

    @property
    def is_decided(self) -> bool:
        return self.state not in UNDECIDED

    @property
    def rule(self) -> Butir:
        """The butir it claims, as it held on its day."""
        return peraturan().butir(self.butir, on=self.on)

    @property
    def own_text(self) -> str:
        return "\n".join(getattr(self, name) for name in OWN_PARTS)

    @property
    def files(self) -> list["Evidence"]:
        """The evidence that was not taken away again."""
        return [each for each in self.evidence if each.removed_at is None]

    def own_gaps(self) -> list[str]:
        """What its owner still has to write or bring, one sentence each."""
        gaps = []
        for name, part in OWN_PARTS.items():
            words = len(getattr(self, name).split())
            if words < part.least_words:
                found = f"baru {words} kata" if words else "belum ditulis"
                gaps.append(f"{part.label} {found}; tulis sedikitnya {part.least_words} kata.")
        brought = {each.kind for each in self.files}
        needed = [kind for kind in _BROUGHT if kind in self.rule.evidence and kind not in brought]
        return gaps + [f"{EVIDENCE_KINDS[kind]} belum diunggah." for kind in needed]

    def gaps(self) -> list[str]:
        """Everything that keeps it from being submitted, one sentence each."""
        gaps = self.own_gaps()
        if not self.kegiatan.eligible:
            gaps.insert(0, f"Kegiatan ini tidak lagi memenuhi syarat. {self.kegiatan.sentence}")
        if self.ratified_at is None:
            gaps.append("Laporan belum disahkan.")
        return gaps

    @property
    def _with_owner(self) -> bool:
        # What is signed is signed by the head of the owner's sekolah of today, as the queue of the head says,
        # also after a return; once handed in, the sekolah of that day stays.
        return self.state in EDITABLE

    def roles_of(self, actor: Guru) -> set[Role]:
        """OWNER; KEPALA_SEKOLAH of the owner's sekolah; KOORDINATOR_PKB of the sekolah it was submitted from.

        Never over oneself, and no head or koordinator over a draft that its owner has not finished. Whoever
        holds the office today: a koordinator whose term ended leaves the queue to the next.
        """
        if actor.id == self.guru_id:
            return {Role.OWNER}
        found: set[Role] = set()
        if self.state in {"diteruskan", "ditarik"}:
            return found
        head_of = self.guru.sekolah_id if self._with_owner else (self.sekolah_id or self.guru.sekolah_id)
        for office in actor.offices_on(today()):
            if office.office == "kepala_sekolah" and office.sekolah_id == head_of:
                found.add(Role.KEPALA_SEKOLAH)
            elif office.office == "koordinator_pkb" and self.sekolah_id and office.sekolah_id == self.sekolah_id:
                found.add(Role.KOORDINATOR_PKB)
            elif office.office == "dinas" and self._is_of_head_in(office.wilayah):
                found.add(Role.ATASAN_KEPALA)
        return found

    def _is_of_head_in(self, wilayah: Wilayah | None) -> bool:
        """Whether its owner heads a school there: for a kepala sekolah the legaliser is the Kepala Dinas
        (handbook 3.2, Buku 5).
        """
        return wilayah is not None and any(
            each.office == "kepala_sekolah" and each.sekolah and wilayah.covers(each.sekolah.kecamatan_code)
            for each in self.guru.offices_on(today())
        )


class UsulanStep(Row):
    """One step of a usulan: who, when, why. Only ever added."""

    __table_args__ = (UniqueConstraint("usulan_id", "number"),)

    usulan_id: Mapped[str] = mapped_column(ForeignKey("usulan.id"))
    number: Mapped[int]
    kind: Mapped[str]  # a key of STEP_NAMES
    by_id: Mapped[str]
    by_name: Mapped[str]
    at: Mapped[datetime]
    reason_code: Mapped[str | None]  # of Buku 5, or a local entry
    note: Mapped[str] = mapped_column(default="")

    usulan: Mapped[Usulan] = relationship(back_populates="steps")

    @property
    def name(self) -> str:
        return STEP_NAMES[self.kind]


class Evidence(Row):
    """A file of the claim: surat tugas, surat keterangan, the scan of what the head signed."""

    usulan_id: Mapped[str] = mapped_column(ForeignKey("usulan.id"), index=True)
    kind: Mapped[str]  # a key of EVIDENCE_KINDS
    file_id: Mapped[str] = mapped_column(ForeignKey("stored_file.id"))
    by_id: Mapped[str]
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    usulan: Mapped[Usulan] = relationship(back_populates="evidence")
    file: Mapped[StoredFile] = relationship()

    @property
    def kind_name(self) -> str:
        return EVIDENCE_KINDS[self.kind]

    def roles_of(self, actor: Guru) -> set[Role]:
        return self.usulan.roles_of(actor)
