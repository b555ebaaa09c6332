"""Whom "@nama" means: one person, or nobody and the writer hears of it."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.gugus.queries.mentionable import mentionable, named_like
from community.gugus.rules.mentions import MOST, mentioned, mentions
from tests.people import GUGUS, MEMBERS, Cast


class Person(NamedTuple):
    id: str
    username: str | None
    name_key: str


PEOPLE = (
    Person("ai1", "ai.setiawan", "ai setiawan"),
    Person("ai2", None, "ai nurjanah"),
    Person("yuyun", None, "yuyun sutisna"),
    Person("ujang", "ujang", "ujang firmansyah"),
    Person("firman", None, "firmansyah"),
)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@Yuyun tolong dicek besok", ["yuyun"]),
        ("Menurut @yuyun, @ujang dan (@Ai Setiawan, S.Pd.) setuju", ["yuyun", "ujang", "ai1"]),
        ("@ai.setiawan. Terima kasih!", ["ai1"]),
        ("@AI.SETIAWAN", ["ai1"]),
        ("@ai.nurjanah", ["ai2"]),
        ("@Ai Nurjanah dan @Ai Nurjanah lagi", ["ai2"]),
        ("@Sutisna Yuyun", ["yuyun"]),
        ("@Firmansyah", ["firman"]),
        ("@Ujang Firmansyah", ["ujang"]),
        ("surel: yuyun@ujang.id, @@ujang, x@yuyun", []),
        ("`@yuyun` dan\n```\n@ujang\n```", []),
        ("```\n@ujang tanpa penutup", []),
        ("@Ai", []),
        ("@besok @ @. @-", []),
        ("", []),
    ],
)
def test_a_name_means_one_person_or_nobody(text: str, who: list[str]) -> None:
    assert mentioned(text, PEOPLE) == who


def test_a_username_wins_over_a_name(cast: Cast) -> None:
    assert mentioned("@firmansyah", [*PEOPLE, Person("lain", "firmansyah", "hendra")]) == ["lain"]


def test_the_writer_hears_which_names_reached_nobody() -> None:
    found = mentions("@Ai dan @besok dan @yuyun", PEOPLE)
    assert found.ids == ("yuyun",)
    assert found.sentence == (
        "@Ai cocok dengan lebih dari satu anggota: tulis nama lengkapnya. "
        "@besok bukan nama anggota yang dapat membaca ini. Yang dimaksud belum diberi tahu."
    )
    assert mentions("@yuyun", PEOPLE).sentence == ""


def test_one_text_does_not_call_a_whole_province() -> None:
    crowd = [Person(f"id{number}", f"orang{number}", f"orang {number}") for number in range(200)]
    assert len(mentioned(" ".join(f"@orang{number}" for number in range(200)), crowd)) == MOST


@given(st.text(alphabet="@ai yuj.`\n-'é🙂\u202e", max_size=300))
def test_whatever_is_typed_names_only_people_who_are_there(text: str) -> None:
    assert set(mentioned(text, PEOPLE)) <= {each.id for each in PEOPLE}


def test_names_in_a_text_of_a_hundred_thousand_signs_are_found() -> None:
    assert mentioned("@" * 50_000 + " " + "@yuyun " * 7_000, PEOPLE) == ["yuyun"]


def test_only_who_belongs_today_may_be_named(cast: Cast) -> None:
    assert {each.id for each in mentionable(GUGUS)} == set(MEMBERS)
    assert [each.id for each in named_like("Sol", mentionable(GUGUS))] == ["peserta3"]
    assert [each.id for each in named_like("peserta2", mentionable(GUGUS))] == ["peserta2"]
    assert named_like("ujang", mentionable(GUGUS)) == [] == named_like("%", mentionable(GUGUS))
