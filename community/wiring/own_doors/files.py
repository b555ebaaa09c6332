"""Stored files: each byte is asked for. Links to one end by themselves."""

from datetime import datetime

from flask import Blueprint, Response, render_template

from community.accounts.current import current_guru, guru_or_none
from community.accounts.queries import guru_with
from community.kernel.errors import NotFound, NotSignedIn
from community.kernel.files import LinkOver, StoredFile, file_of, link_token, read_token, send, send_light, send_preview

files = Blueprint("files", __name__)


@files.get("/berkas/<file_id>")
def show(file_id: str) -> Response:
    """The bytes of one file, to whoever the row it belongs to lets read it."""
    return send(_reached(file_id))


@files.get("/berkas/<file_id>/ringan")
def light(file_id: str) -> Response:
    """Its light copy."""
    return send_light(_reached(file_id))


@files.get("/berkas/<file_id>/pratinjau")
def preview(file_id: str) -> Response:
    """Its first page, or the picture, small."""
    return send_preview(_reached(file_id))


@files.get("/berkas/<file_id>/tautan")
def make_link(file_id: str) -> str:
    """A link for someone without an account. It is made of the file, its maker and an hour: nothing is written."""
    guru = current_guru()
    stored = file_of(guru, file_id)
    token, until = link_token(guru, stored)
    return render_template("files/make_link.html", stored=stored, token=token, until=until)


@files.get("/tautan/<token>")
def link(token: str) -> str:
    """What someone is about to load down, and how large it is."""
    stored, until = _linked(token)
    return render_template("files/link.html", stored=stored, token=token, until=until)


@files.get("/tautan/<token>/berkas")
def linked(token: str) -> Response:
    """The bytes behind a link."""
    return send(_linked(token)[0])


def _reached(file_id: str) -> StoredFile:
    """The file for whoever is there. A stranger who may not read it is asked to sign in: it may be for an account."""
    guru = guru_or_none()
    try:
        return file_of(guru, file_id)
    except NotFound:
        if guru is None:
            raise NotSignedIn from None
        raise


def _linked(token: str) -> tuple[StoredFile, datetime]:
    """The file behind a link and when the link ends: for as long as its maker reads the file. Raises LinkOver."""
    file_id, maker_id, until = read_token(token)
    maker = guru_with(maker_id)
    try:
        if maker is not None:
            return file_of(maker, file_id), until
    except NotFound:
        pass
    raise LinkOver
