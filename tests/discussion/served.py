"""A real server of a room: the cast, one pertemuan and its room in a database of its own, gunicorn before it.

`python -m tests.discussion.served` writes the rows into the installation that the environment names, and prints the
id of the room.
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
def serving_a_room(
    folder: Path, database: str | None = None, *, agenda: str = "", link: str = ""
) -> Iterator[tuple[Installation, str]]:
    """The running server and the id of its room; the pertemuan has that agenda, and its call at that link."""
    installation = Installation(folder, now(), database=database)
    environment = {**os.environ, "GUGUS_INSTANCE": str(folder), "DATABASE_URL": database or "", "SAMPLE": "0"}
    command = [sys.executable, "-m", "tests.discussion.served", agenda, link]
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    with running(installation):
        yield installation, made.stdout.split()[-1]


def _settle(agenda: str = "", link: str = "") -> str:
    from sqlalchemy import text

    from community import create_app
    from community.accounts.models import Guru
    from community.discussion.services import open_room
    from community.kernel.database import db, end_transaction, newest_revision
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
        pertemuan = make_pertemuan(make_paket(), now() - timedelta(minutes=5), agenda=agenda, link=link)
        return open_room(db.session.get_one(Guru, "ketua"), pertemuan).id


if __name__ == "__main__":
    print(_settle(*sys.argv[1:]))
