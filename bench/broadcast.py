"""A thousand listeners in one room, five messages a second: how long from saying to hearing, and what a listener holds.

In the same run: a bare python-socketio server that keeps nothing (bench/echo.py), under the same worker, heard by the
same crowd. PostgreSQL waits for its disk here, as where it is used; on SQLite the product itself does not (README).
What was answered is compared with what is stored afterwards. Then 300 listeners on the one process that `make run`
starts, and two live processes with Redis and nginx.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, func, select

from bench.crowd import Heard, Orders, gathered
from bench.figures import line, percentile, verdict
from bench.floor import create_app
from bench.installation import Installation, add_members, on_postgresql, on_sqlite, preparing, sign_in
from bench.server import serving
from community.accounts.models import Guru
from community.discussion.models import Message
from community.discussion.services import open_room
from community.kernel.database import db
from config import settings
from tests import postgres
from tests.deploy.deployment import FILES, PROGRAMS, Deployment
from tests.deploy.programs import Program, free_ports, listens, serves
from tests.factories import make_paket, make_pertemuan

MANY, FEW = 1_000, 300
THREADS = 400  # of the one process, as in the Makefile
SECONDS = 20
CALM = 5  # seconds between the coming in of everyone and the first message: a discussion, not a rush at the door


def main() -> None:
    line("", "listeners", "said", "stored", "complete", "p50 ms", "p99 ms", "CPU ms each", "kB each")
    with durable(), on_postgresql() as made:
        room_id, cookies = guests(made, MANY)
        floor = _measure("bare echo, gevent", _echo(made, "gevent"), cookies, room_id)
        own = _measure("one live process, gevent", _live(made), cookies, room_id, made.env)
        _compare(own, floor)
    with on_sqlite() as made:
        room_id, cookies = guests(made, FEW)
        floor = _measure("bare echo, threads", _echo(made, "threading"), cookies, room_id)
        own = _measure("embedded: SQLite, threads", _embedded(made), cookies, room_id, made.env)
        _compare(own, floor)
    with durable(), two_processes(MANY) as (deployment, cookies):
        lives = [deployment.live, deployment.other]
        several = _several(deployment.ports.nginx, lives)
        _measure("two live, Redis, nginx", several, cookies, deployment.room_id, deployment.env)


class Measured:
    """What one server came to."""

    def __init__(self, heard: Heard, kilobytes: float, cpu: float) -> None:
        self.heard = heard
        self.kilobytes = kilobytes  # of memory, for one listener
        self.p50 = percentile(heard.delays, 0.5) * 1000
        self.p99 = percentile(heard.delays, 0.99) * 1000
        self.cpu = cpu  # milliseconds of the server for one message to everyone


Serving = "contextmanager[tuple[int, list[Program]]]"


@contextmanager
def durable() -> Iterator[None]:
    """A PostgreSQL that is started within answers once it is on the disk, as it does unless it is told otherwise."""
    before = dict(postgres.SETTINGS)
    postgres.SETTINGS.update(dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "on"))
    try:
        yield
    finally:
        postgres.SETTINGS.update(before)


def stored(env: Mapping[str, str], room_id: str) -> int:
    """How many messages of the crowd stand in the database, each counted once."""
    engine = create_engine(settings(dict(env))["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
    with engine.connect() as connection:
        said = select(func.count(Message.klien_id.distinct()))
        return connection.scalar(said.where(Message.room_id == room_id, Message.klien_id.like("ukur-%"))) or 0


def judge(heard: Heard, kept: int | None) -> None:
    """Say what is not as it must be: of what was said, answered, stored and heard."""
    if heard.answered != heard.said:
        print(f"  NOT everything was answered: {heard.answered} of {heard.said}", flush=True)
    if kept is not None and kept < heard.answered:
        print(f"  NOT everything that was answered is stored: {kept} of {heard.answered}", flush=True)
    if heard.complete != heard.listeners:
        lacking = f"{heard.missing} missing, {heard.repeated} twice"
        print(f"  NOT everything was heard: {heard.heard:.3%}, {lacking}", flush=True)


def guests(made: Installation, count: int) -> tuple[str, list[str]]:
    """The id of a room, and the sessions of so many people who may enter it."""
    with preparing(made.app):
        cookies = [each.cookie for each in sign_in(made.app, add_members(count))]
        return open_room(db.session.get_one(Guru, "ketua"), make_pertemuan(make_paket())).id, cookies


@contextmanager
def two_processes(count: int) -> Iterator[tuple[Deployment, list[str]]]:
    """All of deploy/, serving, with so many people signed in."""
    with tempfile.TemporaryDirectory(prefix="gugus-bench-") as folder, ExitStack() as stack:
        database = stack.enter_context(postgres.restartable())
        made = Deployment(Path(folder), database)
        app = create_app(settings({**made.env, "REDIS_URL": ""}))
        with preparing(app):
            cookies = [each.cookie for each in sign_in(app, add_members(count))]
        with app.app_context():
            db.engine.dispose()
        for part in made.parts:
            stack.callback(part.stop)
            part.start()
        yield made, cookies


def _measure(
    name: str, serving: "Serving", cookies: list[str], room_id: str, env: Mapping[str, str] | None = None
) -> Measured:
    """One line of the figures; `env` where what is said is stored."""
    with serving as (port, programs):
        before = _memory(programs)
        orders = Orders([port], cookies, room_id, seconds=SECONDS)
        with gathered(orders) as crowd:
            held = (_memory(programs) - before) / len(cookies)
            time.sleep(CALM)
            used = _cpu(programs)
            crowd.start()
            heard = crowd.finish()
            used = _cpu(programs) - used
    found = Measured(heard, held, used / max(heard.said, 1) * 1000)
    kept = stored(env, room_id) if env else None
    line(
        name,
        heard.listeners,
        heard.said,
        "-" if kept is None else kept,
        f"{heard.complete}",
        f"{found.p50:.0f}",
        f"{found.p99:.0f}",
        f"{found.cpu:.0f}",
        f"{held:.0f}",
    )
    judge(heard, kept)
    return found


def _compare(own: Measured, floor: Measured) -> None:
    print(f"  p50 {verdict(own.p50 / floor.p50, 2)}; p99 {verdict(own.p99 / floor.p99, 1.5)}; ", end="")
    print(f"memory {verdict(own.kilobytes / floor.kilobytes, 1.3)}", flush=True)


@contextmanager
def _live(made: Installation) -> Iterator[tuple[int, list[Program]]]:
    command = ["--config", str(FILES / "gunicorn" / "live.py")]
    with _gunicorn(made.env, command, "LIVE_BIND") as found:
        yield found


@contextmanager
def _echo(made: Installation, mode: str) -> Iterator[tuple[int, list[Program]]]:
    worker = ["gevent", "--worker-connections", "4000"] if mode == "gevent" else ["gthread", "--threads", str(THREADS)]
    command = ["--worker-class", *worker, "--log-level", "warning", "--no-control-socket", "bench.echo:application"]
    with _gunicorn({**made.env, "ASYNC_MODE": mode}, command, "") as found:
        yield found


@contextmanager
def _gunicorn(env: Mapping[str, str], command: list[str], bind: str) -> Iterator[tuple[int, list[Program]]]:
    (port,) = free_ports(1)
    where = f"127.0.0.1:{port}"
    options = command if bind else ["--bind", where, *command]
    log = Path(env["GUGUS_INSTANCE"]) / f"{port}.log"
    ready = serves(port) if bind else listens(port)
    program = Program("gunicorn", [PROGRAMS / "gunicorn", *options], {**env, bind or "_": where}, log, ready)
    try:
        program.start()
        yield port, [program]
    finally:
        program.stop()


@contextmanager
def _embedded(made: Installation) -> Iterator[tuple[int, list[Program]]]:
    with serving(made.env, threads=THREADS) as server:
        yield server.port, [server]  # type: ignore[list-item]  # it has processes() too


@contextmanager
def _several(port: int, programs: list[Program]) -> Iterator[tuple[int, list[Program]]]:
    yield port, programs


def _memory(programs: list[Program]) -> float:
    """kB that belong to the processes alone."""
    total = 0
    for pid in (pid for each in programs for pid in each.processes()):
        for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if row.startswith(("Private_Clean", "Private_Dirty")):
                total += int(row.split()[1])
    return total


def _cpu(programs: list[Program]) -> float:
    """Seconds of processor that they have used."""
    ticks = 0
    for pid in (pid for each in programs for pid in each.processes()):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / 100


if __name__ == "__main__":
    main()
