"""Sending a file in pieces over a bad line: the tus 1.0.0 protocol at /unggahan, written from its specification.

Core, creation, termination and expiration. No kept library answers it on a WSGI server, and what is asked of one is
small: a row when it begins, a growing file, and the truth about how much of it has come. The browser's side is
tus-js-client.
"""

import base64
import binascii
from typing import Any

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import ClientDisconnected
from werkzeug.http import http_date

from community.accounts.current import current_guru
from community.kernel.command import INSTALLATION
from community.kernel.database import end_transaction
from community.kernel.errors import Invalid, Refusal
from community.kernel.files import ALL, FileRefused, Sent, look_at, services, spool, upload_of
from community.kernel.web import streams

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration"
PIECES = "application/offset+octet-stream"

uploads = Blueprint("uploads", __name__, url_prefix="/unggahan")


class OtherVersion(Refusal):
    code = "versi_tus"
    status = 412
    message = "Pengirim berkas memakai versi protokol yang lain. Muat ulang halaman, lalu coba lagi."


class NotPieces(Refusal):
    code = "bukan_potongan"
    status = 415
    message = f"Potongan berkas dikirim sebagai {PIECES}."


@uploads.after_request
def _say_version(response: Response) -> Response:
    response.headers["Tus-Resumable"] = VERSION
    return response


@uploads.route("", methods=["OPTIONS"], provide_automatic_options=False)
def capabilities() -> Response:
    """What this server can do."""
    response = Response(status=204)
    response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = EXTENSIONS
    response.headers["Tus-Max-Size"] = str(current_app.config["UPLOAD_MAX_BYTES"])
    return response


@uploads.post("")
def begin() -> Response:
    """A new upload; the answer says where its bytes go."""
    guru = current_guru()
    _same_version()
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    upload = services.begin_upload(
        guru,
        INSTALLATION,
        name=said.get("filename", ""),
        size=_number("Upload-Length"),
        gugus_id=said.get("gugus") or None,
    )
    response = _about(upload.expires_at, status=201)
    response.headers["Location"] = f"{uploads.url_prefix}/{upload.id}"
    return response


@uploads.route("/<upload_id>", methods=["HEAD"])
def offset(upload_id: str) -> Response:
    """How much of it has come."""
    guru = current_guru()
    _same_version()
    upload = upload_of(guru, upload_id)
    response = _about(upload.expires_at, spool.arrived(upload.id), status=200)
    response.headers["Upload-Length"] = str(upload.size)
    response.headers["Upload-Metadata"] = "filename " + base64.b64encode(upload.name.encode()).decode()
    return response


@uploads.patch("/<upload_id>")
@streams
def append(upload_id: str) -> Response:
    """More of it. What the whole is, is looked at once it is whole, so that a wrong file is told at once."""
    guru = current_guru()
    _same_version()
    upload = upload_of(guru, upload_id)
    begins, size, expires = _number("Upload-Offset"), upload.size, upload.expires_at
    if request.mimetype != PIECES:
        raise NotPieces
    if begins + (request.content_length or 0) > size:
        raise Invalid("Kiriman ini lebih panjang daripada berkasnya.")
    end_transaction(keep=False)  # the line may be slow: no connection to the database waits with it
    try:
        come = spool.append(upload_id, begins, request.stream, size)
    except (ClientDisconnected, OSError):  # nobody hears the answer; what came is kept
        come = spool.arrived(upload_id)
    if come == size:
        _look(guru, upload_id)
    return _about(expires, come, status=204)


@uploads.delete("/<upload_id>")
def cancel(upload_id: str) -> Response:
    """Forget it."""
    guru = current_guru()
    _same_version()
    services.cancel_upload(guru, upload_of(guru, upload_id))
    return Response(status=204)


def _look(guru: Any, upload_id: str) -> None:
    """Refuse, and forget, what no form would take."""
    try:
        look_at(Sent(upload_id), ALL)
    except FileRefused:
        services.cancel_upload(guru, upload_of(guru, upload_id))
        raise


def _about(expires: Any, come: int | None = None, *, status: int) -> Response:
    response = Response(status=status)
    response.headers["Upload-Expires"] = http_date(expires)
    if come is not None:
        response.headers["Upload-Offset"] = str(come)
    return response


def _same_version() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise OtherVersion


def _number(header: str) -> int:
    raw = request.headers.get(header, "")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 16):
        raise Invalid(f"Kepala {header} harus bilangan bulat.")
    return int(raw)


def _metadata(raw: str) -> dict[str, str]:
    """`filename <base64>,gugus <base64>` as a dict; what is not written so is left out."""
    found = {}
    for pair in raw.split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode("utf-8", "replace")
        except binascii.Error:
            continue
    return found
