"""The migrations make what the models say, on the database of the run, and can be taken back."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, make_url, text

from community import create_app
from community.kernel.database import Base, db, is_at, newest_revision, with_migrations
from config import ROOT
from tests import postgres


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Flask:
    """The application on a database with nothing in it."""
    if database_url.startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = postgres.new_database(database_url, f"{make_url(database_url).database}_empty")
    settings = {"TESTING": True, "SQLALCHEMY_DATABASE_URI": url, "INSTANCE": tmp_path, "SECRET_KEY": "x"}
    return with_migrations(create_app(settings))


def test_upgrading_from_nothing_gives_the_models(empty: Flask) -> None:
    with empty.app_context():
        upgrade(str(ROOT / "migrations"))
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            difference = compare_metadata(context, Base.metadata)
        assert difference == []
        assert is_at(newest_revision(ROOT / "migrations" / "versions"))


def test_the_ledger_is_guarded_after_a_migration_too(empty: Flask) -> None:
    with empty.app_context():
        upgrade(str(ROOT / "migrations"))
        sqlite = db.engine.dialect.name == "sqlite"
        question = (
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entry'"
            if sqlite
            else "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'ledger_entry'::regclass AND NOT tgisinternal"
        )
        with db.engine.connect() as connection:
            assert connection.scalar(text(question)) == (2 if sqlite else 1)


def test_downgrading_leaves_nothing_behind(empty: Flask) -> None:
    with empty.app_context():
        upgrade(str(ROOT / "migrations"))
        downgrade(str(ROOT / "migrations"), revision="base")
        assert inspect(db.engine).get_table_names() in ([], ["alembic_version"])
