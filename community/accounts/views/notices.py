"""/akun/pemberitahuan: what was told to me, how I want to be told, which devices show it; and ending the letters."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.current import current_guru, current_sign_in
from community.accounts.forms import DeviceForm, NoticesForm
from community.accounts.jobs import letters_possible
from community.accounts.models import Guru
from community.accounts.queries import devices_of, guru_with, notices_of, wishes_of, zone_of_guru
from community.accounts.views.common import PAGE, blueprint, page_number, say_at_field
from community.accounts.views.sessions import device_name
from community.kernel.errors import Invalid, NotFound
from community.kernel.notices import NOTICE_KINDS
from community.kernel.notices.stopping import whose_letters
from community.kernel.push import NotAnEndpoint, Target, public_key
from community.kernel.web import csrf, safe_path


@blueprint.get("/akun/pemberitahuan")
def notices() -> ResponseReturnValue:
    guru, number = current_guru(), page_number()
    found = notices_of(guru.id, limit=PAGE, offset=(number - 1) * PAGE)
    return render_template(
        "accounts/notices.html",
        notices=found.rows,
        number=found.number,
        page=number,
        size=PAGE,
        kinds=NOTICE_KINDS,
        zone=zone_of_guru(guru),
    )


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


@blueprint.route("/akun/pemberitahuan/atur", methods=["GET", "POST"])
def choose_notices() -> ResponseReturnValue:
    guru = current_guru()
    form = NoticesForm() if request.method == "POST" else NoticesForm.filled(wishes_of(guru.id))
    if form.validate_on_submit():
        try:
            services.choose_notices(guru, guru, **form.values())
        except Invalid as refusal:
            say_at_field(form, refusal, "letters")
        else:
            flash("Pilihan Anda tersimpan.", "ok")
            return redirect(url_for(".choose_notices"), 303)
    return _choices(guru, form), 422 if form.is_submitted() else 200


@blueprint.post("/akun/pemberitahuan/perangkat")
def add_device() -> ResponseReturnValue:
    guru, form = current_guru(), DeviceForm()
    if not form.validate_on_submit():
        raise NotAnEndpoint
    services.add_device(
        guru,
        guru,
        target=Target(str(form.endpoint.data), str(form.p256dh.data), str(form.auth.data)),
        device=request.user_agent.string,
        sign_in_id=current_sign_in().id,
    )
    flash("Perangkat ini sekarang menerima pemberitahuan.", "ok")
    return redirect(url_for(".choose_notices", _anchor="perangkat"), 303)


@blueprint.post("/akun/pemberitahuan/perangkat/<subscription_id>/hapus")
def remove_device(subscription_id: str) -> ResponseReturnValue:
    guru = current_guru()
    services.remove_device(guru, guru, subscription_id=subscription_id)
    flash("Perangkat itu tidak lagi menerima pemberitahuan.", "ok")
    return redirect(url_for(".choose_notices", _anchor="perangkat"), 303)


@blueprint.get("/surel/berhenti/<token>")
def ask_stop_letters(token: str) -> ResponseReturnValue:
    _of_letters(token)
    return render_template("accounts/stop_letters.html", done=False)


@blueprint.post("/surel/berhenti/<token>")
@csrf.exempt  # pressed by a mail program without cookie or form (RFC 8058); the token is signed by us
def stop_letters(token: str) -> ResponseReturnValue:
    services.stop_letters(None, _of_letters(token))
    return render_template("accounts/stop_letters.html", done=True)


def _choices(guru: Guru, form: NoticesForm) -> str:
    return render_template(
        "accounts/notice_choices.html",
        form=form,
        guru=guru,
        devices=devices_of(guru.id),
        this=current_sign_in().id,
        device_name=device_name,
        device_form=DeviceForm(formdata=None),
        public_key=public_key(),
        letters_possible=letters_possible(),
        zone=zone_of_guru(guru),
    )


def _of_letters(token: str) -> Guru:
    """Whose letters the link ends. Raises NotFound for a link that is not ours or of someone who is gone."""
    guru = guru_with(whose_letters(token) or "")
    if guru is None:
        raise NotFound
    return guru
