"""What every test stands on: one application, a database that is new for each test, the cast, and a page visitor."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import event

from community import create_app
from community.kernel.database import READ, Base, db, end_transaction
from tests import people, postgres
from tests.visitor import Visitor

SECRET = "only-for-tests"
# No test fails on a clock: a property holds on a busy machine too.
settings.register_profile("gugus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", parent=settings.get_profile("gugus"), max_examples=20)  # for `make test-fast`
settings.load_profile("gugus")


PAGES = frozenset({"visit", "visitor"})  # with these a test fetches whole pages, parsed and inspected
DEPLOYED = Path(__file__).parent / "deploy"  # with a PostgreSQL of its own
FOUNDATIONS = frozenset({"database_url", "request", "tmp_path", "tmp_path_factory"})  # whatever stands on a database


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if PAGES & _stands_on(item):
            item.add_marker("page")
    if config.getoption("--database") == "postgresql":
        # What touches no database, or brings its own, has said all it has to say on SQLite.
        config.hook.pytest_deselected(items=[item for item in items if not _depends(item)])
        items[:] = [item for item in items if _depends(item)]


def _depends(item: pytest.Item) -> bool:
    """Whether it may differ from one database to the other."""
    return bool(_stands_on(item) & FOUNDATIONS) and not item.path.is_relative_to(DEPLOYED)


def _stands_on(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker: str
) -> Iterator[str]:
    """A database of this worker's own: a SQLite file, or one made on the running (or a new) PostgreSQL server."""
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'gugus.db'}"
        return
    with postgres.server() as url:
        yield postgres.new_database(url, f"gugus_{worker}_{os.getpid()}")


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@pytest.fixture(scope="session")
def application(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, with an empty database of the models."""
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": SECRET,
            "SQLALCHEMY_DATABASE_URI": database_url,
            "INSTANCE": tmp_path_factory.mktemp("instance"),
            "HUEY_IMMEDIATE": True,
            "BROADCAST_AFTER": 0,
            "SOFFICE": "",  # a test that wants LibreOffice says so
        }
    )
    with app.app_context():
        db.create_all()
        if _is_sqlite(database_url):
            people.settle()
            end_transaction(keep=True)
            db.session.remove()
            db.engine.dispose()
            shutil.copy(_file(database_url), _template(database_url))
    return app


@pytest.fixture
def app(application: Flask, database_url: str) -> Iterator[Flask]:
    """The application within its context, on a database that holds the cast and nothing else."""
    with application.app_context():
        if _is_sqlite(database_url):
            db.engine.dispose()
            for suffix in ("", "-wal", "-shm"):
                Path(f"{_file(database_url)}{suffix}").unlink(missing_ok=True)
            shutil.copy(_template(database_url), _file(database_url))
        else:
            _empty()
            people.settle()
            end_transaction(keep=True)
        application.extensions.pop("throttle", None)  # nobody has failed yet
        application.extensions.pop("pace", None)  # nor hurried
        yield application
        end_transaction(keep=False)
        db.session.remove()


def _empty() -> None:
    """Remove every row. As a replica the server checks neither keys nor the ledger's guard, and TRUNCATE is slower."""
    deletes = "; ".join(f'DELETE FROM "{table.name}"' for table in Base.metadata.sorted_tables)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica; {deletes}")


def _is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _template(url: str) -> Path:
    return _file(url).with_suffix(".template")


@pytest.fixture
def cast(app: Flask) -> people.Cast:
    """The people of every story: `cast.ketua`, `cast.peserta`, ... read afresh each time."""
    return people.Cast()


@pytest.fixture
def visitor(app: Flask) -> Callable[..., Visitor]:
    """`visitor(cast.ketua)`: a browser signed in as someone (None: nobody), which inspects every page it gets."""
    return lambda person=None: Visitor(app, person)


@pytest.fixture
def visit(visitor: Callable[..., Visitor]) -> Callable[..., Any]:
    """`visit(path, as_=person)`: fetch and inspect one page."""
    return lambda path, as_=None, status=200: visitor(as_).visit(path, status=status)


@pytest.fixture
def queries(app: Flask) -> Iterator[Callable[[Callable[[], Any]], int]]:
    """`queries(lambda: ...)`: the number of statements that something sends, BEGIN and PRAGMA not counted.

    Those of this thread: others may look after something meanwhile.
    """
    counter: list[str] = []
    own = threading.get_ident()

    def heard(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.get_ident() == own and not statement.startswith(("BEGIN", "PRAGMA", "COMMIT")):
            counter.append(statement)

    event.listen(db.engine, "before_cursor_execute", heard)

    def count(action: Callable[[], Any]) -> int:
        db.session().info.pop(READ, None)  # as a request begins: nothing is read yet
        counter.clear()
        action()
        return len(counter)

    yield count
    event.remove(db.engine, "before_cursor_execute", heard)
