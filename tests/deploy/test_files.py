"""The files of deploy/ agree with each other and with the programs that read them."""

import configparser
import os
import re
import runpy
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest

from config import settings
from tests.deploy import machine
from tests.deploy.deployment import FILES, PROGRAMS
from tests.deploy.programs import ROOT, free_ports

UNITS = sorted((FILES / "systemd").glob("*.service"))
OURS = [path for path in UNITS if path.stem != "gugus-failed@"]
WRITES = {"/var/lib/gugus": "gugus", "/var/lib/gugus-backup": "gugus-backup"}  # and the StateDirectory that makes it


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path)
    return parser


def settings_of(path: Path) -> dict[str, str]:
    lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_target_starts_a_live_process_for_each_that_nginx_knows() -> None:
    wanted = re.findall(r"gugus-live@(\d+)", (FILES / "systemd" / "gugus.target").read_text())
    nginx = (FILES / "nginx" / "gugus.conf").read_text()
    live = nginx.partition("upstream gugus_live")[2].partition("}")[0]
    assert re.findall(r"server 127\.0\.0\.1:(\d+)", live) == wanted


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_what_a_unit_starts_is_there_and_what_it_writes_to_is_made_for_it(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["User"] == "gugus" and service["EnvironmentFile"] == "/etc/gugus/gugus.env"
    assert "ReadWritePaths" not in service  # which must exist, and nobody makes it
    for name in ("ExecStart", "ExecStartPre"):
        program, *parts = service.get(name, "").replace("/opt/gugus/", "").split() or [""]
        if program.startswith(".venv/bin/"):
            assert (PROGRAMS / Path(program).name).exists(), program
        elif program:
            assert os.access(ROOT / program, os.X_OK), program
        for part in parts:
            assert not part.startswith("deploy/") or (ROOT / part).is_file(), part
            assert not part.startswith("/var") or WRITES[part] == service["StateDirectory"]
    instance = settings_of(FILES / "gugus.env")["GUGUS_INSTANCE"]
    assert service["StateDirectory"] in {WRITES[instance], WRITES["/var/lib/gugus-backup"]}


def test_a_part_that_waits_for_its_database_is_started_for_as_long_as_it_takes() -> None:
    for path in OURS:
        parts = unit(path)
        if parts["Service"].get("Restart") == "always":
            assert parts["Unit"]["StartLimitIntervalSec"] == "0", path


def test_a_backup_or_a_migration_that_fails_is_said() -> None:
    for name in ("gugus-backup", "gugus-migrate"):
        assert unit(FILES / "systemd" / f"{name}.service")["Unit"]["OnFailure"] == "gugus-failed@%n.service"


def test_systemd_takes_the_units_as_they_stand(tmp_path: Path) -> None:
    """Only the places of the programs are others. Where there is no systemd, what stands above has to do."""
    for path in (FILES / "systemd").iterdir():
        text = path.read_text().replace("/opt/gugus/.venv/bin", str(PROGRAMS)).replace("/opt/gugus", str(ROOT))
        (tmp_path / path.name).write_text(text)
    if (verify := shutil.which("systemd-analyze")) is None:
        warnings.warn("systemd is not here: its own judgement of the units is missing", stacklevel=1)
        return
    done = subprocess.run([verify, "verify", *sorted(tmp_path.iterdir())], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("name", "port"), [("pages", 8100), ("live", 8101)])
def test_each_process_listens_where_nginx_looks(name: str, port: int) -> None:
    said = runpy.run_path(str(FILES / "gunicorn" / f"{name}.py"))
    assert said["bind"] == f"127.0.0.1:{port}" in (FILES / "nginx" / "gugus.conf").read_text()


def test_every_name_in_the_example_of_settings_is_read() -> None:
    named = settings_of(FILES / "gugus.env").keys()
    read: set[str] = set()

    class Watched(dict[str, str]):
        def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
            read.add(key)
            return super().get(key, default)

    settings(Watched(GUGUS_ENV="production", SECRET_KEY="x"))
    assert named <= read


@pytest.mark.slow
def test_nginx_takes_the_configuration_as_it_stands(tmp_path: Path) -> None:
    """Only the address and the certificate are others."""
    text, listen = (FILES / "nginx" / "gugus.conf").read_text(), tmp_path / "listen.conf"
    listen.write_text(f"listen 127.0.0.1:{free_ports(1)[0]};\n")
    (tmp_path / "gugus.conf").write_text(text.replace("/etc/nginx/gugus-listen.conf", str(listen)))
    main = ["error_log stderr;", f"pid {tmp_path}/nginx.pid;", "events {}"]
    main += [f"http {{ access_log off; include {tmp_path}/gugus.conf; }}"]
    (tmp_path / "nginx.conf").write_text("\n".join(main))
    done = subprocess.run([machine.nginx(), "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
