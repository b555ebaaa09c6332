"""Writing together: what was acknowledged stays, what is broken is refused and harms nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Array, Doc, Map, Text
from sqlalchemy import func, select

from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.lokakarya.models.refusals import PaketClosedAlready
from community.notulen.models import NotulenSnapshot, NotulenUpdate, SharedNotulen
from community.notulen.queries import state_of
from community.notulen.refusals import ForeignHand, Incomplete, Malformed, TooBig
from community.notulen.rules.shape import LONGEST_SECTION, MOST_LINES, UPDATE_MOST, Content
from community.notulen.services import add_keputusan, withdraw_line, write_texts
from community.notulen.services.keeping import GATHERED_AFTER, KEPT_BEHIND
from community.notulen.services.writing import Typed
from tests.factories import close
from tests.notulen.writer import Copy, Writer
from tests.people import Cast

Writes = Callable[[str], Writer]
Says = Callable[[], Content]


def test_the_headings_come_of_the_agenda(document: SharedNotulen) -> None:
    titles = [each["title"] for each in document.sections]
    assert titles == ["Pembukaan", "Telaah modul pecahan", "Rencana uji coba", "Lain-lain"]


def test_what_two_write_in_one_place_stands_there_twice(writer: Writes, says: Says) -> None:
    ai, ida = writer("peserta"), writer("peserta2")
    ai.insert("b1", 0, "Dibuka ketua. ")
    ida.insert("b1", 0, "Doa bersama 🙏. ")
    assert (ai.send(), ida.send()) == (1, 2)
    assert sorted(says().texts["b1"].split(". ")) == ["", "Dibuka ketua", "Doa bersama 🙏"]
    assert ai.catch_up().text("b1") == ida.catch_up().text("b1") == says().texts["b1"]


def test_what_was_written_without_a_line_merges_on_return(writer: Writes, says: Says) -> None:
    ai, ida = writer("peserta"), writer("peserta2")
    ai.append("b2", "Kelompok satu: modul bangun ruang.")
    ai.send()
    ida.catch_up()
    ida.append("b2", " Ditulis di jalan gunung.")  # ida is offline from here on
    ai.delete("b2", 0, len("Kelompok satu"))
    ai.insert("b2", 0, "Kelompok A")
    ai.send()
    ida.append("b2", " Dan lagi.")
    ida.send()
    assert says().texts["b2"] == "Kelompok A: modul bangun ruang. Ditulis di jalan gunung. Dan lagi."


def test_the_same_change_twice_is_one(writer: Writes, says: Says) -> None:
    ai = writer("peserta")
    ai.append("b1", "Sekali.")
    update = ai.unsent()
    assert ai.send_raw(update) == ai.send_raw(update) == 1
    assert says().texts["b1"] == "Sekali."


def test_many_changes_are_gathered_and_nothing_is_lost(writer: Writes, document: SharedNotulen, says: Says) -> None:
    ai = writer("peserta")
    for number in range(GATHERED_AFTER + KEPT_BEHIND + 5):
        ai.append("b1", f"{number} ")
        ai.send()
    kept = db.session.scalar(select(func.count(NotulenUpdate.id)))
    assert kept == KEPT_BEHIND + KEPT_BEHIND + 5
    assert db.session.scalars(select(NotulenSnapshot.n)).all() == [GATHERED_AFTER]
    assert says().texts["b1"].split() == [str(number) for number in range(GATHERED_AFTER + KEPT_BEHIND + 5)]
    assert writer("peserta2").text("b1") == ai.text("b1")


def test_reading_costs_the_same_however_long_it_is_written(
    writer: Writes, document: SharedNotulen, queries: Callable[[Callable[[], object]], int]
) -> None:
    ai = writer("peserta")
    ai.append("b1", "satu")
    ai.send()
    document_id = document.id
    few = queries(lambda: state_of(document_id))
    for _ in range(20):
        ai.append("b1", " lagi")
        ai.send()
    assert queries(lambda: state_of(document_id)) == few == 2


@pytest.mark.parametrize("junk", [b"", b"\xff" * 30, b"\x01\x01\x05\x00\x99\x01halo"])
def test_what_cannot_be_read_is_refused_in_a_sentence(writer: Writes, says: Says, junk: bytes) -> None:
    ai = writer("peserta")
    ai.append("b1", "Aman.")
    ai.send()
    with pytest.raises((Malformed, Incomplete)) as refused:
        ai.send_raw(junk)
    assert refused.value.message.endswith(".")
    assert says().texts["b1"] == "Aman."


def _line(**values: Any) -> Map[Any]:
    return Map({"id": "a", "teks": Text("x")} | values)


def _twice(doc: Doc[Any]) -> None:
    for _ in range(2):
        doc.get("keputusan", type=Array).append(_line())


ALIEN: dict[str, Callable[[Doc[Any]], object]] = {
    "another root": lambda doc: doc.get("lain", type=Text).insert(0, "x"),
    "a picture": lambda doc: doc.get("isi:b1", type=Text).insert_embed(0, {"gambar": "x"}),
    "bold": lambda doc: doc.get("isi:b1", type=Text).insert(0, "tebal", {"bold": True}),
    "a list for a text": lambda doc: doc.get("isi:b1", type=Array).append(Map({"a": 1})),
    "words among the lines": lambda doc: doc.get("keputusan", type=Array).append("kata"),
    "a line without a text": lambda doc: doc.get("keputusan", type=Array).append(_line(teks="kata")),
    "more than a line has": lambda doc: doc.get("keputusan", type=Array).append(_line(html="<b>")),
    "no day": lambda doc: doc.get("tindak", type=Array).append(_line(sampai="besok")),
    "one name twice": _twice,
}


@pytest.mark.parametrize("how", ALIEN)
def test_what_the_document_is_not_for_is_refused(writer: Writes, says: Says, how: str) -> None:
    doc: Doc[Any] = Doc()
    ALIEN[how](doc)
    with pytest.raises(Malformed):
        writer("peserta").send_raw(doc.get_update())
    assert says().texts["b1"] == ""


def test_too_much_is_refused_and_shorter_is_stored(writer: Writes, says: Says) -> None:
    ai = writer("peserta")
    ai.append("b1", "a" * (UPDATE_MOST + 1))
    with pytest.raises(TooBig):
        ai.send()
    ai.delete("b1", LONGEST_SECTION, UPDATE_MOST + 1)
    ai.send()
    assert len(says().texts["b1"]) == LONGEST_SECTION
    ai.append("b1", "!")
    with pytest.raises(TooBig, match=r"20\.000 huruf"):
        ai.send()


@pytest.mark.parametrize("typed", [Typed("", "x" * (LONGEST_SECTION + 1)), Typed("x" * (LONGEST_SECTION + 1), "y")])
def test_a_form_that_is_too_long_is_refused_at_its_field(
    document: SharedNotulen, cast: Cast, says: Says, typed: Typed
) -> None:
    with pytest.raises(Invalid, match=r"20\.000 huruf") as refused:
        write_texts(cast.peserta, document, texts={"b1": Typed("", "Baik."), "b2": typed})
    assert refused.value.field == "b2"
    assert set(says().texts.values()) == {""}


def test_a_change_that_builds_on_a_lost_one_is_sent_back_for_both(writer: Writes, says: Says) -> None:
    ai = writer("peserta")
    ai.append("b1", "Satu. ")
    first = ai.unsent()
    ai.sent()
    ai.append("b1", "Dua.")
    with pytest.raises(Incomplete):
        ai.send_raw(ai.unsent())
    ai.send_raw(first)
    ai.send()
    assert says().texts["b1"] == "Satu. Dua."


def test_what_was_taken_back_makes_room_again(writer: Writes, document: SharedNotulen, cast: Cast, says: Says) -> None:
    ai = writer("peserta")
    for number in range(MOST_LINES):
        ai.add("keputusan", id=f"k{number}", teks=f"Keputusan {number}")
    ai.send()
    with pytest.raises(Invalid, match="Tarik dulu"):
        add_keputusan(cast.peserta2, document, text="Satu lagi")
    ida = writer("peserta2")
    ida.add("keputusan", id="lebih", teks="Satu lagi")
    with pytest.raises(TooBig, match="Tarik dulu"):
        ida.send()
    withdraw_line(cast.peserta2, document, kind="keputusan", key="k3")
    ida.catch_up()
    ida.send()
    with pytest.raises(Invalid, match="Tarik dulu"):
        withdraw_line(cast.peserta2, document, kind="keputusan", key="k3", withdrawn=False)
    assert len(says().keputusan) == MOST_LINES + 1 and len(says().standing("keputusan")) == MOST_LINES


def test_a_line_that_nobody_has_seen_goes_as_if_it_had_never_been(writer: Writes, says: Says) -> None:
    ai = writer("peserta")
    ai.add("keputusan", id="k1", teks="Salah ketik")
    del ai.list("keputusan")[0]
    ai.append("b1", "Yang lain tersimpan.")
    ai.send()
    assert says().keputusan == [] and says().texts["b1"] == "Yang lain tersimpan."


def test_nobody_writes_under_the_number_of_another(writer: Writes, says: Says) -> None:
    ai, ida = writer("peserta"), writer("peserta2")
    ai.append("b1", "Punya Ai.")
    ai.send()
    forged = Copy()
    forged.doc = Doc(client_id=ai.doc.client_id)
    forged.hear(state_of(ai._document_id).doc.get_update())
    before = forged.doc.get_state()
    forged.append("b1", " Palsu.")
    with pytest.raises(ForeignHand):
        ida.send_raw(forged.doc.get_update(before))
    ai.append("b1", " Asli.")
    ai.send()
    assert says().texts["b1"] == "Punya Ai. Asli."


@pytest.mark.parametrize("name", ["pengawas", "dinas", "operator", "orang_luar"])
def test_who_only_reads_or_does_not_even_that_writes_nothing(writer: Writes, cast: Cast, says: Says, name: str) -> None:
    stranger = writer(name)
    stranger.append("b1", "Dari luar.")
    with pytest.raises(NotAllowed):
        stranger.send()
    assert says().texts["b1"] == ""


def test_when_the_paket_is_closed_nothing_is_written_any_more(writer: Writes, document: SharedNotulen) -> None:
    ai = writer("peserta")
    close(document.pertemuan.paket)
    ai.append("b1", "Terlambat.")
    with pytest.raises(PaketClosedAlready):
        ai.send()


def test_the_members_of_the_sample_write_and_who_left_does_not(writer: Writes, former: object) -> None:
    imas = writer("peserta3")
    imas.append("b1", "Saya masih di sini.")
    with pytest.raises(NotAllowed):
        imas.send()
    end_transaction(keep=False)
