"""Acts on a paket as a whole."""

from typing import Any

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db
from community.kernel.errors import Invalid
from community.lokakarya.events import PaketCancelled, PaketClosed, PaketReopened, PaketRoleChanged, PaketScheduled
from community.lokakarya.models import JENIS, PAKET_ROLES, Paket, PaketRole
from community.lokakarya.models.refusals import (
    JenisFixed,
    NothingHeld,
    NothingPlanned,
    PaketNotClosed,
    PaketScheduledAlready,
    PaketStillDraft,
    PaketWasClosed,
    PertemuanAhead,
)
from community.lokakarya.queries import anggota_ids
from community.lokakarya.rules import JENIS_FACTS
from community.lokakarya.services.holding import (
    hold_open,
    hold_paket,
    step,
    step_pertemuan,
    tell_peserta,
    when,
    write_down,
)
from community.permissions import Do


@command(Do.PLAN_PAKET)
def plan_paket(
    actor: Any, gugus: Gugus, *, theme: str, jenis: str, expected_hasil: str = "", competence: str = ""
) -> Paket:
    """A draft in `gugus`, seen by its pengurus alone; its jenis says the butir. Raises Invalid."""
    paket = add(
        Paket(
            gugus=gugus,
            theme=_said(theme),
            jenis=_known(jenis),
            expected_hasil=expected_hasil,
            competence=competence,
            butir=_butir_of(jenis),
            created_by_id=actor.id,
            created_at=now(),
        )
    )
    write_down(actor, paket, f"merencanakan paket “{theme}”")
    return paket


@command(Do.EDIT_PAKET)
def edit_paket(
    actor: Any, paket: Paket, *, theme: str, jenis: str, expected_hasil: str = "", competence: str = ""
) -> Paket:
    """Change what an open paket is about. Raises JenisFixed once its first pertemuan has begun; Invalid."""
    hold_open(paket)
    if _known(jenis) != paket.jenis:
        if paket.has_begun:
            raise JenisFixed
        write_down(actor, paket, f"mengganti jenis “{paket.theme}” menjadi {JENIS[jenis]}")
        paket.jenis, paket.butir = jenis, _butir_of(jenis)
    paket.theme, paket.expected_hasil, paket.competence = _said(theme), expected_hasil, competence
    write_down(actor, paket, f"mengubah paket “{theme}”")
    return paket


@command(Do.SCHEDULE_PAKET)
def schedule_paket(actor: Any, paket: Paket) -> Paket:
    """Let the anggota see a draft, and tell them. Raises NothingPlanned, PaketScheduledAlready."""
    hold_open(paket)
    if not paket.is_draft:
        raise PaketScheduledAlready
    if not paket.held:
        raise NothingPlanned
    step(actor, paket, "dijadwalkan")
    first = paket.held[0]
    sentence = f"Paket “{paket.theme}” dijadwalkan. Pertemuan pertama {when(first)}."
    tell_peserta(actor, paket, sentence, link=f"/paket/{paket.id}", key=f"paket:{paket.id}")
    write_down(actor, paket, f"menjadwalkan paket “{paket.theme}”")
    announce(PaketScheduled(paket.id, paket.gugus_id))
    return paket


@command(Do.CANCEL_PAKET)
def cancel_paket(actor: Any, paket: Paket, *, reason: str) -> Paket:
    """Cancel an open paket for good, with what has not ended of it.

    Raises PaketWasClosed, Invalid without a reason.
    """
    pertemuan = hold_open(paket)
    if paket.was_closed:
        raise PaketWasClosed
    reason = _reason(reason)
    for each in pertemuan:
        if not (each.is_cancelled or each.is_over):
            step_pertemuan(actor, each, "dibatalkan", reason)
            each.revision += 1
    sentence = f"Paket “{paket.theme}” dibatalkan: {reason}"
    tell_peserta(actor, paket, sentence, link=f"/paket/{paket.id}", key=f"paket:{paket.id}")
    step(actor, paket, "dibatalkan", reason)
    write_down(actor, paket, f"membatalkan paket “{paket.theme}”: {reason}")
    announce(PaketCancelled(paket.id, actor.id, reason))
    return paket


