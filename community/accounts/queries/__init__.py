"""Reading people, offices, codes, and what other packages hold about a person."""

from community.accounts.queries.codes import bare, code_named, open_cards
from community.accounts.queries.export import everything_about, notices_of
from community.accounts.queries.hooks import EXPORTS, INVITED, WAITING, Task, invitation_behind, waiting
from community.accounts.queries.offices import (
    appointments_found,
    appointments_of,
    appointments_with,
    covering,
    holders,
    kepala_of,
    koordinator_of,
    operator_ids,
    schools_without_koordinator,
    terms_ending,
)
from community.accounts.queries.people import (
    People,
    credentials_of,
    guru_named,
    guru_with,
    has_password,
    password_hash_of,
    people_count,
    people_found,
    sign_ins_of,
    taken,
)

__all__ = [
    "EXPORTS",
    "INVITED",
    "WAITING",
    "People",
    "Task",
    "appointments_found",
    "appointments_of",
    "appointments_with",
    "bare",
    "code_named",
    "covering",
    "credentials_of",
    "everything_about",
    "guru_named",
    "guru_with",
    "has_password",
    "holders",
    "invitation_behind",
    "kepala_of",
    "koordinator_of",
    "notices_of",
    "open_cards",
    "operator_ids",
    "password_hash_of",
    "people_count",
    "people_found",
    "schools_without_koordinator",
    "sign_ins_of",
    "taken",
    "terms_ending",
    "waiting",
]
