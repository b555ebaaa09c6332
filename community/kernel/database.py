"""The database: typed models, one kind of time, one kind of credit, and who may begin a writing transaction.

A deferred SQLite transaction that reads and then writes fails under load ("database is locked" at once, whatever the
timeout), so a door that may write calls `begin_writing()` before its first read: BEGIN IMMEDIATE on SQLite.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Engine, MetaData, String, event, inspect, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from community.kernel.ids import new_id
from community.kernel.pool import FairPool, ask_before_use
from community.kernel.turns import Turns

CREDIT_SCALE = 10_000
READ = "read"  # in a session's info: what kernel/reading.py keeps until the transaction ends
CONNECTIONS = 15  # of one process to PostgreSQL
PATIENCE = 15  # seconds a writer waits for SQLite's one place


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. SQLite would hand it back naive; this does not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}: say its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Credit(TypeDecorator[Decimal]):
    """A Decimal kept as an integer number of ten-thousandths, so that both databases add it exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value) * CREDIT_SCALE
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than four decimals")
        return int(scaled)

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(int(value)) / CREDIT_SCALE


class Base(DeclarativeBase):
    # The registry is said here rather than its parts: Flask-SQLAlchemy copies this body into a base of its own.
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime, Decimal: Credit, dict[str, Any]: JSON, list[Any]: JSON},
    )

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  a directive speaks to the class
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Row(Base):
    """A row with a public id, known from the moment it is made."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(12), primary_key=True)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        super().__init__(**values)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
session = db.session
_writers = Turns()
RowType = TypeVar("RowType", bound=Base)


def add(row: RowType) -> RowType:
    """Put `row` into the running act and write it at once, so that what refers to it may follow."""
    db.session.add(row)
    db.session.flush()
    return row


def add_all(rows: list[Any]) -> None:
    """Write many rows of one kind in one go."""
    db.session.add_all(rows)
    db.session.flush()


def begin_writing() -> None:
    """Begin the transaction of a door that may write, before its first read.

    A deferred transaction that only read is ended first: what it read is read again under the write lock.
    """
    current = db.session()
    if current.in_transaction():
        if current.info.get("writing"):
            return
        if current.new or current.dirty or current.deleted:
            raise RuntimeError("changes were made outside an act")
        current.rollback()
    current.info.pop(READ, None)
    took_turn = _is_sqlite() and _writers.take(PATIENCE)  # before a connection is taken that a reader could use
    try:
        connection = current.connection(execution_options={"writing": True})
    except BaseException:
        if took_turn:
            _writers.give()
        raise
    connection.info["took_turn"] = took_turn  # given back with the connection, however the transaction ends
    current.info["writing"] = True


def end_transaction(*, keep: bool) -> None:
    """Commit or undo. Called by kernel/command.py, and at the end of a request by `forget`."""
    current = db.session()
    current.info.pop("writing", None)
    current.info.pop(READ, None)
    if keep:
        current.commit()
    else:
        current.rollback()


def hold(row: RowType, *, shared: bool = False) -> RowType:
    """Lock `row` until the act ends and read it afresh, with what it loads eagerly.

    `shared`: others may hold it shared too; who holds it alone waits. On SQLite the act is the one writer already and
    read everything under its lock.
    """
    if not _is_sqlite():
        db.session.refresh(row, with_for_update={"read": shared, "of": type(row)})
    return row


def iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _on_connect(connection: Any, _record: Any) -> None:
    # isolation_level None: the driver begins nothing by itself, `_on_begin` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",  # a power cut may lose the last moments, never the file (README)
        f"busy_timeout={PATIENCE * 1000}",
        "foreign_keys=ON",
        "cache_size=-16000",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Any) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _on_checkin(_connection: Any, record: Any) -> None:
    if record.info.pop("took_turn", False):
        _writers.give()


def _prepare(engine: Engine) -> None:
    if engine.dialect.name == "postgresql":
        ask_before_use(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        event.listen(engine, "checkin", _on_checkin)


def init_app(app: Flask) -> None:
    """Bind the database of `app` and its migrations."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        kept = {"poolclass": FairPool, "pool_size": CONNECTIONS}
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = kept | app.config["SQLALCHEMY_ENGINE_OPTIONS"]
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            _prepare(engine)


def with_migrations(app: Flask) -> Flask:
    """Let `flask db` and `upgrade()` work on `app`: Alembic takes its time to load, so only where asked for."""
    from flask_migrate import Migrate

    Migrate(app, db, render_as_batch=True, compare_type=True, compare_server_default=False)
    return app


def newest_revision(versions: Path) -> str:
    """The revision in the folder `versions` that no other builds on, read without Alembic."""
    said = [path.read_text() for path in versions.glob("*.py")]
    ids = {match[1] for text in said if (match := re.search(r"^revision = ['\"](\w+)['\"]", text, re.M))}
    based_on = {match[1] for text in said if (match := re.search(r"^down_revision = ['\"](\w+)['\"]", text, re.M))}
    (newest,) = ids - based_on
    return newest


def is_at(revision: str) -> bool:
    """Whether the database says it stands at `revision`."""
    if not inspect(db.engine).has_table("alembic_version"):
        return False
    return db.session.scalar(text("SELECT version_num FROM alembic_version")) == revision
