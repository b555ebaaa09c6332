"""Making a gugus, coming and going, offices, invitations, codes."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from community.accounts.models import Appointment, Guru, OneTimeCode, SignIn
from community.accounts.services import ERASE_WORD, erase_self
from community.gugus import services
from community.gugus.models import Anggota, Gugus, GugusSekolah, Invitation, JoinRequest, Pengurus
from community.gugus.queries import (
    gugus_of,
    inviting_gugus,
    leaders_ids,
    membership_of,
    my_gugus,
    pengurus_ids,
    pengurus_of,
)
from community.gugus.queries.export import memberships_export, without_ketua
from community.kernel.clock import now, today, told
from community.kernel.command import INSTALLATION
from community.kernel.database import add, db, end_transaction
from community.kernel.errors import Invalid, NotAllowed, NotFound, Refusal
from community.kernel.notices import unread
from community.kernel.trail import trail_of
from community.wilayah.models import Sekolah
from tests.people import GUGUS

NEW = {"kind": "MGMP", "name": "MGMP IPA Garut", "mapel": "IPA", "wilayah_code": "32.05"}


def who(name: str) -> Guru:
    return db.session.get_one(Guru, name)


def sentences(about: str = GUGUS) -> list[str]:
    return [line.sentence for line in trail_of("gugus", about)]


def ketua_now(gugus: Gugus) -> list[str]:
    return [term.guru_id for term in pengurus_of(gugus) if term.office == "ketua"]


def member(cast, name: str) -> Anggota:
    row = membership_of(who(name), GUGUS)
    assert row is not None
    return row


# Making a gugus


def test_an_operator_makes_a_gugus_whose_address_can_be_read_out(cast):
    made = services.create_gugus(cast.operator, INSTALLATION, values=NEW, ketua=cast.orang_luar)
    assert made.slug == "mgmp-ipa-garut"
    assert made.zone.word == "WIB"
    assert ketua_now(made) == ["orang_luar"]
    assert [gugus.id for gugus in my_gugus(cast.orang_luar)] == [made.id]


def test_two_gugus_of_one_name_have_two_addresses(cast):
    first = services.create_gugus(cast.operator, INSTALLATION, values=NEW)
    second = services.create_gugus(cast.operator, INSTALLATION, values=NEW)
    assert [first.slug, second.slug] == ["mgmp-ipa-garut", "mgmp-ipa-garut-2"]


def test_two_operators_at_once_make_two_gugus_with_two_addresses(cast, at_once):
    make = lambda: services.create_gugus(who("operator"), INSTALLATION, values=NEW).slug  # noqa: E731
    assert sorted(at_once(make, make)) == ["mgmp-ipa-garut", "mgmp-ipa-garut-2"]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"kind": "KLUB"}, "kind"),
        ({"name": "🙂"}, "name"),
        ({"name": "K" * 101}, "name"),
        ({"mapel": ""}, "mapel"),
        ({"wilayah_code": "99.99"}, "wilayah_code"),
        ({"wilayah_code": None}, "wilayah_code"),
        ({"jenjang": "S3"}, "jenjang"),
        ({"sk_on": date(1945, 8, 17)}, "sk_on"),
        ({"minutes_per_jp": 5}, "minutes_per_jp"),
        ({"sk_number": "9" * 101}, "sk_number"),
    ],
)
def test_what_does_not_fit_a_gugus_is_said_at_its_field_and_nothing_is_written(cast, over, field):
    with pytest.raises(Invalid) as refusal:
        services.create_gugus(cast.operator, INSTALLATION, values=NEW | over)
    assert refusal.value.field == field
    assert db.session.scalars(select(Gugus.id)).all() == [GUGUS]


def test_only_an_operator_makes_a_gugus(cast):
    for someone in (cast.ketua, cast.dinas, cast.orang_luar):
        with pytest.raises(NotAllowed):
            services.create_gugus(someone, INSTALLATION, values=NEW)


def test_member_schools_are_chosen_a_kecamatan_at_a_time(cast):
    added = services.set_schools(cast.ketua, cast.gugus, within="32.05.24", sekolah_ids=["sdnjauh", "tidakada"])
    assert added == (1, 0)
    assert services.set_schools(cast.ketua, cast.gugus, within="32.05.23", sekolah_ids=["sdn1"]) == (0, 1)
    kept = set(db.session.scalars(select(GugusSekolah.sekolah_id).where(GugusSekolah.gugus_id == GUGUS)))
    assert kept == {"sdn1", "sdnjauh"}


# Who reaches it


def test_a_gugus_is_reached_by_its_people_and_by_those_who_oversee_its_wilayah(cast):
    for someone in (cast.peserta, cast.ketua, cast.pengawas, cast.dinas, cast.operator):
        assert gugus_of(someone, "kkg-banjarwangi").id == GUGUS
    for someone in (cast.orang_luar, cast.kepala):
        with pytest.raises(NotFound):
            gugus_of(someone, "kkg-banjarwangi")


def test_a_pengawas_of_another_kecamatan_does_not_reach_it(cast):
    row = db.session.scalars(select(Appointment).where(Appointment.office == "pengawas")).one()
    row.wilayah_code = "32.05.24"
    end_transaction(keep=True)
    with pytest.raises(NotFound):
        gugus_of(cast.pengawas, "kkg-banjarwangi")


def test_a_former_anggota_no_longer_reaches_it(cast):
    services.leave_gugus(cast.peserta, cast.gugus)
    with pytest.raises(NotFound):
        gugus_of(cast.peserta, "kkg-banjarwangi")
    assert my_gugus(cast.peserta) == []


# Coming and going


def test_a_new_person_added_by_hand_is_anggota_without_a_password(cast):
    row = services.add_new_anggota(
        cast.sekretaris, cast.gugus, values={"name": "Euis Kartini", "phone": "0812 3456 7890", "sekolah_id": "sdn1"}
    )
    assert row.guru.password_hash is None
    assert row.guru.phone == "+6281234567890"
    assert "menambah anggota baru Euis Kartini" in sentences()


def test_a_number_of_somebody_else_is_refused_at_its_field(cast):
    cast.orang_luar.nuptk = "7000000000000001"
    end_transaction(keep=True)
    with pytest.raises(Invalid) as refusal:
        services.add_new_anggota(cast.ketua, cast.gugus, values={"name": "Euis", "nuptk": "7000000000000001"})
    assert refusal.value.field == "nuptk"
    assert db.session.scalar(select(Guru.id).where(Guru.name == "Euis")) is None


def test_nobody_is_anggota_twice_and_who_came_back_has_a_second_row(cast):
    services.add_anggota(cast.ketua, cast.gugus, guru=cast.orang_luar)
    with pytest.raises(services.AlreadyAnggota):
        services.add_anggota(cast.sekretaris, cast.gugus, guru=cast.orang_luar)
    services.leave_gugus(cast.orang_luar, cast.gugus)
    services.add_anggota(cast.ketua, cast.gugus, guru=cast.orang_luar)
    assert len(db.session.scalars(select(Anggota).where(Anggota.guru_id == "orang_luar")).all()) == 2


def test_two_leaders_adding_one_person_at_once_make_one_membership(cast, at_once):
    def add_by(name):
        return services.add_anggota(who(name), db.session.get_one(Gugus, GUGUS), guru=who("orang_luar")).guru_id

    results = at_once(partial(add_by, "ketua"), partial(add_by, "sekretaris"))
    assert sorted(str(type(each).__name__) for each in results) == ["AlreadyAnggota", "str"]


def test_who_is_removed_reads_the_reason_and_reaches_nothing_more(cast):
    services.remove_anggota(cast.sekretaris, member(cast, "peserta"), reason="pindah ke kabupaten lain")
    assert membership_of(cast.peserta, GUGUS) is None
    assert "pindah ke kabupaten lain" in unread("peserta")[0].sentence


@pytest.mark.parametrize("reason", ["", "  ", "-", "x" * 301])
def test_nobody_is_removed_without_a_reason(cast, reason):
    with pytest.raises(Invalid) as refusal:
        services.remove_anggota(cast.ketua, member(cast, "peserta"), reason=reason)
    assert refusal.value.field == "reason"
    assert membership_of(cast.peserta, GUGUS) is not None


def test_a_sekretaris_does_not_remove_the_ketua(cast):
    with pytest.raises(NotAllowed):
        services.remove_anggota(cast.sekretaris, member(cast, "ketua"), reason="tidak sepakat")
    assert ketua_now(cast.gugus) == ["ketua"]


def test_a_ketua_who_leaves_gives_up_the_office_and_blocks_nothing(cast):
    services.leave_gugus(cast.ketua, cast.gugus, reason="pensiun")
    assert ketua_now(cast.gugus) == []
    assert any("belum punya ketua" in task.sentence for task in without_ketua())
    services.appoint_pengurus(cast.operator, cast.gugus, guru=cast.peserta, office="ketua")
    assert ketua_now(cast.gugus) == ["peserta"]
    assert without_ketua() == []


def test_leaders_hear_of_someone_who_leaves(cast):
    services.leave_gugus(cast.peserta, cast.gugus)
    assert "keluar dari KKG Banjarwangi" in unread("sekretaris")[0].sentence


# Offices


def test_a_handover_ends_the_old_term_and_begins_the_new_in_one_act(cast):
    services.appoint_pengurus(cast.ketua, cast.gugus, guru=cast.peserta, office="ketua")
    assert ketua_now(cast.gugus) == ["peserta"]
    old = db.session.scalars(select(Pengurus).where(Pengurus.guru_id == "ketua")).one()
    assert old.ended_by_id == "ketua"
    assert "Ai Setiawan" in old.end_reason
    told_of = sentences()
    assert "mengangkat Ai Setiawan, S.Pd. sebagai Ketua" in told_of
    assert any(line.startswith("mengakhiri jabatan Ketua Yuyun Sutisna") for line in told_of)
    with pytest.raises(NotAllowed):
        services.appoint_pengurus(cast.ketua, cast.gugus, guru=cast.peserta2, office="ketua")


def test_a_ketua_whose_term_ran_out_leads_no_more_and_blocks_nothing(cast):
    term = pengurus_of(cast.gugus)[0]
    term.until_on = today() - timedelta(days=1)
    end_transaction(keep=True)
    assert ketua_now(cast.gugus) == []
    assert "ketua" not in pengurus_ids(GUGUS)
    with pytest.raises(NotAllowed):
        services.appoint_pengurus(cast.ketua, cast.gugus, guru=cast.peserta, office="ketua")
    services.appoint_pengurus(cast.operator, cast.gugus, guru=cast.peserta, office="ketua")
    assert ketua_now(cast.gugus) == ["peserta"]
    assert leaders_ids(GUGUS) == ["peserta", "sekretaris"]


def test_the_term_that_ran_out_may_be_given_again_to_the_same_person(cast):
    pengurus_of(cast.gugus)[0].until_on = today() - timedelta(days=1)
    end_transaction(keep=True)
    services.appoint_pengurus(cast.operator, cast.gugus, guru=cast.ketua, office="ketua")
    assert ketua_now(cast.gugus) == ["ketua"]


def test_a_ketua_whose_account_is_erased_blocks_nothing(cast):
    erased = db.session.get_one(Guru, "ketua")
    erased.password_hash = None
    end_transaction(keep=True)
    erase_self(who("ketua"), who("ketua"), word=ERASE_WORD)
    assert ketua_now(cast.gugus) == []
    assert membership_of(who("ketua"), GUGUS) is None
    services.appoint_pengurus(cast.operator, cast.gugus, guru=cast.sekretaris, office="ketua")
    assert ketua_now(cast.gugus) == ["sekretaris"]


def test_two_handovers_at_once_leave_one_ketua(cast, at_once):
    def hand_to(name):
        return services.appoint_pengurus(
            who("ketua"), db.session.get_one(Gugus, GUGUS), guru=who(name), office="ketua"
        ).guru_id

    results = at_once(partial(hand_to, "peserta"), partial(hand_to, "peserta2"))
    assert sorted(type(each).__name__ for each in results) == ["NotAllowed", "str"]
    winner = next(each for each in results if isinstance(each, str))
    assert ketua_now(cast.gugus) == [winner]


def test_an_operator_and_the_ketua_appointing_at_once_leave_one_ketua(cast, at_once):
    def appoint(actor, name):
        return services.appoint_pengurus(
            who(actor), db.session.get_one(Gugus, GUGUS), guru=who(name), office="ketua"
        ).guru_id

    at_once(partial(appoint, "operator", "peserta"), partial(appoint, "operator", "peserta2"))
    running = select(Pengurus).where(Pengurus.office == "ketua", Pengurus.ended_at.is_(None))
    assert len(db.session.scalars(running).all()) == 1


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"office": "raja"}, "office"),
        ({"office": "bidang"}, "bidang"),
        ({"from_on": date(2199, 1, 1)}, "from_on"),
        ({"from_on": date(1901, 1, 1)}, "from_on"),
        ({"until_on": date(2020, 1, 1)}, "until_on"),
        ({"until_on": date(2199, 1, 1)}, "until_on"),
    ],
)
def test_an_office_that_does_not_fit_is_said_at_its_field(cast, over, field):
    with pytest.raises(Invalid) as refusal:
        services.appoint_pengurus(cast.ketua, cast.gugus, guru=cast.peserta, **({"office": "ketua"} | over))
    assert refusal.value.field == field
    assert ketua_now(cast.gugus) == ["ketua"]


def test_pengurus_come_from_the_anggota(cast):
    with pytest.raises(services.NotACandidate):
        services.appoint_pengurus(cast.operator, cast.gugus, guru=cast.orang_luar, office="ketua")


def test_a_term_is_ended_once_with_a_reason(cast):
    term = next(each for each in pengurus_of(cast.gugus) if each.office == "bendahara")
    with pytest.raises(NotAllowed):
        services.end_pengurus(cast.sekretaris, term, reason="tidak aktif")
    services.end_pengurus(cast.ketua, term, reason="tidak aktif")
    with pytest.raises(services.TermOver):
        services.end_pengurus(cast.ketua, term, reason="tidak aktif")


# Invitations


def test_who_is_invited_asks_and_a_leader_lets_them_in(cast):
    invitation = services.invite(cast.bendahara, cast.gugus)
    asked = services.ask_to_join(cast.orang_luar, invitation)
    assert services.ask_to_join(cast.orang_luar, invitation).id == asked.id
    assert "Ujang Mulyana, M.Pd. meminta bergabung" in unread("ketua")[0].sentence
    with pytest.raises(NotAllowed):
        services.decide_join(cast.bendahara, asked, accept=True)
    services.decide_join(cast.sekretaris, asked, accept=True)
    assert membership_of(cast.orang_luar, GUGUS).via == "undangan"
    assert "diterima" in unread("orang_luar")[0].sentence


def test_who_is_declined_reads_why_and_may_ask_again(cast):
    invitation = services.invite(cast.ketua, cast.gugus)
    asked = services.ask_to_join(cast.orang_luar, invitation)
    with pytest.raises(Invalid):
        services.decide_join(cast.ketua, asked, accept=False)
    services.decide_join(cast.ketua, asked, accept=False, reason="bukan guru SD")
    assert "bukan guru SD" in unread("orang_luar")[0].sentence
    with pytest.raises(services.AlreadyDecided):
        services.decide_join(cast.sekretaris, asked, accept=True)
    assert services.ask_to_join(cast.orang_luar, invitation).id != asked.id


def test_two_approvals_at_once_make_one_anggota(cast, at_once):
    asked = services.ask_to_join(cast.orang_luar, services.invite(cast.ketua, cast.gugus)).id

    def decide(name):
        return services.decide_join(who(name), db.session.get_one(JoinRequest, asked), accept=True)

    assert at_once(partial(decide, "ketua"), partial(decide, "sekretaris")) == [None, None]
    assert len(db.session.scalars(select(Anggota).where(Anggota.guru_id == "orang_luar")).all()) == 1


def test_an_approval_and_a_refusal_at_once_leave_one_decision(cast, at_once):
    asked = services.ask_to_join(cast.orang_luar, services.invite(cast.ketua, cast.gugus)).id

    def decide(name, accept):
        return services.decide_join(
            who(name), db.session.get_one(JoinRequest, asked), accept=accept, reason="bukan guru SD"
        )

    results = at_once(partial(decide, "ketua", True), partial(decide, "sekretaris", False))
    assert sorted(type(each).__name__ for each in results) == ["AlreadyDecided", "NoneType"]
    accepted = db.session.get_one(JoinRequest, asked).accepted
    assert (membership_of(who("orang_luar"), GUGUS) is not None) == accepted


def test_an_invitation_that_admits_at_once_is_made_by_who_decides_who_joins(cast):
    with pytest.raises(NotAllowed):
        services.invite(cast.bendahara, cast.gugus, needs_approval=False)
    invitation = services.invite(cast.ketua, cast.gugus, needs_approval=False)
    services.ask_to_join(cast.orang_luar, invitation)
    assert membership_of(cast.orang_luar, GUGUS).admitted_by_id == "ketua"


def test_two_taps_on_an_invitation_make_one_anggota(cast, at_once):
    invitation = services.invite(cast.ketua, cast.gugus, needs_approval=False).id
    join = lambda: services.ask_to_join(who("orang_luar"), db.session.get_one(Invitation, invitation)).guru_id  # noqa: E731
    assert "orang_luar" in at_once(join, join)
    assert len(db.session.scalars(select(Anggota).where(Anggota.guru_id == "orang_luar")).all()) == 1


def test_an_invitation_ends_with_its_time_or_when_it_is_revoked(cast):
    late = services.invite(cast.ketua, cast.gugus, days=1)
    with told(now() + timedelta(days=2)), pytest.raises(services.InvitationGone):
        services.ask_to_join(cast.orang_luar, late)
    services.revoke_invitation(cast.sekretaris, late)
    services.revoke_invitation(cast.sekretaris, late)
    with pytest.raises(services.InvitationGone):
        services.ask_to_join(cast.orang_luar, late)


@pytest.mark.parametrize("days", [0, -3, 91])
def test_an_invitation_is_open_for_a_sensible_time(cast, days):
    with pytest.raises(Invalid):
        services.invite(cast.ketua, cast.gugus, days=days)


def test_the_register_page_trusts_an_open_invitation_and_no_other_path(cast):
    code = services.invite(cast.ketua, cast.gugus).code
    assert inviting_gugus(f"/undangan/{code}") == "KKG Banjarwangi"
    assert inviting_gugus(f"/undangan/{code.upper().replace('-', '')}") == "KKG Banjarwangi"
    for path in ("/undangan/aaaa-bbbb", "/undangan/", "/gugus", "//lain.id/undangan/x", ""):
        assert inviting_gugus(path) is None


# Codes and cards


def test_a_leader_hands_an_anggota_a_code_and_the_person_hears_of_it(cast):
    code = services.issue_anggota_code(cast.sekretaris, member(cast, "peserta"))
    assert len(code) > 10
    assert "kode kata sandi baru" in unread("peserta")[0].sentence
    assert code not in " ".join(sentences())


@pytest.mark.parametrize(
    ("actor", "target"),
    [
        ("ketua", "koordinator"),  # verifies credit
        ("sekretaris", "ketua"),  # closes and forwards
        ("sekretaris", "bendahara"),
    ],
)
def test_a_pengurus_does_not_come_by_an_account_that_can_do_more(cast, actor, target):
    with pytest.raises(services.HeldByOffice):
        services.issue_anggota_code(who(actor), member(cast, target))
    assert db.session.scalar(select(OneTimeCode.id)) is None


def test_an_operator_gives_the_koordinator_a_code(cast):
    assert services.issue_anggota_code(cast.operator, member(cast, "koordinator"))


def test_a_ketua_may_help_the_sekretaris(cast):
    assert services.issue_anggota_code(cast.ketua, member(cast, "sekretaris"))


def test_a_ketua_does_not_come_by_an_account_by_adding_its_owner(cast):
    """Else whoever leads a gugus could take over any teacher's account in three steps."""
    before = now() - timedelta(days=3)
    add(SignIn(guru_id="orang_luar", token_hash="x", at=before, seen_at=before, how="sandi"))
    end_transaction(keep=True)
    row = services.add_anggota(cast.ketua, cast.gugus, guru=cast.orang_luar)
    with pytest.raises(services.HeldByOffice):
        services.issue_anggota_code(cast.ketua, row)


