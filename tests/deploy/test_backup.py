"""A backup made while people work, put back elsewhere: what was said and the files are there again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from community.kernel.clock import now
from community.kernel.ids import new_id
from config import database_url
from tests import postgres
from tests.deploy.deployment import FILES
from tests.discussion.served import serving_a_room
from tests.installation import Installation
from tests.journeys.line import Line, token_of
from tests.people import PASSWORD

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """The addresses of one in use and of an empty one; empty for SQLite."""
    if request.param == "sqlite":
        yield "", ""
        return
    with postgres.server() as url:
        yield postgres.new_database(url, f"gugus_{new_id()}"), postgres.new_database(url, f"gugus_{new_id()}")


def run(script: str, argument: Path, folder: Path, database: str) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "GUGUS_INSTANCE": str(folder), "DATABASE_URL": database, "STORAGE_URL": "", "KEEP": "2"}
    return subprocess.run([FILES / script, argument], env=env, capture_output=True, text=True)


def test_what_was_backed_up_while_people_worked_is_there_again(tmp_path: Path, database: tuple[str, str]) -> None:
    used, empty = database
    here, there, kept = (tmp_path / name for name in ("here", "there", "kept"))
    with serving_a_room(here, used or None) as (installation, room_id):
        page = Line(installation.address, "ketua", PASSWORD)
        room = f"/diskusi/{room_id}"
        _say(page, room, "Sebelum cadangan")
        (here / "berkas").mkdir(exist_ok=True)
        (here / "berkas" / "abc").write_bytes(b"isi sebuah berkas")
        made = run("backup.sh", kept, here, used)
        assert made.returncode == 0, made.stderr
        _say(page, room, "Sesudah cadangan")
    put_back = run("restore.sh", Path(made.stdout.strip()), there, empty)
    assert put_back.returncode == 0, put_back.stderr
    said = _asked(Installation(there, now(), database=empty or None), "SELECT text FROM room_message")
    assert said == ["Sebelum cadangan"]
    assert (there / "berkas" / "abc").read_bytes() == b"isi sebuah berkas"


def test_a_backup_is_not_put_back_over_what_is_there(tmp_path: Path, database: tuple[str, str]) -> None:
    used, _empty = database
    here, kept = tmp_path / "here", tmp_path / "kept"
    with serving_a_room(here, used or None):
        made = run("backup.sh", kept, here, used)
    refused = run("restore.sh", Path(made.stdout.strip()), here, used)
    assert refused.returncode == 1 and "not empty" in refused.stderr


def test_a_backup_that_was_changed_is_not_put_back(tmp_path: Path, database: tuple[str, str]) -> None:
    used, empty = database
    here, kept = tmp_path / "here", tmp_path / "kept"
    with serving_a_room(here, used or None):
        made = run("backup.sh", kept, here, used)
    backup = Path(made.stdout.strip())
    (whole,) = [each for each in backup.iterdir() if each.name.startswith("gugus.")]
    whole.write_bytes(whole.read_bytes()[:-100])
    refused = run("restore.sh", backup, tmp_path / "there", empty)
    assert refused.returncode != 0 and not (tmp_path / "there" / "gugus.db").exists()


def test_only_the_last_ones_are_kept(tmp_path: Path, database: tuple[str, str]) -> None:
    used, _empty = database
    here, kept = tmp_path / "here", tmp_path / "kept"
    for old in ("20260101T010000Z", "20260102T010000Z", "20260103T010000Z"):
        (kept / old).mkdir(parents=True)
    with serving_a_room(here, used or None):
        made = run("backup.sh", kept, here, used)
    assert sorted(each.name for each in kept.iterdir()) == ["20260103T010000Z", Path(made.stdout.strip()).name]


def _say(page: Line, room: str, words: str) -> None:
    form = {"csrf_token": token_of(page.get(room)), "text": words, "klien_id": new_id()}
    assert words in page.post(f"{room}/pesan", form)


def _asked(installation: Installation, query: str) -> list[str]:
    engine = create_engine(database_url(installation.database, installation.folder), poolclass=NullPool)
    with engine.connect() as connection:
        return [str(each) for each in connection.scalars(text(query))]
