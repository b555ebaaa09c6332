"""Inviting, asking to join, and deciding who comes in."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.gugus.models import Anggota, Gugus, Invitation, JoinRequest
from community.gugus.queries import is_open, leaders_ids, membership_of
from community.gugus.services.membership import admit
from community.gugus.services.refusals import AlreadyAnggota, AlreadyDecided, InvitationGone
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import authorize, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid
from community.kernel.forms import one_line
from community.kernel.ids import new_code
from community.kernel.trail import note
from community.permissions import Do

LONGEST_DAYS = 90


@command(Do.INVITE)
def invite(actor: Any, gugus: Gugus, *, days: int = 14, needs_approval: bool = True) -> Invitation:
    """A code to hand out, open for `days`. One that admits at once only by who may decide who joins.

    Raises Invalid at `days`, NotAllowed.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(f"Undangan berlaku 1 sampai {LONGEST_DAYS} hari.", field="days")
    if not needs_approval:
        authorize(actor, Do.DECIDE_JOIN, gugus)
    row = add(
        Invitation(
            gugus_id=gugus.id,
            code=new_code(),
            made_by_id=actor.id,
            made_at=now(),
            expires_at=now() + timedelta(days=days),
            needs_approval=needs_approval,
        )
    )
    how = "dengan persetujuan" if needs_approval else "langsung masuk"
    note(actor, f"membuat undangan {days} hari, {how}", gugus=gugus.id)
    return row


@command(Do.REVOKE_INVITATION)
def revoke_invitation(actor: Any, invitation: Invitation) -> None:
    """Make an invitation stop working; a second time changes nothing."""
    hold(invitation)
    if invitation.revoked_at is None:
        invitation.revoked_at, invitation.revoked_by_id = now(), actor.id
        note(actor, "membatalkan sebuah undangan", gugus=invitation.gugus_id)


@command(Do.ASK_TO_JOIN)
def ask_to_join(actor: Any, invitation: Invitation) -> Anggota | JoinRequest:
    """Come in with an invitation, or ask to: the request waits for the leaders. Asking twice is one request.

    Raises InvitationGone, AlreadyAnggota.
    """
    hold(invitation)
    if not is_open(invitation):
        raise InvitationGone
    gugus = invitation.gugus
    if membership_of(actor, gugus.id):
        raise AlreadyAnggota(actor.name)
    waiting = _open_request(gugus.id, actor.id)
    if not invitation.needs_approval:
        joined = admit(actor, gugus, actor, via="undangan", by=invitation.made_by_id)
        if waiting:
            _decide(waiting, invitation.made_by_id, accepted=True)
        note(actor, "bergabung dengan undangan", gugus=gugus.id)
        return joined
    if waiting:
        return waiting
    row = add(JoinRequest(gugus_id=gugus.id, guru_id=actor.id, invitation_id=invitation.id, at=now()))
    note(actor, "meminta bergabung", gugus=gugus.id)
    notices.tell(
        leaders_ids(gugus.id),
        f"{actor.name} meminta bergabung dengan {gugus.name}.",
        link=f"/gugus/{gugus.slug}/undangan",
        key=f"gabung:{row.id}",
        gugus_id=gugus.id,
    )
    return row


@command(Do.DECIDE_JOIN)
def decide_join(actor: Any, request: JoinRequest, *, accept: bool, reason: str = "") -> None:
    """Let someone in, or decline with a reason; the person is told. The same decision twice is one.

    Raises AlreadyDecided where the other decision stands, Invalid at `reason`.
    """
    said = str(one_line(reason or ""))[:300]
    if not accept and len(said) < 4:
        raise Invalid("Tulis alasan penolakan: orangnya akan membacanya.", field="reason")
    hold(request)
    if request.decided_at:
        if request.accepted == accept:
            return
        raise AlreadyDecided
    gugus, guru = request.gugus, request.guru
    _decide(request, actor.id, accepted=accept, reason=said)
    if accept and membership_of(guru, gugus.id) is None:
        admit(actor, gugus, guru, via="undangan")
    note(actor, f"{'menerima' if accept else 'menolak'} permintaan bergabung {guru.name}", gugus=gugus.id)
    sentence = (
        f"Anda diterima sebagai anggota {gugus.name}."
        if accept
        else (f"Permintaan Anda bergabung dengan {gugus.name} ditolak. Alasan: {said}")
    )
    notices.tell([guru.id], sentence, link=f"/gugus/{gugus.slug}" if accept else "/gugus", key=f"gabung:{gugus.id}")


def _decide(request: JoinRequest, by: str, *, accepted: bool, reason: str = "") -> None:
    request.decided_at, request.decided_by_id = now(), by
    request.accepted, request.reason = accepted, reason


def _open_request(gugus_id: str, guru_id: str) -> JoinRequest | None:
    return db.session.scalar(
        select(JoinRequest).where(
            JoinRequest.gugus_id == gugus_id, JoinRequest.guru_id == guru_id, JoinRequest.decided_at.is_(None)
        )
    )
