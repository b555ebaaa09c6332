"""Someone has erased the own account: what was frozen keeps its sense without the name."""

from typing import Any

from community.accounts.models import FORMER
from community.kernel.database import hold
from community.notulen.queries import editions_naming


def forget_in_editions(guru_id: str) -> None:
    """Part of an act: where an edition knows by the id who it names, it says "Mantan anggota".

    What people wrote themselves, names too, is the text of the minutes and stays.
    """
    for edition in editions_naming(guru_id):
        hold(edition)
        present = [_without(each, guru_id, name=FORMER, school="") for each in edition.attendance["present"]]
        edition.attendance = edition.attendance | {"present": present}
        tasks = [_without(each, guru_id, who=FORMER) for each in edition.content["tasks"]]
        edition.content = edition.content | {"tasks": tasks}


def _without(entry: dict[str, Any], guru_id: str, **instead: str) -> dict[str, Any]:
    return entry | instead if entry["guru_id"] == guru_id else entry
