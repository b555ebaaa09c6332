"""Answers: each change once, none overwritten, and who sees what when."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel.clock import now, told
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.files import FileRefused, Named
from community.observations import services
from community.observations.models import Observation, ObservationAnswer
from community.observations.queries import shown_to
from community.observations.refusals import ObservationFinished, SheetClosed, SheetsOpen, TooManyPhotos
from community.observations.rules import LEVELS, built_in, parsed
from tests.factories import SATURDAY
from tests.observations.pictures import photo
from tests.observations.stories import AFTER, LESSON_STUDY, agreed, closed, written
from tests.people import Cast


def rows(observation: Observation, field: str) -> list[str]:
    query = db.select(ObservationAnswer.value).where(ObservationAnswer.observation_id == observation.id)
    return list(db.session.scalars(query.where(ObservationAnswer.field == field).order_by(ObservationAnswer.number)))


def test_a_field_is_kept_with_its_history_and_the_last_is_shown(cast: Cast) -> None:
    observation = agreed(cast)
    written(observation, cast.peserta, tujuan="Mengenal pecahan")
    written(observation, cast.peserta, tujuan="Mengenal pecahan senilai")
    assert rows(observation, "tujuan") == ["Mengenal pecahan", "Mengenal pecahan senilai"]
    assert shown_to(cast.ketua, observation).others["tujuan"][0].value == "Mengenal pecahan senilai"


def test_what_a_phone_sends_twice_is_kept_once(cast: Cast) -> None:
    observation = agreed(cast)
    sent = {"field": "tujuan", "value": "Pecahan", "client_id": "hp-1", "written_at": now()}
    first = services.write_answer(cast.peserta, observation, **sent)
    assert services.write_answer(cast.peserta, observation, **sent).id == first.id
    assert rows(observation, "tujuan") == ["Pecahan"]


def test_a_field_changed_on_another_device_meanwhile_keeps_both(cast: Cast) -> None:
    observation = agreed(cast)

    def write(value: str, name: str, seen: set[str]) -> ObservationAnswer:
        return services.write_answer(cast.peserta, observation, field="tujuan", value=value, client_id=name, seen=seen)

    write("Dari laptop", "laptop-1", set())
    from_phone = write("Dari ponsel", "hp-1", set())
    shown = shown_to(cast.peserta, observation)
    assert shown.own["tujuan"].id == from_phone.id
    assert shown.beside["tujuan"].value == "Dari laptop"
    assert shown_to(cast.ketua, observation).others["tujuan"][0].value == "Dari ponsel"
    write("Dari laptop", "hp-2", {"hp-1"})
    assert not shown_to(cast.peserta, observation).beside


def test_who_saw_the_last_answer_changes_it_without_a_conflict(cast: Cast) -> None:
    observation = agreed(cast)
    services.write_answer(cast.peserta, observation, field="tujuan", value="A", client_id="1")
    second = services.write_answer(cast.peserta, observation, field="tujuan", value="B", client_id="2", seen={"1"})
    assert second.beside_id is None


def test_each_writes_only_the_own_fields(cast: Cast) -> None:
    observation = agreed(cast)
    for name, field in (("ketua", "tujuan"), ("peserta", "terlibat"), ("peserta", "tidak-ada")):
        with pytest.raises(Invalid):
            written(observation, getattr(cast, name), **{field.replace("-", "_"): "efektif"})
    for name in ("sekretaris", "kepala", "operator", "orang_luar"):
        with pytest.raises(NotAllowed):
            written(observation, getattr(cast, name), tujuan="Bukan urusannya")


@pytest.mark.parametrize(
    ("field", "value"),
    [("terlibat", "hebat"), ("terlibat.bukti", "x" * 5001), ("foto", "berkas.jpg")],
)
def test_what_does_not_fit_the_field_is_refused(cast: Cast, field: str, value: str) -> None:
    observation = agreed(cast)
    with pytest.raises(Invalid) as refused:
        services.write_answer(cast.ketua, observation, field=field, value=value, client_id="1")
    assert refused.value.field == field and rows(observation, field) == []


@given(st.text(max_size=300))
def test_any_text_is_kept_clean_or_refused_in_a_sentence(text: str) -> None:
    from community.kernel.forms import clean
    from community.observations.services.writing import fitting

    _, field, part = built_in()["tiga-fase"].instrument.parts["tujuan"]
    kept = fitting(field, part, text)
    assert kept == clean(text) and "\u202e" not in kept and "\0" not in kept


def test_a_sheet_is_its_observers_own_until_it_is_closed(cast: Cast) -> None:
    observation = agreed(cast, observers=("ketua", "sekretaris"))
    with told(AFTER):
        written(observation, cast.ketua, terlibat="efektif", terlibat__bukti="Semua mengangkat tangan")
        assert "terlibat" not in shown_to(cast.peserta, observation).others
        assert "terlibat" not in shown_to(cast.sekretaris, observation).others
        services.close_sheet(cast.ketua, observation)
        assert shown_to(cast.peserta, observation).others["terlibat"][0].value == "efektif"
        assert shown_to(cast.sekretaris, observation).others["terlibat.bukti"][0].guru_id == "ketua"


def test_two_observers_write_two_sheets(cast: Cast) -> None:
    observation = agreed(cast, observers=("ketua", "sekretaris"), edition=LESSON_STUDY)
    with told(AFTER):
        written(observation, cast.ketua, a="Kelompok 2 diam")
        written(observation, cast.sekretaris, a="Semua bekerja")
        services.close_sheet(cast.ketua, observation)
        assert observation.state == "berlangsung"
        services.close_sheet(cast.sekretaris, observation)
    assert observation.state == "ditutup"
    said = [each.value for each in shown_to(cast.peserta, observation).others["a"]]
    assert said == ["Kelompok 2 diam", "Semua bekerja"]


def test_a_closed_sheet_takes_what_a_phone_wrote_before_but_nothing_after(cast: Cast) -> None:
    observation = closed(cast)
    with told(AFTER + timedelta(minutes=10)):
        late = {"field": "catatan", "value": "Ditulis di kelas", "client_id": "hp-9"}
        services.write_answer(cast.ketua, observation, **late, written_at=SATURDAY + timedelta(minutes=30))
        with pytest.raises(SheetClosed):
            written(observation, cast.ketua, catatan="Ditulis sesudahnya")
        services.reopen_sheet(cast.ketua, observation)
        written(observation, cast.ketua, catatan="Ditulis sesudahnya")
    assert "catatan" not in shown_to(cast.peserta, observation).others


def test_a_sheet_is_not_closed_before_its_day(cast: Cast) -> None:
    with pytest.raises(Invalid):
        services.close_sheet(cast.ketua, agreed(cast))


def test_reading_talking_and_finishing_follow_in_order(cast: Cast) -> None:
    observation = agreed(cast)
    with told(AFTER):
        for act in (services.mark_read, services.finish_observation):
            with pytest.raises(SheetsOpen):
                act(cast.peserta, observation)
        services.close_sheet(cast.ketua, observation)
        with pytest.raises(NotAllowed):
            services.mark_read(cast.ketua, observation)
        services.mark_read(cast.peserta, observation)
        assert observation.state == "dibaca"
        written(observation, cast.peserta, berhasil="Diskusi kelompok")
        services.finish_observation(cast.ketua, observation)
    with told(AFTER + timedelta(hours=1)), pytest.raises(ObservationFinished):
        written(observation, cast.peserta, berbeda="Terlambat")


def test_a_photo_of_notes_is_kept_once_and_removed_by_who_took_it(cast: Cast) -> None:
    observation = agreed(cast)
    sent = {"field": "foto", "upload": Named("catatan.png", photo()), "client_id": "foto-1"}
    first = services.add_photo(cast.ketua, observation, **sent)
    assert services.add_photo(cast.ketua, observation, **sent).id == first.id
    assert len(shown_to(cast.ketua, observation).photos["foto"]) == 1
    assert not shown_to(cast.peserta, observation).photos["foto"]
    with pytest.raises(NotAllowed):
        services.remove_photo(cast.peserta, first)
    services.remove_photo(cast.ketua, first)
    assert not shown_to(cast.ketua, observation).photos["foto"]


def test_what_is_no_picture_is_no_photo(cast: Cast) -> None:
    observation = agreed(cast)
    for upload in (Named("catatan.jpg", b"MZ\x90\0program"), Named("catatan.pdf", b"%PDF-1.4\n"), None):
        with pytest.raises(FileRefused):
            services.add_photo(cast.ketua, observation, field="foto", upload=upload, client_id="1")
    with pytest.raises(Invalid):
        services.add_photo(cast.ketua, observation, field="catatan", upload=Named("a.png", photo()), client_id="1")


def test_an_eleventh_photo_is_refused(cast: Cast) -> None:
    observation = agreed(cast)
    for number in range(10):
        upload = Named("catatan.png", photo())
        services.add_photo(cast.ketua, observation, field="foto", upload=upload, client_id=f"foto-{number}")
    with pytest.raises(TooManyPhotos):
        services.add_photo(
            cast.ketua, observation, field="foto", upload=Named("catatan.png", photo()), client_id="foto-11"
        )


def test_follow_ups_have_a_person_a_date_and_a_mark(cast: Cast) -> None:
    observation = closed(cast)
    with told(AFTER):
        todo = services.add_follow_up(cast.ketua, observation, text="Mencoba kartu pecahan", who_id="peserta")
        with pytest.raises(Invalid):
            services.add_follow_up(cast.ketua, observation, text="x", who_id="orang_luar")
        services.finish_observation(cast.peserta, observation)
        services.finish_follow_up(cast.peserta, todo)
    assert todo.done_by_id == "peserta"


def test_each_built_in_instrument_says_its_source_and_survives_being_kept() -> None:
    kept = built_in()
    assert set(kept) == {"tiga-fase", "lesson-study"}
    for each in kept.values():
        assert each.instrument.source and parsed(each.instrument.body()) == each.instrument
    assert [phase.name.split()[0] for phase in kept["tiga-fase"].instrument.phases] == [
        "Percakapan",
        "Observasi",
        "Percakapan",
    ]
    letters = [s.title[0] for s in kept["lesson-study"].instrument.phases[1].sections]
    assert letters == list("ABCDEFG")
    assert list(LEVELS.values()) == ["Belum dilakukan", "Dilakukan tapi belum efektif", "Dilakukan dan efektif"]
