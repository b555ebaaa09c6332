"""One message to one device: encrypted, signed, sent once. Slow: a job calls it."""

import hashlib
import http.client
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NamedTuple

from community.kernel.errors import Invalid
from community.kernel.push.guard import NotAnEndpoint, check_endpoint, connection
from community.kernel.push.keys import signature

KEPT_FOR = 24 * 60 * 60  # seconds the other server keeps it for a phone that is switched off
_GONE = frozenset({403, 404, 410})  # 403: asked for with a key that is no longer ours
_LATER = frozenset({408, 425, 429})
_POINT, _SECRET = 65, 16  # bytes of an uncompressed P-256 point and of the secret (RFC 8291)


class Target(NamedTuple):
    """A device, as its browser gave it."""

    endpoint: str
    p256dh: str
    auth: str


class Gone(Exception):
    """The device no longer takes messages: forget it."""


class Refused(Exception):
    """This message is not taken, and trying again would not help."""


class Unreachable(Exception):
    """The other server does not answer or has no time: try again later."""


def check_target(target: Target) -> None:
    """Raises NotAnEndpoint for what no browser gives: another address, keys of another shape."""
    check_endpoint(target.endpoint)
    if len(_bytes(target.p256dh)) != _POINT or len(_bytes(target.auth)) != _SECRET:
        raise NotAnEndpoint
    try:
        _encrypted(target, b"?")
    except Exception as fault:  # a point that lies on no curve
        raise NotAnEndpoint from fault


def send(target: Target, message: dict[str, Any], *, topic: str) -> None:
    """Send `message`. Of several with one `topic` that wait for a phone, it gets the last.

    Raises Gone, Refused or Unreachable.
    """
    try:
        parts = check_endpoint(target.endpoint)
        body = _encrypted(target, json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())
        status = _post(connection(parts), (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, {
            **signature(target.endpoint),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_FOR),
            "Topic": urlsafe_b64encode(hashlib.sha256(topic.encode()).digest()[:24]).decode(),
            "Urgency": "normal",
        })  # fmt: skip
    except Invalid as fault:
        raise Gone from fault
    except (OSError, http.client.HTTPException) as fault:
        raise Unreachable(str(fault)) from fault
    if status in _GONE:
        raise Gone
    if status >= 500 or status in _LATER:
        raise Unreachable(f"status {status}")
    if status >= 300:  # a redirect is not followed: it could lead to where we must not ask
        raise Refused(f"status {status}")


def _post(line: http.client.HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        line.request("POST", path, body, headers)
        return line.getresponse().status
    finally:
        line.close()


def _encrypted(target: Target, message: bytes) -> bytes:
    import http_ece
    from cryptography.hazmat.primitives.asymmetric import ec

    return bytes(
        http_ece.encrypt(
            message,
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=_bytes(target.p256dh),
            auth_secret=_bytes(target.auth),
            version="aes128gcm",
        )
    )


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError as fault:
        raise NotAnEndpoint from fault
