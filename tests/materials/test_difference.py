"""A difference reads as both texts, whatever they say."""

from hypothesis import given
from hypothesis import strategies as st

from community.materials.rules.difference import Part, difference, folded, is_changed, paragraphs, words_between

WORDS = st.lists(st.sampled_from(["pecahan", "murid", "kelas", "dua", "tiga", "nilai", "\n"]), max_size=12)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6).map("\n\n".join)


def said(parts: list[Part], side: str) -> str:
    return "\n\n".join("".join(run.text for run in getattr(part, side)) for part in parts if getattr(part, side))


@given(TEXTS, TEXTS)
def test_without_what_is_new_one_reads_the_old_text_and_without_what_is_gone_the_new(old: str, new: str) -> None:
    parts = difference(old, new, around=None)
    assert said(parts, "before").split() == "\n\n".join(paragraphs(old)).split()
    assert said(parts, "after").split() == "\n\n".join(paragraphs(new)).split()


@given(TEXTS, TEXTS)
def test_only_what_both_say_alike_is_folded_away_and_nothing_is_lost(old: str, new: str) -> None:
    parts = difference(old, new, around=None)
    groups = folded(parts)
    assert [part for group in groups for part in group] == parts
    assert all(part.kind == "same" for group in groups if len(group) > 1 for part in group)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not is_changed(difference(text, text))


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_runs_of_a_paragraph_lose_no_letter(old: str, new: str) -> None:
    runs = words_between(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new


def test_only_the_words_that_changed_are_marked() -> None:
    (part,) = difference("Anak membagi dua kertas.", "Anak membagi tiga kertas.")
    assert [(run.kind, run.text.strip()) for run in part.runs] == [
        ("same", "Anak membagi"),
        ("gone", "dua"),
        ("new", "tiga"),
        ("same", "kertas."),
    ]


def test_paragraphs_that_stayed_are_counted_not_repeated() -> None:
    old = "\n\n".join(f"Paragraf {number} tetap." for number in range(10))
    parts = difference(old, old + "\n\nSatu lagi.")
    assert [part.kind for part in parts] == ["skipped", "same", "new"] and parts[0].count == 9
