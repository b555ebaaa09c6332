"""Knows everyone, is known by none: doors, sockets, listeners, jobs, panels, navigation."""

from flask import Flask

from community.wiring import cli, doors, facts, found, hooks, navigation, own_doors, proxies, sample, slots


def init_app(app: Flask) -> None:
    """Hang everything together on `app`."""
    facts.connect()
    slots.connect()
    hooks.connect()
    found.connect()
    doors.install(app)
    own_doors.install(app)
    navigation.init_app(app)
    sample.guard(app)
    proxies.init_app(app)
    app.cli.add_command(cli.ready)
    app.cli.add_command(cli.work)
    app.cli.add_command(cli.sample_group)
    app.cli.add_command(cli.search_group)
