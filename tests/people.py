"""The cast: one of each, known by short ids. `settle()` writes them; `Cast` reads them afresh."""

from datetime import UTC, date, datetime
from functools import cache

from community.accounts.models import Appointment, Guru
from community.accounts.passwords import hash_password
from community.gugus.models import Anggota, Gugus, GugusSekolah, Pengurus
from community.kernel.database import add_all, db
from community.wilayah.models import Sekolah, Wilayah

PASSWORD = "sandi untuk uji 2026"
_SINCE = datetime(2026, 1, 5, 1, tzinfo=UTC)

REGIONS = (
    ("32", "JAWA BARAT", None),
    ("32.05", "KABUPATEN GARUT", "32"),
    ("32.05.23", "Banjarwangi", "32.05"),
    ("32.05.24", "Singajaya", "32.05"),
    ("73", "SULAWESI SELATAN", None),
    ("73.71", "KOTA MAKASSAR", "73"),
    ("73.71.01", "Mariso", "73.71"),
)
SCHOOLS = (
    ("sdn1", "20225687", "SDN 1 Banjarwangi", "32.05.23"),
    ("sdn2", "20225688", "SDN 2 Banjarwangi", "32.05.23"),
    ("sdnjauh", "20208879", "SDN 1 Singajaya", "32.05.24"),
)
# id, name, name_key, sekolah, kepegawaian
PEOPLE = (
    ("peserta", "Ai Setiawan, S.Pd.", "ai setiawan", "sdn1", "PNS"),
    ("peserta2", "Ida Maryani", "ida maryani", "sdn1", "PPPK"),
    ("peserta3", "Imas Solihin, S.Pd.", "imas solihin", "sdn2", "Guru Honor Sekolah"),
    ("ketua", "Yuyun Sutisna, M.Pd.", "yuyun sutisna", "sdn2", "PNS"),
    ("sekretaris", "Dadang Gunawan", "dadang gunawan", "sdn1", "PPPK"),
    ("bendahara", "Lilis Lestari, S.Pd.", "lilis lestari", "sdn2", "PNS"),
    ("koordinator", "Rahmat Fatimah, S.Pd.I.", "rahmat fatimah", "sdn1", "PNS"),
    ("kepala", "Tati Rosmiati, S.Pd.SD", "tati rosmiati", "sdn1", "PNS"),
    ("pengawas", "Asep Hidayat, M.Pd.", "asep hidayat", None, "PNS"),
    ("dinas", "Hendra Firmansyah", "hendra firmansyah", None, "PNS"),
    ("operator", "Operator Garut", "operator garut", None, ""),
    ("orang_luar", "Ujang Mulyana, M.Pd.", "ujang mulyana", "sdnjauh", "PNS"),
)
MEMBERS = ("peserta", "peserta2", "peserta3", "ketua", "sekretaris", "bendahara", "koordinator")
GUGUS = "kkg"


def settle() -> None:
    """Write the cast, their schools and KKG Banjarwangi into an empty database; the caller commits."""
    levels = {2: "provinsi", 5: "kabupaten", 8: "kecamatan"}
    add_all([Wilayah(code=c, name=n, parent_code=p, level=levels[len(c)]) for c, n, p in REGIONS])
    add_all(
        [
            Sekolah(id=i, npsn=npsn, name=n, bentuk="SD", status="Negeri", kecamatan_code=k, desa="", alamat="")
            for i, npsn, n, k in SCHOOLS
        ]
    )
    hashed = _hashed()
    add_all(
        [
            Guru(
                id=i,
                name=name,
                name_key=key,
                username=i,
                sekolah_id=sekolah,
                kepegawaian=kepegawaian,
                password_hash=hashed,
                created_at=_SINCE,
            )
            for i, name, key, sekolah, kepegawaian in PEOPLE
        ]
    )
    add_all(
        [
            _appointed("operator", "operator"),
            _appointed("kepala", "kepala_sekolah", sekolah_id="sdn1"),
            _appointed("koordinator", "koordinator_pkb", sekolah_id="sdn1"),
            _appointed("pengawas", "pengawas", wilayah_code="32.05.23"),
            _appointed("dinas", "dinas", wilayah_code="32.05"),
        ]
    )
    add_all(
        [
            Gugus(
                id=GUGUS,
                slug="kkg-banjarwangi",
                kind="KKG",
                name="KKG Banjarwangi",
                jenjang="SD/MI",
                wilayah_code="32.05.23",
                created_by_id="operator",
                created_at=_SINCE,
            )
        ]
    )
    add_all([GugusSekolah(gugus_id=GUGUS, sekolah_id=each) for each in ("sdn1", "sdn2")])
    add_all(
        [
            Anggota(gugus_id=GUGUS, guru_id=each, joined_at=_SINCE, via="operator", admitted_by_id="operator")
            for each in MEMBERS
        ]
    )
    add_all(
        [
            Pengurus(
                gugus_id=GUGUS,
                guru_id=each,
                office=each,
                from_on=date(2026, 1, 5),
                made_by_id="operator",
                made_at=_SINCE,
            )
            for each in ("ketua", "sekretaris", "bendahara")
        ]
    )


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)


def _appointed(guru_id: str, office: str, **over: str) -> Appointment:
    return Appointment(
        guru_id=guru_id,
        office=office,
        sk_number="800/12-Disdik",
        sk_on=date(2026, 1, 2),
        from_on=date(2026, 1, 5),
        until_on=date(2029, 1, 4) if office != "operator" else None,
        made_by_id="operator",
        made_at=_SINCE,
        **over,
    )


class Cast:
    """`cast.ketua`: the person, read from the database now."""

    def __getattr__(self, name: str) -> Guru:
        guru = db.session.get(Guru, name)
        if guru is None:
            raise AttributeError(name)
        return guru

    @property
    def gugus(self) -> Gugus:
        gugus = db.session.get(Gugus, GUGUS)
        assert gugus is not None
        return gugus
