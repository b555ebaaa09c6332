"""A pertemuan whose notulen is written together, and people who write in it with a library of their own."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.gugus.models import Anggota
from community.kernel import clock
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.lokakarya.models import Pertemuan
from community.notulen.live.presence import present
from community.notulen.live.roster import roster
from community.notulen.models import SharedNotulen
from community.notulen.queries import content_now
from community.notulen.rules.shape import Content
from community.notulen.services import begin_together
from tests.factories import SATURDAY, make_paket, make_pertemuan
from tests.notulen.writer import Writer
from tests.people import GUGUS, Cast

AGENDA = "1. Pembukaan\n2. **Telaah modul** pecahan\n   - dibagi per kelompok\n3. Rencana uji coba:"


@pytest.fixture(autouse=True)
def everyone_goes_home() -> Iterator[None]:
    """Who was connected in one story is not in the next."""
    yield
    roster.empty()
    present.empty()


@pytest.fixture
def pertemuan(app: Flask) -> Iterator[Pertemuan]:
    with clock.told(SATURDAY + timedelta(minutes=2)):
        yield make_pertemuan(make_paket(), agenda=AGENDA)


@pytest.fixture
def document(pertemuan: Pertemuan, cast: Cast) -> SharedNotulen:
    """The shared notulen, begun by the sekretaris: sections b1 (Pembukaan) to b4 (Lain-lain)."""
    return begin_together(cast.sekretaris, pertemuan)


@pytest.fixture
def says(document: SharedNotulen) -> Callable[[], Content]:
    """What the document says now, as the database has it."""

    def read() -> Content:
        end_transaction(keep=False)
        return content_now(db.session.get_one(SharedNotulen, document.id))

    return read


@pytest.fixture
def writer(document: SharedNotulen, cast: Cast) -> Callable[[str], Writer]:
    """`writer("peserta")`: that person's page, in step with the database."""
    return lambda name: Writer(document.id, getattr(cast, name)).catch_up()


@pytest.fixture
def former(document: SharedNotulen, cast: Cast) -> Guru:
    """Imas Solihin, who has left the gugus."""
    for row in db.session.query(Anggota).filter_by(gugus_id=GUGUS, guru_id="peserta3"):
        row.left_at, row.left_by_id = now(), "peserta3"
    end_transaction(keep=True)
    return cast.peserta3
