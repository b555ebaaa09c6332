"""All that runs for a kabupaten, from the files of deploy/ with other ports and folders: PostgreSQL, Redis, pages, two
live processes, jobs, and nginx before them."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from community.kernel.ids import new_id
from tests import postgres
from tests.deploy import machine
from tests.deploy.programs import ROOT, Program, free_ports, listens, serves

PROGRAMS = Path(sys.executable).parent
FILES = ROOT / "deploy"
_OF_ANOTHER = ("DATABASE_URL", "REDIS_URL", "STORAGE_URL", "CLAMD", "GUGUS_ENV", "TRUSTED_PROXIES", "ASYNC_MODE")


class Ports(NamedTuple):
    pages: int
    live: int
    other: int
    nginx: int


class Deployment:
    """Its parts, by name; `address` is where people come in, `lives` are the two live processes themselves."""

    def __init__(self, folder: Path, database: postgres.Restartable, env: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.database = database
        self.ports = Ports(*free_ports(4))
        self.redis, self.redis_url = machine.redis(folder)
        self.database_url = postgres.new_database(database.url, f"gugus_deploy_{new_id()}".lower())
        self.env = self._environment(env or {})
        self.room_id = self._settle()
        self.pages = self._gunicorn("pages", self.ports.pages, PAGES_BIND=f"127.0.0.1:{self.ports.pages}")
        self.live = self._gunicorn("live", self.ports.live, LIVE_BIND=f"127.0.0.1:{self.ports.live}")
        self.other = self._gunicorn("live", self.ports.other, LIVE_BIND=f"127.0.0.1:{self.ports.other}")
        flask = [PROGRAMS / "flask", "--app", "community", "kerja"]
        self.jobs = Program("jobs", flask, self.env, folder / "jobs.log", lambda: True)
        self.nginx = self._nginx()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports.nginx}"

    @property
    def lives(self) -> tuple[str, str]:
        """The live processes, reached past nginx."""
        return f"http://127.0.0.1:{self.ports.live}", f"http://127.0.0.1:{self.ports.other}"

    @property
    def parts(self) -> list[Program]:
        return [self.redis, self.pages, self.live, self.other, self.jobs, self.nginx]

    def _environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """The settings of deploy/gugus.env, on this machine: without HTTPS, so not as production."""
        lines = (FILES / "gugus.env").read_text().splitlines()
        said = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        here = {
            "GUGUS_ENV": "",
            "SECRET_KEY": "hanya-untuk-uji",
            "PUBLIC_URL": "",
            "GUGUS_INSTANCE": str(self.folder),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
        }
        assert here.keys() <= said.keys()
        ours = {key: value for key, value in os.environ.items() if key not in _OF_ANOTHER}
        return ours | said | here | more

    def _settle(self) -> str:
        """The cast and one room, written before anything serves."""
        command = [sys.executable, "-m", "tests.discussion.served"]
        env = {**self.env, "REDIS_URL": ""}
        made = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
        return made.stdout.split()[-1]

    def _gunicorn(self, name: str, port: int, **bind: str) -> Program:
        command = [PROGRAMS / "gunicorn", "--config", FILES / "gunicorn" / f"{name}.py"]
        return Program(f"{name} {port}", command, self.env | bind, self.folder / f"{name}-{port}.log", serves(port))

    def _nginx(self) -> Program:
        text = (FILES / "nginx" / "gugus.conf").read_text()
        ours = {
            "/etc/nginx/gugus-listen.conf": str(self.folder / "listen.conf"),
            "127.0.0.1:8100": f"127.0.0.1:{self.ports.pages}",
            "127.0.0.1:8101": f"127.0.0.1:{self.ports.live}",
            "127.0.0.1:8102": f"127.0.0.1:{self.ports.other}",
        }
        for theirs, other in ours.items():
            assert theirs in text, theirs
            text = text.replace(theirs, other)
        (self.folder / "gugus.conf").write_text(text)
        (self.folder / "listen.conf").write_text(f"listen 127.0.0.1:{self.ports.nginx};\n")
        spools = "".join(
            f"{name}_temp_path {self.folder}/nginx-{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"{user}daemon off;\nworker_processes 1;\nworker_rlimit_nofile 16384;\n"
            f"pid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx.log;\n"
            f"events {{ worker_connections 8192; }}\n"
            f"http {{ access_log off;\n{spools}include {self.folder}/gugus.conf; }}\n"
        )
        command = [machine.nginx(), "-p", self.folder, "-c", self.folder / "nginx.conf"]
        return Program("nginx", command, {}, self.folder / "nginx.log", listens(self.ports.nginx))


@contextmanager
def deployed(folder: Path, env: Mapping[str, str] | None = None, *, jobs: bool = True) -> Iterator[Deployment]:
    """A deployment that serves; every part of it is stopped afterwards, whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        database = stack.enter_context(postgres.restartable())
        made = Deployment(folder, database, env)
        for part in made.parts:
            if part is made.jobs and not jobs:
                continue
            stack.callback(part.stop)
            part.start()
        yield made
