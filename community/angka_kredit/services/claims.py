"""What the acts on a claim share: one step further, and what is claimed from an edition."""

from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import func, select

from community.angka_kredit.models import KegiatanKolektif, Usulan, UsulanStep
from community.angka_kredit.peraturan import peraturan
from community.kernel.clock import now
from community.kernel.database import Row, add, db

R = TypeVar("R", bound=Row)


def lock(row: R) -> R:
    """Lock `row` until the act ends, then read it afresh with all it was loaded with.

    Two statements: PostgreSQL locks no outer join, and what a locking statement joins may be older than its
    lock. On SQLite the act is the one writer already and read everything under its lock.
    """
    if db.engine.dialect.name != "sqlite":
        kind = type(row)
        db.session.execute(select(kind.id).where(kind.id == row.id).with_for_update())
        db.session.refresh(row)
    return row


def step(usulan: Usulan, kind: str, actor: Any, *, text: str = "", reason_code: str | None = None) -> UsulanStep:
    """Part of an act: write down a step of a claim: who, when, why."""
    last = db.session.scalar(select(func.max(UsulanStep.number)).where(UsulanStep.usulan_id == usulan.id))
    row = add(
        UsulanStep(
            usulan_id=usulan.id,
            number=(last or 0) + 1,
            kind=kind,
            by_id=actor.id,
            by_name=actor.name,
            at=now(),
            reason_code=reason_code,
            note=text,
        )
    )
    db.session.expire(usulan, ["steps"])
    return row


def move(usulan: Usulan, state: str, actor: Any, *, text: str = "", reason_code: str | None = None) -> None:
    """Bring a claim into `state` and write the step."""
    usulan.state = state
    step(usulan, state, actor, text=text, reason_code=reason_code)


def claimable(kegiatan: KegiatanKolektif, chosen: str | None = None) -> tuple[str, Decimal]:
    """The butir and value of a claim on an eligible edition: the one chosen, if its role leaves a choice."""
    if kegiatan.butir is None or kegiatan.value is None:
        raise ValueError("an edition that is not eligible carries nothing to claim")
    if chosen and chosen in kegiatan.facts.get("choices", []):
        return chosen, peraturan().butir(chosen, on=kegiatan.last_on).value
    return kegiatan.butir, kegiatan.value


def take_edition(usulan: Usulan, kegiatan: KegiatanKolektif) -> None:
    """Let a claim stand on `kegiatan`; one that is not eligible keeps what was claimed, and cannot be
    submitted.
    """
    usulan.kegiatan = kegiatan
    usulan.on = kegiatan.last_on
    if kegiatan.eligible:
        usulan.regulation = kegiatan.regulation
        usulan.butir, usulan.value = claimable(kegiatan, usulan.butir)


def follow_edition(usulan: Usulan, kegiatan: KegiatanKolektif) -> str:
    """`take_edition`, of a claim that nobody has decided: what the head signed is the report for its butir, so
    another butir takes the signature away. Return what changed in one sentence, or "".
    """
    before, signed = usulan.butir, usulan.ratified_at is not None
    take_edition(usulan, kegiatan)
    if usulan.butir == before:
        return ""
    usulan.ratified_at, usulan.ratified_how = None, ""
    lost = ", jadi pengesahan laporannya gugur" if signed else ""
    return f"Butirnya berubah dari {before} menjadi {usulan.butir}{lost}."


def address_of(usulan: Usulan) -> str:
    return f"/usulan/{usulan.id}"
