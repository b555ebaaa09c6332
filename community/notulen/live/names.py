"""The namespace, and what Socket.IO calls those who have one document open."""

NAMESPACE = "/notulen"
# Words that one process tells the others; wiring says who hears them.
OF_NOTULEN, OF_TURNS, OF_WRITING = "notulen", "notulen-keadaan", "notulen-menulis"
OF_PEOPLE = "notulen-orang"
OF_LEAVERS, OF_SESSIONS = "notulen-pergi", "notulen-sesi"


def channel(document_id: str) -> str:
    """Those who have a document open."""
    return f"notulen:{document_id}"
