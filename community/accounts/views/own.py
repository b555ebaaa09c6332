"""/akun: my data, my password, what is held about me, and erasing it."""

from typing import Any

from flask import Response, flash, json, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.current import current_guru, current_sign_in, go_out
from community.accounts.forms import (
    ChangePasswordForm,
    EraseByWordForm,
    EraseForm,
    NewPasswordForm,
    OwnDataForm,
)
from community.accounts.models import Guru
from community.accounts.passwords import hash_password
from community.accounts.queries import appointments_of, everything_about, has_password
from community.accounts.services.sign_in import WrongPassword, check_own_password
from community.accounts.views.common import blueprint, onward, say_at_field
from community.kernel.clock import today
from community.kernel.errors import Invalid
from community.kernel.trail import trail_of
from community.kernel.web import begins_late


@blueprint.get("/akun")
def account() -> ResponseReturnValue:
    guru = current_guru()
    return render_template(
        "accounts/account.html",
        guru=guru,
        appointments=appointments_of(guru.id),
        today=today(),
        has_password=has_password(guru.id),
        whole=request.args.get("lengkap") == "ya",
    )


@blueprint.route("/akun/ubah", methods=["GET", "POST"])
def own_data() -> ResponseReturnValue:
    guru = current_guru()
    form = OwnDataForm(obj=guru)
    if form.validate_on_submit():
        try:
            services.change_own_data(guru, guru, values=form.values())
        except Invalid as refusal:
            say_at_field(form, refusal, "name")
        else:
            flash("Data Anda tersimpan.", "ok")
            return redirect(url_for(".account"), 303)
    return render_template("accounts/own_data.html", form=form, guru=guru), 422 if form.is_submitted() else 200


@blueprint.route("/akun/sandi", methods=["GET", "POST"])
@begins_late
def password() -> ResponseReturnValue:
    guru, asked = current_guru(), has_password(current_guru().id)
    form = ChangePasswordForm() if asked else NewPasswordForm()
    form.known = (guru.name, guru.username, guru.email, guru.phone)
    if form.validate_on_submit():
        try:
            _change_password(guru, form, asked)
        except WrongPassword as refusal:
            say_at_field(form, refusal, "present" if asked else "password")
        else:
            flash("Kata sandi tersimpan. Perangkat lain sudah dikeluarkan.", "ok")
            return redirect(onward(url_for(".account")), 303)
    page = render_template("accounts/password.html", form=form, asked=asked, onward=onward(url_for(".account")))
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/akun/jejak")
def own_trail() -> ResponseReturnValue:
    return render_template("accounts/own_trail.html", lines=trail_of("guru", current_guru().id))


@blueprint.get("/akun/ekspor")
def export() -> ResponseReturnValue:
    guru = current_guru()
    if request.args.get("unduh") != "ya":
        return render_template("accounts/export.html")
    body = json.dumps(everything_about(guru), ensure_ascii=False, indent=2, sort_keys=False)
    name = f"gugus-data-{guru.id}.json"
    return Response(
        body,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.route("/akun/hapus", methods=["GET", "POST"])
@begins_late
def erase() -> ResponseReturnValue:
    guru, asked = current_guru(), has_password(current_guru().id)
    form: Any = EraseForm() if asked else EraseByWordForm()
    field = "password" if asked else "word"
    if form.validate_on_submit():
        try:
            proof = check_own_password(guru, form.password.data) if asked else None
            services.erase_self(guru, guru, proof=proof, word="" if asked else form.word.data)
        except (WrongPassword, Invalid, services.LastOperator) as refusal:
            say_at_field(form, refusal, field)
        else:
            go_out()
            flash("Data diri Anda sudah dihapus, dan Anda sudah keluar.", "ok")
            return redirect(url_for(".sign_in"), 303)
    return render_template("accounts/erase.html", form=form, asked=asked), 422 if form.is_submitted() else 200


def _change_password(guru: Guru, form: Any, asked: bool) -> None:
    proof = check_own_password(guru, form.present.data) if asked else None
    hashed, keep = hash_password(form.password.data), current_sign_in().id
    services.change_password(guru, guru, proof=proof, password_hash=hashed, keep_id=keep)
