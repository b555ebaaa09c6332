"""Regions and schools, as the ministries number them."""

from sqlalchemy import Float, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.kernel.database import Base, Row
from community.wilayah.zones import Zone, zone_of

LEVELS = {"provinsi": "Provinsi", "kabupaten": "Kabupaten/kota", "kecamatan": "Kecamatan"}
_CAPITALS = frozenset({"DKI", "DI"})


class Wilayah(Base):
    """A province (2 digits), kabupaten/kota ("32.05") or kecamatan ("32.05.14") by its Kemendagri code."""

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[str]  # provinsi | kabupaten | kecamatan
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("wilayah.code"), index=True)

    parent: Mapped["Wilayah | None"] = relationship(remote_side=code)

    @property
    def zone(self) -> Zone:
        """The time zone of its province."""
        return zone_of(self.code)

    @property
    def title(self) -> str:
        """The name as a sentence writes it: the tables shout ("KABUPATEN GARUT")."""
        if not self.name.isupper():
            return self.name
        return " ".join(word if word in _CAPITALS else word.title() for word in self.name.split())

    @property
    def path(self) -> str:
        """The name and where it lies, "Banjarwangi, Kabupaten Garut". Reads `parent`: load it with lists."""
        return f"{self.title}, {self.parent.title}" if self.parent else self.title

    def covers(self, code: str) -> bool:
        """Whether the region with `code` is this one or lies in it."""
        return code == self.code or code.startswith(self.code + ".")


class Sekolah(Row):
    """A school. `npsn` is eight digits or capitals, always text."""

    npsn: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    bentuk: Mapped[str]  # SD, SMP, ...
    status: Mapped[str]  # Negeri | Swasta
    kecamatan_code: Mapped[str] = mapped_column(ForeignKey("wilayah.code"), index=True)
    desa: Mapped[str] = mapped_column(default="")
    alamat: Mapped[str] = mapped_column(default="")
    lintang: Mapped[float | None] = mapped_column(Float)
    bujur: Mapped[float | None] = mapped_column(Float)
    jumlah_siswa: Mapped[int | None]

    kecamatan: Mapped[Wilayah] = relationship()
