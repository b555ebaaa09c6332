"""Doors that belong to no feature: a stored file, the health of the installation, the style guide in development."""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template
from sqlalchemy import text

from community.accounts.current import current_guru
from community.kernel import gaya
from community.kernel.database import db
from community.kernel.errors import NotFound
from community.kernel.files import file_of, send, storage_works

files = Blueprint("files", __name__)
health = Blueprint("health", __name__)
style = Blueprint("style", __name__)


@files.get("/berkas/<file_id>")
def show(file_id: str) -> Response:
    """The bytes of one file, to whoever the row it belongs to lets read it."""
    return send(file_of(current_guru(), file_id))


@health.get("/sehat", endpoint="show")
def show_health() -> tuple[Response, int]:
    """Whether database and storage answer: 200 or 503, for a watchdog."""
    parts: dict[str, Any] = {"basis_data": _answers(), "berkas": storage_works()}
    return jsonify(sehat=all(parts.values()), **parts), 200 if all(parts.values()) else 503


@style.get("/gaya")
def guide() -> str:
    """The design system, in development."""
    if current_app.config["PRODUCTION"]:
        raise NotFound
    current_guru()
    return render_template("gaya/page.html", **gaya.style_guide())


def _answers() -> bool:
    try:
        return db.session.scalar(text("SELECT 1")) == 1
    except Exception:
        current_app.logger.exception("database does not answer")
        return False


def install(app: Flask) -> None:
    for blueprint in (files, health, style):
        app.register_blueprint(blueprint)
