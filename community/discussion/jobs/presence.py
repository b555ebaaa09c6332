"""What nobody in a room sets off: calls whose moment has come, and processes that were killed."""

from community.discussion.live import stays
from community.discussion.models import HerePlan
from community.discussion.queries.presence import due_plans, lost_processes
from community.discussion.services.here import ask_planned
from community.discussion.services.presence import close_lost
from community.kernel.clock import now
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.jobs import every


@every(minutes=1)
def look_after_presence() -> None:
    """Ask what was planned, and end the stays of who was connected to a process that is no more.

    That one may have been the only one: then nobody is counted before somebody enters a room again, unless it is here.
    """
    own = stays.process_id()  # alive, though its clock may have leapt: a laptop that slept
    due, lost = due_plans(), lost_processes(now(), but=own)
    end_transaction(keep=False)
    for plan_id in due:
        ask_planned(SYSTEM, db.session.get_one(HerePlan, plan_id))
    if lost:
        close_lost(SYSTEM, INSTALLATION, but=own)
