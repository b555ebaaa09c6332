"""Invitations and who asked to join."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.gugus.models import Gugus, Invitation, JoinRequest
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.ids import ALPHABET
from community.wilayah.models import Wilayah

_PATH = "/undangan/"


def is_open(invitation: Invitation) -> bool:
    """Whether an invitation may still be used."""
    return invitation.revoked_at is None and now() < invitation.expires_at


def invitation_named(typed: str) -> Invitation | None:
    """The open invitation with this code, however it is typed; its gugus with wilayah loaded."""
    bare = "".join(sign for sign in typed.lower()[:40] if sign in ALPHABET)
    if len(bare) != 8:
        return None
    query = select(Invitation).where(Invitation.code == f"{bare[:4]}-{bare[4:]}")
    loaded = joinedload(Invitation.gugus).joinedload(Gugus.wilayah).joinedload(Wilayah.parent)
    found = db.session.scalar(query.options(loaded))
    return found if found is not None and is_open(found) else None


def inviting_gugus(path: str) -> str | None:
    """The name of the gugus that invites under `path` ("/undangan/abcd-2345"), for the register page."""
    if not path.startswith(_PATH):
        return None
    found = invitation_named(path.removeprefix(_PATH).split("?")[0].rstrip("/"))
    return found.gugus.name if found else None


def invitation_in(gugus: Gugus, invitation_id: str) -> Invitation:
    """An invitation of `gugus`. Raises NotFound."""
    query = select(Invitation).where(Invitation.id == invitation_id, Invitation.gugus_id == gugus.id)
    found = db.session.scalar(query.options(joinedload(Invitation.gugus)))
    if found is None:
        raise NotFound
    return found


def open_invitations(gugus: Gugus) -> list[Invitation]:
    """The invitations that may still be used, newest first."""
    query = select(Invitation).where(
        Invitation.gugus_id == gugus.id, Invitation.revoked_at.is_(None), Invitation.expires_at > now()
    )
    return list(db.session.scalars(query.order_by(Invitation.made_at.desc(), Invitation.id)))


def names_of(guru_ids: set[str]) -> dict[str, str]:
    """The name of each person."""
    return dict(db.session.execute(select(Guru.id, Guru.name).where(Guru.id.in_(guru_ids))).all())


def request_in(gugus: Gugus, request_id: str) -> JoinRequest:
    """A request to join `gugus`. Raises NotFound."""
    query = select(JoinRequest).where(JoinRequest.id == request_id, JoinRequest.gugus_id == gugus.id)
    found = db.session.scalar(query.options(joinedload(JoinRequest.guru), joinedload(JoinRequest.gugus)))
    if found is None:
        raise NotFound
    return found


def waiting_requests(gugus: Gugus) -> list[JoinRequest]:
    """Who waits for an answer, the oldest first; guru and sekolah loaded."""
    query = (
        select(JoinRequest)
        .where(JoinRequest.gugus_id == gugus.id, JoinRequest.decided_at.is_(None))
        .options(joinedload(JoinRequest.guru).joinedload(Guru.sekolah))
        .order_by(JoinRequest.at, JoinRequest.id)
    )
    return list(db.session.scalars(query))


def last_request_of(guru: Guru, gugus_id: str) -> JoinRequest | None:
    """The newest request of `guru` to join, decided or not."""
    query = select(JoinRequest).where(JoinRequest.gugus_id == gugus_id, JoinRequest.guru_id == guru.id)
    return db.session.scalar(query.order_by(JoinRequest.at.desc()).limit(1))
