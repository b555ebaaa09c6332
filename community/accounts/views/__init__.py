"""The doors of accounts: signing in, codes, one's own account, and the operator's pages."""

from community.accounts.views import (
    appointments,
    codes,
    kelola,
    notices,
    own,
    people,
    regions,
    sessions,
    sign_in,
)
from community.accounts.views.common import blueprint

__all__ = [
    "appointments",
    "blueprint",
    "codes",
    "kelola",
    "notices",
    "own",
    "people",
    "regions",
    "sessions",
    "sign_in",
]
