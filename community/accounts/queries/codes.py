"""One-time codes, found by what was typed or scanned."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import OneTimeCode
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.ids import ALPHABET


def bare(code: str) -> str:
    """A code without what people put between its letters, in small letters."""
    return "".join(sign for sign in code.lower() if sign in ALPHABET)


def code_hash(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(bare(code).encode()).hexdigest()


def code_named(code: str) -> OneTimeCode | None:
    """The code as typed, whatever its state, its person loaded."""
    query = select(OneTimeCode).where(OneTimeCode.code_hash == code_hash(code))
    return db.session.scalar(query.options(joinedload(OneTimeCode.guru)))


def open_cards(guru_ids: list[str]) -> set[str]:
    """Which of these people hold an account card that is still unused."""
    query = select(OneTimeCode.guru_id).where(
        OneTimeCode.guru_id.in_(guru_ids),
        OneTimeCode.purpose == "kartu",
        OneTimeCode.used_at.is_(None),
        OneTimeCode.revoked_at.is_(None),
        OneTimeCode.expires_at > now(),
    )
    return set(db.session.scalars(query))
