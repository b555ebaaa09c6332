"""How fast one person may go, whatever the door: the socket, a form, several devices."""

from community.kernel.pace import Pace

# A browser gathers what is typed in a third of a second; two devices of one person write at most so fast.
WRITING = Pace("notulen/tulis", burst=40, per_second=8)
JOINING = Pace("notulen/masuk", burst=20, per_second=4)
BEING = Pace("notulen/sedang", burst=8, per_second=2)
EVERYONE = Pace("notulen/sedang-semua", burst=20, per_second=8)  # of one document
