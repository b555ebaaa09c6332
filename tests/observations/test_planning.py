"""Who visits whom: proposing, answering, moving, calling off, reminding."""

from datetime import timedelta

import pytest

from community.kernel.clock import now, told
from community.kernel.command import SYSTEM
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed, NotFound
from community.kernel.notices import Notice
from community.observations import services
from community.observations.jobs import remind_of_observations
from community.observations.queries import observation_of
from community.observations.refusals import NotAgreedYet, ObservationOff, StartedAlready
from tests.factories import SATURDAY, make_paket, make_pertemuan, make_role
from tests.observations.stories import AFTER, LESSON_STUDY, agreed, closed, proposed, written
from tests.people import Cast


def told_to(guru_id: str) -> list[str]:
    query = db.select(Notice.sentence).where(Notice.guru_id == guru_id, Notice.kind == "observasi")
    return list(db.session.scalars(query.order_by(Notice.at, Notice.id)))


def test_who_proposes_has_agreed_and_the_teacher_is_asked(cast: Cast) -> None:
    observation = proposed(cast)
    assert observation.state == "diusulkan"
    assert observation.participant("ketua").answer == "terima"
    assert observation.participant("peserta").answer == ""
    assert "Yuyun Sutisna, M.Pd. mengusulkan observasi" in told_to("peserta")[0]
    assert told_to("ketua") == []


def test_a_teacher_who_asks_for_an_observer_waits_for_the_observer(cast: Cast) -> None:
    observation = proposed(cast, by="peserta")
    assert observation.state == "diusulkan"
    services.answer_proposal(cast.ketua, observation, yes=True)
    assert observation.state == "terjadwal"


def test_a_teacher_who_says_no_is_not_observed(cast: Cast) -> None:
    observation = proposed(cast)
    services.answer_proposal(cast.peserta, observation, yes=False, reason="Pekan ujian")
    assert observation.state == "ditolak"
    assert any("Pekan ujian" in each for each in told_to("ketua"))
    with pytest.raises(ObservationOff):
        services.answer_proposal(cast.peserta, observation, yes=True)


def test_one_of_two_observers_may_decline_and_the_other_comes(cast: Cast) -> None:
    observation = agreed(cast, observers=("ketua", "sekretaris"))
    services.answer_proposal(cast.sekretaris, observation, yes=False)
    assert observation.state == "terjadwal"
    assert [each.guru_id for each in observation.coming] == ["ketua"]
    with pytest.raises(NotFound):
        observation_of(cast.sekretaris, observation.id)


def test_nobody_is_planned_for_by_someone_who_does_not_take_part_unless_a_pengurus(cast: Cast) -> None:
    with pytest.raises(Invalid):
        proposed(cast, by="peserta2", observers=("peserta3",))
    planned = proposed(cast, by="sekretaris", observers=("peserta3",))
    assert {each.answer for each in planned.participants} == {""}
    with pytest.raises(NotFound):
        observation_of(cast.sekretaris, planned.id)


def test_who_is_not_anggota_does_not_propose(cast: Cast) -> None:
    for name in ("orang_luar", "pengawas", "operator"):
        with pytest.raises(NotAllowed):
            proposed(cast, by=name)


