"""Links that end by themselves: the file for whoever holds the address, as long as its maker may read it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from community.kernel.clock import now
from community.kernel.files.models import StoredFile
from community.kernel.files.refusals import LinkOver

LASTS = timedelta(hours=24)


def link_token(person: Any, stored: StoredFile) -> tuple[str, datetime]:
    """The token of a new link to a file that `person` reads, and when it ends."""
    until = (now() + LASTS).replace(microsecond=0)
    return _signer().dumps([stored.id, person.id, int(until.timestamp())]), until


def read_token(token: str) -> tuple[str, str, datetime]:
    """The file's id, its maker's id and when it ends. Raises LinkOver for a token that is over, or none of ours."""
    try:
        file_id, person_id, until = _signer().loads(token)
    except BadSignature:
        raise LinkOver from None
    ends = datetime.fromtimestamp(until, UTC)
    if ends <= now():
        raise LinkOver
    return file_id, person_id, ends


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="tautan-berkas")
