"""What packages below ask and packages above answer: who reads a file, what an export holds, what jenis ask for."""

from collections.abc import Callable
from typing import Any

from community.accounts.models import Guru
from community.accounts.queries import EXPORTS, INVITED, WAITING, Task
from community.angka_kredit.queries import jenis_facts, may_read_evidence, record_export, schools_waiting
from community.gugus.queries import inviting_gugus
from community.gugus.queries.export import memberships_export, without_ketua
from community.gugus.queries.imports import may_read_import
from community.kernel.files import readable_by
from community.kernel.files.reading import Reader
from community.lokakarya.queries import may_read_hasil
from community.lokakarya.rules import fill_jenis

# Files about a kind of row -> whether a person may read those about one of them.
READERS: dict[str, Reader] = {
    "bukti": may_read_evidence,
    "hasil": may_read_hasil,
    "impor_guru": may_read_import,
}

# Sections of the export of one's own data, by heading.
SECTIONS: list[tuple[str, Callable[[Guru], Any]]] = [
    ("Gugus", memberships_export),
    ("Catatan angka kredit", record_export),
]

# What waits for the operator.
TASKS: list[Callable[[], list[Task]]] = [
    schools_waiting,
    without_ketua,
]


def connect() -> None:
    """Answer what the packages below ask; again for each application."""
    for kind, reader in READERS.items():
        readable_by(kind, reader)
    EXPORTS[:] = SECTIONS
    WAITING[:] = TASKS
    INVITED[:] = [inviting_gugus]
    fill_jenis(jenis_facts())
