"""Acts on a paket: what each refuses, what each leaves behind."""

from datetime import timedelta

import pytest

from community.kernel.clock import told
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.kernel.trail import trail_of
from community.lokakarya.models import Paket, PaketRole
from community.lokakarya.models.refusals import (
    JenisFixed,
    NothingHeld,
    NothingPlanned,
    PaketCancelledAlready,
    PaketClosedAlready,
    PaketNotClosed,
    PaketScheduledAlready,
    PaketStillDraft,
    PaketWasClosed,
    PertemuanAhead,
    SplitOneSided,
)
from community.lokakarya.queries import paket_of, peserta_of, roles_in
from community.lokakarya.services import (
    assign_role,
    cancel_paket,
    close_paket,
    edit_paket,
    plan_paket,
    reopen_paket,
    schedule_paket,
    split_paket,
)
from tests.factories import SATURDAY, close, make_hasil, make_paket, make_pertemuan, make_role, make_series
from tests.people import Cast

AFTER = SATURDAY + timedelta(days=40)


def test_a_paket_aims_at_the_butir_of_its_jenis(cast: Cast) -> None:
    paket = plan_paket(cast.sekretaris, cast.gugus, theme="Alat peraga", jenis="alat_peraga")
    assert (paket.state, paket.butir) == ("draf", "25")
    other = plan_paket(cast.ketua, cast.gugus, theme="Kamis belajar", jenis="belajar_bersama")
    assert other.butir is None


def test_an_anggota_plans_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        plan_paket(cast.peserta, cast.gugus, theme="Alat peraga", jenis="alat_peraga")


def test_a_jenis_that_is_in_no_list_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        plan_paket(cast.ketua, cast.gugus, theme="Alat peraga", jenis="diklat")


def test_a_draft_without_pertemuan_is_not_scheduled(cast: Cast) -> None:
    with pytest.raises(NothingPlanned):
        schedule_paket(cast.ketua, make_paket(scheduled=False))


def test_scheduling_tells_every_anggota_but_who_did_it_and_happens_once(cast: Cast) -> None:
    paket = make_paket(scheduled=False)
    make_pertemuan(paket)
    schedule_paket(cast.ketua, paket)
    assert [each.link for each in unread("peserta")] == [f"/paket/{paket.id}"]
    assert unread("ketua") == [] and unread("orang_luar") == []
    with pytest.raises(PaketScheduledAlready):
        schedule_paket(cast.sekretaris, paket)


def test_the_jenis_stays_once_the_first_pertemuan_has_begun(cast: Cast) -> None:
    paket = make_paket()
    make_series(paket)
    assert edit_paket(cast.ketua, paket, theme="Sama", jenis="karya_ilmiah").jenis == "karya_ilmiah"
    with told(SATURDAY + timedelta(minutes=1)):
        with pytest.raises(JenisFixed):
            edit_paket(cast.ketua, paket, theme="Baru", jenis="alat_peraga")
        assert db.session.get(Paket, paket.id).theme == "Sama"
        assert edit_paket(cast.ketua, paket, theme="Baru", jenis="karya_ilmiah").theme == "Baru"


