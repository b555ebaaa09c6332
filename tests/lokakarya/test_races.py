"""Two pengurus at once, in real threads: closed once, split once, and not filled while it closes."""

import threading
from collections.abc import Callable
from datetime import date, time, timedelta

from flask import Flask

from community.accounts.models import Guru
from community.kernel.clock import told
from community.kernel.database import db, end_transaction
from community.kernel.errors import Refusal
from community.lokakarya.models import Notulen, Paket, Pertemuan, Rsvp
from community.lokakarya.rules import Plan
from community.lokakarya.services import (
    add_pertemuan,
    answer_rsvp,
    close_paket,
    split_paket,
    write_notulen,
)
from tests.factories import SATURDAY, make_paket, make_pertemuan, make_series

AFTER = SATURDAY + timedelta(days=60)
PLAN = Plan(start=time(8), end=time(11), place="SDN 1")


def at_once(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Run all `acts` at one moment, each in its own thread; the code of each refusal, "" for done."""
    ready = threading.Barrier(len(acts))
    found: list[str] = [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        with app.app_context():
            ready.wait(10)
            try:
                act()
            except Refusal as refusal:
                found[number] = refusal.code
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    end_transaction(keep=False)
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    db.session.expire_all()
    return found


def who(name: str) -> Guru:
    return db.session.get_one(Guru, name)


def test_two_taps_close_a_paket_once(app: Flask) -> None:
    paket_id = make_series(make_paket(), 3)[0].paket_id
    close = lambda: close_paket(who("ketua"), db.session.get_one(Paket, paket_id))  # noqa: E731
    with told(AFTER):
        found = at_once(app, close, close, close)
    assert sorted(found) == ["", "paket_sudah_ditutup", "paket_sudah_ditutup"]
    paket = db.session.get_one(Paket, paket_id)
    assert [step.kind for step in paket.steps] == ["dijadwalkan", "ditutup"]
    assert all([step.kind for step in each.steps] == ["ditutup"] for each in paket.pertemuan)


def test_a_pertemuan_added_while_the_ketua_closes_is_in_it_or_refused(app: Flask) -> None:
    paket_id = make_pertemuan(make_paket()).paket_id
    with told(AFTER):
        found = at_once(
            app,
            lambda: close_paket(who("ketua"), db.session.get_one(Paket, paket_id)),
            lambda: add_pertemuan(
                who("sekretaris"),
                db.session.get_one(Paket, paket_id),
                days=[date(2026, 12, 5)],
                plan=PLAN,
                past=True,
            ),
        )
    paket = db.session.get_one(Paket, paket_id)
    assert found in (["", ""], ["", "paket_sudah_ditutup"])
    assert len(paket.pertemuan) == (2 if found == ["", ""] else 1)
    assert all(each.last_step == "ditutup" for each in paket.pertemuan)


def test_two_pengurus_split_a_paket_and_no_pertemuan_is_lost_or_doubled(app: Flask) -> None:
    pertemuan = make_series(make_paket(), 4)
    paket_id, moving = pertemuan[0].paket_id, [each.id for each in pertemuan[2:]]

    def split(name: str) -> Callable[[], object]:
        return lambda: split_paket(who(name), db.session.get_one(Paket, paket_id), pertemuan_ids=moving, theme="Kedua")

    found = at_once(app, split("ketua"), split("sekretaris"))
    assert sorted(found) == ["", "isian_keliru"]
    assert db.session.scalar(db.select(db.func.count(Paket.id))) == 2
    assert {each.paket_id == paket_id for each in db.session.scalars(db.select(Pertemuan))} == {True, False}


def test_two_who_save_minutes_at_once_lose_nothing(app: Flask) -> None:
    pertemuan_id = make_pertemuan(make_paket()).id

    def write(name: str) -> Callable[[], object]:
        return lambda: write_notulen(
            who(name), db.session.get_one(Pertemuan, pertemuan_id), text=f"dari {name}", based_on=0
        )

    found = at_once(app, write("ketua"), write("sekretaris"))
    assert sorted(found) == ["", "notulen_sudah_berubah"]
    assert db.session.scalar(db.select(db.func.count(Notulen.id))) == 1


def test_the_last_place_goes_to_one(app: Flask) -> None:
    pertemuan_id = make_pertemuan(make_paket(), capacity=1).id

    def answer(name: str) -> Callable[[], object]:
        return lambda: answer_rsvp(who(name), db.session.get_one(Pertemuan, pertemuan_id), answer="datang")

    found = at_once(app, answer("peserta"), answer("peserta2"), answer("peserta3"))
    assert sorted(found) == ["", "pertemuan_penuh", "pertemuan_penuh"]


def test_a_double_tap_answers_once(app: Flask) -> None:
    pertemuan_id = make_pertemuan(make_paket()).id
    tap = lambda: answer_rsvp(who("peserta"), db.session.get_one(Pertemuan, pertemuan_id), answer="ragu")  # noqa: E731
    assert at_once(app, tap, tap) == ["", ""]
    assert db.session.scalar(db.select(db.func.count(Rsvp.id))) == 1
