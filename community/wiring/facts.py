"""Who hears which fact: two tables to read."""

from collections.abc import Sequence

from community.accounts import listeners as accounts
from community.accounts.events import Appointed, AppointmentEnded, GuruErased, PersonChanged, ResetAsked, SignedOut
from community.angka_kredit import listeners as angka_kredit
from community.attendance import listeners as attendance
from community.attendance.events import CheckedIn, SheetMarked
from community.discussion import listeners as discussion
from community.discussion.events import RoomMoved, Stayed, SumsMoved, WordsGone
from community.discussion.live import presence, sender, sums
from community.discussion.live.names import OF_LEAVERS, OF_PEOPLE, OF_ROOMS, OF_SESSIONS, OF_SUMS, OF_TYPING
from community.gugus import listeners as gugus
from community.gugus.events import GugusChanged, GugusCreated, Joined, Left, Moderated, PengurusChanged
from community.kabar import listeners as kabar
from community.kabar.events import KabarChanged
from community.kernel.command import Listener, listen
from community.kernel.files import CopiesAdded
from community.kernel.jobs import every
from community.kernel.notices import Told
from community.kernel.realtime import Hearer, Look, hear
from community.lokakarya import listeners as lokakarya
from community.lokakarya.events import PaketChanged, PaketClosed, PaketRoleChanged, PertemuanMoved
from community.materials import listeners as materials
from community.materials.events import MaterialChanged
from community.notulen import listeners as notulen
from community.notulen.events import NotulenMoved, NotulenTurned
from community.notulen.live import names as notulen_words
from community.notulen.live import presence as notulen_presence
from community.notulen.live import sender as notulen_sender
from community.observations import listeners as observations

# In the transaction of the act: a failure here undoes it.
WITHIN: dict[type, Sequence[Listener]] = {
    GuruErased: [
        observations.forget_observed,
        gugus.end_memberships,
        gugus.forget_person,
        kabar.forget,
        discussion.forget_in_files,
        notulen.forget,
        materials.forget,
        materials.index_authored,
    ],
    PertemuanMoved: [attendance.void_attendance],
    PaketClosed: [angka_kredit.write_down],
    Appointed: [angka_kredit.tell_what_waits],
    Told: [accounts.carry_to_devices],
    # What a search is to find anew is gathered here, and asked for once the act is committed.
    PersonChanged: [gugus.index_person, materials.index_authored],
    Joined: [gugus.index_person, materials.index_authored, lokakarya.index_for_who_came, discussion.index_for_who_came],
    Left: [gugus.index_person, materials.index_authored, lokakarya.index_for_who_came, discussion.index_for_who_came],
    PengurusChanged: [gugus.index_person],
    GugusCreated: [gugus.index_gugus],
    GugusChanged: [gugus.index_gugus],
    PaketChanged: [lokakarya.index_paket, discussion.index_for_readers],
    MaterialChanged: [materials.index_material],
    Moderated: [discussion.follow_ruling],
    CopiesAdded: [discussion.show_copies],
}

# After the commit: a failure here is logged and undoes nothing.
AFTER: dict[type, Sequence[Listener]] = {
    ResetAsked: [accounts.send_reset],
    CheckedIn: [attendance.show_on_wall],
    SheetMarked: [attendance.show_on_wall],
    KabarChanged: [kabar.index_again],
    Moderated: [kabar.index_moderated, materials.index_moderated],
    RoomMoved: [discussion.deliver],
    SumsMoved: [discussion.show_sums],
    NotulenMoved: [notulen.deliver],
    NotulenTurned: [notulen.tell_turn],
    Left: [discussion.dismiss_who_left, notulen.dismiss_who_left],
    PengurusChanged: [discussion.dismiss_who_left, notulen.dismiss_who_left],
    PaketRoleChanged: [discussion.dismiss_who_left, notulen.dismiss_who_left],
    AppointmentEnded: [discussion.dismiss_who_left, notulen.dismiss_who_left],
    GuruErased: [
        discussion.dismiss_who_left,
        discussion.hang_up,
        notulen.dismiss_who_left,
        notulen.hang_up,
    ],
    SignedOut: [discussion.hang_up, notulen.hang_up],
    Stayed: [attendance.count_online],
    WordsGone: [discussion.index_without],
    PertemuanMoved: [attendance.count_online],
}


# What one process tells the others, where there are several, and who hears it there.
WORDS: dict[str, Hearer] = {
    OF_ROOMS: sender.wake,
    OF_PEOPLE: presence.present.told,
    OF_TYPING: presence.typing_elsewhere,
    OF_SUMS: sums.heard,
    OF_LEAVERS: discussion.leaving.dismiss,
    OF_SESSIONS: discussion.leaving.end_connections,
    attendance.OF_WALLS: attendance.show_here,
    notulen_words.OF_NOTULEN: notulen_sender.wake,
    notulen_words.OF_TURNS: notulen_sender.turned,
    notulen_words.OF_PEOPLE: notulen_presence.present.told,
    notulen_words.OF_WRITING: notulen_presence.being_elsewhere,
    notulen_words.OF_LEAVERS: notulen.leaving.dismiss,
    notulen_words.OF_SESSIONS: notulen.leaving.end_connections,
}

# Words may be lost: what is looked after every so many looks.
LOOKS: list[tuple[int, Look]] = [
    (1, sender.look),
    (3, presence.present.look),
    (10, discussion.leaving.look),
    (1, notulen_sender.look),
    (3, notulen_presence.present.look),
    (10, notulen.leaving.look),
]


@every(minutes=5)
def look_after_rooms() -> None:
    """As LOOKS, in a process that is the only one: what ends by its date ends without a word."""
    for _, look in LOOKS:
        look()


def connect() -> None:
    listen(WITHIN, AFTER)
    hear(WORDS, LOOKS)
