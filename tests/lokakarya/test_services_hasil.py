"""What a paket makes."""

import pytest

from community.kernel.errors import Invalid, NotAllowed
from community.kernel.files import Named
from community.lokakarya.models.refusals import HasilGone, PaketClosedAlready
from community.lokakarya.queries import hasil_of
from community.lokakarya.services import attach_hasil, remove_hasil
from tests.factories import close, make_hasil, make_paket, make_pertemuan
from tests.people import Cast

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def test_a_hasil_is_a_file_a_link_or_a_text_and_at_least_one(cast: Cast) -> None:
    paket = make_paket()
    with pytest.raises(Invalid):
        attach_hasil(cast.peserta, paket, kind="perangkat", title="Modul")
    attach_hasil(cast.peserta, paket, kind="perangkat", title="Modul", text="# Isi")
    attach_hasil(cast.peserta, paket, kind="perangkat", title="Modul 2", upload=Named("modul.pdf", PDF))
    found = {each.title: each for each in hasil_of(paket.id)}
    assert found["Modul"].html == "<h3>Isi</h3>" and found["Modul"].file_id is None
    assert found["Modul 2"].file.name == "modul.pdf"


def test_a_kind_of_no_list_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        attach_hasil(cast.ketua, make_paket(), kind="sertifikat", title="x", text="x")


def test_a_makalah_belongs_to_who_attaches_it_and_only_pengurus_name_another(cast: Cast) -> None:
    paket = make_paket(jenis="kegiatan_ilmiah")
    own = attach_hasil(cast.peserta, paket, kind="makalah", title="Lipatan", text="x")
    assert own.author_id == "peserta"
    with pytest.raises(Invalid):
        attach_hasil(cast.peserta, paket, kind="makalah", title="Lipatan", text="x", author_id="peserta2")
    named = attach_hasil(cast.ketua, paket, kind="makalah", title="Lipatan", text="x", author_id="peserta2")
    assert named.author_id == "peserta2"
    with pytest.raises(Invalid):
        attach_hasil(cast.ketua, paket, kind="makalah", title="Lipatan", text="x", author_id="orang_luar")


def test_who_attached_it_or_a_pengurus_withdraws_it_once(cast: Cast) -> None:
    paket = make_paket()
    hasil = attach_hasil(cast.peserta, paket, kind="perangkat", title="Modul", text="x")
    with pytest.raises(NotAllowed):
        remove_hasil(cast.peserta2, hasil)
    remove_hasil(cast.peserta, hasil)
    assert hasil_of(paket.id) == []
    with pytest.raises(HasilGone):
        remove_hasil(cast.ketua, hasil)


def test_a_closed_paket_keeps_its_hasil(cast: Cast) -> None:
    paket = make_paket()
    make_pertemuan(paket)
    hasil = make_hasil(paket)
    close(paket)
    with pytest.raises(PaketClosedAlready):
        remove_hasil(cast.ketua, hasil)
    with pytest.raises(PaketClosedAlready):
        attach_hasil(cast.ketua, paket, kind="perangkat", title="Modul", text="x")
