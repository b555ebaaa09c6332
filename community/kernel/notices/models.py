"""Rows of notices: what was told to whom, and how each person wants to be told."""

from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, case, func, select
from sqlalchemy.orm import Mapped, mapped_column

from community.kernel.database import Base, Row
from community.kernel.notices.kinds import NOTICE_KINDS


class Notice(Row):
    """`key` makes a notice unique per person and matter: telling twice shows one, the newest."""

    __table_args__ = (Index("ix_notice_guru", "guru_id", "read_at"), Index("ix_notice_unmailed", "mailed_at", "at"))

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    gugus_id: Mapped[str | None]  # whose news it is; None: not that of one gugus
    kind: Mapped[str] = mapped_column(default="umum")  # a key of NOTICE_KINDS
    key: Mapped[str]
    sentence: Mapped[str]
    link: Mapped[str]
    shown: Mapped[bool] = mapped_column(default=True)  # in the application; else by letter or device only
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]  # in a letter, or given up because nobody lives at the address


class NoticeChoice(Base):
    """What a person chose for one kind; no row: as NOTICE_KINDS says."""

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    app: Mapped[bool]
    mail: Mapped[bool]
    push: Mapped[bool]
    at: Mapped[datetime]


class NoticeSettings(Base):
    """When a person wants letters, and when the phone is to be quiet; no row: DEFAULT_SETTINGS."""

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), primary_key=True)
    letters: Mapped[str]  # harian | mingguan | tidak
    quiet_from: Mapped[time]  # equal to quiet_until: never quiet
    quiet_until: Mapped[time]
    at: Mapped[datetime]


class PushSubscription(Row):
    """A browser that shows notices while Gugus is closed. It ends with the session it was asked for in."""

    guru_id: Mapped[str] = mapped_column(ForeignKey("guru.id"), index=True)
    sign_in_id: Mapped[str | None] = mapped_column(ForeignKey("sign_in.id"), index=True)
    endpoint: Mapped[str] = mapped_column(unique=True)  # where the maker of the browser takes messages for it
    p256dh: Mapped[str]  # its public key, and the secret that goes with it
    auth: Mapped[str]
    device: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class PushLetter(Row):
    """A notice on its way to one device, gone once it is there; until `due_at` it waits (quiet hours, another try)."""

    __table_args__ = (UniqueConstraint("notice_id", "subscription_id"),)

    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id"))
    subscription_id: Mapped[str] = mapped_column(ForeignKey("push_subscription.id"), index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)


DEFAULT_SETTINGS: Final[dict[str, Any]] = {
    "letters": "harian",
    "quiet_from": time(20),
    "quiet_until": time(6),
}


def chosen(channel: str) -> ColumnElement[bool]:
    """Whether the person of a Notice wants its kind by `channel` (app, mail, push), as a correlated condition."""
    own = (
        select(getattr(NoticeChoice, channel))
        .where(and_(NoticeChoice.guru_id == Notice.guru_id, NoticeChoice.kind == Notice.kind))
        .correlate(Notice)
        .scalar_subquery()
    )
    usual = case({kind: getattr(row, channel) for kind, row in NOTICE_KINDS.items()}, value=Notice.kind, else_=True)
    return func.coalesce(own, usual).is_(True)
