"""Someone who writes in the shared notulen with a copy of their own, as a browser does."""

from typing import Any

from pycrdt import Array, Doc, Map, Text

from community.accounts.models import Guru
from community.kernel.database import db, end_transaction
from community.notulen.models import SharedNotulen
from community.notulen.queries import state_of
from community.notulen.rules.shape import root_of
from community.notulen.services import write_update


class Copy:
    """A copy of the document: what is written in it, and what of it was not sent yet."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc()
        self._sent = self.doc.get_state()

    def text(self, key: str) -> str:
        return str(self._text(key))

    def insert(self, key: str, place: int, words: str) -> None:
        """Put `words` before the character `place`."""
        text = self._text(key)
        text.insert(len(str(text)[:place].encode()), words)

    def delete(self, key: str, start: int, end: int) -> None:
        text = self._text(key)
        said = str(text)
        first = len(said[:start].encode())
        del text[first : first + len(said[start:end].encode())]

    def append(self, key: str, words: str) -> None:
        self.insert(key, len(self.text(key)), words)

    def add(self, kind: str, **values: Any) -> None:
        """A line: `teks` becomes a text of its own."""
        self.list(kind).append(Map(values | {"teks": Text(values.get("teks", ""))}))

    def list(self, kind: str) -> Array[Any]:
        found: Array[Any] = self.doc.get(kind, type=Array)
        return found

    def unsent(self) -> bytes:
        return self.doc.get_update(self._sent)

    def sent(self) -> None:
        self._sent = self.doc.get_state()

    def hear(self, update: bytes) -> None:
        self.doc.apply_update(update)

    def _text(self, key: str) -> Text:
        found: Text = self.doc.get(root_of(key), type=Text)
        return found


class Writer(Copy):
    """A copy that writes through the act itself, without a line."""

    def __init__(self, document_id: str, guru: Guru) -> None:
        super().__init__()
        self._document_id = document_id
        self._guru_id = guru.id

    def catch_up(self) -> "Writer":
        """Hear everything that is stored."""
        self.hear(state_of(self._document_id).doc.get_update(self.doc.get_state()))
        if not self._owes():
            self.sent()
        end_transaction(keep=False)
        return self

    def send(self) -> int:
        """Store what was written since; the number of the last change."""
        n = self.send_raw(self.unsent())
        self.sent()
        return n

    def send_raw(self, update: bytes) -> int:
        end_transaction(keep=False)
        guru = db.session.get_one(Guru, self._guru_id)
        return write_update(guru, db.session.get_one(SharedNotulen, self._document_id), update=update)

    def _owes(self) -> bool:
        return self.doc.get_state() != state_of(self._document_id).doc.get_state()
