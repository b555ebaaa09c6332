"""The code on the wall: six digits that change every thirty seconds, made from a secret and the time, kept nowhere.

A photograph of the wall sent by WhatsApp is worth a minute at most (handbook 8, trap 27). Whoever opened the page with
a good code gets a ticket for it, so that signing in first does not lose it.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

PERIOD = 30  # seconds
GRACE = 1  # a code just replaced still counts: people type slowly
TICKET_LIVES = timedelta(minutes=15)


def slot_of(moment: datetime) -> int:
    """The number of the half minute."""
    return int(moment.timestamp()) // PERIOD


def seconds_left(moment: datetime) -> int:
    """How long the code of `moment` still stands, 1 to 30."""
    return PERIOD - int(moment.timestamp()) % PERIOD


def code_for(secret: str, pertemuan_id: str, moment: datetime) -> str:
    """The six digits shown at `moment`."""
    return _digits(secret, pertemuan_id, slot_of(moment))


def _digits(secret: str, pertemuan_id: str, slot: int) -> str:
    mac = hmac.new(secret.encode(), f"hadir:{pertemuan_id}:{slot}".encode(), sha256).digest()
    return f"{int.from_bytes(mac[:8], 'big') % 1_000_000:06d}"


def code_is_good(secret: str, pertemuan_id: str, code: str, moment: datetime) -> bool:
    """Whether `code` is the one on the wall at `moment`, or was until a moment ago."""
    given = "".join(character for character in code if character in "0123456789")
    now = slot_of(moment)
    good = False
    for slot in range(now - GRACE, now + 1):
        good |= hmac.compare_digest(given.encode(), _digits(secret, pertemuan_id, slot).encode())
    return good


def ticket_for(secret: str, pertemuan_id: str, via: str) -> str:
    """A signed word that its bearer had a good code for this pertemuan."""
    return _signer(secret).dumps([pertemuan_id, via])


def ticket_via(secret: str, pertemuan_id: str, ticket: str) -> str | None:
    """How the code of `ticket` came in ("kode" or "qr"), or None if it is not for this pertemuan, or too old."""
    try:
        about, via = _signer(secret).loads(ticket, max_age=int(TICKET_LIVES.total_seconds()))
    except (BadData, ValueError, TypeError):
        return None
    return via if about == pertemuan_id and via in {"kode", "qr"} else None


def _signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="hadir")
