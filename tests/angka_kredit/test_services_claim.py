"""The owner completes a claim, the head signs it, the owner hands it in; nothing is refused by a machine."""

import pytest

from community.angka_kredit import services
from community.angka_kredit.queries import (
    ratification_queue,
    schools_of,
    schools_waiting,
    usulan_of,
    verification_queue,
    warnings_of,
)
from community.angka_kredit.refusals import (
    Incomplete,
    NoSekolah,
    NothingToRatify,
    UnknownButir,
    UsulanNotOpen,
)
from community.kernel.errors import Invalid, NotAllowed, NotFound
from community.kernel.notices import unread
from tests.angka_kredit import stories
from tests.people import Cast


@pytest.fixture
def paket(cast: Cast):
    return stories.forwarded({"peserta": 3, "peserta2": 3, "koordinator": 3})


def test_a_half_written_report_is_kept_and_says_what_is_missing(cast: Cast, paket) -> None:
    services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts={"materi": "Pecahan."})
    found = stories.claim("peserta", paket)
    assert (found.state, found.materi) == ("diteruskan", "Pecahan.")
    assert any("Materi baru 1 kata" in each for each in found.gaps())
    assert any("Surat tugas belum diunggah" in each for each in found.gaps())


def test_with_all_three_parts_and_both_letters_it_waits_for_the_head(cast: Cast, paket) -> None:
    assert stories.completed("peserta", paket).state == "dilengkapi"


def test_the_head_of_the_school_signs(cast: Cast, paket) -> None:
    stories.completed("peserta", paket)
    services.ratify_usulan(cast.kepala, stories.claim("peserta", paket))
    found = stories.claim("peserta", paket)
    assert (found.state, found.ratified_how) == ("disahkan", "kepala")
    assert any("disahkan" in each.sentence for each in unread("peserta"))


def test_the_scan_of_what_the_head_signed_does_as_well(cast: Cast, paket) -> None:
    assert stories.ratified("peserta", paket).state == "disahkan"


def test_there_is_nothing_to_sign_before_the_report_is_whole(cast: Cast, paket) -> None:
    with pytest.raises(NotAllowed):
        services.ratify_usulan(cast.kepala, stories.claim("peserta", paket))
    with pytest.raises(Incomplete, match="Materi belum ditulis"):
        services.add_evidence(cast.peserta, stories.claim("peserta", paket), kind="pengesahan", upload=stories.scan())


def test_signing_twice_is_said_kindly(cast: Cast, paket) -> None:
    stories.ratified("peserta", paket)
    with pytest.raises(NothingToRatify):
        services.ratify_usulan(cast.kepala, stories.claim("peserta", paket))


def test_changing_the_text_after_the_signature_loses_the_signature(cast: Cast, paket) -> None:
    stories.ratified("peserta", paket)
    again = stories.PARTS | {"dampak": stories.DAMPAK + " Nilai ulangan juga naik."}
    assert services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts=again) is True
    found = stories.claim("peserta", paket)
    assert (found.state, found.ratified_at) == ("dilengkapi", None)


def test_saving_the_same_text_keeps_the_signature(cast: Cast, paket) -> None:
    stories.ratified("peserta", paket)
    assert services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts=stories.PARTS) is False
    assert stories.claim("peserta", paket).state == "disahkan"


def test_taking_the_scan_away_takes_the_signature_away(cast: Cast, paket) -> None:
    found = stories.ratified("peserta", paket)
    scan = next(each for each in found.files if each.kind == "pengesahan")
    services.remove_evidence(cast.peserta, scan)
    assert stories.claim("peserta", paket).state == "dilengkapi"


def test_it_goes_to_the_koordinator_of_the_school_of_today(cast: Cast, paket) -> None:
    stories.ratified("peserta", paket)
    koordinator = services.submit_usulan(cast.peserta, stories.claim("peserta", paket))
    found = stories.claim("peserta", paket)
    assert koordinator.id == "koordinator" and found.sekolah_id == "sdn1"
    queue = verification_queue(cast.koordinator, schools_of(cast.koordinator, "koordinator_pkb"))
    assert [each.guru_id for each in queue.usulan] == ["peserta"] and queue.count == 1


