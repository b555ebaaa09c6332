"""The member's door: scan or type the code, confirm, be on the list."""

from flask import Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru, guru_or_none
from community.attendance.code import TICKET_LIVES, code_is_good, ticket_for, ticket_via
from community.attendance.forms import CodeForm
from community.attendance.queries import check_in_of
from community.attendance.refusals import NotMember, WrongCode
from community.attendance.services import check_in as record
from community.attendance.views import blueprint
from community.kernel.clock import now
from community.kernel.errors import NotFound, NotSignedIn, Refusal
from community.kernel.throttle import Throttle
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import pertemuan_of

_COOKIE = "hadir"
_guesses = Throttle("kode_hadir", limit=10, per=300)


@blueprint.get("/hadir")
def check_in(pertemuan_id: str) -> ResponseReturnValue:
    """The code page. A good code in the address becomes a ticket, kept by the browser while its owner signs in."""
    if "kode" in request.args:
        answer = make_response(redirect(url_for(".check_in", pertemuan_id=pertemuan_id), 303))
        if _is_good(pertemuan_id, request.args["kode"]):
            _keep_ticket(answer, pertemuan_id, "qr")
        else:
            flash(WrongCode.message, "no")
        return answer
    pertemuan = _reached(pertemuan_id)
    form = CodeForm()
    return _page(pertemuan, form)


@blueprint.post("/hadir")
def confirm(pertemuan_id: str) -> ResponseReturnValue:
    """Record the presence of whoever brings a good code or a ticket."""
    form = CodeForm()
    via = _via(pertemuan_id, form.kode.data or "")
    if guru_or_none() is None and via:
        return _first_sign_in(pertemuan_id, via)
    pertemuan = _reached(pertemuan_id)
    if via is None:
        form.kode.errors = [WrongCode.message]
        return _page(pertemuan, form, status=422)
    try:
        record(current_guru(), pertemuan, via=via)
    except Refusal as refusal:
        form.kode.errors = [refusal.message]
        return _page(pertemuan, form, status=refusal.status)
    answer = make_response(redirect(url_for(".check_in", pertemuan_id=pertemuan_id), 303))
    answer.delete_cookie(_COOKIE, path=request.path)
    return answer


def _page(pertemuan: Pertemuan, form: CodeForm, status: int = 200) -> ResponseReturnValue:
    guru = current_guru()
    page = render_template(
        "attendance/check_in.html",
        pertemuan=pertemuan,
        form=form,
        mine=check_in_of(guru.id, pertemuan.id),
        has_ticket=_ticket_via(pertemuan.id) is not None,
        is_open=pertemuan.self_check_in_open(now()),
        guru=guru,
    )
    return page, status


def _reached(pertemuan_id: str) -> Pertemuan:
    """The pertemuan, through the person; whoever stood before the wall is told why it is closed to them."""
    guru = current_guru()
    try:
        return pertemuan_of(guru, pertemuan_id)
    except NotFound:
        if _ticket_via(pertemuan_id):
            raise NotMember from None
        raise


def _via(pertemuan_id: str, code: str) -> str | None:
    if not code.strip():
        return _ticket_via(pertemuan_id)
    return "kode" if _is_good(pertemuan_id, code) else _ticket_via(pertemuan_id)


def _is_good(pertemuan_id: str, code: str) -> bool:
    """Guesses are counted per person or address: a million codes are not tried in thirty seconds."""
    guru = guru_or_none()
    key = f"{pertemuan_id}:{guru.id if guru else request.remote_addr}"
    _guesses.check(key)
    good = code_is_good(current_app.config["SECRET_KEY"], pertemuan_id, code, now())
    if not good:
        _guesses.failed(key)
    return good


def _ticket_via(pertemuan_id: str) -> str | None:
    return ticket_via(current_app.config["SECRET_KEY"], pertemuan_id, request.cookies.get(_COOKIE, ""))


def _keep_ticket(answer: Response, pertemuan_id: str, via: str) -> None:
    answer.set_cookie(
        _COOKIE,
        ticket_for(current_app.config["SECRET_KEY"], pertemuan_id, via),
        max_age=TICKET_LIVES,
        path=url_for(".check_in", pertemuan_id=pertemuan_id),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def _first_sign_in(pertemuan_id: str, via: str) -> ResponseReturnValue:
    """A session that ended while the code was typed: keep the ticket, sign in, come back."""
    here = url_for(".check_in", pertemuan_id=pertemuan_id)
    answer = make_response(redirect(url_for("accounts.sign_in", lanjut=here), 303))
    _keep_ticket(answer, pertemuan_id, via)
    flash(NotSignedIn.message, "info")
    return answer
