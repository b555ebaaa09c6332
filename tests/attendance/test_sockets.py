"""The live wall, by the real Socket.IO client of the server."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from community.attendance.services import check_in, mark_sheet
from community.kernel import clock
from community.kernel.database import end_transaction
from community.kernel.realtime import socketio
from community.lokakarya.models import Pertemuan
from tests.factories import SATURDAY, make_paket, make_pertemuan
from tests.people import Cast
from tests.visitor import Visitor

WALL = "/hadir"


@pytest.fixture
def pertemuan(app: Flask) -> Iterator[Pertemuan]:
    with clock.told(SATURDAY + timedelta(minutes=2)):
        yield make_pertemuan(make_paket())


def _at_the_wall(app: Flask, person: Any) -> Any:
    visitor = Visitor(app, person)
    end_transaction(keep=False)
    return socketio.test_client(app, namespace=WALL, flask_test_client=visitor.client)


def _watch(client: Any, pertemuan_id: str) -> dict[str, Any]:
    return client.emit("watch", pertemuan_id, namespace=WALL, callback=True)


def test_who_checks_in_appears_on_the_wall(app: Flask, pertemuan: Pertemuan, cast: Cast) -> None:
    wall = _at_the_wall(app, cast.ketua)
    answer = _watch(wall, pertemuan.id)
    assert answer["ok"] and "0 dari 7" in answer["html"]
    end_transaction(keep=False)
    check_in(cast.peserta, pertemuan, via="kode")
    heard = wall.get_received(WALL)
    assert [each["name"] for each in heard] == ["hadir"]
    assert "1 dari 7" in heard[0]["args"][0] and "Ai Setiawan" in heard[0]["args"][0]


def test_a_mark_on_the_sheet_reaches_the_wall_too(app: Flask, pertemuan: Pertemuan, cast: Cast) -> None:
    wall = _at_the_wall(app, cast.sekretaris)
    _watch(wall, pertemuan.id)
    end_transaction(keep=False)
    mark_sheet(cast.ketua, pertemuan, {"peserta": "hadir", "peserta2": "terlambat"})
    assert "2 dari 7" in wall.get_received(WALL)[0]["args"][0]


def test_a_stranger_does_not_connect(app: Flask, pertemuan: Pertemuan) -> None:
    assert not _at_the_wall(app, None).is_connected(WALL)


@pytest.mark.parametrize("name", ["peserta", "orang_luar", "operator"])
def test_who_is_no_pengurus_does_not_watch(app: Flask, pertemuan: Pertemuan, cast: Cast, name: str) -> None:
    client = _at_the_wall(app, getattr(cast, name))
    answer = _watch(client, pertemuan.id)
    assert not answer["ok"] and answer["message"]
    end_transaction(keep=False)
    check_in(cast.peserta, pertemuan, via="kode")
    assert client.get_received(WALL) == []


def test_a_wall_that_asks_for_nonsense_is_refused_in_words(app: Flask, pertemuan: Pertemuan, cast: Cast) -> None:
    client = _at_the_wall(app, cast.ketua)
    for nonsense in ("tidakada22", "", None, 7, {"id": pertemuan.id}, ["x"]):
        assert _watch(client, nonsense)["code"] == "tidak_ditemukan"  # type: ignore[arg-type]
