"""Who reads a materi: its page, its versions, its files; and what a public one gives to the world."""

import io
import json
from typing import Any

import pytest

from community.gugus.models import Anggota
from community.kernel.clock import now
from community.kernel.database import db, end_transaction
from community.kernel.files import Named
from community.kernel.notices import unread
from community.materials.models import Material
from community.materials.queries import in_view
from community.materials.services import remove_material, show_to
from tests.materials.making import make_material
from tests.people import Cast

INSIDE = ("peserta", "peserta2", "ketua", "pengawas", "dinas")
OUTSIDE = ("orang_luar", "operator", "kepala")
READERS = {"penulis": {"peserta"}, "gugus": set(INSIDE), "masuk": {*INSIDE, *OUTSIDE}, "publik": {*INSIDE, *OUTSIDE}}


def leave(guru_id: str) -> None:
    row = db.session.scalars(db.select(Anggota).where(Anggota.guru_id == guru_id)).one()
    row.left_at = now()
    end_transaction(keep=True)


def fetched(guest: Any, file_id: str) -> int:
    """What the door of files answers: 200, 404, or 303 to the sign-in."""
    return guest._ask("GET", f"/berkas/{file_id}").status_code


def picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("visibility", READERS)
def test_each_reads_what_is_open_to_them_page_version_file_and_list(visitor: Any, cast: Cast, visibility: str) -> None:
    material = make_material(cast, visibility=visibility, uploads=[Named("papan.png", picture())])
    (place,) = material.current.files
    for person in (*INSIDE, *OUTSIDE):
        reads = person in READERS[visibility]
        guest = visitor(getattr(cast, person))
        for path in (f"/materi/{material.id}", f"/materi/{material.id}/beda/1/1"):
            guest.visit(path, status=200 if reads else 404)
        assert fetched(guest, place.file_id) == (200 if reads else 404)
        found = db.session.scalars(in_view(getattr(cast, person)))
        assert bool(list(found)) is reads


def test_a_former_member_loses_what_the_gugus_reads_and_keeps_what_is_their_own(visitor: Any, cast: Cast) -> None:
    theirs = make_material(cast, by="ketua", uploads=[Named("papan.png", picture())])
    own = make_material(cast)
    file_id = theirs.current.files[0].file_id
    leave("peserta")
    ai = visitor(cast.peserta)
    ai.visit(f"/materi/{theirs.id}", status=404)
    assert fetched(ai, file_id) == 404
    ai.visit(f"/materi/{own.id}")
    ai.visit(f"/materi/{own.id}/ubah")
    assert "Modul ajar pecahan" in ai.visit("/materi/saya")


def test_a_stranger_reads_a_public_materi_and_is_asked_to_sign_in_for_any_other(visitor: Any, cast: Cast) -> None:
    public = make_material(cast, visibility="publik", uploads=[Named("papan.png", picture())])
    other = make_material(cast, visibility="masuk", uploads=[Named("papan.png", picture())])
    stranger = visitor()
    page = stranger.visit(f"/materi/{public.id}")
    assert "kertas lipat" in page and "Ubah materi" not in page and "Riwayat" not in page
    assert fetched(stranger, public.current.files[0].file_id) == 200
    assert fetched(stranger, other.current.files[0].file_id) == 303
    assert "Masuk" in stranger.visit(f"/materi/{other.id}").title
    assert "Masuk" in stranger.visit("/materi/tidakada22").title


def test_a_public_materi_has_a_preview_card_and_oembed(visitor: Any, cast: Cast) -> None:
    material = make_material(cast, visibility="publik", title='Modul "pecahan" & lainnya')
    stranger = visitor()
    page = stranger.visit(f"/materi/{material.id}")
    cards = {each.get("property"): each.get("content") for each in page.tree.iter("meta") if each.get("property")}
    assert cards["og:title"] == 'Modul "pecahan" & lainnya' and "KKG Banjarwangi" in cards["og:description"]
    (discovered,) = [each.get("href") for each in page.tree.iter("link") if "oembed" in (each.get("type") or "")]
    answer = stranger.visit("/oembed?" + discovered.partition("?")[2])
    card = json.loads(answer.html)
    assert card["type"] == "link" and card["version"] == "1.0" and card["title"] == 'Modul "pecahan" & lainnya'


def test_there_is_no_card_of_what_is_not_public_or_not_here(visitor: Any, cast: Cast) -> None:
    material = make_material(cast, visibility="masuk")
    stranger = visitor()
    here = f"http://localhost/materi/{material.id}"
    for address in (here, "http://lain.id/materi/x", "http://[", "", "http://localhost/paket/x"):
        answer = stranger._ask("GET", "/oembed", query_string={"url": address})
        assert answer.status_code == 404
    assert "og:title" not in visitor(cast.peserta).visit(f"/materi/{material.id}").html


def test_what_was_withdrawn_is_gone_for_readers_and_stays_with_its_authors(visitor: Any, cast: Cast) -> None:
    material = make_material(cast)
    remove_material(cast.ketua, material, reason="Memuat foto murid.")
    page = visitor(cast.peserta2).visit(f"/materi/{material.id}", status=410)
    assert "Memuat foto murid." in page
    assert "Memuat foto murid." in visitor(cast.peserta).visit(f"/materi/{material.id}")
    assert any("Memuat foto murid." in notice.sentence for notice in unread("peserta"))
    assert list(db.session.scalars(in_view(cast.peserta))) == []


def test_who_may_read_is_set_on_the_page(visitor: Any, cast: Cast) -> None:
    material = make_material(cast, visibility="penulis")
    ai = visitor(cast.peserta)
    page = ai.submit(ai.visit(f"/materi/{material.id}/pembaca"), {"visibility": "publik"}, action="/pembaca")
    assert "Terbaca oleh: siapa saja" in page
    assert db.session.get(Material, material.id).visibility == "publik"
    visitor(cast.peserta2).visit(f"/materi/{material.id}/pembaca", status=403)


def test_a_public_materi_made_private_again_is_gone_at_once(visitor: Any, cast: Cast) -> None:
    material = make_material(cast, visibility="publik")
    show_to(cast.peserta, material, visibility="penulis")
    assert "Masuk" in visitor().visit(f"/materi/{material.id}").title
