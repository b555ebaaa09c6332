"""What is done again and again: when it was last asked for, and that one process at a time asks."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.clock import now
from community.kernel.database import Base, add, begin_writing, db, end_transaction


class PeriodicRun(Base):
    """When something periodic was last asked for, by whichever process was first."""

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def claim_due(periods: Mapping[str, timedelta]) -> list[str]:
    """Which of `periods` (by name) are due now; each is given to one process, which this call then is.

    What was never asked for is due at once.
    """
    last = {row.name: row.at for row in db.session.execute(select(PeriodicRun.name, PeriodicRun.at))}
    end_transaction(keep=False)
    due = [name for name, period in periods.items() if name not in last or last[name] + period <= now()]
    return [name for name in due if _claim(name, last.get(name))]


def _claim(name: str, seen: datetime | None) -> bool:
    """Whether this process is the one that asks for `name`, which was last asked for when it was `seen`."""
    begin_writing()
    first = False
    try:
        if seen is None:
            add(PeriodicRun(name=name, at=now()))
            first = True
        else:
            same = update(PeriodicRun).where(PeriodicRun.name == name, PeriodicRun.at == seen)
            first = bool(db.session.execute(same.values(at=now())).rowcount)  # type: ignore[attr-defined]
    except IntegrityError:  # another process was first, the first time ever
        first = False
    finally:
        end_transaction(keep=first)
    return first
