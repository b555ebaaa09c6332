"""The link at the end of a letter that ends the letters: signed, for one person, good for nothing else."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

_SALT = "berhenti-surat"


def stop_token(guru_id: str) -> str:
    """What the link carries. It does not expire: a letter may be read late."""
    return str(_signer().dumps(guru_id))


def whose_letters(token: str) -> str | None:
    """The id of the person the token was made for; None if we did not make it."""
    try:
        found = _signer().loads(token)
    except BadSignature:
        return None
    return found if isinstance(found, str) else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=_SALT)
