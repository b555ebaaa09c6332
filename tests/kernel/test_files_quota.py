"""A gugus has room for so much and no more, also when two hand something in at once."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.kernel import files
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db
from community.kernel.files import QuotaFull, StoredFile
from tests.kernel.test_files import PDF, kept, throw_away
from tests.people import Cast
from tests.visitor import Visitor

MB = 1024 * 1024


def filled(name: str, size: int, **over: Any) -> StoredFile:
    return kept(name, PDF + b"x" * (size - len(PDF)), gugus_id="kkg", **over)


@pytest.fixture
def small(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quota of 1 MB."""
    monkeypatch.setitem(app.config, "GUGUS_QUOTA_BYTES", MB)


def test_what_fits_is_kept_to_the_last_byte(app: Flask, small: None) -> None:
    filled("a.pdf", MB - 500)
    filled("b.pdf", 500)
    assert files.use_of("kkg").used == MB and files.use_of("kkg").nearly_full


def test_what_does_not_fit_is_refused_with_what_is_left_and_what_to_do(app: Flask, small: None) -> None:
    filled("a.pdf", MB - 10_240)
    with pytest.raises(QuotaFull, match=r"tinggal 10 kB dari 1 MB, sedangkan berkas ini 20 kB.*pengurus") as refused:
        filled("b.pdf", 20 * 1024, field="upload")
    assert refused.value.field == "upload"
    assert files.use_of("kkg").files == 1


def test_room_comes_back_when_a_file_is_thrown_away(app: Flask, small: None) -> None:
    old = filled("a.pdf", MB)
    throw_away(SYSTEM, INSTALLATION, old)
    assert filled("b.pdf", MB).size == MB


def test_the_files_of_another_gugus_and_of_nobody_do_not_count(app: Flask, small: None) -> None:
    kept("a.pdf", PDF + bytes(MB), gugus_id=None)
    assert files.use_of("kkg").used == 0
    filled("b.pdf", MB)


def test_two_who_hand_in_at_once_do_not_overfill_it(app: Flask, small: None) -> None:
    ends: list[Any] = []
    together = threading.Barrier(4)

    def hand_in(number: int) -> None:
        with app.app_context():
            together.wait(30)
            try:
                ends.append(filled(f"{number}.pdf", 400 * 1024).size)
            except QuotaFull as full:
                ends.append(full)

    threads = [threading.Thread(target=hand_in, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([end for end in ends if end == 400 * 1024]) == 2
    assert len([end for end in ends if isinstance(end, QuotaFull)]) == 2
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 2


@pytest.mark.parametrize(
    ("person", "sees"), [("ketua", True), ("bendahara", True), ("operator", True), ("peserta", False)]
)
def test_pengurus_see_how_full_it_is(app: Flask, cast: Cast, person: str, sees: bool) -> None:
    filled("a.pdf", 3 * MB)
    page = Visitor(app, getattr(cast, person)).visit("/gugus/kkg-banjarwangi")
    assert ("3 MB dari 2 GB" in page) is sees
