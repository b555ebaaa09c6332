"""A program that sends files in pieces, as tus-js-client does, over the test client."""

import base64
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from community.accounts.models import Guru
from community.kernel.database import db, end_transaction
from tests.visitor import Visitor, filled

VERSION = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}


class Sender:
    """Someone's browser, sending one file after another."""

    def __init__(self, app: Flask, person: Guru, page: str = "/akun") -> None:
        self.app = app
        self.visitor = Visitor(app, person)
        form = next(form for form in self.visitor.visit(page).tree.iter("form") if "csrf_token" in filled(form))
        self.token = filled(form)["csrf_token"]

    def ask(self, method: str, path: str, headers: dict[str, Any] | None = None, **kw: Any) -> TestResponse:
        """One request of the protocol, with the token of the form."""
        end_transaction(keep=False)
        said = VERSION | {"X-CSRFToken": self.token} | (headers or {})
        with self.app.app_context():
            answer = self.visitor.client.open(path, method=method, headers=said, **kw)
        db.session.expire_all()
        end_transaction(keep=False)
        return answer

    def begin(self, name: str, size: int, gugus: str = "") -> TestResponse:
        """Ask for a new upload."""
        given = {"filename": name, "gugus": gugus}
        said = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in given.items() if value)
        return self.ask("POST", "/unggahan", {"Upload-Length": str(size), "Upload-Metadata": said})

    def piece(self, path: str, offset: int, data: bytes, *, claimed: int | None = None) -> TestResponse:
        """Send `data` at `offset`; the line breaks if more was `claimed` than comes."""
        headers = {"Upload-Offset": str(offset), "Content-Length": str(len(data) if claimed is None else claimed)}
        headers["Content-Type"] = "application/offset+octet-stream"
        return self.ask("PATCH", path, headers, input_stream=BytesIO(data))

    def offset(self, path: str) -> int:
        """Where to go on."""
        return int(self.ask("HEAD", path).headers["Upload-Offset"])

    def send(self, name: str, data: bytes, gugus: str = "") -> str:
        """Send a whole file in two pieces; returns the upload's id."""
        path = self.begin(name, len(data), gugus).headers["Location"]
        half = len(data) // 2
        for offset, piece in ((0, data[:half]), (half, data[half:])):
            answer = self.piece(path, offset, piece)
            assert answer.status_code == 204, answer.get_data(as_text=True)
        return path.rpartition("/")[2]
