"""Who hears which fact: two tables to read."""

from collections.abc import Sequence

from community.accounts import listeners as accounts
from community.accounts.events import Appointed, AppointmentEnded, GuruErased, PersonChanged, ResetAsked, SignedOut
from community.angka_kredit import listeners as angka_kredit
from community.attendance import listeners as attendance
from community.attendance.events import CheckedIn, SheetMarked
from community.discussion import listeners as discussion
from community.discussion.events import RoomMoved
from community.gugus import listeners as gugus
from community.gugus.events import GugusChanged, GugusCreated, Joined, Left, Moderated, PengurusChanged
from community.kabar import listeners as kabar
from community.kabar.events import KabarChanged
from community.kernel.command import Listener, listen
from community.kernel.notices import Told
from community.lokakarya import listeners as lokakarya
from community.lokakarya.events import PaketChanged, PaketClosed, PertemuanMoved
from community.materials import listeners as materials
from community.materials.events import MaterialChanged
from community.observations import listeners as observations

# In the transaction of the act: a failure here undoes it.
WITHIN: dict[type, Sequence[Listener]] = {
    GuruErased: [
        observations.forget_observed,
        gugus.end_memberships,
        gugus.forget_person,
        kabar.forget,
        materials.index_authored,
    ],
    PertemuanMoved: [attendance.void_attendance],
    PaketClosed: [angka_kredit.write_down],
    Appointed: [angka_kredit.tell_what_waits],
    Told: [accounts.carry_to_devices],
    # What a search is to find anew is gathered here, and asked for once the act is committed.
    PersonChanged: [gugus.index_person, materials.index_authored],
    Joined: [gugus.index_person, materials.index_authored],
    Left: [gugus.index_person, materials.index_authored],
    PengurusChanged: [gugus.index_person],
    GugusCreated: [gugus.index_gugus],
    GugusChanged: [gugus.index_gugus],
    PaketChanged: [lokakarya.index_paket],
    MaterialChanged: [materials.index_material],
    Moderated: [discussion.follow_ruling],
}

# After the commit: a failure here is logged and undoes nothing.
AFTER: dict[type, Sequence[Listener]] = {
    ResetAsked: [accounts.send_reset],
    CheckedIn: [attendance.show_on_wall],
    SheetMarked: [attendance.show_on_wall],
    KabarChanged: [kabar.index_again],
    Moderated: [kabar.index_moderated],
    RoomMoved: [discussion.deliver],
    Left: [discussion.dismiss_who_left],
    PengurusChanged: [discussion.dismiss_who_left],
    AppointmentEnded: [discussion.dismiss_who_left],
    GuruErased: [discussion.dismiss_who_left, discussion.hang_up],
    SignedOut: [discussion.hang_up],
}


def connect() -> None:
    listen(WITHIN, AFTER)
