"""A person's device without a browser: cookies, forms and their tokens, over a real connection that may break."""

import io
import re
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Line:
    """Someone signed in at `address`. A dropped connection raises OSError or http.client.HTTPException."""

    def __init__(self, address: str, login: str, password: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._opener.addheaders = [("Accept", "text/html")]
        page = self.get("/masuk")
        self.post("/masuk", {"csrf_token": token_of(page), "lanjut": "/", "login": login, "password": password})

    def get(self, path: str) -> str:
        return self._read(urllib.request.Request(self.address + path))

    def post(self, path: str, fields: Mapping[str, str]) -> str:
        return self._read(urllib.request.Request(self.address + path, urlencode(fields).encode()))

    def upload(self, path: str, fields: Mapping[str, str], *, name: str, content: bytes) -> str:
        """Post a form with a file in its field `file`."""
        file = FileStorage(io.BytesIO(content), filename=name)
        boundary, body = encode_multipart({**fields, "file": file})
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._read(urllib.request.Request(self.address + path, body, kind))

    def _read(self, request: urllib.request.Request) -> str:
        with self._opener.open(request, timeout=60) as answer:
            return str(answer.read().decode())


def token_of(page: str) -> str:
    """The token of the forms of a page."""
    found = _TOKEN.search(page)
    assert found, page
    return found[1]
