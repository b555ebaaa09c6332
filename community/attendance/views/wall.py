"""The wall screen: a code and a QR that change every thirty seconds, and who has come."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from community.accounts.current import current_guru
from community.attendance.code import PERIOD, code_for, seconds_left
from community.attendance.live import render_present
from community.attendance.views import blueprint
from community.kernel.clock import now
from community.kernel.command import authorize
from community.kernel.printing import qr_svg
from community.kernel.web import public_url
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import pertemuan_of
from community.permissions import Do


@blueprint.get("/layar")
def wall(pertemuan_id: str) -> ResponseReturnValue:
    """The whole screen, or with ?potongan=kode|hadir one fragment of it, for the script that renews it."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.MARK_ATTENDANCE, pertemuan)
    part = request.args.get("potongan")
    if part == "hadir":
        return render_present(pertemuan)
    context = _code_of(pertemuan)
    if part == "kode":
        return render_template("attendance/_turn.html", pertemuan=pertemuan, **context)
    present = Markup(render_present(pertemuan))  # noqa: S704  our own fragment
    return render_template("attendance/wall.html", pertemuan=pertemuan, present=present, **context)


def _code_of(pertemuan: Pertemuan) -> dict[str, object]:
    moment = now()
    code = code_for(current_app.config["SECRET_KEY"], pertemuan.id, moment)
    address = public_url(url_for(".check_in", pertemuan_id=pertemuan.id, kode=code))
    return {
        "code": code,
        "left": seconds_left(moment),
        "period": PERIOD,
        "is_open": pertemuan.self_check_in_open(moment),
        "qr": Markup(qr_svg(address)),  # noqa: S704  drawn by segno from our own address
        "address": public_url(url_for(".check_in", pertemuan_id=pertemuan.id)).split("://", 1)[1],
    }
