"""What members report in a gugus, and what its pengurus decided about it: rows, one after the other."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Guru
from community.gugus.models.gugus import Gugus, OfGugus
from community.kernel.database import Row
from community.permissions import Role

REPORT_REASONS = {
    "kasar": "Kasar, menghina, atau mengancam",
    "sara": "Menyerang suku, agama, ras, atau golongan",
    "pribadi": "Memuat data pribadi orang lain",
    "keliru": "Menyesatkan atau bohong",
    "iklan": "Iklan atau tidak ada hubungannya dengan gugus",
    "lain": "Alasan lain",
}
VERDICTS = {"sembunyikan": "Disembunyikan", "tampilkan": "Ditampilkan"}
HIDDEN_WORDS = "Tulisan ini disembunyikan sementara dan menunggu keputusan pengurus, atau sudah diputuskan begitu."


class ReportCase(OfGugus, Row):
    """One thing that was reported, whatever it is; its reports and rulings hang on it."""

    __table_args__ = (
        UniqueConstraint("about_kind", "about_id"),
        Index("ix_report_case_gugus", "gugus_id", "reported_at"),
    )

    gugus_id: Mapped[str] = mapped_column(ForeignKey("gugus.id"))
    about_kind: Mapped[str]  # as registered with reportable()
    about_id: Mapped[str]
    author_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    reported_at: Mapped[datetime]  # the latest report

    gugus: Mapped[Gugus] = relationship()
    reports: Mapped[list["Report"]] = relationship(order_by="Report.at, Report.id", viewonly=True)
    rulings: Mapped[list["Ruling"]] = relationship(order_by="Ruling.number", viewonly=True)

    @property
    def last_ruling(self) -> "Ruling | None":
        return self.rulings[-1] if self.rulings else None

    @property
    def is_hidden(self) -> bool:
        return self.last_ruling is not None and self.last_ruling.verdict == "sembunyikan"

    @property
    def waiting(self) -> list["Report"]:
        """The reports nobody has decided about."""
        return [each for each in self.reports if each.ruling_id is None]

    def roles_of(self, actor: Guru) -> set[Role]:
        found = super().roles_of(actor)
        return found | {Role.AUTHOR} if self.author_id == actor.id else found


class Report(Row):
    """Someone's report of a thing: once per person and thing, whatever is decided."""

    __table_args__ = (UniqueConstraint("case_id", "by_id"), Index("ix_report_by", "by_id"))

    case_id: Mapped[str] = mapped_column(ForeignKey("report_case.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]
    reason: Mapped[str]  # a key of REPORT_REASONS
    note: Mapped[str] = mapped_column(default="")
    ruling_id: Mapped[str | None] = mapped_column(ForeignKey("ruling.id"))  # what answered it

    by: Mapped[Guru] = relationship()

    @property
    def reason_name(self) -> str:
        return REPORT_REASONS.get(self.reason, self.reason)


class Ruling(Row):
    """Hidden or shown: by a pengurus with a reason, or by itself at so many reports (`by_id` None)."""

    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("report_case.id"))
    number: Mapped[int]
    verdict: Mapped[str]  # a key of VERDICTS
    reason: Mapped[str]
    by_id: Mapped[str | None] = mapped_column(ForeignKey("guru.id"))
    at: Mapped[datetime]

    by: Mapped[Guru | None] = relationship()

    @property
    def verdict_name(self) -> str:
        return VERDICTS[self.verdict]
