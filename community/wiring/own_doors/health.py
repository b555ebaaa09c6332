"""The health of the installation, for a watchdog."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text

from community.kernel.database import db
from community.kernel.files import storage_works

health = Blueprint("health", __name__)


@health.get("/sehat", endpoint="show")
def show_health() -> tuple[Response, int]:
    """Whether database and storage answer: 200 or 503."""
    parts: dict[str, Any] = {"basis_data": _answers(), "berkas": storage_works()}
    return jsonify(sehat=all(parts.values()), **parts), 200 if all(parts.values()) else 503


def _answers() -> bool:
    try:
        return db.session.scalar(text("SELECT 1")) == 1
    except Exception:
        current_app.logger.exception("database does not answer")
        return False
