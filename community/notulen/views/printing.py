"""A frozen edition on paper."""

from typing import Any

from flask import Response

from community.accounts.current import current_guru
from community.kernel.indonesian import hari_tanggal, rentang, tanggal, waktu
from community.kernel.printing import pdf
from community.notulen.models import FrozenNotulen
from community.notulen.queries import document_of, edition_of
from community.notulen.rules.minutes import blocks
from community.notulen.views import blueprint


@blueprint.get("/pertemuan/<pertemuan_id>/notulen/bersama/edisi/<int:number>/cetak")
def print_pdf(pertemuan_id: str, number: int) -> Response:
    """The edition as PDF, with who was there and places to sign."""
    document = document_of(current_guru(), pertemuan_id)
    edition = edition_of(document, number)
    response = Response(pdf("notulen", data_of(edition)), mimetype="application/pdf")
    name = f"notulen-{document.pertemuan_id}-edisi-{number}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def data_of(edition: FrozenNotulen) -> dict[str, Any]:
    """All that the page prints, as text."""
    pertemuan = edition.document.pertemuan
    gugus = pertemuan.paket.gugus
    zone = gugus.zone.name
    content = edition.content
    return {
        "title": "Notulen " + (pertemuan.title or pertemuan.paket.theme),
        "gugus": gugus.name,
        "head": [
            ["Paket", pertemuan.paket.theme],
            ["Hari, tanggal", hari_tanggal(pertemuan.starts_at, zone)],
            ["Waktu", rentang(pertemuan.starts_at, pertemuan.ends_at, zone)],
            ["Tempat", pertemuan.place or pertemuan.mode_name],
        ],
        "sections": [{"title": each["title"], "blocks": blocks(each["text"])} for each in content["sections"]],
        "decisions": content["decisions"],
        "tasks": [
            {"text": text, "who": who, "until": tanggal(until_on) if until_on else ""}
            for text, who, until_on in edition.tasks
        ],
        "attendance": [[each.name, each.school, each.status, each.detail] for each in edition.there.present],
        "others": [f"{status}: {number} orang" for status, number in edition.there.others],
        "frozen": f"Edisi {edition.number}, dibekukan {edition.by.name}, {waktu(edition.at, zone)}",
        "by": edition.by.name,
    }
