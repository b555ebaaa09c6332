"""Who has the notulen open, whatever process they are connected to, and who is let in while the database is away."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask_socketio import ConnectionRefusedError  # type: ignore[attr-defined]
from sqlalchemy import text, update

from community.accounts.models import SignIn
from community.gugus.models import Anggota
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.notulen.listeners import leaving
from community.notulen.live.presence import present
from community.notulen.live.roster import roster
from community.notulen.models import SharedNotulen
from community.notulen.sockets import connect
from community.wiring.facts import WORDS
from tests.notulen.test_sockets import Client
from tests.people import GUGUS, Cast
from tests.visitor import Visitor

Opens = Callable[..., Client]


@pytest.fixture
def client(app: Flask, document: SharedNotulen) -> Opens:
    pertemuan_id = document.pertemuan_id
    return lambda person: Client(app, person, pertemuan_id)


def test_two_who_are_connected_to_two_processes_see_each_other(
    client: Opens, cast: Cast, document: SharedNotulen
) -> None:
    ai = client(cast.peserta)
    assert ai.join()["orang"] == {"jumlah": 1, "nama": ["Ai Setiawan, S.Pd."]}
    ai.heard("orang")
    told = {"dokumen": document.id, "proses": "lain", "id": ["peserta2"], "nama": ["Ida Maryani"]}
    WORDS["notulen-orang"](told)
    assert ai.heard("orang")[-1] == {
        "dokumen": document.id,
        "jumlah": 2,
        "nama": ["Ai Setiawan, S.Pd.", "Ida Maryani"],
    }
    imas = client(cast.peserta3)
    assert imas.join()["orang"]["jumlah"] == 3
    WORDS["notulen-orang"](told | {"id": [], "nama": []})
    assert ai.heard("orang")[-1]["jumlah"] == 2


def test_who_has_it_open_in_both_is_one(client: Opens, cast: Cast, document: SharedNotulen) -> None:
    ai = client(cast.peserta)
    ai.join()
    present.told({"dokumen": document.id, "proses": "lain", "id": ["peserta"], "nama": ["Ai Setiawan, S.Pd."]})
    assert ai.heard("orang")[-1]["jumlah"] == 1


def test_who_connects_while_the_database_is_away_is_told_to_come_again(app: Flask, cast: Cast) -> None:
    visitor = Visitor(app, cast.peserta)
    cookie = visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    end_transaction(keep=False)
    db.session.execute(text("ALTER TABLE sign_in RENAME TO away"))
    end_transaction(keep=True)
    try:
        asking = app.test_request_context(headers={"Cookie": f"{cookie.key}={cookie.value}"})
        with asking, pytest.raises(ConnectionRefusedError) as refused:
            connect()
    finally:
        end_transaction(keep=False)
        db.session.execute(text("ALTER TABLE away RENAME TO sign_in"))
        end_transaction(keep=True)
    said = refused.value.error_args
    assert said["data"]["code"] == "sedang_sibuk" and "Coba lagi" in said["message"]


def test_a_lost_word_about_who_left_is_made_up_for(client: Opens, cast: Cast) -> None:
    imas, ida, ai = client(cast.peserta3), client(cast.peserta2), client(cast.peserta)
    for each in (imas, ida, ai):
        each.join()
    db.session.execute(
        update(Anggota)
        .where(Anggota.gugus_id == GUGUS, Anggota.guru_id == "peserta3")
        .values(left_at=now(), left_by_id="peserta3")
    )
    db.session.execute(update(SignIn).where(SignIn.guru_id == "peserta2").values(revoked_at=now()))
    end_transaction(keep=True)
    leaving.look()
    assert imas.heard("keluar")[0]["message"].startswith("Anda tidak lagi termasuk")
    assert not ida.socket.is_connected("/notulen")
    assert ai.heard("keluar") == [] and ai.socket.is_connected("/notulen")


def test_looking_who_left_costs_the_same_however_many_are_there(
    client: Opens, cast: Cast, queries: Callable[[Callable[[], object]], int]
) -> None:
    one = client(cast.peserta)
    one.join()
    few = queries(leaving.look)
    others = [client(each) for each in (cast.peserta2, cast.peserta3, cast.ketua, cast.sekretaris)]
    for each in others:
        each.join()
    assert len(next(iter(roster.people().values()))) == 5
    assert queries(leaving.look) == few == 2
