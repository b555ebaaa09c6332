"""The namespace of the protocol, and what Socket.IO calls the rooms."""

NAMESPACE = "/diskusi"
DATA, PIECES = "data", "potongan"  # the two forms in which a client may hear a room
FORMS = (DATA, PIECES)
# Words that one process tells the others; wiring says who hears them.
OF_ROOMS, OF_PEOPLE, OF_TYPING = "ruang", "orang", "mengetik"
OF_LEAVERS, OF_SESSIONS = "pergi", "sesi"
OF_SUMS = "hitungan"


def channel(room_id: str, form: str) -> str:
    """Those who hear a room in one form."""
    return f"diskusi:{room_id}:{form}"