def test_what_is_missing_is_said_when_it_is_handed_in_too_early(cast: Cast, paket) -> None:
    with pytest.raises(Incomplete, match=r"Surat tugas.*Laporan belum disahkan"):
        services.submit_usulan(cast.peserta, stories.claim("peserta", paket))


def test_the_koordinators_own_claim_waits_and_operator_and_owner_are_told(cast: Cast, paket) -> None:
    stories.ratified("koordinator", paket)
    assert services.submit_usulan(cast.koordinator, stories.claim("koordinator", paket)) is None
    assert verification_queue(cast.koordinator, schools_of(cast.koordinator, "koordinator_pkb")).count == 0
    assert any("SDN 1 Banjarwangi memerlukan koordinator PKB" in each.sentence for each in unread("operator"))
    assert any("menunjuk satu orang" in each.sentence for each in unread("koordinator"))
    assert "SDN 1 Banjarwangi" in schools_waiting()[0].sentence


def test_whoever_is_appointed_later_finds_it_in_the_queue(cast: Cast, paket) -> None:
    stories.submitted("koordinator", paket)
    stories.appoint("sekretaris", "koordinator_pkb", "sdn1")
    queue = verification_queue(cast.sekretaris, schools_of(cast.sekretaris, "koordinator_pkb"))
    assert [each.guru_id for each in queue.usulan] == ["koordinator"]
    assert schools_waiting() == []


def test_a_school_without_a_koordinator_leaves_it_waiting(cast: Cast) -> None:
    paket = stories.forwarded({"peserta3": 3})
    stories.submitted("peserta3", paket)
    found = stories.claim("peserta3", paket)
    assert (found.state, found.koordinator_id) == ("diajukan", None)
    assert found.steps[-1].kind == "menunggu_koordinator"


def test_who_has_no_sekolah_induk_is_told_so(cast: Cast, paket) -> None:
    stories.ratified("peserta", paket)
    cast.peserta.sekolah_id = None
    stories.settled()
    with pytest.raises(NoSekolah):
        services.submit_usulan(cast.peserta, stories.claim("peserta", paket))


def test_the_papers_of_a_head_are_signed_by_the_dinas_and_not_by_the_head(cast: Cast) -> None:
    paket = stories.forwarded({"kepala": 3})
    stories.completed("kepala", paket)
    with pytest.raises(NotAllowed):
        services.ratify_usulan(cast.kepala, stories.claim("kepala", paket))
    services.ratify_usulan(cast.dinas, stories.claim("kepala", paket))
    assert stories.claim("kepala", paket).ratified_how == "dinas"


def test_a_head_posted_away_from_the_own_school_is_signed_by_the_dinas_of_the_post(cast: Cast) -> None:
    paket = stories.forwarded({"kepala": 3})
    cast.kepala.sekolah_id = None
    stories.settled()
    stories.completed("kepala", paket)
    assert [each.guru_id for each in ratification_queue(cast.dinas).usulan] == ["kepala"]
    services.ratify_usulan(cast.dinas, stories.claim("kepala", paket))
    assert stories.claim("kepala", paket).ratified_how == "dinas"


def test_who_moves_to_another_school_after_a_return_is_signed_by_its_head(cast: Cast, paket) -> None:
    stories.submitted("peserta", paket)
    services.return_usulan(cast.koordinator, stories.claim("peserta", paket), reason_code="2A")
    cast.peserta.sekolah_id = "sdn2"
    stories.settled()
    stories.appoint("sekretaris", "kepala_sekolah", "sdn2")
    new_text = stories.PARTS | {"dampak": stories.DAMPAK + " Nilai ulangan juga naik."}
    services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts=new_text)
    assert ratification_queue(cast.kepala).count == 0
    with pytest.raises(NotAllowed):
        services.ratify_usulan(cast.kepala, stories.claim("peserta", paket))
    assert [each.guru_id for each in ratification_queue(cast.sekretaris).usulan] == ["peserta"]
    services.ratify_usulan(cast.sekretaris, stories.claim("peserta", paket))
    assert stories.claim("peserta", paket).ratified_how == "kepala"


