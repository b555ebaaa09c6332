"""A power cut while a file arrives: what came is there, and the sender goes on behind it."""

import http.client
import json
import os
from base64 import b64encode
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor

import pytest

from community.wiring.sample import PASSWORD
from tests.installation import Installation
from tests.journeys.line import Line, token_of
from tests.journeys.test_killed import in_background, wait_until

pytestmark = pytest.mark.slow

DATA = b"%PDF-1.7\n" + os.urandom(6 * 1024 * 1024) + b"\n%%EOF\n"
FORM = """SELECT id FROM paket WHERE id NOT IN (SELECT paket_id FROM paket_step WHERE kind IN ('ditutup', 'dibatalkan'))
    ORDER BY created_at DESC LIMIT 1"""


class Sender:
    """The pieces of one file, each over a connection of its own that may break."""

    def __init__(self, server: Installation, line: Line, token: str) -> None:
        self.port = server.port
        cookies: CookieJar = next(h.cookiejar for h in line._opener.handlers if isinstance(h, HTTPCookieProcessor))
        cookie = "; ".join(f"{each.name}={each.value}" for each in cookies)
        self.headers = {"Cookie": cookie, "X-CSRFToken": token, "Tus-Resumable": "1.0.0", "Accept": "application/json"}

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, self.headers | headers)
            answer = connection.getresponse()
            if said := answer.read():
                assert answer.status < 400, json.loads(said)
            return answer
        finally:
            connection.close()

    def offset(self, path: str) -> int:
        return int(self.ask("HEAD", path, {}).headers["Upload-Offset"])

    def send(self, path: str, offset: int, data: bytes) -> int:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return int(self.ask("PATCH", path, headers, data).headers["Upload-Offset"])


def test_an_upload_cut_off_by_a_power_cut_goes_on_and_is_whole(sample: Installation) -> None:
    ketua = Line(sample.address, "contoh-ketua", PASSWORD)
    form = f"/paket/{sample.ask(FORM)}/hasil"
    token = token_of(ketua.get(form))
    sender = Sender(sample, ketua, token)
    named = {"Upload-Length": str(len(DATA)), "Upload-Metadata": "filename " + b64encode(b"pindaian.pdf").decode()}
    path = sender.ask("POST", "/unggahan", named).headers["Location"]
    file = sample.folder / "unggahan" / path.rpartition("/")[2]
    sending = in_background(lambda: sender.send(path, 0, DATA))
    wait_until(lambda: file.exists() and file.stat().st_size > 0)
    sample.kill()
    sending()
    sample.start()
    came = sender.offset(path)
    assert 0 < came <= len(DATA) and came == file.stat().st_size
    if came < len(DATA):
        assert sender.send(path, came, DATA[came:]) == len(DATA)
    fields = {"csrf_token": token, "kind": "perangkat", "title": "Pindaian", "upload-unggahan": file.name}
    assert "Hasil terlampir" in ketua.post(form, fields)
    stored = sample.ask("SELECT id FROM stored_file WHERE name = 'pindaian.pdf'")
    assert (sample.folder / "berkas" / stored[:2] / stored).read_bytes() == DATA
