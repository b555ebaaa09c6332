"""Alembic's environment: the models of the application, on the database it is set to."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

import community.angka_kredit.models
import community.attendance.models
import community.gugus.models
import community.kernel.files
import community.kernel.notices
import community.kernel.trail
import community.lokakarya.models  # noqa: F401  (each import fills the metadata)
from community.kernel.database import Base, db


def run(connection: Connection) -> None:
    """Run the migrations in one transaction; SQLite rebuilds a table to change it (batch)."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        process_revision_directives=_nothing_new,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


def _nothing_new(_context, _revision, directives) -> None:  # type: ignore[no-untyped-def]
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


with db.engine.connect().execution_options(writing=True) as opened:
    run(opened)
    opened.commit()
