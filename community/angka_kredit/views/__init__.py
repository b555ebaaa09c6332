"""Doors of angka_kredit: one's own record, a claim, signatures, verification, forwarding."""

from flask import Blueprint

blueprint = Blueprint("angka_kredit", __name__)

from community.angka_kredit.views import decisions, forwarding, queues, record, usulan  # noqa: E402, F401
