"""What packages below ask and packages above answer: who reads a file, what an export holds, what jenis ask for."""

from collections.abc import Callable
from typing import Any

from community.accounts.current import guru_or_none
from community.accounts.models import Guru
from community.accounts.queries import EXPORTS, INVITED, WAITING, Task
from community.angka_kredit.queries import jenis_facts, may_read_evidence, record_export, schools_waiting
from community.angka_kredit.queries.modul import ratification_facts
from community.attendance.queries.online import attendance_section
from community.beranda.queries import FEEDS
from community.discussion.models import ABOUT as DISCUSSION
from community.discussion.models import ABOUT_QUESTION as QUESTIONS
from community.discussion.models import ARCHIVE as ROOM_ARCHIVE
from community.discussion.models import Room
from community.discussion.queries import described as described_messages
from community.discussion.queries import may_read_files as may_read_message_files
from community.discussion.queries import message_to_report
from community.discussion.queries.archive import SECTIONS as ARCHIVE
from community.discussion.queries.archive import Section
from community.discussion.queries.export import messages_export
from community.discussion.queries.hooks import SHELVES as SHOWN
from community.discussion.queries.hooks import Shelf, Thing
from community.discussion.queries.polled import polls_export, polls_section, questions_section
from community.discussion.queries.presence import presence_section
from community.discussion.queries.questions import described_questions, question_to_report
from community.discussion.queries.session_archive import session_export, session_section
from community.discussion.queries.transcript import may_read_archive
from community.gugus.models import Gugus
from community.gugus.queries import inviting_gugus
from community.gugus.queries.export import memberships_export, reports_export, without_ketua
from community.gugus.queries.hooks import PARTS, Describe, Part, Reach, reportable
from community.gugus.queries.imports import may_read_import
from community.kabar.models import ABOUT as KABAR
from community.kabar.queries import WITHIN, descriptions, may_read_files, post_to_report
from community.kabar.queries.export import posts_export
from community.kabar.queries.feed import feed_entries as kabar_entries
from community.kernel.atom import Entry
from community.kernel.files import readable_by, who_is_here
from community.kernel.files.reading import Reader
from community.lokakarya.queries import may_read_hasil
from community.lokakarya.queries.feed import feed_entries as pertemuan_entries
from community.lokakarya.queries.hooks import WRITTEN_ELSEWHERE
from community.lokakarya.rules import fill_jenis
from community.materials.panels import exhibited_material
from community.materials.queries import may_read_file as may_read_material_file
from community.materials.queries.comments import KIND as COMMENTS
from community.materials.queries.comments import comment_of, described_comments
from community.materials.queries.export import materials_export
from community.materials.queries.export_said import said_export
from community.materials.queries.feed import feed_entries as material_entries
from community.materials.queries.hiding import MATERIAL
from community.materials.queries.packs import may_read_pack
from community.materials.queries.reporting import described_materials, material_to_report
from community.materials.queries.showing import files_in, titles_in
from community.materials.queries.uses import USE_KIND as USES
from community.materials.queries.uses import described_uses, may_read_letter, use_of
from community.materials.rules.ratifying import fill_ratification
from community.notulen.queries import ATTENDING, holding_at
from community.notulen.queries.export import notulen_export
from community.observations.queries import may_read_photo, observations_export
from community.permissions import PENGURUS, Role
from community.wiring.minutes import minutes_section, who_was_there
from community.wiring.proxies import unknown_proxy

# Files about a kind of row -> whether a person may read those about one of them.
READERS: dict[str, Reader] = {
    "bukti": may_read_evidence,
    "hasil": may_read_hasil,
    "impor_guru": may_read_import,
    "materi": may_read_material_file,
    "paket_luring": may_read_pack,
    "pengesahan_materi": may_read_letter,
    "observasi": may_read_photo,
    KABAR: may_read_files,
    DISCUSSION: may_read_message_files,
    ROOM_ARCHIVE: may_read_archive,
}

# Kinds of which a stranger may read some: what is public.
OPEN = frozenset({"materi"})

# Sections of the export of one's own data, by heading.
SECTIONS: list[tuple[str, Callable[[Guru], Any]]] = [
    ("Gugus", memberships_export),
    ("Materi", materials_export),
    ("Tinjauan, komentar, dan pemakaian materi", said_export),
    ("Kabar", posts_export),
    ("Diskusi", messages_export),
    ("Sesi di ruang diskusi", session_export),
    ("Jajak pendapat dan pertanyaan", polls_export),
    ("Notulen bersama", notulen_export),
    ("Laporan yang Anda kirim", reports_export),
    ("Observasi", observations_export),
    ("Catatan angka kredit", record_export),
]

# What waits for the operator.
TASKS: list[Callable[[], list[Task]]] = [
    schools_waiting,
    without_ketua,
    unknown_proxy,
]

# What members may report: how a person reaches one, and what the queue of reports says of several.
REPORTED: dict[str, tuple[Reach, Describe]] = {
    KABAR: (post_to_report, descriptions),
    DISCUSSION: (message_to_report, described_messages),
    QUESTIONS: (question_to_report, described_questions),
    COMMENTS: (comment_of, described_comments),
    USES: (use_of, described_uses),
    MATERIAL: (material_to_report, described_materials),
}

# What a moderator may show to everyone in a room, besides files.
SHELVES: dict[str, Shelf] = {
    MATERIAL: Shelf(
        "Materi",
        lambda guru, gugus: [Thing(material_id, title) for material_id, title in titles_in(guru, gugus)],
        exhibited_material,
        files_in,
    ),
}

# Parts that stand in the row of parts of a gugus.
GUGUS_PARTS: list[Part] = [
    Part("Materi", "/materi", lambda _held: True),
    Part("Kabar", "/kabar", lambda held: bool(held & WITHIN) or Role.OPERATOR not in held),
    Part("Diskusi", "/diskusi", lambda held: bool(held & WITHIN) or Role.OPERATOR not in held),
    Part("Observasi", "/observasi", lambda held: bool(held & {*PENGURUS, Role.ANGGOTA})),
]

# What goes into the feed of a gugus, for a person or (None) for a stranger.
NEWS: list[Callable[[Guru | None, Gugus], list[Entry]]] = [
    kabar_entries,
    material_entries,
    pertemuan_entries,
]

# What the archive of a room holds, in this order.
ARCHIVED: list[Callable[[Room], Section | None]] = [
    session_section,
    polls_section,
    questions_section,
    minutes_section,
    attendance_section,
    presence_section,
]


def connect() -> None:
    """Answer what the packages below ask; again for each application."""
    for kind, reader in READERS.items():
        readable_by(kind, reader, strangers=kind in OPEN)
    who_is_here(guru_or_none)
    EXPORTS[:] = SECTIONS
    WAITING[:] = TASKS
    INVITED[:] = [inviting_gugus]
    fill_jenis(jenis_facts())
    fill_ratification(ratification_facts())
    for kind, (reach, describe) in REPORTED.items():
        reportable(kind, reach, describe)
    SHOWN.clear()
    SHOWN.update(SHELVES)
    PARTS[:] = GUGUS_PARTS
    FEEDS[:] = NEWS
    ARCHIVE[:] = ARCHIVED
    WRITTEN_ELSEWHERE[:] = [holding_at]
    ATTENDING[:] = [who_was_there]
