"""A real server of a shared notulen: the cast, one pertemuan with an agenda, gunicorn before it.

`python -m tests.notulen.served` writes the rows into the installation that the environment names, and prints the id of
the pertemuan.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from community.kernel.clock import now
from tests.installation import ROOT, Installation, running


@contextmanager
def serving_a_notulen(folder: Path, database: str | None = None) -> Iterator[tuple[Installation, str]]:
    """The running server and the id of its pertemuan."""
    installation = Installation(folder, now(), database=database)
    environment = {**os.environ, "GUGUS_INSTANCE": str(folder), "DATABASE_URL": database or "", "SAMPLE": "0"}
    command = [sys.executable, "-m", "tests.notulen.served"]
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    with running(installation):
        yield installation, made.stdout.split()[-1]


def _settle() -> str:
    from sqlalchemy import text

    from community import create_app
    from community.accounts.models import Guru
    from community.kernel.database import db, end_transaction, newest_revision
    from community.notulen.services import begin_together
    from tests import people
    from tests.factories import make_paket, make_pertemuan

    app = create_app()
    with app.app_context():
        db.create_all()
        db.session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        newest = newest_revision(ROOT / "migrations" / "versions")
        db.session.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest})
        people.settle()
        end_transaction(keep=True)
        agenda = "1. Pembukaan\n2. Telaah modul pecahan\n3. Rencana uji coba"
        pertemuan = make_pertemuan(make_paket(), now() - timedelta(minutes=5), agenda=agenda)
        begin_together(db.session.get_one(Guru, "sekretaris"), pertemuan)
        return pertemuan.id


if __name__ == "__main__":
    print(_settle())
