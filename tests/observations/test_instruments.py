"""A gugus' own instrument: copied, edited, published, and never changed once it is used."""

from collections.abc import Callable

import pytest

from community.kernel.errors import Invalid, NotAllowed
from community.observations import services
from community.observations.queries import offers_of
from community.observations.refusals import DraftChanged
from community.observations.rules import InstrumentError, built_in, parsed
from tests.observations.stories import THREE, agreed, proposed, written
from tests.people import Cast
from tests.visitor import Visitor

Visiting = Callable[..., Visitor]
PLACE = "/gugus/kkg-banjarwangi/instrumen"


def test_pengurus_copy_edit_and_publish_and_the_gugus_uses_it(visitor: Visiting, cast: Cast) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.submit(ketua.visit(f"{PLACE}/lihat/{THREE}"))
    assert "Disalin sebagai draf" in page
    change = {"name": "Observasi numerasi", "f-0-0-0-label": "Apa yang dihitung murid?", "f-0-0-1-label": ""}
    page = ketua.submit(page, change | {"f-0-0-3-label": "Alat hitung", "f-0-0-3-kind": "teks", "langkah": "terbitkan"})
    assert "Edisi 1 terbit" in page and "Observasi numerasi" in page
    assert "Observasi numerasi (gugus ini), edisi 1" in visitor(cast.peserta).visit(
        "/gugus/kkg-banjarwangi/observasi/baru"
    )
    made = next(each for each in offers_of(cast.gugus) if each.own)
    labels = [field.label for field in made.instrument.phases[0].fields]
    assert labels[:3] == ["Apa yang dihitung murid?", "Yang perlu diketahui tentang murid di kelas ini", "Alat hitung"]


def test_an_edition_that_is_used_never_changes(cast: Cast) -> None:
    own = services.copy_instrument(cast.ketua, cast.gugus, code=THREE)
    first = services.publish_instrument(cast.ketua, own)
    observation = agreed(cast, edition=first.code)
    body = dict(own.draft) | {"name": "Nama baru"}
    services.edit_instrument(cast.ketua, own, body=body, revision=own.revision)
    second = services.publish_instrument(cast.ketua, own)
    assert (first.number, second.number) == (1, 2)
    assert observation.edition.name == first.name != second.name
    written(observation, cast.peserta, tujuan="Tetap dapat diisi")
    assert [each.number for each in offers_of(cast.gugus) if each.own] == [2]
    with pytest.raises(Invalid):
        services.publish_instrument(cast.ketua, own)
    services.retire_instrument(cast.ketua, own)
    assert not [each for each in offers_of(cast.gugus) if each.own]
    with pytest.raises(Invalid):
        proposed(cast, edition=second.code)


def test_two_pengurus_who_edit_at_once_do_not_overwrite_each_other(visitor: Visiting, cast: Cast) -> None:
    own = services.copy_instrument(cast.ketua, cast.gugus, code=THREE)
    sekretaris = visitor(cast.sekretaris)
    page = sekretaris.visit(f"{PLACE}/{own.id}")
    services.edit_instrument(cast.ketua, own, body=own.draft, revision=1)
    with pytest.raises(DraftChanged):
        services.edit_instrument(cast.ketua, own, body=own.draft, revision=1)
    page = sekretaris.submit(page, {"name": "Nama dari sekretaris"}, status=422)
    assert "Pengurus lain menyimpan" in page and "Nama dari sekretaris" in page.html


def test_only_pengurus_make_instruments_and_other_gugus_do_not_see_them(visitor: Visiting, cast: Cast) -> None:
    own = services.copy_instrument(cast.ketua, cast.gugus, code=THREE)
    with pytest.raises(NotAllowed):
        services.copy_instrument(cast.peserta, cast.gugus, code=THREE)
    visitor(cast.peserta).visit(f"{PLACE}/{own.id}", status=403)
    assert "salinan" not in visitor(cast.peserta).visit(PLACE)
    for name in ("orang_luar", "pengawas", "operator"):
        visitor(getattr(cast, name)).visit(PLACE, status=404)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"f-0-0-0-kind": "program"},
        {"f-0-0-0-by": "kepala"},
        {"f-0-0-0-kind": "pilihan", "f-0-0-0-choices": "satu saja"},
        {"s-0-0": ""},
        {"f-0-0-0-label": "\u202eterbalik" + "x" * 400},
    ],
)
def test_what_makes_no_instrument_is_said_and_everything_typed_stays(
    visitor: Visiting, cast: Cast, change: dict[str, str]
) -> None:
    own = services.copy_instrument(cast.ketua, cast.gugus, code=THREE)
    ketua = visitor(cast.ketua)
    typed = {"l-0": "Pengantar yang baru 😀"}
    page = ketua.submit(ketua.visit(f"{PLACE}/{own.id}"), typed | change, status=422)
    assert "Belum tersimpan" in page and "Pengantar yang baru 😀" in page.html


def _three() -> dict:  # type: ignore[type-arg]
    return built_in()["tiga-fase"].instrument.body()


def test_keys_are_not_used_twice_and_no_phase_is_called_like_a_door() -> None:
    twice = _three()
    twice["phases"][0]["sections"][0]["fields"][0]["key"] = "langkah"
    door = _three()
    door["phases"][0]["key"] = "cetak"
    empty = _three()
    empty["phases"][0]["sections"] = []
    for body in (twice, door, empty, _three() | {"kind": "lain"}):
        with pytest.raises(InstrumentError):
            parsed(body)
