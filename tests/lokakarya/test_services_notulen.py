"""Minutes, decisions, and who will do what."""

from datetime import date

import pytest

from community.kernel.clock import told
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.notices import unread
from community.lokakarya.models.refusals import NotulenChanged, PaketClosedAlready
from community.lokakarya.queries import editions_of, keputusan_of, notulen_of, tindak_lanjut_in, waiting_for
from community.lokakarya.services import (
    add_keputusan,
    add_tindak_lanjut,
    finish_tindak_lanjut,
    withdraw_line,
    write_notulen,
)
from tests.factories import SATURDAY, close, make_paket, make_pertemuan, make_role
from tests.people import Cast


def test_a_new_edition_never_replaces_the_old(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    write_notulen(cast.sekretaris, pertemuan, text="- hadir semua", based_on=0)
    write_notulen(cast.ketua, pertemuan, text="- hadir semua\n- **modul** dibagi", based_on=1)
    assert [(each.edition, each.by_id) for each in editions_of(pertemuan.id)] == [
        (2, "ketua"),
        (1, "sekretaris"),
    ]
    assert "<strong>modul</strong>" in notulen_of(pertemuan.id).html


def test_saving_over_what_someone_saved_meanwhile_is_refused(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    write_notulen(cast.sekretaris, pertemuan, text="dari sekretaris", based_on=0)
    with pytest.raises(NotulenChanged):
        write_notulen(cast.ketua, pertemuan, text="dari ketua", based_on=0)
    assert notulen_of(pertemuan.id).text == "dari sekretaris"


def test_the_same_text_again_writes_nothing(cast: Cast) -> None:
    """A second tap after a dropped line finds what the first one wrote."""
    pertemuan = make_pertemuan(make_paket())
    for _ in range(2):
        assert write_notulen(cast.ketua, pertemuan, text="sama", based_on=0).edition == 1


def test_the_notulis_writes_and_an_anggota_does_not(cast: Cast) -> None:
    paket = make_paket()
    pertemuan = make_pertemuan(paket)
    with pytest.raises(NotAllowed):
        write_notulen(cast.peserta, pertemuan, text="catatan", based_on=0)
    make_role(paket, "peserta", "notulis")
    assert write_notulen(cast.peserta, pertemuan, text="catatan", based_on=0).edition == 1


def test_what_is_dangerous_in_markdown_is_not_shown(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    text = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>"
    html = write_notulen(cast.ketua, pertemuan, text=text, based_on=0).html
    assert "<script" not in html and "javascript:" not in html and "<img" not in html


def test_who_shall_do_something_is_told_and_it_waits_until_it_is_done(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    line = add_tindak_lanjut(cast.ketua, pertemuan, text="Unggah modul", guru=cast.peserta, until_on=date(2026, 11, 28))
    assert unread("peserta")[0].sentence == "Tindak lanjut untuk Anda: Unggah modul, paling lambat 28 November 2026."
    assert waiting_for(cast.peserta) == [line]
    with pytest.raises(NotAllowed):
        finish_tindak_lanjut(cast.peserta2, line)
    finish_tindak_lanjut(cast.peserta, line)
    assert waiting_for(cast.peserta) == [] and line.done_by_id == "peserta"
    finish_tindak_lanjut(cast.ketua, line, done=False)
    assert waiting_for(cast.peserta) == [line]


def test_a_tindak_lanjut_needs_someone_and_may_be_a_name(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    with pytest.raises(Invalid):
        add_tindak_lanjut(cast.ketua, pertemuan, text="Pinjam proyektor")
    line = add_tindak_lanjut(cast.ketua, pertemuan, text="Pinjam proyektor", who="Pak Camat")
    assert line.who_name == "Pak Camat"


def test_what_was_written_by_mistake_is_taken_back(cast: Cast) -> None:
    pertemuan = make_pertemuan(make_paket())
    keputusan = add_keputusan(cast.ketua, pertemuan, text="Modul dipakai di semua sekolah")
    line = add_tindak_lanjut(cast.ketua, pertemuan, text="Salin", who="Budi")
    for each in (keputusan, line, line):
        withdraw_line(cast.sekretaris, each)
    assert keputusan_of(pertemuan.id) == [] and tindak_lanjut_in(pertemuan.id) == []


def test_after_closing_nothing_is_written_but_what_was_promised_is_still_done(cast: Cast) -> None:
    paket = make_paket()
    pertemuan = make_pertemuan(paket)
    line = add_tindak_lanjut(cast.ketua, pertemuan, text="Unggah", guru=cast.peserta)
    with told(SATURDAY.replace(day=25)):
        close(paket)
        with pytest.raises(PaketClosedAlready):
            write_notulen(cast.ketua, pertemuan, text="terlambat", based_on=0)
        assert finish_tindak_lanjut(cast.peserta, line).done_at
