"""What the shared notulen does when it hears of something."""

from typing import Protocol

from community.accounts.events import GuruErased
from community.accounts.queries import open_sign_ins
from community.kernel.places import Leaving
from community.kernel.realtime import tell_others
from community.notulen.events import NotulenMoved, NotulenTurned
from community.notulen.live import sender
from community.notulen.live.names import NAMESPACE, OF_LEAVERS, OF_NOTULEN, OF_SESSIONS, OF_TURNS
from community.notulen.live.roster import roster
from community.notulen.queries import who_may_hear
from community.notulen.services.forgetting import forget_in_editions

leaving = Leaving(
    NAMESPACE,
    roster,
    reached=lambda _document_id, pertemuan_id, guru_ids: who_may_hear(pertemuan_id, guru_ids),
    still_open=open_sign_ins,
    send_away=sender.send_away,
    dismiss=sender.dismiss,
)


class _AboutSomeone(Protocol):
    @property
    def guru_id(self) -> str: ...


def forget(fact: GuruErased) -> None:
    """Within the erasing: what was frozen no longer names the person where it names who was there or has a task."""
    forget_in_editions(fact.guru_id)


def deliver(fact: NotulenMoved) -> None:
    """After the act: what was stored is sent to those who have it open, whatever process they are connected to."""
    sender.wake(fact.document_id)
    tell_others(OF_NOTULEN, fact.document_id)


def tell_turn(fact: NotulenTurned) -> None:
    """After the act: whoever has it open sees that it is frozen, or open again."""
    sender.turned(fact.document_id)
    tell_others(OF_TURNS, fact.document_id)


def dismiss_who_left(fact: _AboutSomeone) -> None:
    """After the act: who no longer reaches the pertemuan stops hearing at once, on every device."""
    leaving.dismiss(fact.guru_id)
    tell_others(OF_LEAVERS, fact.guru_id)


def hang_up(fact: _AboutSomeone) -> None:
    """After the act: a connection made in a session that has ended ends with it."""
    leaving.end_connections(fact.guru_id)
    tell_others(OF_SESSIONS, fact.guru_id)
