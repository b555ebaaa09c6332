"""All doors, in one list."""

from importlib import import_module

from flask import Flask

# module -> the blueprint in it; a package's sockets and commands are registered by importing them
BLUEPRINTS: tuple[str, ...] = (
    "community.accounts.views",
    "community.gugus.views",
    "community.lokakarya.views",
    "community.materials.views",
    "community.observations.views",
    "community.kabar.views",
    "community.discussion.views",
    "community.notulen.views",
    "community.attendance.views",
    "community.angka_kredit.views",
    "community.beranda.views",
    "community.bantuan.views",
)
COMMANDS: tuple[str, ...] = (
    "community.accounts.cli",
    "community.wilayah.cli.regions",
    "community.wilayah.cli.schools",
)
SOCKETS: tuple[str, ...] = (
    "community.attendance.sockets",
    "community.discussion.sockets",
    "community.notulen.sockets",
)


def install(app: Flask) -> None:
    """Open every door on `app`."""
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).blueprint)
    for name in COMMANDS:
        app.cli.add_command(import_module(name).group)
    for name in SOCKETS:
        import_module(name).install()
