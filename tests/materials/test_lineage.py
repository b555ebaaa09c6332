"""What one gugus makes of what another shared says so, in both directions, to whom it may be told."""

from typing import Any

import pytest

from community.gugus.models import Gugus
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.materials.models import Material
from community.materials.queries import descendants_of, original_of
from community.materials.refusals import NoAdaptation
from community.materials.services import adapt, remove_material, save_version, show_to
from tests.materials.making import another_gugus, content, make_material
from tests.people import Cast


@pytest.fixture
def singajaya(app: Any) -> Gugus:
    found = db.session.get(Gugus, another_gugus())
    assert found is not None
    return found


def adapted(cast: Cast, gugus: Gugus, material: Material, licence: str = "") -> Material:
    return adapt(cast.orang_luar, gugus, material=material, licence=licence)


def test_an_adaptation_begins_as_a_draft_with_the_words_and_licence_of_its_original(
    cast: Cast, singajaya: Gugus
) -> None:
    original = make_material(cast, visibility="masuk")
    made = adapted(cast, singajaya, original)
    assert made.gugus_id == singajaya.id and made.visibility == "penulis" and made.status == "draf"
    assert made.current.text == original.current.text and made.current.licence == "CC-BY-SA"
    assert [each.guru_id for each in made.authors] == ["orang_luar"]
    assert any("membuat adaptasi" in notice.sentence for notice in unread("peserta"))


def test_no_derivatives_is_refused_in_the_act_and_on_the_page(visitor: Any, cast: Cast, singajaya: Gugus) -> None:
    original = make_material(cast, visibility="masuk", licence="CC-BY-ND")
    with pytest.raises(NoAdaptation, match="tidak mengizinkan"):
        adapted(cast, singajaya, original)
    page = visitor(cast.orang_luar).visit(f"/materi/{original.id}/adaptasi")
    assert "Tidak dapat diadaptasi" in page and "minta izin penulisnya" in page
    assert "tidak dapat diadaptasi" in visitor(cast.orang_luar).visit(f"/materi/{original.id}")


def test_the_descendant_keeps_to_the_licence_in_later_versions_too(cast: Cast, singajaya: Gugus) -> None:
    original = make_material(cast, visibility="masuk", licence="CC-BY-NC")
    with pytest.raises(Invalid):
        adapted(cast, singajaya, original, "CC-BY")
    made = adapted(cast, singajaya, original)
    with pytest.raises(Invalid, match="memuat NC"):
        save_version(cast.orang_luar, made, kind=made.kind, content=content(licence="CC-BY", text="x"), based_on=1)


def test_only_who_belongs_to_a_gugus_adapts_for_it(cast: Cast, singajaya: Gugus) -> None:
    with pytest.raises(NotAllowed):
        adapt(cast.peserta, singajaya, material=make_material(cast, visibility="masuk"))


def test_the_lineage_is_shown_both_ways(visitor: Any, cast: Cast, singajaya: Gugus) -> None:
    original = make_material(cast, visibility="masuk")
    made = adapted(cast, singajaya, original)
    show_to(cast.orang_luar, made, visibility="masuk")
    page = visitor(cast.orang_luar).visit(f"/materi/{made.id}")
    assert "Diadaptasi dari" in page and f"/materi/{original.id}/versi/1" in page.links
    page = visitor(cast.peserta).visit(f"/materi/{original.id}")
    assert "Adaptasinya" in page and f"/materi/{made.id}" in page.links and "KKG Singajaya" in page


def test_a_title_one_may_not_read_is_not_told(visitor: Any, cast: Cast, singajaya: Gugus) -> None:
    original = make_material(cast, visibility="masuk", title="Rahasia dapur gugus")
    made = adapted(cast, singajaya, original)
    save_version(cast.orang_luar, made, kind=made.kind, content=content(title="Karya Singajaya", text="a"), based_on=1)
    assert descendants_of(cast.peserta, original).hidden == 0  # a draft of its authors alone is nobody's news
    show_to(cast.orang_luar, made, visibility="gugus")
    page = visitor(cast.peserta).visit(f"/materi/{original.id}")
    assert "1 adaptasi yang tidak terbuka untuk Anda" in page and "Karya Singajaya" not in page
    show_to(cast.peserta, original, visibility="penulis")
    page = visitor(cast.orang_luar).visit(f"/materi/{made.id}")
    assert "tidak terbuka untuk Anda" in page and "Rahasia dapur" not in page


def test_a_withdrawn_original_keeps_its_descendant_but_not_its_title(cast: Cast, singajaya: Gugus) -> None:
    original = make_material(cast, visibility="masuk")
    made = adapted(cast, singajaya, original)
    remove_material(cast.peserta, original, reason="Diganti yang baru.")
    found = original_of(cast.orang_luar, made)
    assert found is not None and found.version is None


def test_it_is_adapted_from_the_page_and_opens_in_the_editor(visitor: Any, cast: Cast, singajaya: Gugus) -> None:
    original = make_material(cast, visibility="masuk")
    guest = visitor(cast.orang_luar)
    page = guest.submit(guest.visit(f"/materi/{original.id}/adaptasi"), action="/adaptasi")
    assert "Adaptasi dimulai sebagai draf Anda" in page and "kertas lipat" in page.html
    page = guest.submit(page, {"text": "Untuk Singajaya.", "note": "Disesuaikan"}, action="/ubah")
    assert "Tersimpan sebagai versi 2" in page and "Untuk Singajaya." in page
