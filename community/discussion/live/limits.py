"""How fast one person may go, whatever the door: the socket, a form, several devices."""

from community.kernel.pace import Pace

# A conversation needs a message in a few seconds; a device that comes back sends what had to wait, all at once.
WRITING = Pace("diskusi/tulis", burst=30, per_second=6)
JOINING = Pace("diskusi/masuk", burst=30, per_second=2)  # each brings up to 200 events
TYPING = Pace("diskusi/mengetik", burst=3, per_second=0.5)
STARTING = Pace("diskusi/topik", burst=10, per_second=1 / 360)
VOTING = Pace("diskusi/suara", burst=20, per_second=2)
TYPING_IN_ROOM = Pace("diskusi/mengetik-ruang", burst=5, per_second=2)