def test_only_the_ketua_closes(cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    with told(AFTER):
        for person in (cast.sekretaris, cast.bendahara, cast.peserta, cast.operator, cast.pengawas):
            with pytest.raises(NotAllowed):
                close_paket(person, paket)
        close_paket(cast.ketua, paket)
    assert paket.state == "ditutup" and paket.pertemuan[0].last_step == "ditutup"


def test_a_paket_is_closed_only_after_its_last_pertemuan(cast: Cast) -> None:
    paket = make_paket()
    make_series(paket, 2)
    with told(SATURDAY + timedelta(days=1)), pytest.raises(PertemuanAhead) as refused:
        close_paket(cast.ketua, paket)
    assert "Sabtu, 28 November 2026 pukul 08.00 WIB belum selesai" in refused.value.message


def test_a_paket_in_which_nothing_was_held_is_not_closed(cast: Cast) -> None:
    with pytest.raises(NothingHeld):
        close_paket(cast.ketua, make_paket())
    with pytest.raises(PaketStillDraft):
        close_paket(cast.ketua, make_paket(scheduled=False))


def test_closing_twice_is_refused_and_reopening_needs_a_closed_one_and_a_reason(cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    with pytest.raises(PaketNotClosed):
        reopen_paket(cast.ketua, paket, reason="keliru")
    with told(AFTER):
        close_paket(cast.ketua, paket)
        with pytest.raises(PaketClosedAlready):
            close_paket(cast.ketua, paket)
        with pytest.raises(Invalid):
            reopen_paket(cast.ketua, paket, reason="  ")
        reopen_paket(cast.ketua, paket, reason="satu nama keliru")
        assert (paket.state, paket.pertemuan[0].last_step) == ("berlangsung", "ditutup")
        close_paket(cast.ketua, paket)
    assert [step.kind for step in paket.steps] == ["dijadwalkan", "ditutup", "dibuka_kembali", "ditutup"]


def test_a_closed_paket_takes_no_change(cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    close(paket)
    for attempt in (
        lambda: edit_paket(cast.ketua, paket, theme="Lain", jenis="silabus_rpp"),
        lambda: cancel_paket(cast.ketua, paket, reason="terlambat"),
        lambda: assign_role(cast.ketua, paket, guru=cast.peserta, role="pembahas"),
        lambda: split_paket(cast.ketua, paket, pertemuan_ids=[], theme="Lain"),
    ):
        with pytest.raises(PaketClosedAlready):
            attempt()


def test_cancelling_takes_along_what_is_ahead_and_leaves_what_was_held(cast: Cast) -> None:
    paket = make_paket()
    held, ahead = make_series(paket, 2)
    with told(SATURDAY + timedelta(days=1)):
        cancel_paket(cast.sekretaris, paket, reason="ujian sekolah")
        assert (held.is_cancelled, ahead.is_cancelled) == (False, True)
        assert held.is_closed
        assert unread("peserta")[0].sentence.endswith("dibatalkan: ujian sekolah")
        with pytest.raises(PaketCancelledAlready):
            cancel_paket(cast.ketua, paket, reason="lagi")


def test_a_ketua_cannot_cancel_what_was_once_closed_by_opening_it_again(cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    with told(AFTER):
        close_paket(cast.ketua, paket)
        reopen_paket(cast.ketua, paket, reason="satu nama keliru")
        with pytest.raises(PaketWasClosed, match="sudah menjadi catatan anggota"):
            cancel_paket(cast.ketua, paket, reason="tidak jadi")
        close_paket(cast.ketua, paket)
    assert paket.state == "ditutup"


def test_a_split_gives_each_half_its_pertemuan_hasil_roles_and_trail(cast: Cast) -> None:
    paket = make_paket()
    pertemuan = make_series(paket, 6)
    hasil = make_hasil(paket)
    make_role(paket, "peserta2", "pembahas")
    other = split_paket(
        cast.sekretaris,
        paket,
        pertemuan_ids=[each.id for each in pertemuan[3:]],
        theme="Bagian kedua",
        hasil_ids=[hasil.id],
    )
    assert (len(paket.pertemuan), len(other.pertemuan)) == (3, 3)
    assert (hasil.paket_id, other.split_from_id, other.state) == (other.id, paket.id, "terjadwal")
    assert roles_in(other.id) == roles_in(paket.id) == {"peserta2": "pembahas"}
    assert "membagi paket" in trail_of("paket", paket.id)[0].sentence
    assert "dari pembagian" in trail_of("paket", other.id)[0].sentence


@pytest.mark.parametrize("taken", [0, 3])
def test_a_split_that_leaves_one_half_empty_is_refused(cast: Cast, taken: int) -> None:
    paket = make_paket()
    pertemuan = make_series(paket, 3)
    with pytest.raises(SplitOneSided):
        split_paket(cast.ketua, paket, pertemuan_ids=[each.id for each in pertemuan[:taken]], theme="Lain")


def test_a_split_takes_no_pertemuan_of_another_paket(cast: Cast) -> None:
    paket, stranger = make_paket(), make_pertemuan(make_paket())
    make_series(paket, 3)
    with pytest.raises(Invalid):
        split_paket(cast.ketua, paket, pertemuan_ids=[stranger.id], theme="Lain")


def test_a_person_has_one_role_a_paket_and_goes_back_to_peserta(cast: Cast) -> None:
    paket = make_paket()
    for role in ("pembahas", "pemrasaran"):
        assign_role(cast.ketua, paket, guru=cast.peserta, role=role)
    assert roles_in(paket.id) == {"peserta": "pemrasaran"}
    assign_role(cast.ketua, paket, guru=cast.peserta, role="peserta")
    assert roles_in(paket.id) == {}
    with pytest.raises(Invalid):
        assign_role(cast.ketua, paket, guru=cast.peserta, role="juri")


def test_someone_from_outside_is_peserta_by_a_row_and_counts_among_the_peserta(cast: Cast) -> None:
    paket = make_paket()
    assign_role(cast.ketua, paket, guru=cast.orang_luar, role="peserta")
    end_transaction(keep=False)
    assert "orang_luar" in [each.id for each in peserta_of(paket)]
    assert paket_of(cast.orang_luar, paket.id).id == paket.id
    assert db.session.scalar(db.select(PaketRole.role)) == "peserta"
