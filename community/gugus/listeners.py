"""What a gugus does when it hears of something."""

from community.accounts.events import GuruErased
from community.gugus.services import forget_guru


def end_memberships(fact: GuruErased) -> None:
    """Within the erasing: the person belongs to no gugus and leads none."""
    forget_guru(fact.guru_id)
