"""Pages go out compressed: on a 3G phone most of the wait is the wire. (Styles and scripts lie ready compressed.)

What a page says can be guessed from its length when a secret and an attacker's words are compressed together (BREACH).
Here the attacker's pages cannot make the victim's browser ask often enough: the session cookie is SameSite=Lax. The
secret of a form token never stands in a page without a signature over the second of its making, which differs from
answer to answer; and each answer is made longer by a random amount, as Django does ("Heal the Breach").
"""

import gzip
import io
import secrets

from flask import Flask, Response, request

KINDS = frozenset({"text/html", "text/calendar", "text/plain", "application/json", "application/problem+json"})
LEAST = 500  # bytes: below it nothing is won
LEVEL = 5
PADDING = 100  # bytes at most


def _compressed(response: Response) -> Response:
    if response.mimetype not in KINDS or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    if response.status_code in (204, 304) or (response.content_length or 0) < LEAST:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip"):
        return response
    response.set_data(_gzip(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _gzip(body: bytes) -> bytes:
    out = io.BytesIO()
    padding = "a" * secrets.randbelow(PADDING + 1)  # as a file name in the header, which is never shown
    with gzip.GzipFile(padding, "wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(body)
    return out.getvalue()


def init_app(app: Flask) -> None:
    app.after_request(_compressed)
