"""What there is to decide where the sheet and the room do not say the same."""

import pytest

from community.attendance.rules import finding, least_minutes


@pytest.mark.parametrize(
    ("status", "via", "minutes", "mode", "found"),
    [
        ("", "", 95, "daring", "belum"),
        ("", "", 20, "daring", "singkat"),
        ("", "", 0, "daring", None),
        ("izin", "lembar", 95, "daring", "absen"),
        ("tanpa_keterangan", "lembar", 95, "luring", "absen"),
        ("sakit", "lembar", 20, "daring", None),
        ("hadir", "lembar", 0, "daring", "tidak_terlihat"),
        ("hadir", "lembar", 0, "bauran", None),
        ("hadir", "qr", 95, "bauran", "dua_cara"),
        ("hadir", "qr", 20, "bauran", None),
        ("hadir", "kode", 95, "daring", None),
        ("hadir", "daring", 95, "bauran", None),
    ],
)
def test_each_case(status: str, via: str, minutes: int, mode: str, found: str | None) -> None:
    present = status in {"hadir", "terlambat"}
    assert finding(status, via, minutes, 90, present=present, mode=mode, room_used=True) == found


def test_where_people_met_somewhere_else_the_room_says_nothing_against_them() -> None:
    assert finding("hadir", "lembar", 0, 90, present=True, mode="daring", room_used=False) is None


def test_half_of_the_time_is_what_counts_unless_a_pengurus_says_otherwise() -> None:
    assert [least_minutes(scheduled) for scheduled in (180, 181, 1)] == [90, 91, 1]


@pytest.mark.parametrize(("taken", "minutes", "found"), [(61, 120, "lebih_lama"), (117, 120, None), (120, 90, None)])
def test_only_noticeably_more_than_was_taken_is_asked_about(taken: int, minutes: int, found: str | None) -> None:
    said = finding("hadir", "daring", minutes, 60, taken=taken, present=True, mode="daring", room_used=True)
    assert said == found
