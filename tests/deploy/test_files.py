"""The files of deploy/ agree with each other and with the programs that read them."""

import configparser
import re
import runpy
import subprocess
from pathlib import Path

import pytest

from config import settings
from tests.deploy import machine
from tests.deploy.deployment import FILES
from tests.deploy.programs import ROOT, free_ports

UNITS = sorted((FILES / "systemd").glob("*.service"))


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path)
    return parser


def test_the_target_starts_a_live_process_for_each_that_nginx_knows() -> None:
    wanted = re.findall(r"gugus-live@(\d+)", (FILES / "systemd" / "gugus.target").read_text())
    nginx = (FILES / "nginx" / "gugus.conf").read_text()
    live = nginx.partition("upstream gugus_live")[2].partition("}")[0]
    assert re.findall(r"server 127\.0\.0\.1:(\d+)", live) == wanted


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_what_a_unit_starts_is_there(path: Path) -> None:
    service = unit(path)["Service"]
    assert service["User"] == "gugus" and service["EnvironmentFile"] == "/etc/gugus/gugus.env"
    for part in service["ExecStart"].replace("/opt/gugus/", "").split():
        if part.startswith("deploy/"):
            assert (ROOT / part).is_file()


@pytest.mark.parametrize(("name", "port"), [("pages", 8100), ("live", 8101)])
def test_each_process_listens_where_nginx_looks(name: str, port: int) -> None:
    said = runpy.run_path(str(FILES / "gunicorn" / f"{name}.py"))
    assert said["bind"] == f"127.0.0.1:{port}" in (FILES / "nginx" / "gugus.conf").read_text()


def test_every_name_in_the_example_of_settings_is_read() -> None:
    lines = (FILES / "gugus.env").read_text().splitlines()
    named = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
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
