"""Changes are read before the library has them: what a page writes passes, what would end the process does not."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, merge_updates

from community.notulen.refusals import Incomplete, Malformed
from community.notulen.rules.crdt import change, content_of, hands, lacking, opened
from community.notulen.rules.reading import judge
from community.notulen.rules.shape import UPDATE_MOST
from tests.notulen.writer import Copy

KEYS = ["b1", "b2"]
NAMED, NEXT = b"\x01\x09keputusan", 0x80  # a root; what stands behind something


def number(value: int) -> bytes:
    """A whole number as Yjs writes it."""
    found = b""
    while value > 127:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])


def update(*structs: bytes, hand: int = 5, clock: int = 0, deleted: bytes = b"\0") -> bytes:
    """What one hand wrote."""
    return number(1) + number(len(structs)) + number(hand) + number(clock) + b"".join(structs) + deleted


def lists_in_lists(levels: int) -> bytes:
    return update(b"\x08" + NAMED + b"\x01" + b"\x75\x01" * levels + b"\x75\x00")


def lines_in_lines(levels: int) -> bytes:
    """A map, in which is a map, in which is a map; and the outermost is deleted."""
    inner = [b"\x27\x00" + number(5) + number(each) + b"\x04teks\x01" for each in range(levels)]
    return update(b"\x07" + NAMED + b"\x01", *inner, deleted=b"\x01\x05\x01\x00\x01")


def beside_in_beside(levels: int) -> bytes:
    """Nobody says in what it is: each line stands behind a word of the text before it."""
    structs = [b"\x07" + NAMED + b"\x01"]
    for each in range(levels):
        line, text = number(each * 3), number(each * 3 + 1)
        structs.append(b"\x27\x00\x05" + line + b"\x04teks\x02")
        structs.append(b"\x04\x00\x05" + text + b"\x01a")
        structs.append(bytes([NEXT | 7]) + b"\x05" + number(each * 3 + 2) + b"\x01")
    return update(*structs)


# Each ends a process, or fills its memory, where the library is given it as it is; or is none of what a page makes.
HARMFUL = {
    "lists in lists": lists_in_lists(30_000),
    "a few lists in lists": lists_in_lists(3),
    "maps in maps": update(b"\x08" + NAMED + b"\x01" + b"\x76\x01\x01a" * 15_000 + b"\x76\x00"),
    "lines in lines": lines_in_lines(5_000),
    "lines beside words": beside_in_beside(1_500),
    "round in a circle": update(b"\x84\x05\x01\x01a", b"\x84\x05\x00\x01b"),
    "a billion hands": number(2**31 - 1) + b"\0" * 20,
    "a billion structs": b"\x01" + number(2**31 - 1) + b"\x05\0" + b"\0" * 20,
    "a billion values": update(b"\x08" + NAMED + number(2**31 - 1)),
    "a billion deletions": b"\x00\x01\x05" + number(2**31 - 1),
    "longer than any text": update(b"\x00" + number(2**31 - 1), b"\x00\x05"),
    "of no length": update(b"\x00\x00"),
    "a number without an end": b"\xff" * 60,
    "half a letter": update(b"\x04\x01\x05isi:b\x02\xc3a"),
    "a field of no line": update(b"\x27\x00\x05\x00\x04html\x02"),
    "a hand twice": b"\x02\x01\x05\x00\x00\x01\x01\x05\x01\x00\x01\x00",
    "more behind it": update(b"\x00\x01") + b"\x00",
    "nothing": b"",
}


def test_nobody_ends_the_process_with_one_small_change() -> None:
    """In a process of its own: where it ends, no other test ends with it."""
    code = (
        "from community.notulen.refusals import Incomplete, Malformed\n"
        "from community.notulen.rules.crdt import change, opened\n"
        "from tests.notulen.test_reading import HARMFUL\n"
        "for name, each in HARMFUL.items():\n"
        "    try: change(opened([]), each)\n"
        "    except (Malformed, Incomplete): print(name)\n"
    )
    assert all(len(each) < UPDATE_MOST for each in HARMFUL.values())
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    assert set(HARMFUL) - set(done.stdout.splitlines()) <= {"a hand twice"}  # alone it is no harm


@pytest.mark.parametrize("name", HARMFUL)
def test_what_no_page_writes_is_refused_before_the_library_has_it(name: str) -> None:
    with pytest.raises((Malformed, Incomplete)):
        judge(HARMFUL[name], {5: 1} if name == "a hand twice" else {})


@pytest.mark.parametrize("vector", [number(2**31 - 1) + b"\0\0", b"\x05\x01\x01", b"\xff" * 50])
def test_a_vector_claims_no_more_than_it_holds(vector: bytes) -> None:
    with pytest.raises(Malformed):
        lacking(opened([]), vector)


@pytest.mark.parametrize(
    "what",
    [
        update(b"\x04\x01\x06isi:b1\x01a", clock=3),  # what this hand wrote before
        update(b"\x84\x09\x00\x01a"),  # what it stands behind
        update(b"\x00\x01", deleted=b"\x01\x09\x01\x00\x02"),  # what it deletes
        update(b"\x0a\x03", b"\x04\x01\x06isi:b1\x01a"),  # what was left out
    ],
)
def test_what_builds_on_something_lost_is_asked_for_with_it(what: bytes) -> None:
    with pytest.raises(Incomplete):
        judge(what, {})


ACT = st.tuples(
    st.integers(0, 2),  # who
    st.sampled_from(["insert", "insert", "delete", "sync", "line", "say", "withdraw", "write", "remove"]),
    st.integers(0, 40),
    st.text(alphabet="abcdé🙏\n", min_size=1, max_size=6),
)


def act(copy: Copy, what: str, place: int, words: str, name: str) -> None:
    """Something that one does on a page."""
    length, lines = len(copy.text("b1")), copy.list("tindak")
    if what == "insert":
        copy.insert("b1", place % (length + 1), words)
    elif what == "delete" and length:
        copy.delete("b1", place % length, place % length + 2)
    elif what == "line":
        copy.add("tindak", id=name, teks=words if place % 2 else "", guru="", siapa=words, sampai="")
    elif lines and what == "say":
        lines[place % len(lines)]["guru" if place % 2 else "siapa"] = words
    elif lines and what == "withdraw":
        lines[place % len(lines)]["ditarik"] = bool(place % 2)
    elif lines and what == "write":
        lines[place % len(lines)]["teks"].insert(0, words)
    elif lines and what == "remove":
        del lines[place % len(lines)]


@given(st.lists(ACT, max_size=30))
def test_whatever_a_page_writes_passes(acts: list[tuple[int, str, int, str]]) -> None:
    """Each change as it is typed, several as one, and all that lacks after a time without a line."""
    server, copies = opened([]), [Copy() for _ in range(3)]
    queues: list[list[bytes]] = [[], [], []]

    def sync(who: int) -> None:
        copy = copies[who]
        if queues[who]:
            change(server, merge_updates(*queues[who]))
            queues[who].clear()
        copy.hear(server.get_update(copy.doc.get_state()))
        change(server, copy.doc.get_update(server.get_state()))  # all again
        content_of(server, KEYS)

    for count, (who, what, place, words) in enumerate(acts):
        before = copies[who].doc.get_state()
        act(copies[who], what, place, words, f"k{count}")
        queues[who].append(copies[who].doc.get_update(before))
        if what == "sync":
            sync(who)
    for who in (0, 1, 2, 0, 1, 2):
        sync(who)
    assert {copy.text("b1") for copy in copies} == {content_of(server, KEYS).texts["b1"]}
    judge(server.get_update(), {})  # the whole document, as it is kept


def test_a_line_within_a_text_within_a_line_is_refused_however_it_came(tmp_path: Any) -> None:
    doc: Doc[Any] = Doc()
    doc.get("keputusan", type=Array).append(Map({"id": "a", "teks": Map({"teks": Map({"id": "b"})})}))
    with pytest.raises(Malformed):
        judge(doc.get_update(), hands(b"\0"))
    plain: Doc[Any] = Doc()
    plain.get("keputusan", type=Array).append(Map({"id": "a", "teks": Text("x")}))
    judge(plain.get_update(), hands(b"\0"))
