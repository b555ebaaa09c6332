"""What the maker of a browser runs: a push service of this machine, and the devices behind it, which can read."""

import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from community.kernel.ids import new_id
from community.kernel.push import Target


class Device:
    """One browser: only it can read what is sent to it."""

    def __init__(self, address: str) -> None:
        self.endpoint = address
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = new_id().encode() + b"-gugus"
        self.messages: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def target(self) -> Target:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Target(self.endpoint, _text(point), _text(self.secret))

    def receive(self, body: bytes, headers: dict[str, str]) -> None:
        read = http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        self.messages.append(json.loads(read))
        self.headers.append(headers)


class PushService(ThreadingHTTPServer):
    """Takes messages for its devices from whoever signs them. `answer` is what it says instead of 201."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.devices: dict[str, Device] = {}
        self.senders: set[str] = set()
        self.asked: list[str] = []
        self.answer = 201

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def device(self) -> Device:
        made = Device(f"{self.address}/wpush/{new_id()}")
        self.devices[made.endpoint] = made
        return made


class _Counter(BaseHTTPRequestHandler):
    server: PushService

    def do_POST(self) -> None:
        address = self.server.address + self.path
        self.server.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.answer
        if status == 201:
            self.server.senders.add(signed_by(self.headers["Authorization"], self.server.address))
            device = self.server.devices.get(address)
            if device is None:
                status = 410
            else:
                device.receive(body, dict(self.headers))
        self.send_response(status)
        if status == 307:
            self.send_header("Location", f"{self.server.address}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing on the screen of the tests."""


def signed_by(authorization: str, audience: str) -> str:
    """The public key of who signed this VAPID header (RFC 8292) for `audience`; raises if it is not signed by it."""
    parts = dict(part.strip().split("=", 1) for part in authorization.removeprefix("vapid ").split(","))
    signed, _, signature = parts["t"].rpartition(".")
    raw = _raw(signature)
    der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(parts["k"]))
    key.verify(der, signed.encode(), ec.ECDSA(SHA256()))
    claims = json.loads(_raw(signed.split(".")[1]))
    assert claims["aud"] == audience and claims["sub"].startswith("mailto:")
    return parts["k"]


@contextmanager
def open_service() -> Iterator[PushService]:
    with PushService() as service:
        thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield service
        service.shutdown()
        thread.join()


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
