"""What a phone sends, field by field, when it has a line: JSON in, JSON out, each change once."""

from datetime import datetime
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.kernel.errors import Invalid
from community.kernel.files import IMAGES, Sent, prepare
from community.kernel.web import begins_late
from community.observations import services
from community.observations.queries import photo_sent
from community.observations.refusals import OtherAccount
from community.observations.views import blueprint
from community.observations.views.common import reach

MOST_SEEN = 50
_BROKEN = "Kiriman ini tidak lengkap. Muat ulang halamannya, lalu isi lagi."


@blueprint.get("/observasi/kunci")
def key() -> ResponseReturnValue:
    """For a page that was kept: who is signed in now, and the token with which what waits may be sent."""
    guru = current_guru()
    return jsonify(guru=guru.id, token=generate_csrf())


@blueprint.post("/observasi/<observation_id>/isian")
def write(observation_id: str) -> ResponseReturnValue:
    """One change of one field: {client_id, field, value, written_at, seen, guru}."""
    guru, observation = reach(observation_id)
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise Invalid(_BROKEN)
    _must_be(guru, sent.get("guru"))
    seen = sent.get("seen", [])
    if not isinstance(seen, list) or len(seen) > MOST_SEEN or not all(isinstance(each, str) for each in seen):
        raise Invalid(_BROKEN)
    answer = services.write_answer(
        guru,
        observation,
        field=_text(sent, "field"),
        value=_text(sent, "value"),
        client_id=_text(sent, "client_id"),
        written_at=_moment(sent.get("written_at")),
        seen=frozenset(seen),
    )
    return jsonify(
        client_id=answer.client_id, field=answer.field, at=answer.at.isoformat(), beside=answer.beside_id is not None
    )


@blueprint.post("/observasi/<observation_id>/foto")
@begins_late  # the photo is cleaned before the act begins
def photo(observation_id: str) -> ResponseReturnValue:
    """One photo: the file `foto`, or the id of what was sent in pieces (`unggahan`), with client_id, field, written_at,
    guru.
    """
    guru, observation = reach(observation_id)
    sent = request.form
    _must_be(guru, sent.get("guru"))
    name = sent.get("client_id", "")
    # Sent twice it is kept once: the pieces of the first time are used up by then.
    row = photo_sent(observation.id, guru.id, name) or services.add_photo(
        guru,
        observation,
        field=sent.get("field", ""),
        upload=prepare(Sent(sent["unggahan"]) if sent.get("unggahan") else request.files.get("foto"), IMAGES),
        client_id=name,
        written_at=_moment(sent.get("written_at")),
    )
    return jsonify(client_id=row.client_id, field=row.field, at=row.at.isoformat(), file=row.file_id)


def _must_be(guru: Guru, said: Any) -> None:
    """What one person wrote on this phone is not sent as another's. Raises OtherAccount."""
    if said is not None and said != guru.id:
        raise OtherAccount


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    if not isinstance(value, str) or len(value) > 100_000:
        raise Invalid(_BROKEN, field=name)
    return value


def _moment(raw: Any) -> datetime | None:
    """When the phone says it was written; one without a zone, or from no calendar, counts as now."""
    try:
        moment = datetime.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
