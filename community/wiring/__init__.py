"""Knows everyone, is known by none: doors, sockets, listeners, jobs, panels, navigation."""

from flask import Flask

from community.wiring import doors, facts, navigation, own_doors, slots


def init_app(app: Flask) -> None:
    """Hang everything together on `app`."""
    facts.connect()
    slots.connect()
    doors.install(app)
    own_doors.install(app)
    navigation.init_app(app)
