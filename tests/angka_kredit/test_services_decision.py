"""What the koordinator PKB decides, and what that leaves in the ledger."""

import threading
from decimal import Decimal

import pytest

from community.angka_kredit import services
from community.angka_kredit.models import Difference
from community.angka_kredit.queries import open_difference, open_differences, schools_of
from community.angka_kredit.refusals import (
    DifferenceSettled,
    NoLongerEligible,
    NotRecognised,
    NotWaiting,
    NotWhole,
    UnknownReason,
)
from community.kernel.database import db, end_transaction
from community.kernel.errors import NotAllowed, Refusal
from community.kernel.notices import unread
from tests.angka_kredit import stories
from tests.people import Cast


@pytest.fixture
def paket(cast: Cast):
    paket = stories.forwarded({"peserta": 3, "peserta2": 3})
    stories.submitted("peserta", paket)
    return stories.again(paket)


def test_accepting_appends_one_entry_that_keeps_what_was_applied(cast: Cast, paket) -> None:
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket), text="Lengkap.")
    [entry] = stories.ledger("peserta")
    assert (entry.kind, entry.value, entry.butir, entry.jp) == (
        "pengakuan",
        Decimal("0.15"),
        "25",
        Decimal(12),
    )
    assert entry.facts["attended"] == 3 and entry.by_name == cast.koordinator.name
    assert "nilai PKB menurut Buku 4/5" in entry.sentence
    assert any("diakui: 0,15" in each.sentence for each in unread("peserta"))


def test_accepting_twice_leaves_one_entry(cast: Cast, paket) -> None:
    first = services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    first_id = first.id
    assert services.accept_usulan(cast.koordinator, stories.claim("peserta", paket)).id == first_id
    assert stories.values("peserta") == ["0.15"]


def test_two_koordinator_of_one_school_at_once_leave_one_decision(cast: Cast, app, paket) -> None:
    stories.appoint("sekretaris", "koordinator_pkb", "sdn1")
    usulan_id = stories.claim("peserta", paket).id
    end_transaction(keep=False)
    gate, refused = threading.Barrier(6), []

    def decide(who: str, how: str) -> None:
        with app.app_context():
            gate.wait()
            try:
                found = db.session.get(stories.Usulan, usulan_id)
                if how == "accept":
                    services.accept_usulan(stories.person(who), found)
                else:
                    services.refuse_usulan(stories.person(who), found, reason_code="2C")
            except Refusal as refusal:
                refused.append(refusal.code)
            finally:
                db.session.remove()

    people = [("koordinator", "accept"), ("sekretaris", "accept"), ("koordinator", "refuse")] * 2
    threads = [threading.Thread(target=decide, args=each) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = stories.claim("peserta", paket).state
    assert state in {"diakui", "ditolak"}
    assert stories.values("peserta") == (["0.15"] if state == "diakui" else [])
    assert [each.kind for each in stories.claim("peserta", paket).steps].count(state) == 1
    assert refused


def test_a_returned_one_is_mended_and_submitted_again(cast: Cast, paket) -> None:
    services.return_usulan(
        cast.koordinator, stories.claim("peserta", paket), reason_code="2A", text="Tanggalnya berbeda."
    )
    found = stories.claim("peserta", paket)
    assert found.state == "dikembalikan" and found.steps[-1].reason_code == "2A"
    assert any("alasan 2A" in each.sentence and "Tanggalnya berbeda." in each.sentence for each in unread("peserta"))
    again = stories.PARTS | {"materi": stories.MATERI + " Pertemuannya tiap Sabtu di bulan Agustus."}
    services.complete_usulan(cast.peserta, found, parts=again)
    assert stories.claim("peserta", paket).state == "dilengkapi"
    services.ratify_usulan(cast.kepala, stories.claim("peserta", paket))
    services.submit_usulan(cast.peserta, stories.claim("peserta", paket))
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    assert stories.values("peserta") == ["0.15"]


def test_one_that_only_missed_a_file_keeps_its_signature(cast: Cast, paket) -> None:
    services.return_usulan(cast.koordinator, stories.claim("peserta", paket), reason_code="2D")
    services.add_evidence(cast.peserta, stories.claim("peserta", paket), kind="lampiran", upload=stories.scan())
    assert stories.claim("peserta", paket).state == "disahkan"


def test_a_refused_one_leaves_the_ledger_empty_and_is_final(cast: Cast, paket) -> None:
    services.refuse_usulan(cast.koordinator, stories.claim("peserta", paket), reason_code="2B")
    assert stories.ledger("peserta") == []
    with pytest.raises(NotWaiting):
        services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))


@pytest.mark.parametrize("code", ["1H", "5B", "9Z", ""])
def test_only_a_reason_of_the_right_group_will_do(cast: Cast, paket, code: str) -> None:
    with pytest.raises(UnknownReason):
        services.return_usulan(cast.koordinator, stories.claim("peserta", paket), reason_code=code)
    assert stories.claim("peserta", paket).state == "diajukan"


@pytest.mark.parametrize("who", ["peserta", "peserta2", "ketua", "kepala", "dinas", "operator", "pengawas"])
def test_nobody_but_the_koordinator_of_the_school_decides(cast: Cast, paket, who: str) -> None:
    with pytest.raises(NotAllowed):
        services.accept_usulan(getattr(cast, who), stories.claim("peserta", paket))


