"""Which column of a teacher list means what, whatever it is called and wherever it stands."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from community.kernel.spreadsheet import Cell, Sheet, SpreadsheetRefused

# The best name first: a list with both HP and Telepon is read for HP. Parted by bars, compared by letters.
_ALIASES = {
    "name": (
        "nama lengkap | nama ptk | nama guru | nama | nama gtk | nama pendidik | nama pegawai | nama "
        "anggota | nama peserta | nama lengkap dan gelar | nama dan gelar | nama beserta gelar | nama "
        "guru/pegawai | nama guru dan tenaga kependidikan"
    ),
    "nuptk": "nuptk | no nuptk | nomor nuptk | nuptk/peg id",
    "nip": (
        "nip | nip baru | nip/nipppk | nip/ni pppk | nip/nipppk/niy | no nip | nomor nip | nip pns | "
        "nipppk | ni pppk | nip pppk"
    ),
    "nrg": "nrg | no nrg | nomor nrg | nomor registrasi guru",
    "gender": (
        "jk | l/p | jenis kelamin | jns kelamin | kelamin | gender | p/l | sex | jenis kelamin (l/p) | jk (l/p)"
    ),
    "birth_place": "tempat lahir | tmp lahir | tmpt lahir | tempat lhr | kota lahir",
    "birth_on": "tanggal lahir | tgl lahir | tgl lhr | tanggal lahir (tgl/bln/thn) | lahir",
    "birth": (
        "tempat, tanggal lahir | tempat/tanggal lahir | tempat dan tanggal lahir | tempat tgl lahir | ttl "
        "| tempat & tanggal lahir | tmp tgl lahir | tempat dan tgl lahir"
    ),
    "kepegawaian": ("status kepegawaian | status pegawai | status guru | kepegawaian | status ptk | status"),
    "jenis_ptk": "jenis ptk | jabatan | jabatan ptk | jenis guru | jenis gtk | tugas | jabatan/tugas",
    "golongan": (
        "pangkat golongan | pangkat/golongan | pangkat/gol | pangkat/gol ruang | pangkat gol ruang | "
        "golongan ruang | golongan | gol ruang | gol | pangkat | pangkat/golongan ruang | gol/ruang"
    ),
    "npsn": "npsn | npsn sekolah | npsn satminkal | kode sekolah | npsn tempat tugas",
    "sekolah": (
        "tempat tugas | satminkal | sekolah induk | nama sekolah | asal sekolah | sekolah | unit kerja | "
        "instansi | sekolah tempat tugas | tempat bertugas | satuan pendidikan | unit kerja/sekolah | "
        "nama satuan pendidikan | sekolah asal | tempat mengajar"
    ),
    "phone": (
        "hp | no hp | nomor hp | no wa | nomor wa | no whatsapp | nomor whatsapp | whatsapp | wa | hp/wa "
        "| no hp/wa | nomor hp/wa | no handphone | handphone | ponsel | nomor ponsel | telepon | no "
        "telepon | no telp | no tlp | telp | nomor telepon | no hp (wa)"
    ),
    "email": ("email | e-mail | surel | alamat email | alamat surel | akun belajar.id | email belajar.id | belajar.id"),
    "mapel": (
        "mapel | mata pelajaran | mata pelajaran diajarkan | mapel diampu | mata pelajaran yang diampu | "
        "bidang studi | guru mapel | mengajar | guru kelas/mapel"
    ),
    "username": "username | user name | nama pengguna | user | nama akun",
}
_HEADER_WITHIN = 60  # rows; below that it is data
_SHOWN = 8


def _key(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading.casefold())


_RANK = {
    _key(alias): (field, rank) for field, aliases in _ALIASES.items() for rank, alias in enumerate(aliases.split("|"))
}
_NUMBERING = ("no", "nomor", "nourut")


class HeaderNotFound(SpreadsheetRefused):
    """No row of the file names a column for the names of the teachers."""

    code = "judul_kolom_tidak_ditemukan"

    def __init__(self, number: int, found: Sequence[str]) -> None:
        shown = ", ".join(f"“{heading[:30]}”" for heading in found[:_SHOWN]) or "tidak ada tulisan"
        super().__init__(
            f"Kolom nama guru tidak ditemukan; yang terbaca di baris {number}: {shown}. "
            "Beri judul “Nama” di atas kolom nama, lalu unggah lagi."
        )


class Header(NamedTuple):
    """The row of headings: `columns` by field, `titles` as the file has them, `ignored` those not used."""

    number: int
    columns: dict[str, int]
    titles: dict[str, str]
    ignored: tuple[str, ...]


def find_header(sheets: Sequence[Sheet]) -> tuple[Sheet, Header]:
    """The sheet and row that name the columns, below any title rows.

    Raises HeaderNotFound, naming what the likeliest row says instead.
    """
    for sheet in sheets:
        candidates = [_header_of(number, row) for number, row in enumerate(sheet.rows[:_HEADER_WITHIN], 1)]
        named = [header for header in candidates if "name" in header.columns]
        if named:
            return sheet, max(named, key=lambda header: len(header.columns))
    number, row = max(enumerate(sheets[0].rows[:_HEADER_WITHIN], 1), key=lambda numbered: _likeness(numbered[1]))
    raise HeaderNotFound(number, [cell.text.strip() for cell in row if cell.text.strip()])


def _header_of(number: int, row: Sequence[Cell]) -> Header:
    best: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(row):
        field, rank = _RANK.get(_key(cell.text), (None, 0)) if len(cell.text) < 60 else (None, 0)
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, index)
    columns = {field: index for field, (_, index) in best.items()}
    titles = {field: " ".join(row[index].text.split()) for field, index in columns.items()}
    used = set(columns.values())
    others = (" ".join(cell.text.split())[:60] for index, cell in enumerate(row) if index not in used)
    ignored = tuple(heading for heading in others if heading and _key(heading) not in _NUMBERING)
    return Header(number, columns, titles, ignored)


def _likeness(row: Sequence[Cell]) -> tuple[int, int]:
    known = sum(1 for cell in row if _key(cell.text) in _RANK)
    return known, sum(1 for cell in row if cell.text.strip() and not cell.is_numeric)
