"""Member schools of a gugus, and those it may choose from."""

from sqlalchemy import func, select

from community.gugus.models import Gugus, GugusSekolah
from community.kernel.database import db
from community.wilayah.models import Sekolah, Wilayah


def member_schools(gugus: Gugus) -> list[Sekolah]:
    """The member schools, by name."""
    query = (
        select(Sekolah)
        .join(GugusSekolah, GugusSekolah.sekolah_id == Sekolah.id)
        .where(GugusSekolah.gugus_id == gugus.id)
        .order_by(Sekolah.name, Sekolah.npsn)
    )
    return list(db.session.scalars(query))


def kecamatan_around(gugus: Gugus) -> list[tuple[Wilayah, int, int]]:
    """The kecamatan of the kabupaten of `gugus` that have schools: with how many, and how many are members."""
    kabupaten = gugus.wilayah_code[:5]
    query = (
        select(Wilayah, func.count(Sekolah.id), func.count(GugusSekolah.id))
        .join(Sekolah, Sekolah.kecamatan_code == Wilayah.code)
        .outerjoin(GugusSekolah, (GugusSekolah.sekolah_id == Sekolah.id) & (GugusSekolah.gugus_id == gugus.id))
        .where(Wilayah.code.startswith(kabupaten + "."))
        .group_by(Wilayah.code)
        .order_by(Wilayah.name)
    )
    return [(wilayah, number, members) for wilayah, number, members in db.session.execute(query)]


def schools_in(kecamatan_code: str) -> list[Sekolah]:
    """All schools of a kecamatan, by kind and name."""
    query = select(Sekolah).where(Sekolah.kecamatan_code == kecamatan_code)
    return list(db.session.scalars(query.order_by(Sekolah.bentuk, Sekolah.name, Sekolah.npsn)))
