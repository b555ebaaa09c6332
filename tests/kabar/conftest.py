"""Stories of kabar: what someone has said already."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from community.accounts.models import Guru
from community.gugus.models import Anggota, Gugus
from community.kabar.models import Kabar, Post
from community.kabar.services import post_announcement, reply, start_thread
from community.kernel.clock import now
from community.kernel.database import add, db, end_transaction
from community.kernel.ids import new_id
from tests.people import GUGUS, Cast

Said = Callable[..., Kabar]


@pytest.fixture
def announced(cast: Cast) -> Said:
    """`announced("Judul", text="Isi", by="ketua", important=True)`: an announcement that was sent."""

    def make(title: str = "Rapat Sabtu", text: str = "Pukul delapan.", by: str = "ketua", **more: Any) -> Kabar:
        sent = post_announcement(getattr(cast, by), cast.gugus, title=title, text=text, form_key=new_id(), **more)
        return db.session.get_one(Kabar, sent.post.kabar_id)

    return make


@pytest.fixture
def asked(cast: Cast) -> Said:
    """`asked("Judul", text="Isi", by="peserta")`: a thread that was begun."""

    def make(title: str = "Alat peraga", text: str = "Siapa punya?", by: str = "peserta", **more: Any) -> Kabar:
        sent = start_thread(getattr(cast, by), cast.gugus, title=title, text=text, form_key=new_id(), **more)
        return db.session.get_one(Kabar, sent.post.kabar_id)

    return make


@pytest.fixture
def answered(cast: Cast) -> Callable[..., Post]:
    """`answered(kabar, "Isi", by="ketua")`: an answer that was sent."""

    def make(kabar: Kabar, text: str = "Saya punya.", by: str = "ketua", **more: Any) -> Post:
        return reply(getattr(cast, by), kabar, text=text, form_key=new_id(), **more).post

    return make


@pytest.fixture
def former(app: Flask, cast: Cast) -> Guru:
    """Imas Solihin, who has left the gugus."""
    for row in db.session.query(Anggota).filter_by(gugus_id=GUGUS, guru_id="peserta3"):
        row.left_at, row.left_by_id = now(), "peserta3"
    end_transaction(keep=True)
    return cast.peserta3


@pytest.fixture
def singajaya(app: Flask) -> Gugus:
    """Another gugus, of another kecamatan; the outsider is its anggota."""
    gugus = add(
        Gugus(
            id="sgj",
            slug="kkg-singajaya",
            kind="KKG",
            name="KKG Singajaya",
            wilayah_code="32.05.24",
            created_by_id="operator",
            created_at=now(),
        )
    )
    add(Anggota(gugus_id="sgj", guru_id="orang_luar", joined_at=now(), via="operator", admitted_by_id="operator"))
    end_transaction(keep=True)
    return gugus