def test_a_ketua_does_not_come_by_the_account_of_a_newcomer_of_another_gugus(cast):
    """Who has not signed in yet is let in by the pengurus of their own gugus."""
    other = services.create_gugus(cast.operator, INSTALLATION, values=NEW)
    earlier = now() - timedelta(days=3)
    with told(earlier):
        newcomer = services.add_new_anggota(cast.operator, other, values={"name": "Euis Kartini"}).guru
    row = services.add_anggota(cast.ketua, cast.gugus, guru=newcomer)
    with pytest.raises(services.HeldByOffice, match="gugus lain"):
        services.issue_anggota_code(cast.ketua, row)
    assert services.print_cards(cast.ketua, cast.gugus).left_out == [("Euis Kartini", "sudah anggota gugus lain")]
    assert services.issue_anggota_code(cast.operator, row)


def test_a_code_handed_out_before_someone_became_ketua_opens_the_account_no_more(cast):
    services.issue_anggota_code(cast.sekretaris, member(cast, "peserta"))
    services.issue_anggota_code(cast.sekretaris, member(cast, "peserta2"))
    services.appoint_pengurus(cast.ketua, cast.gugus, guru=cast.peserta, office="ketua")
    codes = db.session.scalars(select(OneTimeCode)).all()
    assert {code.guru_id: code.is_open for code in codes} == {"peserta": False, "peserta2": True}


