"""The style guide, in development."""

from flask import Blueprint, current_app, render_template

from community.accounts.current import current_guru
from community.kernel import gaya
from community.kernel.errors import NotFound

style = Blueprint("style", __name__)


@style.get("/gaya")
def guide() -> str:
    """The design system."""
    if current_app.config["PRODUCTION"]:
        raise NotFound
    current_guru()
    return render_template("gaya/page.html", **gaya.style_guide())