def test_nobody_recognises_their_own(cast: Cast) -> None:
    paket = stories.forwarded({"koordinator": 3})
    stories.submitted("koordinator", paket)
    with pytest.raises(NotAllowed):
        services.accept_usulan(cast.koordinator, stories.claim("koordinator", paket))


def test_a_koordinator_whose_term_ended_decides_nothing(cast: Cast, paket) -> None:
    stories.dismiss("koordinator")
    with pytest.raises(NotAllowed):
        services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))


def test_who_moved_to_another_school_is_decided_where_they_submitted(cast: Cast, paket) -> None:
    cast.peserta.sekolah_id = "sdn2"
    stories.settled()
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    assert stories.values("peserta") == ["0.15"]


def test_a_reversal_is_a_counter_entry_and_not_an_eraser(cast: Cast, paket) -> None:
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    services.reverse_usulan(cast.koordinator, stories.claim("peserta", paket), reason="Tertukar dengan orang lain.")
    first, second = stories.ledger("peserta")
    assert (second.value, second.reverses_id, second.jp) == (Decimal("-0.15"), first.id, -first.jp)
    assert "Tertukar dengan orang lain." in second.sentence
    with pytest.raises(NotRecognised):
        services.reverse_usulan(cast.koordinator, stories.claim("peserta", paket), reason="Sekali lagi.")
    assert stories.values("peserta") == ["0.15", "-0.15"]


def test_what_is_no_longer_eligible_cannot_be_accepted(cast: Cast, paket) -> None:
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    with pytest.raises(NoLongerEligible):
        services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))


def test_a_report_that_lost_its_signature_is_not_accepted(cast: Cast, paket) -> None:
    stories.claim("peserta", paket).ratified_at = None
    stories.settled()
    with pytest.raises(NotWhole, match="belum disahkan"):
        services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    assert stories.values("peserta") == []


# A decided one whose paket is closed again with another outcome


def _accept(cast: Cast, paket) -> None:
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))


def test_the_ledger_waits_for_the_koordinator_to_settle_a_difference(cast: Cast, paket) -> None:
    _accept(cast, paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    difference = open_difference(stories.claim("peserta", paket).id)
    assert "hadir 2 dari 3 pertemuan (semula 3 dari 3)" in difference.sentence
    assert stories.values("peserta") == ["0.15"]
    assert open_differences(cast.koordinator, schools_of(cast.koordinator, "koordinator_pkb")) == [difference]
    assert any("Berbeda" in each.sentence or "berbeda" in each.sentence for each in unread("koordinator"))


def test_settling_one_that_is_not_eligible_any_more_takes_it_back(cast: Cast, paket) -> None:
    _accept(cast, paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    difference = open_difference(stories.claim("peserta", paket).id)
    assert services.settle_difference(cast.koordinator, difference, text="Dikoreksi sekretaris.") is None
    assert stories.values("peserta") == ["0.15", "-0.15"]
    assert stories.claim("peserta", paket).state == "dibatalkan"


def test_settling_one_that_is_still_eligible_recognises_the_new_state(cast: Cast, paket) -> None:
    _accept(cast, paket)
    stories.mark(stories.reopen(paket), 1, "peserta", "hadir", keluar_at=stories.FIRST + stories.timedelta(minutes=90))
    stories.close(paket)
    difference = open_difference(stories.claim("peserta", paket).id)
    entry = services.settle_difference(cast.koordinator, difference, text="Pulang lebih awal.")
    assert (entry.number, entry.jp, entry.facts["edition"]) == (3, Decimal(10), 2)
    assert stories.values("peserta") == ["0.15", "-0.15", "0.15"]
    assert stories.claim("peserta", paket).state == "diakui"


def test_a_difference_is_settled_once(cast: Cast, paket) -> None:
    _accept(cast, paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    difference_id = open_difference(stories.claim("peserta", paket).id).id
    services.settle_difference(cast.koordinator, db.session.get(Difference, difference_id), text="Dikoreksi.")
    with pytest.raises(DifferenceSettled):
        services.settle_difference(cast.koordinator, db.session.get(Difference, difference_id), text="Dikoreksi.")
    assert stories.values("peserta") == ["0.15", "-0.15"]


def test_a_correction_that_is_taken_back_leaves_no_difference(cast: Cast, paket) -> None:
    _accept(cast, paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "hadir")
    stories.close(paket)
    assert open_difference(stories.claim("peserta", paket).id) is None
    assert stories.values("peserta") == ["0.15"]


def test_who_was_taken_back_by_a_mistake_may_be_forwarded_again(cast: Cast, paket) -> None:
    _accept(cast, paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    services.settle_difference(cast.koordinator, open_difference(stories.claim("peserta", paket).id), text="Dikoreksi.")
    stories.mark(stories.reopen(paket), 3, "peserta", "hadir")
    done = services.forward(cast.ketua, stories.close(paket))
    assert [each.guru_id for each in done.new] == ["peserta"]
    found = stories.claim("peserta", paket)
    assert (found.state, found.sekolah_id, found.koordinator_id, found.submitted_at) == ("disahkan", None, None, None)
    services.submit_usulan(cast.peserta, stories.claim("peserta", paket))
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    assert stories.values("peserta") == ["0.15", "-0.15", "0.15"]