def test_a_code_of_the_operator_still_opens_the_account_of_a_new_ketua(cast):
    services.issue_anggota_code(cast.operator, member(cast, "peserta"))
    services.appoint_pengurus(cast.ketua, cast.gugus, guru=cast.peserta, office="ketua")
    assert db.session.scalars(select(OneTimeCode)).one().is_open


def test_who_came_by_invitation_may_be_helped(cast):
    before = now() - timedelta(days=3)
    add(SignIn(guru_id="orang_luar", token_hash="x", at=before, seen_at=before, how="sandi"))
    end_transaction(keep=True)
    row = services.ask_to_join(cast.orang_luar, services.invite(cast.ketua, cast.gugus, needs_approval=False))
    assert services.issue_anggota_code(cast.ketua, row)


def test_cards_are_for_those_who_never_made_a_password(cast):
    services.add_new_anggota(cast.ketua, cast.gugus, values={"name": "Euis Kartini", "sekolah_id": "sdn1"})
    cards = services.print_cards(cast.ketua, cast.gugus)
    assert [card.name for card in cards.made] == ["Euis Kartini"]
    assert cards.made[0].school == "SDN 1 Banjarwangi"
    everyone = services.print_cards(cast.ketua, cast.gugus, everyone=True)
    assert ("Rahmat Fatimah, S.Pd.I.", "memegang jabatan kedinasan") in everyone.left_out
    assert "Rahmat Fatimah, S.Pd.I." not in [card.name for card in everyone.made]


