"""Who is who in the sample: people of the sample teacher list, and what they are there for."""

from dataclasses import dataclass

PREFIX = "contoh-"
PASSWORD = "gugus-contoh"  # noqa: S105  printed at start, worth nothing beyond loopback
LIST = "daftar-guru-banjarwangi.xlsx"


@dataclass(frozen=True)
class Player:
    """A sample person who can sign in: the part, the NUPTK in the teacher list (None: not in it), what to try."""

    part: str
    nuptk: str | None
    name: str
    does: str

    @property
    def username(self) -> str:
        return PREFIX + self.part


CAST = (
    Player("ketua", "9735929603751966", "Yuyun Sutisna", "memimpin KKG Banjarwangi: paket, kehadiran, meneruskan"),
    Player("sekretaris", "6244730173805838", "Dadang Gunawan", "mencatat kehadiran dan notulen"),
    Player("guru", "9388122511792253", "Yayat Setiawan, S.Pd.I.", "anggota dari SDN 3 Bojong"),
    Player(
        "pns",
        "6025924093134486",
        "Ujang Firmansyah, M.Pd.",
        "anggota PNS di SDN 3 Banjarwangi, dengan catatan",
    ),
    Player("kepala", "9272588476381723", "Maman Nurhayati, S.Pd., M.Pd.", "kepala SDN 3 Banjarwangi: mengesahkan"),
    Player(
        "koordinator",
        "8886946407023177",
        "Ai Setiawan, S.Pd.",
        "koordinator PKB SDN 3 Banjarwangi: memeriksa",
    ),
    Player("pengawas", None, "Asep Supriatna, M.Pd.", "pengawas Kecamatan Banjarwangi: membaca"),
    Player("operator", None, "Operator Contoh", "mengelola wilayah, sekolah, orang, dan gugus"),
)
