"""Who is at the door: read afresh from the database for every request and every socket event."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, Response, after_this_request, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru, SignIn
from community.kernel.clock import now
from community.kernel.database import db
from community.kernel.errors import NotSignedIn
from community.kernel.reading import prepared

SIGNED_IN_FOR = timedelta(days=60)
SEEN_EVERY = timedelta(minutes=10)
WHOSE = "Gugus-Orang"

login_manager = LoginManager()
# Asked of whoever comes to a door that is for someone; each may raise a Refusal. Wiring fills it.
CHECKS: list[Callable[[Guru], None]] = []


class Device(UserMixin):
    """A signed-in device as Flask-Login knows it: its id is the cookie's token, never the person's id."""

    def __init__(self, token: str, sign_in: SignIn) -> None:
        self.token = token
        self.sign_in = sign_in

    def get_id(self) -> str:
        return self.token


def hash_of(token: str) -> str:
    """What is kept of a token or code. Tokens are random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@prepared
def _by_token(token_hash: Any) -> Select[Any]:
    return (
        select(SignIn)
        .where(SignIn.token_hash == token_hash, SignIn.revoked_at.is_(None))
        .options(
            joinedload(SignIn.guru)
            .undefer(Guru.is_operator)
            .undefer(Guru.holds_school_office)
            .undefer(Guru.unread_notices)
        )
        .execution_options(populate_existing=True)
    )


@login_manager.user_loader
def _device_of(token: str) -> Device | None:
    sign_in = db.session.scalar(*_by_token(token_hash=hash_of(token)))
    if sign_in is None or sign_in.seen_at < now() - SIGNED_IN_FOR or sign_in.guru.erased_at:
        return None
    if db.session().info.get("writing") and sign_in.seen_at < now() - SEEN_EVERY:
        sign_in.seen_at = now()  # kept with the act that follows
    return Device(token, sign_in)


def guru_or_none() -> Guru | None:
    """The signed-in person, or None."""
    return current_user.sign_in.guru if current_user and current_user.is_authenticated else None


def current_guru() -> Guru:
    """The signed-in person. Raises NotSignedIn, and what CHECKS raise."""
    guru = guru_or_none()
    if guru is None:
        raise NotSignedIn
    for check in CHECKS:
        check(guru)
    return guru


def current_sign_in() -> SignIn:
    """The session of this device. Raises NotSignedIn."""
    current_guru()
    return current_user.sign_in


def come_in(token: str) -> Guru:
    """Give this browser the cookie of a session that was just opened; whatever its cookie held before is
    gone.
    """
    session.clear()
    session.permanent = True
    login_user(_device_of(token))
    return current_guru()


def go_out() -> None:
    """Take the cookie from this browser, and all it has kept of us; the session itself is ended by an act."""
    logout_user()
    session.clear()
    after_this_request(_forget_everything)


def _forget_everything(response: Response) -> Response:
    response.headers["Clear-Site-Data"] = '"storage"'  # pages kept for reading offline, drafts, the worker itself
    return response


class _Cookies(SecureCookieSessionInterface):
    """The cookie is renewed with each page that is opened, and otherwise sent where something in it has changed.

    What a page fetches beside (Fetch Metadata, W3C) was asked for with the cookie of that moment. Sent back unchanged,
    it would undo what another answer has written meanwhile: the sentence that says an act was done would be lost.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        opened = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        return session.modified or (opened and super().should_set_cookie(app, session))


def init_app(app: Flask) -> None:
    app.session_interface = _Cookies()
    login_manager.init_app(app)
    login_manager.session_protection = None  # our own sessions are listed and revocable
    app.context_processor(lambda: {"me": guru_or_none()})
    app.after_request(_say_whose)


def _say_whose(response: Response) -> Response:
    """Tell the worker of the browser whose page this is, so that it keeps the pages of no one else.

    Only where the page asked who is there: a page that is the same for everyone says nothing.
    """
    if response.mimetype == "text/html" and response.status_code < 500 and "_login_user" in g:
        guru = guru_or_none()
        response.headers[WHOSE] = guru.id if guru else "-"
    return response