def test_cards_whose_paper_failed_stop_working(cast):
    services.add_new_anggota(cast.ketua, cast.gugus, values={"name": "Euis Kartini"})
    cards = services.print_cards(cast.ketua, cast.gugus)
    services.withdraw_cards(cast.ketua, cast.gugus, guru_ids=[card.guru_id for card in cards.made])
    codes = db.session.scalars(select(OneTimeCode)).all()
    assert [code.is_open for code in codes] == [False]


# What is told of it


def test_a_person_takes_their_memberships_along(cast):
    services.leave_gugus(cast.ketua, cast.gugus, reason="pensiun")
    exported = memberships_export(cast.ketua)
    assert [row["sebagai"] for row in exported] == ["anggota", "Ketua"]
    assert exported[0]["alasan"] == "pensiun"


def test_who_may_do_what_in_a_gugus(cast):
    forbidden = [
        lambda: services.edit_gugus(cast.bendahara, cast.gugus, values={"name": "KKG Lain"}),
        lambda: services.add_anggota(cast.bendahara, cast.gugus, guru=cast.orang_luar),
        lambda: services.print_cards(cast.peserta, cast.gugus),
        lambda: services.invite(cast.peserta, cast.gugus),
        lambda: services.set_schools(cast.peserta, cast.gugus, within="32.05.23", sekolah_ids=[]),
        lambda: services.leave_gugus(cast.orang_luar, cast.gugus),
        lambda: services.remove_anggota(cast.pengawas, member(cast, "peserta"), reason="tidak aktif"),
    ]
    for act in forbidden:
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "tidak_berhak"
    assert db.session.get_one(Sekolah, "sdn1")
