"""What accounts does when it hears of something."""

from community.accounts.events import ResetAsked
from community.accounts.jobs import mail_reset
from community.kernel.jobs import later


def send_reset(fact: ResetAsked) -> None:
    """After the commit: have the reset code made and mailed, where nobody waits for it."""
    later(mail_reset, fact.guru_id)
