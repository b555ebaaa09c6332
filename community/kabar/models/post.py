"""What someone says in a kabar, in editions: a change is a further one, and withdrawing is a mark."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from community.accounts.models import Guru
from community.kabar.models.kabar import Kabar
from community.kernel.database import Row
from community.permissions import Role

ON_PAGE = 25  # posts
ABOUT = "kabar"  # what files, reports and the search call a post or a kabar


class Post(Row):
    """One post. `key` is made of the form it was sent with and what it said: the same form twice is one post."""

    __tablename__ = "kabar_post"
    __table_args__ = (
        UniqueConstraint("kabar_id", "number"),
        UniqueConstraint("by_id", "key"),
        Index("ix_kabar_post_at", "kabar_id", "at"),
    )

    kabar_id: Mapped[str] = mapped_column(ForeignKey("kabar.id"))
    number: Mapped[int]
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    key: Mapped[str]
    reply_to_id: Mapped[str | None] = mapped_column(ForeignKey("kabar_post.id"))
    edition_number: Mapped[int] = mapped_column(default=1)  # of the newest edition
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    withdrawn_reason: Mapped[str] = mapped_column(default="")

    kabar: Mapped[Kabar] = relationship()
    by: Mapped[Guru] = relationship(foreign_keys=by_id)
    reply_to: Mapped["Post | None"] = relationship(remote_side=lambda: Post.id)
    editions: Mapped[list["Edition"]] = relationship(order_by=lambda: Edition.number, viewonly=True)
    current: Mapped["Edition"] = relationship(
        primaryjoin=lambda: and_(foreign(Edition.post_id) == Post.id, Edition.number == Post.edition_number),
        viewonly=True,
        uselist=False,
    )

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def page(self) -> int:
        """The page of its kabar it stands on, from 1."""
        return (self.number - 1) // ON_PAGE + 1

    @property
    def link(self) -> str:
        """Its address."""
        return f"/kabar/{self.kabar_id}" + (f"?hal={self.page}" if self.page > 1 else "") + f"#t{self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_edited(self) -> bool:
        return self.edition_number > 1

    def roles_of(self, actor: Guru) -> set[Role]:
        """The roles in the gugus; AUTHOR for who wrote this post and still belongs."""
        found = self.kabar.gugus.roles_of(actor)
        return found | {Role.AUTHOR} if found and self.by_id == actor.id else found


class Edition(Row):
    """What a post said from a moment on."""

    __tablename__ = "kabar_edition"
    __table_args__ = (UniqueConstraint("post_id", "number"),)

    post_id: Mapped[str] = mapped_column(ForeignKey("kabar_post.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(default="")  # of the first post only
    text: Mapped[str]
    html: Mapped[str]
    by_id: Mapped[str]
    at: Mapped[datetime]