def test_the_dinas_signs_no_ordinary_report(cast: Cast, paket) -> None:
    stories.completed("peserta", paket)
    with pytest.raises(NotAllowed):
        services.ratify_usulan(cast.dinas, stories.claim("peserta", paket))


def test_what_is_submitted_can_no_longer_be_changed(cast: Cast, paket) -> None:
    stories.submitted("peserta", paket)
    with pytest.raises(UsulanNotOpen):
        services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts=stories.PARTS)
    with pytest.raises(UsulanNotOpen):
        services.add_evidence(cast.peserta, stories.claim("peserta", paket), kind="lampiran", upload=stories.scan())


def test_a_decided_claim_cannot_be_withdrawn(cast: Cast, paket) -> None:
    stories.recognised("peserta", paket)
    with pytest.raises(UsulanNotOpen):
        services.withdraw_usulan(cast.peserta, stories.claim("peserta", paket))


def test_a_file_of_another_kind_with_a_false_name_is_refused(cast: Cast, paket) -> None:
    from community.kernel.files import Named

    with pytest.raises(Invalid):
        services.add_evidence(
            cast.peserta,
            stories.claim("peserta", paket),
            kind="surat_tugas",
            upload=Named("surat.pdf", b"MZ\x90\x00program"),
        )
    assert stories.claim("peserta", paket).files == []


def test_a_butir_that_the_role_does_not_leave_is_refused(cast: Cast, paket) -> None:
    with pytest.raises(UnknownButir):
        services.complete_usulan(cast.peserta, stories.claim("peserta", paket), parts={}, butir="19")


@pytest.mark.parametrize("who", ["ketua", "sekretaris", "peserta2", "operator", "pengawas", "orang_luar"])
def test_nobody_else_reaches_a_claim(cast: Cast, paket, who: str) -> None:
    stories.submitted("peserta", paket)
    with pytest.raises(NotFound):
        usulan_of(getattr(cast, who), stories.claim("peserta", paket).id)


def test_a_draft_is_its_owners_alone(cast: Cast, paket) -> None:
    for who in (cast.kepala, cast.koordinator):
        with pytest.raises(NotFound):
            usulan_of(who, stories.claim("peserta", paket).id)


def test_a_copied_report_is_warned_of_and_only_the_koordinator_reads_whose(cast: Cast, paket) -> None:
    services.complete_usulan(cast.peserta2, stories.claim("peserta2", paket), parts=stories.PARTS)
    stories.completed("peserta", paket)
    mine = warnings_of(stories.claim("peserta", paket), names=False)
    theirs = warnings_of(stories.claim("peserta", paket), names=True)
    assert [each.reason for each in mine] == ["2A"]
    assert "Ida Maryani" in theirs[0].sentence and "Ida Maryani" not in mine[0].sentence
    assert stories.ratified("peserta", paket).state == "disahkan"


def test_an_activity_before_the_year_of_the_last_sk_jabatan_is_flagged(cast: Cast, paket) -> None:
    cast.peserta.sk_jabatan_on = stories.FIRST.date().replace(year=2027)
    stories.settled()
    assert [each.reason for each in warnings_of(stories.claim("peserta", paket), names=False)] == ["1G"]


def test_being_at_two_pertemuan_at_once_is_flagged(cast: Cast, paket) -> None:
    stories.paket_held({"peserta": 1}, theme="Paket lain", first=stories.FIRST + stories.timedelta(hours=1))
    found = warnings_of(stories.claim("peserta", paket), names=True)
    assert any("dua pertemuan pada waktu yang sama" in each.sentence for each in found)
