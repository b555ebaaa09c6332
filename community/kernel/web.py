"""Doors: where the writing transaction begins, how a refusal is answered, which headers every answer carries."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError, generate_csrf
from markupsafe import Markup
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from community.kernel.database import begin_writing, end_transaction
from community.kernel.errors import Busy, NotFound, NotSignedIn, Refusal

csrf = CSRFProtect()
READING = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


class Expired(Refusal):
    code = "formulir_kedaluwarsa"
    status = 400
    title = "Formulir kedaluwarsa"
    message = "Formulir ini sudah terlalu lama terbuka, jadi belum disimpan. Kembali, muat ulang, lalu kirim lagi."


class TooLarge(Refusal):
    code = "terlalu_besar"
    status = 413
    title = "Berkas terlalu besar"
    message = "Kiriman ini terlalu besar. Satu berkas paling besar 10 MB; perkecil dulu, lalu kirim lagi."


class WrongMethod(Refusal):
    code = "cara_keliru"
    status = 405
    title = "Alamat ini tidak dibuka begitu"
    message = "Alamat ini hanya menerima formulir. Mulai dari beranda."


class Broken(Refusal):
    code = "galat"
    status = 500
    title = "Ada yang rusak di pihak kami"
    message = (
        "Permintaan Anda tidak selesai dan tidak ada yang tersimpan. Coba lagi; bila berulang, beri tahu operator."
    )


def begins_late(view):  # type: ignore[no-untyped-def]
    """Mark a view that does slow work (a password hash, a PDF) before its act: the act begins the transaction."""
    view.begins_late = True
    return view


def streams(view):  # type: ignore[no-untyped-def]
    """Mark a view that reads its body by itself, piece by piece and of any length; its act begins the transaction."""
    view.streams = True
    return begins_late(view)


def wants_json() -> bool:
    """Whether the caller is a program rather than a person."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return best != "text/html" and request.accept_mimetypes.accept_json


def safe_path(target: str | None, otherwise: str = "/") -> str:
    """`target` if it is a path of this site, else `otherwise`."""
    # A browser drops tabs and line ends, and reads a backslash as a slash: "/<tab>\\evil.example" would lead away.
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    return otherwise if "\\" in target or any(character < " " for character in target) else target


def public_url(path: str) -> str:
    """The full address of `path`, for cards, QR codes and messages."""
    return (current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")) + path


def let_frame(origin: str) -> None:
    """Let this one answer show a page of `origin` in a frame, with camera and microphone: a call beside a talk."""
    g.framed = origin


def answer_refusal(refusal: Refusal) -> ResponseReturnValue:
    """A page, or problem+json (RFC 9457); someone not signed in is led to the door and back."""
    if wants_json():
        response = jsonify(
            type="about:blank",
            title=refusal.title,
            status=refusal.status,
            code=refusal.code,
            detail=refusal.message,
        )
        response.content_type = "application/problem+json"
        return response, refusal.status
    if isinstance(refusal, NotSignedIn):
        came = request.full_path.rstrip("?") if request.method in READING else urlsplit(request.referrer or "/").path
        return redirect(url_for("accounts.sign_in", lanjut=safe_path(came)), 303)
    return render_template("refusal.html", refusal=refusal), refusal.status


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    if error.code == 404:
        return answer_refusal(NotFound())
    if error.code == 405:
        return answer_refusal(WrongMethod())
    if isinstance(error, RequestEntityTooLarge):
        return answer_refusal(TooLarge())
    if error.code and error.code < 400:
        return error
    current_app.logger.warning("%s %s: %s", request.method, request.path, error)
    return answer_refusal(Broken()) if (error.code or 500) >= 500 else answer_refusal(Refusal(error.description))


def _answer_unexpected(error: Exception) -> ResponseReturnValue:
    if current_app.testing and not isinstance(error, OperationalError):
        raise error
    current_app.logger.exception("%s %s", request.method, request.path)
    end_transaction(keep=False)
    if isinstance(error, NoConnection) or (isinstance(error, OperationalError) and _passes(error)):
        if "locked" not in str(error):
            g._login_user = AnonymousUserMixin()  # who is there cannot be asked: the page as a stranger sees it
        return answer_refusal(Busy())
    return answer_refusal(Broken())


def _passes(error: OperationalError) -> bool:
    """Whether it is worth trying again: SQLite's one writer was taken, or PostgreSQL is away, starting or full."""
    state = getattr(error.orig, "sqlstate", "")  # None: no server has spoken
    return "locked" in str(error) or state is None or state.startswith(("08", "53", "57P"))


def _let_stream() -> None:
    """Before anyone looks for a form in it: a body that a view reads by itself has no largest length here."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "streams", False):
        request.max_content_length = None


def _begin() -> None:
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        raise NotFound  # no database takes it, and nobody types it
    if request.method in READING or request.endpoint is None:
        return
    view = current_app.view_functions.get(request.endpoint)
    # The whole body is read first: a phone that uploads slowly must not hold the one writer of SQLite.
    request.form, request.files  # noqa: B018
    if not getattr(view, "begins_late", False):
        begin_writing()


def _headers(response: Response) -> Response:
    headers = response.headers
    framed = g.get("framed")
    headers.setdefault("Content-Security-Policy", f"{POLICY}; frame-src {framed}" if framed else POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    calling = f'camera=(self "{framed}"), microphone=(self "{framed}"), display-capture=(self "{framed}")'
    devices = calling if framed else "camera=(self), microphone=()"
    headers.setdefault("Permissions-Policy", f"{devices}, geolocation=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-store" if not g.get("public") else "public, max-age=60"
    if current_app.config["PRODUCTION"]:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def init_app(app: Flask) -> None:
    """Install the doors' common parts on `app`."""
    app.before_request(_let_stream)
    csrf.init_app(app)
    app.before_request(_begin)
    app.after_request(_headers)
    app.register_error_handler(Refusal, answer_refusal)
    app.register_error_handler(CSRFError, lambda _error: answer_refusal(Expired()))
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)
    app.jinja_env.globals["csrf_field"] = _csrf_field
    app.jinja_env.globals["public_url"] = public_url
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
