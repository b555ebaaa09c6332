"""Who hears which fact: two tables to read."""

from collections.abc import Sequence

from community.accounts import listeners as accounts
from community.accounts.events import Appointed, GuruErased, ResetAsked
from community.angka_kredit import listeners as angka_kredit
from community.attendance import listeners as attendance
from community.attendance.events import CheckedIn, SheetMarked
from community.gugus import listeners as gugus
from community.kernel.command import Listener, listen
from community.lokakarya.events import PaketClosed, PertemuanMoved

# In the transaction of the act: a failure here undoes it.
WITHIN: dict[type, Sequence[Listener]] = {
    GuruErased: [gugus.end_memberships],
    PertemuanMoved: [attendance.void_attendance],
    PaketClosed: [angka_kredit.write_down],
    Appointed: [angka_kredit.tell_what_waits],
}

# After the commit: a failure here is logged and undoes nothing.
AFTER: dict[type, Sequence[Listener]] = {
    ResetAsked: [accounts.send_reset],
    CheckedIn: [attendance.show_on_wall],
    SheetMarked: [attendance.show_on_wall],
}


def connect() -> None:
    listen(WITHIN, AFTER)
