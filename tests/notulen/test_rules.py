"""Headings of an agenda, texts that come together, and what a document says: for whatever people write."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc

from community.notulen.refusals import Incomplete, Malformed
from community.notulen.rules.agenda import headings, sections
from community.notulen.rules.crdt import change, content_of, hands, opened
from community.notulen.rules.merging import applied, carried_over
from community.notulen.rules.minutes import Attendance, Attendee, as_markdown, attendance_words, blocks
from tests.notulen.writer import Copy

TEXT = st.text(alphabet="ab c\n🙏é", max_size=30)
KEYS = ["b1", "b2"]


@pytest.mark.parametrize(
    ("agenda", "found"),
    [
        ("", ["Pembahasan"]),
        ("- Doa\n- Telaah\n  - per kelompok", ["Doa", "Telaah", "Lain-lain"]),
        ("1. Doa\n2) **Telaah** `modul`:", ["Doa", "Telaah modul", "Lain-lain"]),
        ("Doa\n\nTelaah", ["Doa", "Telaah", "Lain-lain"]),
        ("Agenda kita:\n- Doa", ["Doa", "Lain-lain"]),
        ("- Doa\n- Doa", ["Doa", "Lain-lain"]),
        ("***\n- \u200b", ["\u200b", "Lain-lain"]),
    ],
)
def test_each_item_of_an_agenda_is_a_heading(agenda: str, found: list[str]) -> None:
    assert headings(agenda) == found


def test_what_was_written_before_has_a_place_of_its_own() -> None:
    assert [each["title"] for each in sections("- Doa", earlier=True)] == ["Catatan sebelumnya", "Doa", "Lain-lain"]


@given(TEXT, TEXT)
def test_a_form_that_nobody_interfered_with_is_taken_as_it_is(base: str, typed: str) -> None:
    assert applied(base, carried_over(base, typed, base)) == typed


@given(TEXT, TEXT)
def test_a_form_in_which_nothing_was_changed_changes_nothing(base: str, current: str) -> None:
    assert carried_over(base, base, current) == []


@given(TEXT, st.integers(0, 30), st.integers(0, 30), st.text("XYZ", max_size=4), st.text("PQR", max_size=4))
def test_what_two_added_both_stands_in_its_order(base: str, one: int, two: int, mine: str, theirs: str) -> None:
    one, two = one % (len(base) + 1), two % (len(base) + 1)
    typed = base[:one] + mine + base[one:]
    current = base[:two] + theirs + base[two:]
    found = applied(current, carried_over(base, typed, current))
    assert "".join(each for each in found if each in "XYZ") == mine
    assert "".join(each for each in found if each in "PQR") == theirs
    assert "".join(each for each in found if each not in "XYZPQR") == base


@given(TEXT, st.integers(0, 30), st.integers(0, 30))
def test_what_the_form_took_out_goes_and_what_others_added_stays(base: str, start: int, length: int) -> None:
    start %= len(base) + 1
    typed = base[:start] + base[start + length :]
    current = "PQ\n" + base + "\nRS"
    assert applied(current, carried_over(base, typed, current)) == "PQ\n" + typed + "\nRS"


LINES = st.lists(st.sampled_from(["", "a", "- ya", "satu", "dua", "tiga"]), min_size=60, max_size=130)
CHANGE = st.tuples(st.integers(0, 130), st.integers(0, 3))


@given(LINES, st.lists(CHANGE, max_size=40), st.lists(CHANGE, max_size=40))
def test_long_texts_whose_lines_repeat_lose_nothing(
    base: list[str], mine: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    """Each puts lines of their own in, and takes out some of those that stood there."""

    def changed(by: str, changes: list[tuple[int, int]]) -> list[str]:
        found = list(base)
        for number, (place, gone) in enumerate(changes):
            found[place : place + gone] = [f"<{by} {number}>"]
        return found

    typed, current = changed("saya", mine), changed("mereka", theirs)
    edits = carried_over("\n".join(base), "\n".join(typed), "\n".join(current))
    found = applied("\n".join(current), edits)
    assert all(each in found for each in typed + current if each.startswith("<"))
    alone = carried_over("\n".join(base), "\n".join(typed), "\n".join(base))
    assert applied("\n".join(base), alone) == "\n".join(typed)


def test_twenty_thousand_lines_that_are_all_the_same_are_soon_compared() -> None:
    """In a process that may use ten seconds of its processor; difflib alone took minutes."""
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "from community.notulen.rules.merging import applied, carried_over\n"
        "base = '\\n' * 19_990; half = base[:9_000]\n"
        "typed, current = f'x{half}y{half}z', f'{half}p{half}q'\n"
        "found = applied(current, carried_over(base, typed, current))\n"
        "assert set(found) == set('xyzpq\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@given(st.binary(max_size=120))
def test_no_bytes_do_more_than_be_refused(junk: bytes) -> None:
    doc = opened([])
    try:
        change(doc, junk)
        content_of(doc, KEYS)
    except (Malformed, Incomplete):
        pass


@given(st.integers(0, 200), st.integers(0, 255))
def test_one_wrong_byte_is_refused_or_harmless(place: int, byte: int) -> None:
    source = Copy()
    source.append("b1", "Halo semua orang di sini")
    source.add("keputusan", id="a", teks="Setuju")
    update = bytearray(source.unsent())
    update[place % len(update)] = byte
    doc = opened([])
    try:
        change(doc, bytes(update))
        content_of(doc, KEYS)
    except (Malformed, Incomplete):
        return
    doc.get_update()


def test_a_state_vector_says_how_far_each_hand_has_written() -> None:
    doc: Doc[Any] = Doc(client_id=7)
    copy = Copy()
    copy.doc = doc
    copy.append("b1", "lima!")
    assert hands(doc.get_state()) == {7: 5}
    with pytest.raises(Malformed):
        hands(b"\x02\x01")


ACT = st.tuples(
    st.integers(0, 2),  # who
    st.sampled_from(["insert", "delete", "sync", "line"]),
    st.integers(0, 40),
    st.text(alphabet="abcdé🙏\n", min_size=1, max_size=6),
)


@given(st.lists(ACT, max_size=25))
def test_whatever_the_order_all_see_the_same_and_no_letter_is_lost(acts: list[tuple[int, str, int, str]]) -> None:
    """Three people write, now and then in step with what is stored; in the end everyone is."""
    stored: list[bytes] = []
    copies = [Copy() for _ in range(3)]
    inserted = deleted = lines = 0

    def sync(copy: Copy) -> None:
        server = opened(stored)
        update = copy.doc.get_update(server.get_state())
        change(server, update)
        content_of(server, KEYS)
        stored.append(update)
        copy.hear(server.get_update(copy.doc.get_state()))

    for number, (who, act, place, words) in enumerate(acts):
        copy = copies[who]
        length = len(copy.text("b1"))
        if act == "insert":
            copy.insert("b1", place % (length + 1), words)
            inserted += len(words)
        elif act == "delete" and length:
            start = place % length
            copy.delete("b1", start, start + 1)
            deleted += 1
        elif act == "line":
            copy.add("keputusan", id=f"k{number}", teks=words)
            lines += 1
        elif act == "sync":
            sync(copy)
    for copy in [*copies, *copies]:
        sync(copy)
    content = content_of(opened(stored), KEYS)
    assert {copy.text("b1") for copy in copies} == {content.texts["b1"]}
    assert inserted - deleted <= len(content.texts["b1"]) <= inserted  # two may take out the same letter
    assert len(content.keputusan) == lines


def test_the_minutes_say_every_heading_and_how_many_were_there() -> None:
    here = [Attendee("g1", "Ai *S*", "SDN 1", "Hadir", "kode"), Attendee("g2", "Ida", "SDN 1", "Terlambat")]
    people = Attendance(here, [("Belum tercatat", 1), ("Sakit", 2)])
    text = as_markdown([{"title": "Doa", "text": "Dipimpin Ida."}, {"title": "Lain", "text": " "}], people)
    assert text == (
        "# Doa\n\nDipimpin Ida.\n\n# Lain\n\nTidak ada catatan.\n\n# Kehadiran\n\n"
        "Hadir: 1 orang. Terlambat: 1 orang. Belum tercatat: 1 orang. Sakit: 2 orang."
    )
    assert attendance_words(people) == [
        "Hadir (1 orang): Ai *S*.",
        "Terlambat (1 orang): Ida.",
        "Belum tercatat: 1 orang. Sakit: 2 orang.",
    ]
    assert attendance_words(Attendance()) == []


def test_the_paper_shows_lists_and_paragraphs_without_their_signs() -> None:
    found = blocks("# Judul\nSatu\nbaris **tebal**.\n\nDua.\n- butir\n2. nomor")
    assert [(each["kind"], each["text"]) for each in found] == [
        ("heading", "Judul"),
        ("words", "Satu baris tebal."),
        ("words", "Dua."),
        ("item", "butir"),
        ("item", "nomor"),
    ]
