"""/masuk /keluar /daftar /lupa."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.current import come_in, current_guru, current_sign_in, go_out, guru_or_none
from community.accounts.forms import EmailForm, RegisterForm, SignInForm
from community.accounts.passwords import hash_password
from community.accounts.queries import invitation_behind
from community.accounts.services.people import NotInvited
from community.accounts.views.common import blueprint, door, onward, say_at_field
from community.kernel.command import INSTALLATION
from community.kernel.errors import Invalid, TooMany
from community.kernel.mail import configured
from community.kernel.web import begins_late


@blueprint.route("/masuk", methods=["GET", "POST"])
@begins_late
def sign_in() -> ResponseReturnValue:
    if guru_or_none():
        return redirect(onward(), 303)
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        try:
            come_in(services.enter(form.login.data, form.password.data, door=door()).token)
            return redirect(onward(), 303)
        except (services.WrongSignIn, TooMany) as refusal:
            form.form_errors = [refusal.message]
            status = refusal.status
    elif form.is_submitted():
        status = 422
    return render_template("accounts/sign_in.html", form=form, onward=onward()), status


@blueprint.get("/keluar")
def ask_sign_out() -> ResponseReturnValue:
    current_guru()
    return render_template("accounts/sign_out.html")


@blueprint.post("/keluar")
def sign_out() -> ResponseReturnValue:
    guru = current_guru()
    services.sign_out(guru, guru, sign_in_id=current_sign_in().id)
    go_out()
    flash("Anda sudah keluar dari perangkat ini.", "ok")
    return redirect(url_for(".sign_in"), 303)


@blueprint.route("/daftar", methods=["GET", "POST"])
@begins_late
def register() -> ResponseReturnValue:
    code = request.values.get("undangan", "").strip()
    invitation = f"/undangan/{code}" if code.isalnum() or "-" in code else onward("")
    if guru_or_none():
        return redirect(invitation or "/", 303)
    gugus = invitation_behind(invitation) if invitation else None
    if gugus is None:
        raise NotInvited
    form = RegisterForm()
    if form.validate_on_submit():
        values = {name: form[name].data for name in ("name", "username", "phone", "email")}
        try:
            entry = services.register(
                None,
                INSTALLATION,
                invitation=invitation,
                values=values,
                password_hash=hash_password(form.password.data),
                door=door(),
            )
        except Invalid as refusal:
            say_at_field(form, refusal, "name")
        else:
            come_in(entry.token)
            flash("Akun Anda sudah dibuat.", "ok")
            return redirect(invitation, 303)
    page = render_template("accounts/register.html", form=form, gugus=gugus, invitation=invitation)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/lupa", methods=["GET", "POST"])
@begins_late
def forgotten() -> ResponseReturnValue:
    by_mail = configured()
    form = EmailForm()
    if by_mail and form.validate_on_submit():
        try:
            services.reset_by_mail(form.email.data, door=door())
        except TooMany as refusal:
            say_at_field(form, refusal, "email")
        else:
            return render_template("accounts/forgotten_sent.html", email=form.email.data)
    page = render_template("accounts/forgotten.html", form=form, by_mail=by_mail)
    return page, 422 if form.is_submitted() else 200
