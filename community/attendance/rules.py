"""What the sheet and the room say of one person, and whether they agree: pure.

Nothing counts by itself: a connection is offered to the pengurus, who takes it for presence or not.
"""

# What is shown to the pengurus; None of these: nothing to decide.
UNRECORDED = "belum"  # not recorded, and long enough in the room
SHORT = "singkat"  # not recorded, and in the room for less than counts
ABSENT = "absen"  # recorded as absent, and long enough in the room
UNSEEN = "tidak_terlihat"  # recorded as present at a pertemuan held online alone, and never in the room
LONGER = "lebih_lama"  # taken for present, and in the room for noticeably longer than was taken
TWICE = "dua_cara"  # checked in at the door and long in the room, where some came and some stayed at home

LATE = "terlambat"
NOTICEABLY = 5  # minutes by which what was taken may lag behind before anybody is asked


def least_minutes(scheduled: int) -> int:
    """From how many minutes a connection is offered as presence, unless a pengurus says otherwise: half of the time.

    No source gives a figure (handbook 3.2 and 9: the percentage of attendance is open); half is what cannot be argued
    to be less than absence, and a gugus may say its own for each pertemuan.
    """
    return max(-(-scheduled // 2), 1)


def finding(
    status: str,
    via: str,
    minutes: int,
    least: int,
    *,
    taken: int | None = None,
    present: bool,
    mode: str,
    room_used: bool,
) -> str | None:
    """What there is to decide of one person: of `status` ("" where nothing is recorded) and `minutes` in the room.

    `taken` are the minutes that were taken from the room before, if any; `mode` is how the pertemuan is held,
    `room_used` whether the room was what people met in.
    """
    enough = minutes >= least
    if not status:
        return UNRECORDED if enough else SHORT if minutes else None
    if not present:
        return ABSENT if enough else None
    if taken is not None:
        return LONGER if says_more(taken, minutes) else None
    if via == "daring":
        return None
    if not minutes:
        return UNSEEN if mode == "daring" and room_used else None
    return TWICE if enough and mode == "bauran" and via in {"kode", "qr"} else None


def says_more(taken: int, minutes: int) -> bool:
    """Whether someone was in the room for noticeably longer than was taken."""
    return minutes - taken >= NOTICEABLY
