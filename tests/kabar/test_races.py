"""Several at the same moment, in real threads: one row each, nothing lost, nothing doubled."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kabar.models import Kabar, Pin, Post, Reading
from community.kabar.services import confirm_kabar, edit_post, pin_kabar, read_kabar, reply, start_thread
from community.kernel.database import db
from tests.gugus.conftest import at_once  # noqa: F401  the fixture
from tests.kabar.conftest import Said
from tests.people import GUGUS

AtOnce = Callable[..., list[Any]]


def who(name: str) -> Guru:
    return db.session.get_one(Guru, name)


def test_one_person_who_opens_twice_at_once_has_read_once(announced: Said, at_once: AtOnce) -> None:  # noqa: F811
    kabar_id = announced(important=True).id
    read = lambda: read_kabar(who("peserta"), db.session.get_one(Kabar, kabar_id))  # noqa: E731
    confirm = lambda: confirm_kabar(who("peserta"), db.session.get_one(Kabar, kabar_id))  # noqa: E731
    found = at_once(read, confirm, read)
    assert all(isinstance(each, Reading) for each in found), found
    rows = db.session.scalars(select(Reading)).all()
    assert len(rows) == 1 and rows[0].confirmed_at is not None


def test_two_tabs_that_send_the_same_form_at_once_make_one_post(asked: Said, at_once: AtOnce) -> None:  # noqa: F811
    kabar_id = asked().id
    send = lambda: reply(who("peserta"), db.session.get_one(Kabar, kabar_id), text="Sama", form_key="satu").post.id  # noqa: E731
    assert len(set(at_once(send, send, send))) == 1
    begin = lambda: start_thread(  # noqa: E731
        who("peserta"), db.session.get_one(Gugus, GUGUS), title="Baru", text="Isi", form_key="dua"
    )
    at_once(begin, begin)
    assert db.session.scalar(select(func.count(Kabar.id))) == 2


def test_everyone_who_answers_at_once_has_a_place_of_the_own(asked: Said, at_once: AtOnce) -> None:  # noqa: F811
    kabar_id = asked().id

    def answer(name: str) -> Callable[[], Any]:
        return lambda: reply(who(name), db.session.get_one(Kabar, kabar_id), text=f"dari {name}", form_key="k")

    at_once(*(answer(name) for name in ("peserta", "peserta2", "ketua", "sekretaris")))
    db.session.expire_all()
    assert sorted(db.session.scalars(select(Post.number))) == [1, 2, 3, 4, 5]
    assert db.session.get_one(Kabar, kabar_id).posts_number == 5


def test_two_windows_that_save_at_once_lose_nothing(asked: Said, at_once: AtOnce) -> None:  # noqa: F811
    post_id = db.session.scalars(select(Post.id).where(Post.kabar_id == asked().id)).one()

    def edit(text: str) -> Callable[[], Any]:
        return lambda: edit_post(who("peserta"), db.session.get_one(Post, post_id), text=text, based_on=1)

    found = at_once(edit("pertama"), edit("kedua"))
    assert sorted(type(each).__name__ for each in found) == ["PostChanged", "Sent"]


def test_two_pengurus_who_pin_at_once_leave_one_pin(asked: Said, at_once: AtOnce) -> None:  # noqa: F811
    kabar_id = asked().id

    def pin(name: str) -> Callable[[], Any]:
        return lambda: pin_kabar(who(name), db.session.get_one(Kabar, kabar_id))

    at_once(pin("ketua"), pin("sekretaris"))
    assert db.session.scalar(select(func.count(Pin.id)).where(Pin.removed_at.is_(None))) == 1
