"""Who has a document open now, and who is writing where: said to those in it, in whatever process, kept nowhere."""

from typing import Any

from community.kernel.places import Present
from community.kernel.realtime import socketio, tell_others
from community.notulen.live.names import NAMESPACE, OF_PEOPLE, OF_WRITING, channel
from community.notulen.live.roster import roster


def tell_being(document_id: str, guru_id: str, name: str, place: str, *, sid: str) -> None:
    """Someone is writing at a place of the document: only a name and the place, kept nowhere."""
    said = {"oleh": {"id": guru_id, "nama": name}, "bagian": place}
    _tell(document_id, "menulis", said, skip=sid)
    tell_others(OF_WRITING, {"dokumen": document_id} | said)


def being_elsewhere(said: dict[str, Any]) -> None:
    """Someone is writing who is connected to another process."""
    _tell(str(said["dokumen"]), "menulis", {"oleh": said["oleh"], "bagian": said["bagian"]})


def _show(document_id: str, picture: dict[str, Any]) -> None:
    _tell(document_id, "orang", picture)


def _tell(document_id: str, event: str, data: dict[str, Any], skip: str | None = None) -> None:
    said = {"dokumen": document_id} | data
    socketio.emit(event, said, to=channel(document_id), namespace=NAMESPACE, skip_sid=skip)


present = Present("dokumen", OF_PEOPLE, roster, _show)
