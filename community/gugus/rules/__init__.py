"""Who a row of a teacher list is, and what it would change. Pure: no database is asked here."""

from community.gugus.rules.changes import LOGIN_COLUMNS, changes_for, new_values
from community.gugus.rules.matching import Finding, Found, Known, Person, School, judge

__all__ = [
    "LOGIN_COLUMNS",
    "Finding",
    "Found",
    "Known",
    "Person",
    "School",
    "changes_for",
    "judge",
    "new_values",
]
