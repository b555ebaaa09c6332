"""Who is connected to this process, and which documents they have open, each with the pertemuan it is of."""

from community.kernel.places import Seats

roster = Seats()
