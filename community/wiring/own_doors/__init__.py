"""Doors that belong to no feature: stored files, search, the health of the installation, the style guide."""

from flask import Flask

from community.wiring.own_doors.files import files
from community.wiring.own_doors.health import health
from community.wiring.own_doors.offline import offline
from community.wiring.own_doors.search import search
from community.wiring.own_doors.style import style
from community.wiring.own_doors.uploads import uploads


def install(app: Flask) -> None:
    for blueprint in (files, uploads, health, offline, search, style):
        app.register_blueprint(blueprint)
