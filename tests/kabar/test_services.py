"""What people say to their gugus, change, take back, and read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.accounts.queries import password_hash_of
from community.accounts.services import erase_self
from community.accounts.services.sign_in import Proof
from community.gugus.queries import membership_of
from community.gugus.services import remove_anggota
from community.kabar.models import Edition, Kabar, Pin, Post, Reading
from community.kabar.queries import Readers, kabar_page, readers_of
from community.kabar.refusals import NoConfirmationAsked, PostChanged, PostWithdrawn
from community.kabar.services import (
    confirm_kabar,
    edit_post,
    pin_kabar,
    post_announcement,
    read_kabar,
    reply,
    start_thread,
    unpin_kabar,
    withdraw_post,
)
from community.kernel.clock import now, today, told
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed, TooMany
from community.kernel.notices import unread
from community.kernel.trail import trail_of
from tests.kabar.conftest import Said
from tests.people import GUGUS, MEMBERS, Cast


def sentences(guru_id: str, kind: str | None = None) -> list[str]:
    """What someone was told and has not read."""
    return [each.sentence for each in unread(guru_id) if kind in (None, each.kind)]


def first(kabar: Kabar) -> Post:
    return db.session.scalars(select(Post).where(Post.kabar_id == kabar.id, Post.number == 1)).one()


def test_an_announcement_reaches_everyone_who_belongs_and_nobody_else(cast: Cast, announced: Said) -> None:
    announced("Rapat Sabtu", important=True)
    for each in set(MEMBERS) - {"ketua"}:
        assert sentences(each, "kabar") == ["Penting, mohon dikonfirmasi: KKG Banjarwangi: Rapat Sabtu"]
    assert not sentences("ketua") and not sentences("pengawas") and not sentences("orang_luar")
    assert "menulis pengumuman “Rapat Sabtu”" in [line.sentence for line in trail_of("gugus", GUGUS)]


def test_only_pengurus_announce_and_any_anggota_begins_a_thread(cast: Cast, asked: Said) -> None:
    with pytest.raises(NotAllowed):
        post_announcement(cast.peserta, cast.gugus, title="Rapat", text="Isi", form_key="k")
    for outside in (cast.orang_luar, cast.pengawas, cast.operator):
        with pytest.raises(NotAllowed):
            start_thread(outside, cast.gugus, title="Rapat", text="Isi", form_key="k")
    assert asked(by="peserta").kind == "utas"
    assert not sentences("ketua"), "a thread is read by who looks; nobody is called"


def test_the_same_form_sent_from_two_tabs_is_one_announcement_and_one_notice(cast: Cast) -> None:
    for _ in range(2):
        post_announcement(cast.ketua, cast.gugus, title="Rapat", text="Isi", form_key="satu")
    assert db.session.scalar(select(func.count(Kabar.id))) == 1
    assert len(sentences("peserta")) == 1


def test_other_words_from_the_same_form_are_not_lost(cast: Cast, asked: Said) -> None:
    kabar = asked()
    for text in ("Saya punya.", "Saya punya.", "Eh, sudah dipinjam."):
        reply(cast.ketua, kabar, text=text, form_key="satu")
    assert [each.current.text for each in db.session.scalars(select(Post).order_by(Post.number))] == [
        "Siapa punya?",
        "Saya punya.",
        "Eh, sudah dipinjam.",
    ]


def test_who_began_and_who_is_answered_are_told_once(cast: Cast, asked: Said, answered: Callable[..., Post]) -> None:
    kabar = asked(by="peserta")
    above = answered(kabar, by="sekretaris")
    reply(cast.ketua, kabar, text="Terima kasih.", form_key="k", reply_to=above)
    assert sentences("peserta") == ["Yuyun Sutisna, M.Pd. membalas dalam “Alat peraga”, KKG Banjarwangi."]
    assert sentences("sekretaris") == sentences("peserta")
    assert not sentences("ketua")


def test_who_left_is_told_nothing_of_the_answers(cast: Cast, asked: Said, answered: Callable[..., Post]) -> None:
    kabar = asked(by="peserta3")
    membership = membership_of(cast.peserta3, GUGUS)
    remove_anggota(cast.ketua, membership, reason="pindah tugas")
    answered(kabar, by="ketua")
    assert not [each for each in sentences("peserta3") if "membalas" in each]


def test_a_changed_post_keeps_what_it_said_and_the_same_words_write_nothing(cast: Cast, asked: Said) -> None:
    post = first(asked())
    edit_post(cast.peserta, post, title="Alat peraga pecahan", text="Siapa punya?", based_on=1)
    edit_post(cast.peserta, post, title="Alat peraga pecahan", text="Siapa punya?", based_on=1)
    assert [(each.title, each.by_id) for each in db.session.scalars(select(Edition).order_by(Edition.number))] == [
        ("Alat peraga", "peserta"),
        ("Alat peraga pecahan", "peserta"),
    ]
    assert db.session.get_one(Kabar, post.kabar_id).title == "Alat peraga pecahan"


def test_a_change_in_another_tab_is_not_overwritten(cast: Cast, asked: Said) -> None:
    post = first(asked())
    edit_post(cast.peserta, post, text="Dari jendela pertama", based_on=1)
    with pytest.raises(PostChanged):
        edit_post(cast.peserta, post, text="Dari jendela kedua", based_on=1)
    assert post.current.text == "Dari jendela pertama"


def test_nobody_changes_the_words_of_another(cast: Cast, asked: Said) -> None:
    post = first(asked())
    for other in (cast.ketua, cast.peserta2, cast.operator):
        with pytest.raises(NotAllowed):
            edit_post(other, post, text="Bukan kata-katanya", based_on=1)


def test_an_author_takes_back_and_a_pengurus_says_why(cast: Cast, asked: Said, answered: Callable[..., Post]) -> None:
    kabar = asked()
    own, other = answered(kabar, by="peserta2"), answered(kabar, "Iklan panci", by="peserta3")
    withdraw_post(cast.peserta2, own)
    with pytest.raises(Invalid, match="alasannya"):
        withdraw_post(cast.ketua, other)
    withdraw_post(cast.ketua, other, reason="bukan tempatnya berjualan")
    withdraw_post(cast.ketua, other, reason="sekali lagi")
    assert other.withdrawn_reason == "bukan tempatnya berjualan"
    assert sentences("peserta3") == [
        "Pengurus menarik tulisan Anda dalam “Alat peraga”. Alasan: bukan tempatnya berjualan"
    ]
    with pytest.raises(PostWithdrawn):
        edit_post(cast.peserta2, own, text="Kembali lagi", based_on=1)
    with pytest.raises(PostWithdrawn):
        reply(cast.peserta, kabar, text="Mana?", form_key="k", reply_to=other)
    with pytest.raises(NotAllowed):
        withdraw_post(cast.peserta, answered(kabar, by="ketua"))


def test_a_kabar_that_is_withdrawn_takes_no_more_answers(cast: Cast, announced: Said) -> None:
    kabar = announced()
    withdraw_post(cast.ketua, first(kabar))
    with pytest.raises(PostWithdrawn):
        reply(cast.peserta, kabar, text="Jadi rapat?", form_key="k")


def test_reading_is_one_row_per_person_and_the_author_does_not_count(cast: Cast, announced: Said) -> None:
    kabar = announced()
    for _ in range(3):
        read_kabar(cast.peserta, kabar)
    read_kabar(cast.ketua, kabar)
    found: Readers = readers_of(kabar)
    assert (len(found.read), found.number) == (1, 6)
    assert found.missing == sorted(found.missing, key=lambda name: name.lower())
    assert "Ai Setiawan, S.Pd." not in found.missing and "Ida Maryani" in found.missing


def test_who_left_no_longer_counts_among_the_readers(cast: Cast, announced: Said) -> None:
    kabar = announced()
    read_kabar(cast.peserta3, kabar)
    remove_anggota(cast.ketua, membership_of(cast.peserta3, GUGUS), reason="pindah tugas")
    found = readers_of(kabar)
    assert (len(found.read), found.number) == (0, 5)


def test_confirming_is_asked_only_where_it_was_meant(cast: Cast, announced: Said) -> None:
    important, plain = announced(important=True), announced("Biasa")
    begun = now()
    with told(begun):
        confirm_kabar(cast.peserta, important)
    with told(begun + timedelta(hours=1)):
        assert confirm_kabar(cast.peserta, important).confirmed_at == begun
    with pytest.raises(NoConfirmationAsked):
        confirm_kabar(cast.peserta, plain)
    for outside in (cast.pengawas, cast.orang_luar):
        with pytest.raises(NotAllowed):
            confirm_kabar(outside, important)


def test_pinned_ones_stand_first_in_their_order_until_their_day(cast: Cast, announced: Said) -> None:
    titles = ("Pertama", "Kedua", "Ketiga")
    one, two, _three = (announced(title) for title in titles)
    day = today()
    pin_kabar(cast.ketua, one, place=2)
    pin_kabar(cast.sekretaris, two, place=1, until_on=day)

    def order() -> list[str]:
        return [line.kabar.title for line in kabar_page(cast.gugus, cast.peserta, inside=True).lines]

    assert order() == ["Kedua", "Pertama", "Ketiga"]
    with told(now() + timedelta(days=1)):
        assert order() == ["Pertama", "Ketiga", "Kedua"]
    unpin_kabar(cast.ketua, one)
    unpin_kabar(cast.ketua, one)
    assert order() == ["Kedua", "Ketiga", "Pertama"]
    assert db.session.scalar(select(func.count(Pin.id)).where(Pin.removed_at.is_(None))) == 1


@pytest.mark.parametrize("over", [{"place": 0}, {"place": 10}, {"until_on": "yesterday"}, {"until_on": "in two years"}])
def test_a_pin_that_cannot_be(cast: Cast, announced: Said, over: dict[str, object]) -> None:
    days = {"yesterday": today() - timedelta(days=1), "in two years": today() + timedelta(days=800)}
    values = {key: days.get(str(value), value) for key, value in over.items()}
    with pytest.raises(Invalid):
        pin_kabar(cast.ketua, announced(), **values)
    assert db.session.scalar(select(func.count(Pin.id))) == 0


def test_nobody_floods_a_gugus(cast: Cast, asked: Said) -> None:
    kabar = asked(by="peserta2")
    for number in range(30):
        reply(cast.peserta, kabar, text=f"Balasan {number}", form_key="k")
    with pytest.raises(TooMany):
        reply(cast.peserta, kabar, text="Satu lagi", form_key="k")
    with told(now() + timedelta(minutes=11)):
        reply(cast.peserta, kabar, text="Satu lagi", form_key="k")


def test_who_erases_the_own_account_leaves_the_thread_readable(cast: Cast, asked: Said, announced: Said) -> None:
    kabar = asked(by="peserta3")
    read_kabar(cast.peserta3, announced())
    erase_self(cast.peserta3, cast.peserta3, proof=Proof("peserta3", password_hash_of("peserta3")))
    assert first(kabar).current.text == "Siapa punya?"
    assert db.session.scalar(select(func.count(Reading.id)).where(Reading.guru_id == "peserta3")) == 0
