"""A new version is begun: a backup, the migrations, and only then the new code, part after part."""

import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.deploy.deployment import FILES

SAYS = """#!/bin/sh
echo "$*" >>"{heard}"
case "$*" in *{fails}*) exit 1 ;; esac
"""


class Sehat(BaseHTTPRequestHandler):
    """A live process that is there."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/sehat" else 404)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture
def live() -> Iterator[str]:
    """The port of one."""
    server = HTTPServer(("127.0.0.1", 0), Sehat)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield str(server.server_port)
    server.shutdown()
    server.server_close()


def update(folder: Path, live: str, fails: str = "nothing-fails") -> tuple[int, list[str]]:
    """How it ended, and what systemd was asked for."""
    heard, systemctl = folder / "heard", folder / "systemctl"
    systemctl.write_text(SAYS.format(heard=heard, fails=fails))
    systemctl.chmod(0o755)
    env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "LIVE": live}
    done = subprocess.run([FILES / "update.sh"], env=env, capture_output=True, text=True)
    return done.returncode, heard.read_text().splitlines()


def test_the_schema_is_there_before_the_code_and_the_backup_before_both(tmp_path: Path, live: str) -> None:
    assert update(tmp_path, live) == (
        0,
        [
            "start gugus-backup.service",
            "start gugus-migrate.service",
            "reload gugus-pages.service",
            f"restart gugus-live@{live}.service",
            "restart gugus-jobs.service",
        ],
    )


@pytest.mark.parametrize("step", ["backup", "migrate"])
def test_after_a_step_that_failed_nothing_is_started_again(tmp_path: Path, live: str, step: str) -> None:
    status, asked = update(tmp_path, live, fails=step)
    assert status != 0 and asked[-1] == f"start gugus-{step}.service"


def test_without_being_told_it_takes_the_live_processes_of_the_target(tmp_path: Path) -> None:
    status, asked = update(tmp_path, "", fails="live@8101")
    assert status != 0 and asked[-1] == "restart gugus-live@8101.service"
