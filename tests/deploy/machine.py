"""Programs that a deployment stands on, installed from Debian where this user may."""

import shutil
from pathlib import Path

from tests import debian
from tests.deploy.programs import Program, free_ports, listens

_PLACES = "/usr/sbin:/usr/local/sbin:/opt/homebrew/bin:/opt/homebrew/sbin"


class Missing(Exception):
    """A program is not here and could not be installed; the text says what to do."""


def nginx() -> str:
    return _ensure("nginx", package="nginx-light", what="uji beberapa proses")


def redis_server() -> str:
    return _ensure("redis-server", package="redis-server", what="uji beberapa proses")


def redis(folder: Path) -> tuple[Program, str]:
    """A Redis with its data in `folder`, not started yet, and its address."""
    (port,) = free_ports(1)
    command = [redis_server(), "--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes"]
    program = Program("redis", [*command, "--save", ""], {}, folder / "redis.log", listens(port))
    return program, f"redis://127.0.0.1:{port}/0"


def _ensure(program: str, *, package: str, what: str) -> str:
    if found := _find(program):
        return found
    debian.install(package, what)
    if found := _find(program):
        return found
    raise Missing(f"{program} tidak ada dan tidak dapat dipasang. Pasang dengan `sudo apt-get install {package}`.")


def _find(program: str) -> str | None:
    return shutil.which(program) or shutil.which(program, path=_PLACES)
