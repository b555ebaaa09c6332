"""Who is connected to this process, and which rooms they hear, each in a form (names.FORMS)."""

from community.kernel.places import Seats

roster = Seats()
