"""Doors of the guide."""

from collections import defaultdict
from dataclasses import dataclass

from flask import Blueprint, render_template

from community.permissions import ALLOWED, WORDS, Do

blueprint = Blueprint("bantuan", __name__, url_prefix="/bantuan")

PACKAGES = {
    "accounts": "Akun dan orang",
    "wilayah": "Wilayah dan sekolah",
    "files": "Berkas",
    "gugus": "Gugus dan anggota",
    "lokakarya": "Paket dan pertemuan",
    "materials": "Materi",
    "observations": "Observasi",
    "kabar": "Kabar",
    "discussion": "Ruang diskusi",
    "notulen": "Notulen bersama",
    "attendance": "Kehadiran",
    "angka_kredit": "Usulan dan catatan",
}


@dataclass(frozen=True)
class Permission:
    """One line of the table: what, and who may."""

    do: Do
    words: str
    who: list[str]


def permission_table() -> dict[str, list[Permission]]:
    """The table of permissions.py, grouped as a reader looks for it."""
    table = defaultdict(list)
    for do, allowed in ALLOWED.items():
        who = sorted(role.value for role in allowed)
        table[PACKAGES[do.value.split(":")[0]]].append(Permission(do, WORDS[do], who))
    return dict(table)


@blueprint.get("")
def index() -> str:
    return render_template("bantuan/page.html")


@blueprint.get("/izin")
def permissions() -> str:
    return render_template("bantuan/permissions.html", table_of=permission_table())
