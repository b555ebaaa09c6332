"""Pure rules of a session: an agenda read from what someone wrote, calls by their address, announcements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.discussion.rules.agenda import LONGEST_TITLE, MOST_ITEMS, items_of
from community.discussion.rules.session import LONGEST_NOTICE, call_of, in_words, notice_of, seconds_of
from community.kernel.errors import Invalid

JITSI = "https://rapat.dinasgarut.id"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", []),
        ("  \n\n", []),
        ("Pembukaan\nIsi", [("Pembukaan", None), ("Isi", None)]),
        ("1. Membedah CP\n2) Menulis modul", [("Membedah CP", None), ("Menulis modul", None)]),
        ("Yang dibahas:\n- **Doa** bersama\n  - rinciannya", [("Doa bersama", None)]),
        ("- 08.00-08.15 Pembukaan", [("Pembukaan", 15)]),
        ("- 08:00 – 09:30 WIB: Kerja kelompok", [("Kerja kelompok", 90)]),
        ("- pukul 08.00 Pembukaan\n- 08.20 Isi", [("Pembukaan", 20), ("Isi", None)]),
        ("- Paparan (45 menit)\n- 15 menit tanya jawab", [("Paparan", 45), ("tanya jawab", 15)]),
        ("- 09.00-08.00 Terbalik", [("Terbalik", None)]),
        ("- [Lembar kerja](https://contoh.id) 🎉", [("Lembar kerja 🎉", None)]),
        ("- Kelas 4 s.d. 6", [("Kelas 4 s.d. 6", None)]),
    ],
)
def test_an_agenda_is_read_as_it_is_usually_written(text: str, items: list[tuple[str, int | None]]) -> None:
    assert [(each.title, each.minutes) for each in items_of(text)] == items


@given(st.text(max_size=3000))
def test_whatever_is_written_as_agenda_is_short_numbered_and_sensible(text: str) -> None:
    items = items_of(text)
    assert [each.place for each in items] == list(range(1, len(items) + 1)) and len(items) <= MOST_ITEMS
    for each in items:
        assert 0 < len(each.title) <= LONGEST_TITLE and "\n" not in each.title
        assert each.minutes is None or 0 < each.minutes <= 600


@pytest.mark.parametrize(
    ("link", "name", "embedded"),
    [
        ("https://meet.google.com/abc-defg-hij", "Google Meet", False),
        ("https://us02web.zoom.us/j/123", "Zoom", False),
        ("https://teams.microsoft.com/l/meetup-join/x", "Microsoft Teams", False),
        ("https://meet.jit.si/KKG", "Jitsi", False),
        ("https://rapat.dinasgarut.id/KKG", "Jitsi", True),
        ("https://rapat.dinasgarut.id:8443/KKG", "panggilan di rapat.dinasgarut.id", False),
        ("https://rapat.dinasgarut.id.jahat.example/KKG", "panggilan di rapat.dinasgarut.id.jahat.example", False),
        ("https://notzoom.us/j/1", "panggilan di notzoom.us", False),
    ],
)
def test_a_call_is_named_by_its_address_and_only_the_configured_jitsi_is_embedded(
    link: str, name: str, embedded: bool
) -> None:
    call = call_of(link, JITSI)
    assert call is not None and (call.name, call.embedded, call.url) == (name, embedded, link)


@pytest.mark.parametrize(
    "link", ["", "zoom kelas", "javascript:alert(1)", "ftp://meet.jit.si/x", "https://", "https://a@b.id/", "http://[1"]
)
def test_what_is_no_address_of_the_web_is_no_call(link: str) -> None:
    assert call_of(link, JITSI) is None


def test_no_call_is_embedded_where_nothing_is_configured() -> None:
    call = call_of("https://meet.jit.si/KKG", "")
    assert call is not None and not call.embedded


@pytest.mark.parametrize("words", ["", " \n ", "\u200b\u202e", None, 7, "x" * (LONGEST_NOTICE + 1)])
def test_an_announcement_without_words_or_with_too_many_is_refused_at_its_field(words: object) -> None:
    with pytest.raises(Invalid) as refused:
        notice_of(words)
    assert refused.value.field == "text" and refused.value.message


def test_an_announcement_is_safe_html_and_has_a_beginning() -> None:
    said = notice_of("Mulai **pukul 9** <script>alert(1)</script> 🎉")
    assert "<script" not in said.html and "<strong>pukul 9</strong>" in said.html
    assert said.excerpt.startswith("Mulai pukul 9")


def test_slow_mode_takes_only_what_can_be_chosen() -> None:
    assert [seconds_of(each) for each in (0, 10, 300)] == [0, 10, 300]
    for wrong in (-1, 7, True, "30", None, 10**9, 30.0):
        with pytest.raises(Invalid):
            seconds_of(wrong)
    assert (in_words(30), in_words(60), in_words(90)) == ("30 detik", "1 menit", "1 menit 30 detik")
