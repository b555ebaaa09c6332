"""Who has what open together: a place is a room, a shared document. Kept in memory alone, it ends with the process.

roster = Seats()                                     # the connections of this process, and the places they have
present = Present("ruang", OF_PEOPLE, roster, show)  # shown to those at a place, and told to the other processes
leaving = Leaving(NAMESPACE, roster, …)              # who no longer reaches a place is shown out
"""

from community.kernel.places.leaving import Leaving
from community.kernel.places.present import NAMED, Present
from community.kernel.places.seats import Seats

__all__ = ["NAMED", "Leaving", "Present", "Seats"]
