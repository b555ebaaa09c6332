"""Codes and cards that let anggota in."""

from flask import Response
from flask.typing import ResponseReturnValue

from community.accounts.services.codes import VALID
from community.gugus import services
from community.gugus.forms import CardsForm
from community.gugus.queries import member_of
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach
from community.kernel.clock import now
from community.kernel.indonesian import tanggal
from community.kernel.printing import pdf, qr_file
from community.kernel.web import begins_late, public_url
from community.permissions import Do


@blueprint.post("/gugus/<slug>/anggota/<guru_id>/kode")
def issue_code(slug: str, guru_id: str) -> ResponseReturnValue:
    """A code for a new password, shown once."""
    guru, gugus = reach(slug)
    row = member_of(gugus, guru_id)
    code = services.issue_anggota_code(guru, row)
    guru, gugus = reach(slug)  # the act is over: read again for the page
    row = member_of(gugus, guru_id)
    return page("code", guru, gugus, "anggota", row=row, code=code, link=public_url(f"/kode/{code}"))


@blueprint.get("/gugus/<slug>/anggota/kartu")
def cards(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug, Do.PRINT_CARDS)
    return page("cards", guru, gugus, "anggota", form=CardsForm(), cards=None)


@blueprint.post("/gugus/<slug>/anggota/kartu")
@begins_late
def print_cards(slug: str) -> ResponseReturnValue:
    """The cards as a PDF. The codes are written first; where the paper fails they are withdrawn again."""
    guru, gugus = reach(slug, Do.PRINT_CARDS)
    form = CardsForm()
    if not form.validate_on_submit():
        return page("cards", guru, gugus, "anggota", form=form, cards=None), 422
    made = services.print_cards(guru, gugus, everyone=form.who.data == "semua")
    if not made.made:
        return page("cards", guru, gugus, "anggota", form=form, cards=made), 200
    try:
        body = pdf("cards", _paper(gugus.name, gugus.zone.name, made.made))
    except Exception:
        services.withdraw_cards(guru, gugus, guru_ids=[card.guru_id for card in made.made])
        raise
    answer = Response(body, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="kartu-{slug}.pdf"'
    return answer


def _paper(name: str, zone: str, cards: list[services.Card]) -> dict[str, object]:
    return {
        "gugus": name,
        "expires": tanggal(now() + VALID["kartu"], zone),
        "address": public_url("/kode").split("://", 1)[1],
        "cards": [
            {
                "name": card.name,
                "school": card.school,
                "username": card.login or "dibuat saat masuk",
                "code": card.code,
                "qr": qr_file(public_url(f"/kode/{card.code}")),
            }
            for card in cards
        ],
    }
