"""What the shared notulen leaves behind, as plain values: wiring hands it to the archive of a room."""

from datetime import date
from typing import NamedTuple

from community.lokakarya.queries import peserta_of
from community.notulen.models import FrozenNotulen
from community.notulen.queries.frozen import editions_of
from community.notulen.queries.reach import document_at
from community.notulen.queries.state import content_now
from community.notulen.rules.minutes import Attendance
from community.notulen.rules.shape import KEPUTUSAN, TINDAK


class Kept(NamedTuple):
    """The notulen of a pertemuan: as frozen (`edition`), or as it stands now."""

    edition: FrozenNotulen | None
    sections: list[tuple[str, str]]  # heading, text
    decisions: list[str]
    tasks: list[tuple[str, str, date | None]]  # what, who, until when
    attendance: Attendance


def kept_of(pertemuan_id: str) -> Kept | None:
    """The notulen written together at a pertemuan; None where there is none. As many queries for long ones."""
    document = document_at(pertemuan_id)
    if document is None:
        return None
    frozen = next(iter(editions_of(document.id)), None)
    if frozen and frozen.holds:
        written = [(each["title"], each["text"]) for each in frozen.content["sections"]]
        return Kept(frozen, written, frozen.content["decisions"], frozen.tasks, frozen.there)
    content = content_now(document)
    names = {each.id: each.name for each in peserta_of(document.pertemuan.paket)}
    return Kept(
        None,
        [(each["title"], content.texts[each["key"]]) for each in document.sections],
        [each.text for each in content.standing(KEPUTUSAN)],
        [(each.text, names.get(each.guru_id) or each.who, each.until_on) for each in content.standing(TINDAK)],
        Attendance(),
    )
