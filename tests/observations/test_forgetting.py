"""Who is erased takes along what was observed of them; what they wrote about others stays, without the name."""

from community.accounts.queries import password_hash_of
from community.accounts.services import erase_self
from community.accounts.services.sign_in import Proof
from community.kernel.database import db
from community.kernel.files import Named, StoredFile
from community.observations import services
from community.observations.models import Observation, ObservationAnswer
from community.observations.queries import shown_to
from tests.observations.pictures import photo
from tests.observations.stories import agreed, closed
from tests.people import Cast


def erase(cast: Cast, name: str) -> None:
    guru = getattr(cast, name)
    erase_self(guru, guru, proof=Proof(name, password_hash_of(name)))


def answers(observation: Observation) -> list[str]:
    query = db.select(ObservationAnswer.value).where(ObservationAnswer.observation_id == observation.id)
    return list(db.session.scalars(query))


def test_what_was_written_about_an_erased_teacher_is_gone_photos_too(cast: Cast) -> None:
    observation = agreed(cast)
    upload = Named("catatan.png", photo())
    kept = services.add_photo(cast.ketua, observation, field="foto", upload=upload, client_id="1").file_id
    services.write_answer(cast.ketua, observation, field="catatan", value="Tentang Bu Ai", client_id="2")
    erase(cast, "peserta")
    assert answers(observation) == [] and db.session.get(StoredFile, kept) is None
    assert (observation.state, observation.topic) == ("dibatalkan", "")


def test_what_an_erased_observer_wrote_stays_with_the_teacher_without_the_name(cast: Cast) -> None:
    observation = closed(cast)
    erase(cast, "ketua")
    shown = shown_to(cast.peserta, observation).others["terlibat"][0]
    assert shown.value == "efektif"
    assert observation.participant("ketua").guru.name == "Akun yang dihapus"


def test_a_visit_whose_only_observer_is_erased_does_not_take_place(cast: Cast) -> None:
    observation = agreed(cast)
    erase(cast, "ketua")
    assert observation.state == "dibatalkan"
