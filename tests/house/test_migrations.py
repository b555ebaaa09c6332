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
from community.kernel.search.models import beside_the_models
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
            opts = {"compare_type": True, "include_name": lambda *what: not beside_the_models(*what)}
            context = MigrationContext.configure(connection, opts=opts)
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


def test_what_people_wrote_before_is_there_after(empty: Flask) -> None:
    """A gugus that used the spine: a hasil with its file, a notice. SQLite makes tables anew to change them."""
    written = """
        INSERT INTO wilayah (code, name, level) VALUES ('32', 'JAWA BARAT', 'provinsi');
        INSERT INTO guru (id, name, name_key, kepegawaian, created_at{guru})
            VALUES ('ketua', 'Yuyun', 'yuyun', 'PNS', '2026-11-01'{values});
        INSERT INTO stored_file (id, about_kind, about_id, name, mime, size, sha256, by_id, at)
            VALUES ('berkas', 'hasil', 'hasil', 'modul.pdf', 'application/pdf', 9, 'x', 'ketua', '2026-11-01');
        INSERT INTO notice (id, guru_id, key, sentence, link, at)
            VALUES ('kabar', 'ketua', 'k', 'Satu kabar', '/', '2026-11-01')
    """
    with empty.app_context():
        upgrade(str(ROOT / "migrations"), revision="spine")
        needed = [
            each["name"]
            for each in inspect(db.engine).get_columns("guru")
            if not each["nullable"] and each["name"] not in {"id", "name", "name_key", "kepegawaian", "created_at"}
        ]
        columns, blanks = "".join(f", {name}" for name in needed), ", ''" * len(needed)
        with db.engine.connect().execution_options(writing=True) as connection:
            for statement in written.format(guru=columns, values=blanks).split(";"):
                connection.execute(text(statement))
            connection.commit()
        upgrade(str(ROOT / "migrations"))
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT name FROM stored_file WHERE id = 'berkas'")) == "modul.pdf"
            assert connection.scalar(text("SELECT kind FROM notice WHERE id = 'kabar'")) == "umum"
        downgrade(str(ROOT / "migrations"), revision="spine")
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM notice")) == 1


def test_downgrading_leaves_nothing_behind(empty: Flask) -> None:
    with empty.app_context():
        upgrade(str(ROOT / "migrations"))
        downgrade(str(ROOT / "migrations"), revision="base")
        assert inspect(db.engine).get_table_names() in ([], ["alembic_version"])
