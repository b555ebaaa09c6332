"""The namespace of the protocol, and what Socket.IO calls the rooms."""

NAMESPACE = "/diskusi"
DATA, PIECES = "data", "potongan"  # the two forms in which a client may hear a room
FORMS = (DATA, PIECES)


def channel(room_id: str, form: str) -> str:
    """Those who hear a room in one form."""
    return f"diskusi:{room_id}:{form}"
