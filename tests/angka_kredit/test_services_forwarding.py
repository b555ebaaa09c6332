"""Teruskan puts a draft into each eligible member's own record, and doing it twice changes nothing."""

import threading

import pytest
from sqlalchemy import func, select

from community.angka_kredit import services
from community.angka_kredit.models import Usulan, UsulanStep
from community.angka_kredit.refusals import PaketNotClosed
from community.kernel.database import db, end_transaction
from community.kernel.errors import NotAllowed
from community.kernel.notices import unread
from community.kernel.trail import trail_of
from tests.angka_kredit import stories
from tests.people import Cast


def _claims() -> int:
    return db.session.scalar(select(func.count(Usulan.id)))


def test_each_eligible_member_gets_a_draft_and_the_others_a_reason(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3, "peserta3": 3, "peserta2": 2})
    done = services.forward(cast.ketua, paket)
    assert {each.guru_id for each in done.new} == {"peserta", "peserta3"}
    assert [each.guru_id for each in done.not_eligible] == ["peserta2"]
    assert "kurang 1" in done.not_eligible[0].sentence
    assert stories.claim("peserta", paket).state == "diteruskan"
    assert unread("peserta") and not unread("peserta2")
    assert trail_of("catatan", "peserta")[0].actor_name == cast.ketua.name


def test_forwarding_twice_changes_nothing_and_says_so(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3, "peserta3": 3})
    done = services.forward(cast.ketua, paket)
    assert (len(done.new), len(done.there), _claims()) == (0, 2, 2)
    assert db.session.scalar(select(func.count(UsulanStep.id))) == 2


def test_a_paket_that_is_still_open_cannot_be_forwarded(cast: Cast) -> None:
    with pytest.raises(PaketNotClosed):
        services.forward(cast.ketua, stories.paket_held({"peserta": 3}))


@pytest.mark.parametrize("who", ["sekretaris", "peserta", "koordinator", "operator", "dinas"])
def test_only_the_ketua_forwards(cast: Cast, who: str) -> None:
    paket = stories.closed({"peserta": 3})
    with pytest.raises(NotAllowed):
        services.forward(getattr(cast, who), paket)


def test_what_its_owner_withdrew_may_be_forwarded_again(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3})
    services.withdraw_usulan(cast.peserta, stories.claim("peserta", paket))
    done = services.forward(cast.ketua, paket)
    assert len(done.new) == 1 and _claims() == 1
    assert stories.claim("peserta", paket).state == "diteruskan"


def test_a_whole_report_that_was_withdrawn_comes_back_whole(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3, "peserta2": 3})
    stories.completed("peserta", paket)
    stories.submitted("peserta2", paket)
    for owner in (cast.peserta, cast.peserta2):
        services.withdraw_usulan(owner, stories.claim(owner.id, paket))
    services.forward(cast.ketua, stories.again(paket))
    assert [stories.claim(each, paket).state for each in ("peserta", "peserta2")] == ["dilengkapi", "disahkan"]


def test_a_recognised_one_is_left_alone(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3})
    stories.recognised("peserta", paket)
    done = services.forward(cast.ketua, paket)
    assert len(done.there) == 1 and stories.claim("peserta", paket).state == "diakui"


def test_who_becomes_eligible_later_is_forwarded_then(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3, "peserta2": 2})
    stories.mark(stories.reopen(paket), 3, "peserta2", "hadir")
    done = services.forward(cast.ketua, stories.close(paket))
    assert [each.guru_id for each in done.new] == ["peserta2"]


def test_two_phones_of_the_ketua_at_once_forward_once(cast: Cast, app) -> None:
    paket_id = stories.closed({"peserta": 3, "peserta2": 3, "peserta3": 3}).id
    end_transaction(keep=False)
    gate, found = threading.Barrier(4), []

    def tap() -> None:
        with app.app_context():
            gate.wait()
            paket = db.session.get(stories.Paket, paket_id)
            done = services.forward(stories.person("ketua"), paket)
            found.append((len(done.new), len(done.there)))
            db.session.remove()

    phones = [threading.Thread(target=tap) for _ in range(4)]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    assert _claims() == 3
    assert sorted(found) == [(0, 3), (0, 3), (0, 3), (3, 0)]


def test_someone_elses_choice_of_butir_survives_a_new_edition(cast: Cast) -> None:
    paket = stories.paket_held(
        {"peserta": 2}, held=2, jenis="kegiatan_ilmiah", hasil=None, roles={"peserta": "pemrasaran"}
    )
    stories.add(
        stories.Hasil(
            paket_id=paket.id,
            kind="makalah",
            title="Makalah",
            text="Isi.",
            author_id="peserta",
            by_id="ketua",
            at=stories.FIRST,
        )
    )
    stories.settled()
    services.forward(cast.ketua, stories.close(paket))
    services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts={}, butir="30")
    stories.mark(stories.reopen(paket), 2, "peserta", "izin")
    stories.close(paket)
    found = stories.claim("peserta", paket)
    assert (found.kegiatan.edition, found.kegiatan.attended, found.butir) == (2, 1, "30")