@pytest.mark.parametrize(
    "over",
    [
        {"observers": ("orang_luar",), "by": "ketua"},
        {"observers": ("peserta",), "by": "ketua"},
        {"teacher": "orang_luar"},
        {"edition": "bawaan:tiga-fase:99"},
        {"starts_at": SATURDAY - timedelta(days=60)},
        {"starts_at": SATURDAY + timedelta(days=800)},
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(cast: Cast, over: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(Invalid) as refused:
        proposed(cast, **over)
    assert refused.value.field


def test_the_head_of_a_member_school_may_be_asked_to_observe(cast: Cast) -> None:
    observation = proposed(cast, observers=("kepala",), by="peserta")
    services.answer_proposal(cast.kepala, observation, yes=True)
    assert observation_of(cast.kepala, observation.id).state == "terjadwal"


def test_moving_keeps_the_old_time_and_asks_the_others_anew(cast: Cast) -> None:
    observation = agreed(cast)
    later = SATURDAY + timedelta(days=2)
    with pytest.raises(Invalid):
        services.move_observation(
            cast.ketua, observation, starts_at=later, ends_at=later + timedelta(hours=1), reason="  "
        )
    services.move_observation(
        cast.ketua, observation, starts_at=later, ends_at=later + timedelta(hours=1), reason="Ada rapat dinas"
    )
    assert observation.state == "diusulkan"
    assert observation.participant("ketua").answer == "terima"
    assert observation.moves[0].old_starts_at == SATURDAY
    assert any("Ada rapat dinas" in each for each in told_to("peserta"))
    services.answer_proposal(cast.peserta, observation, yes=True)
    assert observation.state == "terjadwal"


def test_what_was_observed_is_neither_moved_nor_called_off(cast: Cast) -> None:
    observation = closed(cast)
    with told(AFTER):
        with pytest.raises(StartedAlready):
            services.cancel_observation(cast.peserta, observation, reason="Batal saja")
        with pytest.raises(StartedAlready):
            services.move_observation(cast.peserta, observation, starts_at=AFTER, ends_at=AFTER, reason="Pindah")
        with pytest.raises(StartedAlready):
            services.answer_proposal(cast.peserta, observation, yes=False)


def test_a_cancelled_observation_takes_nothing_more(cast: Cast) -> None:
    observation = agreed(cast)
    services.cancel_observation(cast.peserta, observation, reason="Sakit")
    assert observation.state == "dibatalkan"
    with pytest.raises(ObservationOff):
        written(observation, cast.peserta, tujuan="Murid mengenal pecahan")


def test_nothing_is_written_before_it_is_agreed(cast: Cast) -> None:
    with pytest.raises(NotAgreedYet):
        written(proposed(cast), cast.ketua, sepakat="Duduk di belakang")


def test_the_teacher_invites_one_more_observer_who_gets_a_sheet_of_the_own(cast: Cast) -> None:
    observation = agreed(cast)
    with pytest.raises(NotAllowed):
        services.invite_observer(cast.ketua, observation, guru_id="sekretaris")
    services.invite_observer(cast.peserta, observation, guru_id="sekretaris")
    assert "mengundang Anda" in told_to("sekretaris")[0]
    services.answer_proposal(cast.sekretaris, observation, yes=True)
    written(observation, cast.sekretaris, catatan="Murid berdiskusi")
    with pytest.raises(Invalid):
        services.invite_observer(cast.peserta, observation, guru_id="sekretaris")


def test_everyone_is_reminded_once_a_day_before_and_again_after_a_move(cast: Cast) -> None:
    observation = agreed(cast)
    remind_of_observations()
    assert not [each for each in told_to("ketua") if "Observasi di kelas" in each]
    for _ in range(2):
        with told(SATURDAY - timedelta(hours=20)):
            remind_of_observations()
    assert len([each for each in told_to("ketua") if "Observasi di kelas" in each]) == 1
    with told(SATURDAY - timedelta(hours=19)):
        moved = SATURDAY + timedelta(hours=2)
        services.move_observation(
            cast.peserta, observation, starts_at=moved, ends_at=moved + timedelta(hours=1), reason="Listrik mati"
        )
        services.answer_proposal(cast.ketua, observation, yes=True)
        remind_of_observations()
    assert len([each for each in told_to("ketua") if "Observasi di kelas" in each]) == 2
    with pytest.raises(NotAllowed):
        services.remind(cast.ketua, observation)
    assert services.remind(SYSTEM, observation) is None


def test_lesson_study_of_a_pertemuan_may_ask_who_has_a_role_in_its_paket(cast: Cast) -> None:
    paket = make_paket(jenis="model_pembelajaran")
    pertemuan = make_pertemuan(paket)
    make_role(paket, "orang_luar", "pengamat")
    observation = proposed(
        cast, by="ketua", observers=("ketua", "orang_luar"), edition=LESSON_STUDY, pertemuan=pertemuan
    )
    assert observation.kind == "lesson_study"
    services.answer_proposal(cast.orang_luar, observation, yes=True)
    assert observation_of(cast.orang_luar, observation.id)


def test_the_next_cycle_follows_the_last(cast: Cast) -> None:
    first = closed(cast, edition=LESSON_STUDY, observers=("ketua", "sekretaris"))
    with told(AFTER):
        second = proposed(cast, by="ketua", edition=LESSON_STUDY, starts_at=now() + timedelta(days=7), follows=first)
    assert (second.cycle, second.follows_id) == (2, first.id)
