"""Closing a paket writes what each person did, once, and says why it carries a value or not."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from community.angka_kredit import services
from community.angka_kredit.models import KegiatanKolektif
from community.angka_kredit.refusals import Incomplete, NotWaiting
from community.kernel.database import db
from community.kernel.errors import NotAllowed
from community.kernel.notices import unread
from community.lokakarya.models import Paket
from community.lokakarya.services import assign_role
from tests.angka_kredit import stories
from tests.people import Cast


def _editions(paket) -> int:
    return db.session.scalar(select(func.count()).where(KegiatanKolektif.paket_id == paket.id))


def test_three_of_three_with_the_hasil_carries_0_15(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3})
    found = stories.kegiatan("peserta", paket)
    assert (found.eligible, found.butir, found.value) == (True, "25", Decimal("0.15"))
    assert (found.attended, found.held, found.minutes, found.jp) == (3, 3, 540, Decimal(12))
    assert "0,15" in found.sentence


@pytest.mark.parametrize("held", [4, 6])
def test_more_pertemuan_in_one_paket_add_nothing(cast: Cast, held: int) -> None:
    paket = stories.closed({"peserta": held}, held=held)
    assert stories.kegiatan("peserta", paket).value == Decimal("0.15")


def test_two_of_three_is_not_eligible_and_says_what_is_missing(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3, "peserta2": 2})
    found = stories.kegiatan("peserta2", paket)
    assert not found.eligible and found.value is None
    assert "adir 2 dari 3" in found.sentence and "kurang 1" in found.sentence
    assert found.jp == Decimal(8)


def test_a_paket_without_its_hasil_carries_nothing_yet(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3}, hasil=None)
    found = stories.kegiatan("peserta", paket)
    assert not found.eligible and not found.hasil_present
    assert "Hasil belum ada" in found.sentence


def test_karya_ilmiah_needs_four(cast: Cast) -> None:
    three = stories.closed({"peserta": 3}, jenis="karya_ilmiah", hasil="karya_ilmiah")
    four = stories.closed({"peserta": 4}, held=4, jenis="karya_ilmiah", hasil="karya_ilmiah")
    assert not stories.kegiatan("peserta", three).eligible
    assert stories.kegiatan("peserta", four).value == Decimal("0.15")


def test_a_pembahas_of_a_seminar_needs_a_makalah_of_their_own(cast: Cast) -> None:
    paket = stories.paket_held(
        {"peserta": 1, "peserta2": 1},
        held=1,
        jenis="kegiatan_ilmiah",
        hasil=None,
        roles={"peserta": "pembahas"},
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
    paket = stories.close(paket)
    assert stories.kegiatan("peserta", paket).value == Decimal("0.2")
    assert stories.kegiatan("peserta2", paket).value == Decimal("0.1")


def test_someone_elses_makalah_does_not_count_for_the_pembahas(cast: Cast) -> None:
    paket = stories.paket_held(
        {"peserta": 1}, held=1, jenis="kegiatan_ilmiah", hasil="makalah", roles={"peserta": "pembahas"}
    )
    found = stories.kegiatan("peserta", stories.close(paket))
    assert not found.eligible and "Makalah belum ada" in found.sentence


def test_terlambat_counts_and_whoever_was_only_excused_did_nothing(cast: Cast) -> None:
    paket = stories.paket_held({"peserta": 3})
    stories.mark(paket, 2, "peserta", "terlambat")
    stories.mark(paket, 1, "peserta2", "izin")
    paket = stories.close(paket)
    assert stories.kegiatan("peserta", paket).eligible
    assert _editions(paket) == 1


def test_who_left_early_has_fewer_minutes_and_jp(cast: Cast) -> None:
    paket = stories.paket_held({"peserta": 3})
    stories.mark(paket, 1, "peserta", "hadir", keluar_at=stories.FIRST + stories.timedelta(minutes=90))
    found = stories.kegiatan("peserta", stories.close(paket))
    assert (found.minutes, found.jp) == (450, Decimal(10))


def test_a_panitia_who_never_came_is_written_down_too(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3}, roles={"bendahara": "panitia"})
    found = stories.kegiatan("bendahara", paket)
    assert (found.attended, found.eligible) == (0, False)
    assert "Panitia" in found.sentence


def test_hours_never_become_a_diklat(cast: Cast) -> None:
    paket = stories.closed({"peserta": 8}, held=8)
    found = stories.kegiatan("peserta", paket)
    assert found.butir == "25" and found.jp == Decimal(32)
    assert "tidak pernah dijumlahkan menjadi diklat" in found.sentence


def test_closing_again_without_a_change_writes_no_edition(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3, "peserta2": 2})
    stories.close(stories.reopen(paket))
    assert _editions(paket) == 2


def test_closing_again_writes_only_the_person_whose_attendance_changed(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3, "peserta2": 2})
    stories.mark(stories.reopen(paket), 3, "peserta2", "hadir")
    paket = stories.close(paket)
    assert stories.kegiatan("peserta", paket).edition == 1
    second = stories.kegiatan("peserta2", paket)
    assert (second.edition, second.eligible) == (2, True)


def test_whose_presence_was_a_mistake_keeps_an_edition_that_says_so(cast: Cast) -> None:
    paket = stories.closed({"peserta": 1, "peserta2": 3})
    stories.mark(stories.reopen(paket), 1, "peserta", "tanpa_keterangan")
    found = stories.kegiatan("peserta", stories.close(paket))
    assert (found.edition, found.attended) == (2, 0)


def test_an_undecided_claim_follows_the_new_edition_and_its_owner_is_told(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3})
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    found = stories.claim("peserta", paket)
    assert found.kegiatan.edition == 2 and not found.kegiatan.eligible
    assert found.steps[-1].kind == "diperbarui"
    assert any("diperbarui" in each.sentence for each in unread("peserta"))


def test_a_claim_that_is_no_longer_eligible_cannot_be_submitted(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3})
    stories.ratified("peserta", paket)
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    with pytest.raises(Incomplete, match="tidak lagi memenuhi syarat"):
        services.submit_usulan(cast.peserta, stories.claim("peserta", paket))


def _seminar_of_a_pembahas() -> Paket:
    paket = stories.paket_held(
        {"peserta": 1}, held=1, jenis="kegiatan_ilmiah", hasil=None, roles={"peserta": "pembahas"}
    )
    makalah = {"kind": "makalah", "title": "Makalah", "text": "Isi.", "author_id": "peserta"}
    stories.add(stories.Hasil(paket_id=paket.id, by_id="ketua", at=stories.FIRST, **makalah))
    stories.settled()
    services.forward(stories.person("ketua"), stories.close(paket))
    return stories.again(paket)


def _was_only_peserta(cast: Cast, paket: Paket) -> None:
    assign_role(cast.ketua, stories.reopen(paket), guru=cast.peserta, role="")
    stories.close(paket)


def test_a_submitted_report_whose_butir_changes_goes_back_to_be_signed_again(cast: Cast) -> None:
    paket = _seminar_of_a_pembahas()
    before = stories.submitted("peserta", paket).butir
    _was_only_peserta(cast, paket)
    found = stories.claim("peserta", paket)
    assert (found.state, found.ratified_at, found.ratified_how) == ("dikembalikan", None, "")
    assert found.butir != before and f"berubah dari {before} menjadi {found.butir}" in found.steps[-1].note
    assert any("minta disahkan lagi" in each.sentence for each in unread("peserta"))
    with pytest.raises(NotWaiting):
        services.accept_usulan(cast.koordinator, found)
    services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts=stories.PARTS)
    services.ratify_usulan(cast.kepala, stories.claim("peserta", paket))
    services.submit_usulan(cast.peserta, stories.claim("peserta", paket))
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    assert stories.values("peserta") == ["0.1"]


def test_a_signed_report_whose_butir_changes_waits_for_the_head_again(cast: Cast) -> None:
    paket = _seminar_of_a_pembahas()
    stories.ratified("peserta", paket)
    _was_only_peserta(cast, paket)
    found = stories.claim("peserta", paket)
    assert (found.state, found.ratified_at) == ("dilengkapi", None)
    assert "pengesahan laporannya gugur" in found.steps[-1].note


def test_a_withdrawn_report_whose_butir_changes_comes_back_unsigned(cast: Cast) -> None:
    paket = _seminar_of_a_pembahas()
    stories.submitted("peserta", paket)
    services.withdraw_usulan(cast.peserta, stories.claim("peserta", paket))
    _was_only_peserta(cast, paket)
    assert stories.claim("peserta", paket).state == "ditarik"
    services.forward(cast.ketua, stories.again(paket))
    assert stories.claim("peserta", paket).state == "dilengkapi"


def test_a_refused_claim_stays_as_it_was(cast: Cast) -> None:
    paket = stories.forwarded({"peserta": 3})
    stories.submitted("peserta", paket)
    services.refuse_usulan(cast.koordinator, stories.claim("peserta", paket), reason_code="2C")
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    assert stories.claim("peserta", paket).kegiatan.edition == 1


def test_an_anggota_cannot_write_kegiatan_kolektif(cast: Cast) -> None:
    paket = stories.closed({"peserta": 3})
    with pytest.raises(NotAllowed):
        services.write_kegiatan_kolektif(cast.peserta, paket)


def test_forty_people_are_written_with_as_many_statements_as_four(cast: Cast, queries) -> None:
    """Closing with more people sends no more statements than rows need."""
    from community.accounts.models import Guru

    stories.add_all([Guru(id=f"g{n}", name=f"Guru {n}", name_key=f"guru {n}") for n in range(40)])
    small = stories.paket_held({f"g{n}": 3 for n in range(4)})
    large = stories.paket_held({f"g{n}": 3 for n in range(40)})
    assert queries(lambda: stories.close(large)) <= queries(lambda: stories.close(small)) + 2