@command(Do.CLOSE_PAKET)
def close_paket(actor: Any, paket: Paket) -> Paket:
    """Close `paket` and the attendance of its pertemuan: from now on what each person did can be written.

    Raises PaketClosedAlready, PaketCancelledAlready, PaketStillDraft, NothingHeld, PertemuanAhead.
    """
    hold_open(paket)
    must_be_closable(paket)
    for each in paket.held:
        if each.last_step != "ditutup":
            step_pertemuan(actor, each, "ditutup")
    closing = step(actor, paket, "ditutup")
    write_down(actor, paket, f"menutup paket “{paket.theme}”")
    announce(PaketClosed(paket.id, actor.id, closing.at))
    return paket


@command(Do.REOPEN_PAKET)
def reopen_paket(actor: Any, paket: Paket, *, reason: str) -> Paket:
    """Open a closed paket again; its pertemuan stay closed, so that attendance changes by corrections.

    Raises PaketNotClosed, Invalid without a reason.
    """
    hold_paket(paket)
    if not paket.is_closed:
        raise PaketNotClosed
    reason = _reason(reason)
    step(actor, paket, "dibuka_kembali", reason)
    write_down(actor, paket, f"membuka kembali paket “{paket.theme}”: {reason}")
    announce(PaketReopened(paket.id, actor.id, reason))
    return paket


@command(Do.ASSIGN_ROLE)
def assign_role(actor: Any, paket: Paket, *, guru: Guru, role: str) -> None:
    """Give `guru` a role in an open paket, in place of the one they had: one role a person and paket.

    An anggota is peserta without being told so; "" takes the role back. Raises Invalid for an unknown role.
    """
    hold_open(paket)
    if role and role not in PAKET_ROLES:
        raise Invalid("Peran ini tidak ada dalam daftar.", field="role")
    if role == "peserta" and guru.id in anggota_ids(paket.gugus_id):
        role = ""
    found = db.session.scalar(db.select(PaketRole).where(PaketRole.paket_id == paket.id, PaketRole.guru_id == guru.id))
    if (found.role if found else "") == role:
        return
    if found and not role:
        db.session.delete(found)
    elif found:
        found.role, found.given_by_id, found.given_at = role, actor.id, now()
    else:
        add(PaketRole(paket_id=paket.id, guru_id=guru.id, role=role, given_by_id=actor.id, given_at=now()))
    announce(PaketRoleChanged(paket.id, guru.id))
    word = f"sebagai {PAKET_ROLES[role].lower()}" if role else "tanpa peran khusus"
    write_down(actor, paket, f"menetapkan {guru.name} {word} dalam “{paket.theme}”")


def must_be_closable(paket: Paket) -> None:
    """Raises PaketStillDraft, NothingHeld or PertemuanAhead, for an open paket that cannot be closed yet."""
    if paket.is_draft:
        raise PaketStillDraft
    ahead = [each for each in paket.held if not each.is_over]
    if ahead:
        last = ahead[-1]
        raise PertemuanAhead(
            f"Paket belum dapat ditutup: pertemuan {when(last)} belum selesai. "
            "Tunggu selesai, pindahkan, atau batalkan dulu."
        )
    if not paket.held:
        raise NothingHeld


def _butir_of(jenis: str) -> str | None:
    facts = JENIS_FACTS.get(jenis)
    return facts.butir[0][0] if facts and facts.butir else None


def _known(jenis: str) -> str:
    if jenis not in JENIS:
        raise Invalid("Pilih jenis paket dari daftar.", field="jenis")
    return jenis


def _said(theme: str) -> str:
    if not theme.strip():
        raise Invalid("Tulis tema paketnya.", field="theme")
    return theme


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Tulis alasannya, supaya anggota mengerti.", field="reason")
    return reason.strip()
