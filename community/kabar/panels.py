"""What kabar shows on the pages of others."""

from flask import render_template

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kabar.queries import is_within, latest_in, latest_of
from community.kernel.command import roles
from community.permissions import Role


def gugus_panel(gugus: Gugus, guru: Guru) -> str | None:
    """The latest kabar of a gugus; its announcements for who oversees it, nothing for the operator."""
    inside = is_within(guru, gugus)
    if not inside and Role.OPERATOR in roles(guru, gugus):
        return None
    return render_template("kabar/_gugus.html", gugus=gugus, lines=latest_in(gugus, guru, inside=inside), inside=inside)


def beranda_panel(guru: Guru) -> str | None:
    """What one has not read, in all gugus one belongs to."""
    lines = latest_of(guru)
    return render_template("kabar/_beranda.html", lines=lines) if lines else None
