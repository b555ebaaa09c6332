"""A connection that the database has ended is not handed out, however short a while ago it was used."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, text

from community.kernel.ids import new_id
from community.kernel.pool import FairPool, ask_before_use
from tests import postgres

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with postgres.server() as url:
        made = create_engine(postgres.new_database(url, f"gugus_{new_id()}".lower()), poolclass=FairPool, pool_size=3)
        ask_before_use(made)
        yield made
        made.dispose()


def one(engine: Engine) -> int:
    with engine.connect() as connection:
        found: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        return found


def test_who_asks_right_after_the_database_hung_up_is_answered(engine: Engine) -> None:
    first = one(engine)
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 20000)", [first])
    assert one(engine) != first


def test_who_asks_again_at_once_has_the_same_connection(engine: Engine) -> None:
    assert one(engine) == one(engine)
