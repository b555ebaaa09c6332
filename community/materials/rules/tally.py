"""What the verdicts of a version come to."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """The standing verdicts of one version, against the approvals its gugus needs."""

    approvals: int
    demands: int  # "perlu perbaikan" that nobody has taken back
    needed: int

    @property
    def is_approved(self) -> bool:
        return self.approvals >= self.needed and not self.demands

    @property
    def words(self) -> str:
        said = f"{self.approvals} dari {self.needed} tinjauan setuju"
        return f"{said}, {self.demands} meminta perbaikan" if self.demands else said


def tally_of(verdicts: Mapping[str, str], needed: int) -> Tally:
    """The last verdict of each reviewer (by person), counted."""
    said = list(verdicts.values())
    return Tally(said.count("setuju"), said.count("perlu_perbaikan"), needed)


def status_after(status: str, verdict: str, tally: Tally) -> str:
    """The status of a materi once `verdict` was given to its current version and the verdicts stand at `tally`.

    A demand turns it to perlu_perbaikan at once; an approval never overrules a demand that still stands; who takes
    the last demand back lets the review go on. What was approved stays so until a demand or another version.
    """
    if verdict == "perlu_perbaikan":
        return "perlu_perbaikan"
    if tally.demands:
        return status
    if tally.is_approved:
        return "disetujui"
    return "ditinjau" if status == "perlu_perbaikan" else status
