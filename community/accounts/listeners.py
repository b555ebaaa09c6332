"""What accounts does when it hears of something."""

from community.accounts.events import ResetAsked
from community.accounts.jobs import mail_reset, send_pushes
from community.accounts.services import plan_pushes
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.jobs import later
from community.kernel.notices import Told


def send_reset(fact: ResetAsked) -> None:
    """After the commit: have the reset code made and mailed, where nobody waits for it."""
    later(mail_reset, fact.guru_id)


def carry_to_devices(fact: Told) -> None:
    """In the act: write down which devices are to be told, and send it once the act stands."""
    if plan_pushes(SYSTEM, INSTALLATION, notice_ids=fact.notice_ids):
        later(send_pushes)
