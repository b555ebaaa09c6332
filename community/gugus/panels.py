"""What gugus shows on its own page of what lies below it."""

from flask import render_template

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.command import roles
from community.kernel.files import use_of
from community.permissions import PENGURUS, Role


def storage_panel(gugus: Gugus, guru: Guru) -> str | None:
    """How much of its quota the gugus has filled: for its pengurus and the operator."""
    if not roles(guru, gugus) & (PENGURUS | {Role.OPERATOR}):
        return None
    return render_template("gugus/_storage.html", use=use_of(gugus.id))
