"""/akun/pemberitahuan: what was told to me, and marking it read."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.current import current_guru
from community.accounts.queries import notices_of
from community.accounts.views.common import blueprint
from community.kernel.web import safe_path


@blueprint.get("/akun/pemberitahuan")
def notices() -> ResponseReturnValue:
    return render_template("accounts/notices.html", notices=notices_of(current_guru().id))


@blueprint.post("/akun/pemberitahuan/semua")
def read_all_notices() -> ResponseReturnValue:
    guru = current_guru()
    services.read_notices(guru, guru)
    return redirect(safe_path(request.form.get("lanjut"), url_for(".notices")), 303)


@blueprint.post("/akun/pemberitahuan/<notice_id>")
def read_notice(notice_id: str) -> ResponseReturnValue:
    guru = current_guru()
    link = services.read_notices(guru, guru, notice_id=notice_id)
    return redirect(safe_path(request.form.get("lanjut") or link), 303)
