"""What the doors of accounts share: the blueprint, who comes from where, a refusal put at its field."""

from flask import Blueprint, request
from wtforms import Form

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.accounts.queries import guru_with
from community.accounts.services import Door
from community.kernel.command import INSTALLATION, authorize
from community.kernel.errors import NotFound, Refusal
from community.kernel.web import safe_path
from community.permissions import Do

blueprint = Blueprint("accounts", __name__)
PAGE = 50


def door() -> Door:
    """From where this request comes."""
    return Door(request.remote_addr or "", request.user_agent.string)


def onward(otherwise: str = "/") -> str:
    """The path to go on to, from the query or the form."""
    return safe_path(request.values.get("lanjut"), otherwise)


def operator() -> Guru:
    """The signed-in operator. Raises NotSignedIn or NotAllowed."""
    guru = current_guru()
    authorize(guru, Do.EDIT_PERSON, INSTALLATION)
    return guru


def person(guru_id: str) -> Guru:
    """The person an operator's page is about. Raises NotFound."""
    guru = guru_with(guru_id)
    if guru is None:
        raise NotFound
    return guru


def say_at_field(form: Form, refusal: Refusal, otherwise: str) -> None:
    """Put the sentence of a refusal at the field it concerns, else at `otherwise`: nothing typed is lost."""
    name = getattr(refusal, "field", None)
    field = form[name] if name and name in form else form[otherwise]
    field.errors = [*field.errors, refusal.message]


def page_number() -> int:
    """Which page of a list, from 1."""
    return max(request.args.get("hal", 1, type=int), 1)
