"""What observations do when they hear of something."""

from community.accounts.events import GuruErased
from community.observations.services import forget_guru


def forget_observed(fact: GuruErased) -> None:
    """Within the erasing: what was observed of the person goes too."""
    forget_guru(fact.guru_id)
