"""The activity trail: who did what when, one row per thing it concerns, written in the act itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped

from community.kernel.clock import now
from community.kernel.database import Row, db


class Activity(Row):
    """One line of a trail. `actor_name` is kept as it was: the line must read the same in ten years."""

    __table_args__ = (Index("ix_activity_about", "about_kind", "about_id", "at"),)

    at: Mapped[datetime]
    actor_id: Mapped[str]
    actor_name: Mapped[str]
    sentence: Mapped[str]
    about_kind: Mapped[str]
    about_id: Mapped[str]


def note(actor: Any, sentence: str, **about: str | None) -> None:
    """Write `sentence` to the trail of each thing in `about`: `note(guru, "menutup paket X", gugus=gugus.id)`.

    Kinds in use: gugus, paket, catatan (the id is the owner's), guru, instalasi.
    """
    db.session.add_all(
        Activity(
            at=now(),
            actor_id=actor.id if actor else "-",
            actor_name=actor.name if actor else "seseorang",
            sentence=sentence,
            about_kind=kind,
            about_id=value,
        )
        for kind, value in about.items()
        if value
    )


def trail_of(kind: str, about_id: str, limit: int = 100, before: datetime | None = None) -> list[Activity]:
    """The newest lines about one thing, newest first."""
    query = select(Activity).where(Activity.about_kind == kind, Activity.about_id == about_id)
    if before:
        query = query.where(Activity.at < before)
    return list(db.session.scalars(query.order_by(Activity.at.desc(), Activity.id).limit(limit)))
