"""Several at the same moment, in real threads: every change has its number, and freezing is before or after, never in
between.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from community.accounts.models import Guru
from community.kernel.database import db
from community.lokakarya.models import Notulen, Pertemuan
from community.notulen.models import FrozenNotulen, NotulenUpdate, SharedNotulen
from community.notulen.refusals import Frozen
from community.notulen.rules.shape import Content
from community.notulen.services import begin_together, freeze, write_update
from tests.gugus.conftest import at_once  # noqa: F401  the fixture
from tests.notulen.writer import Writer

AtOnce = Callable[..., list[Any]]
Writes = Callable[[str], Writer]


def who(name: str) -> Guru:
    return db.session.get_one(Guru, name)


def test_two_who_begin_at_once_begin_the_same(pertemuan: Pertemuan, at_once: AtOnce) -> None:  # noqa: F811
    pertemuan_id = pertemuan.id
    begins = lambda name: lambda: begin_together(who(name), db.session.get_one(Pertemuan, pertemuan_id)).id  # noqa: E731
    assert len(set(at_once(*(begins(name) for name in ("ketua", "sekretaris", "bendahara"))))) == 1


def test_all_who_write_at_once_are_stored_under_numbers_of_their_own(
    document: SharedNotulen,
    writer: Writes,
    says: Callable[[], Content],
    at_once: AtOnce,  # noqa: F811
) -> None:
    document_id = document.id
    names = ("peserta", "peserta2", "peserta3", "ketua")
    pages = [writer(name) for name in names]
    for turn in range(3):
        updates = []
        for each in pages:
            each.append("b1", f"{each._guru_id}{turn} ")
            updates.append(each.unsent())
            each.sent()

        def sends(name: str, update: bytes) -> Callable[[], int]:
            return lambda: write_update(who(name), db.session.get_one(SharedNotulen, document_id), update=update)

        found = at_once(*(sends(name, update) for name, update in zip(names, updates, strict=True)))
        assert sorted(found) == list(range(turn * 4 + 1, turn * 4 + 5)), found
    assert sorted(says().texts["b1"].split()) == sorted(f"{name}{turn}" for name in names for turn in range(3))
    assert sorted(db.session.scalars(select(NotulenUpdate.n))) == list(range(1, 13))


def test_freezing_while_someone_types_takes_it_in_or_refuses_it(
    document: SharedNotulen,
    writer: Writes,
    at_once: AtOnce,  # noqa: F811
) -> None:
    document_id = document.id
    ai, ida = writer("peserta"), writer("peserta2")
    ai.append("b1", "Awal. ")
    ai.send()
    ida.catch_up()
    ida.append("b1", "Detik terakhir.")
    update = ida.unsent()
    shared = lambda: db.session.get_one(SharedNotulen, document_id)  # noqa: E731
    wrote, one, two = at_once(
        lambda: write_update(who("peserta2"), shared(), update=update),
        lambda: freeze(who("sekretaris"), shared()).html,
        lambda: freeze(who("ketua"), shared()).html,
    )
    assert one == two and "Awal." in one
    assert isinstance(wrote, Frozen) if "Detik terakhir." not in one else wrote == 2
    assert len(db.session.scalars(select(FrozenNotulen)).all()) == 1 == len(db.session.scalars(select(Notulen)).all())
