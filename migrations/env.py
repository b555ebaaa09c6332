"""Alembic's environment: the models of the application, on the database it is set to."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

import community.accounts.models
import community.angka_kredit.models
import community.attendance.models
import community.discussion.models
import community.gugus.models
import community.kabar.models
import community.kernel.files
import community.kernel.notices
import community.kernel.search.models
import community.kernel.trail
import community.lokakarya.models
import community.materials.models
import community.notulen.models
import community.observations.models  # noqa: F401  (each import fills the metadata)
from community.kernel.database import Base, db
from community.kernel.search.models import beside_the_models


def run(connection: Connection) -> None:
    """Run the migrations in one transaction; SQLite rebuilds a table to change it (batch)."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        process_revision_directives=_nothing_new,
        include_name=_ours,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


def _ours(name: str | None, kind: str, parents: Any) -> bool:
    return not beside_the_models(name, kind)


def _nothing_new(_context, _revision, directives) -> None:  # type: ignore[no-untyped-def]
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def _freely(connection: Connection) -> None:
    """Run the migrations; on SQLite, where a table is changed by making it anew, what refers to it is checked after."""
    if connection.dialect.name != "sqlite":
        run(connection)
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # within a transaction it would say nothing and do nothing
    try:
        run(connection)
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError(f"rows refer to what is gone: {broken[:5]}")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


with db.engine.connect().execution_options(writing=True) as opened:
    _freely(opened)
    opened.commit()
