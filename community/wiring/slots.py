"""Which panels fill which slot of a page below."""

from collections.abc import Sequence

from community.angka_kredit import panels as angka_kredit
from community.attendance import panels as attendance
from community.discussion import panels as discussion
from community.gugus import panels as gugus
from community.kabar import panels as kabar
from community.kernel.panels import Panel, fill
from community.lokakarya import panels as lokakarya
from community.materials import panels as materials
from community.notulen import panels as notulen
from community.observations import panels as observations

PANELS: dict[str, Sequence[Panel]] = {
    "pertemuan": [
        attendance.pertemuan_panel,
        discussion.pertemuan_panel,
        notulen.pertemuan_panel,
        observations.pertemuan_panel,
    ],
    "paket": [attendance.paket_panel, angka_kredit.paket_panel],
    "hasil": [materials.hasil_note],
    "hasil_actions": [materials.hasil_actions],
    "materi": [materials.material_reviews, materials.material_comments, materials.material_uses],
    "materi_side": [materials.material_ratifications],
    "materi_gugus": [materials.gugus_ways],
    "gugus": [lokakarya.gugus_panel, materials.gugus_panel, kabar.gugus_panel, gugus.storage_panel],
    "room": [discussion.session_panel, discussion.here_panel, discussion.polls_panel],
    "room_foot": [discussion.session_rules],
    "room_side": [
        discussion.call_panel,
        discussion.questions_panel,
        discussion.here_asking_panel,
        discussion.archive_panel,
        notulen.room_panel,
    ],
    "next": [attendance.next_panel],
    "beranda_top": [lokakarya.beranda_top],
    "beranda": [
        angka_kredit.beranda_panel,
        lokakarya.beranda_tindak_lanjut,
        observations.beranda_panel,
        kabar.beranda_panel,
        materials.beranda_reviews,
    ],
}


def connect() -> None:
    fill(PANELS)
