"""The ledger that only appends, and who read whose record."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DDL, ForeignKey, Index, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.database import Row


class LedgerEntry(Row):
    """One line of a person's ledger. Never changed, never removed: a trigger in the database says so too."""

    __table_args__ = (
        UniqueConstraint("usulan_id", "number"),
        Index("ix_ledger_entry_guru", "guru_id", "on"),
    )

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    usulan_id: Mapped[str] = mapped_column(ForeignKey("usulan.id"))
    number: Mapped[int]  # 1 the recognition, then its counter-entry, ...
    kind: Mapped[str]  # pengakuan | pembalik
    reverses_id: Mapped[str | None] = mapped_column(ForeignKey("ledger_entry.id"), unique=True)
    regulation: Mapped[str]
    butir: Mapped[str]
    value: Mapped[Decimal]  # negative for a counter-entry
    jp: Mapped[Decimal]
    on: Mapped[date]
    title: Mapped[str]
    sentence: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    by_id: Mapped[str]
    by_name: Mapped[str]
    at: Mapped[datetime]


class RecordReading(Row):
    """Someone other than the owner read a record; the owner sees it (product.md section 5)."""

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    reader_id: Mapped[str]
    reader_name: Mapped[str]
    what: Mapped[str]
    at: Mapped[datetime]


_SQLITE_GUARD = """CREATE TRIGGER ledger_entry_no_{verb} BEFORE {VERB} ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger only appends'); END"""
_POSTGRES_GUARD = """CREATE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger only appends'; END $$;
CREATE TRIGGER ledger_entry_guard BEFORE UPDATE OR DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_entry_guard()"""

LEDGER_GUARDS = {
    "sqlite": [_SQLITE_GUARD.format(verb=verb, VERB=verb.upper()) for verb in ("update", "delete")],
    "postgresql": [_POSTGRES_GUARD],
}
for _dialect, _statements in LEDGER_GUARDS.items():
    for _statement in _statements:
        event.listen(
            LedgerEntry.__table__,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
        )
