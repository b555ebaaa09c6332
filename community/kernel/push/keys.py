"""The VAPID key of this installation: made once, kept beside its data, or given by the environment.

A subscription is bound to the key it was asked for with: with another key every device must subscribe anew.
"""

import tempfile
from base64 import urlsafe_b64encode
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

NAME = "vapid.pem"


def public_key() -> str:
    """The public key as browsers take it: an uncompressed point, base64url."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = _signer().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def signature(endpoint: str) -> dict[str, str]:
    """The headers that say to the server of `endpoint` who sends, valid for a day."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "sub": f"mailto:{_address()}"}
    return dict(_signer().sign(claims))


def _address() -> str:
    return parseaddr(current_app.config["MAIL_FROM"])[1] or "gugus@localhost"


def _signer() -> Any:
    """What signs, read once per process: reading the key costs more than signing."""
    if "vapid" not in current_app.extensions:
        from py_vapid import Vapid02

        given = current_app.config["VAPID_PRIVATE_KEY"]
        if given:
            signer = Vapid02.from_pem(given.encode()) if "BEGIN" in given else Vapid02.from_string(given)
        else:
            signer = Vapid02.from_pem(_kept(Path(current_app.config["INSTANCE"]) / NAME))
        current_app.extensions["vapid"] = signer
    return current_app.extensions["vapid"]


def _kept(path: Path) -> bytes:
    """The key in the file at `path`, which is made if there is none; only its owner may read it."""
    if not path.exists():
        from py_vapid import Vapid02

        signer = Vapid02()
        signer.generate_keys()
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:  # mode 600
            draft.write(signer.private_pem())
        with suppress(FileExistsError):
            path.hardlink_to(draft.name)  # whole or not at all, and never over the key of another process
        Path(draft.name).unlink()
    return path.read_bytes()
