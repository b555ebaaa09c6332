"""/kode: a one-time code, typed or followed by link. Looking does not use it: link previews must not burn a
card.
"""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.current import come_in, guru_or_none
from community.accounts.forms import CodeForm, FirstOperatorForm, NewPasswordForm
from community.accounts.models import OneTimeCode
from community.accounts.passwords import hash_password
from community.accounts.queries import bare, has_password
from community.accounts.views.common import blueprint, door, onward, say_at_field
from community.kernel.command import INSTALLATION
from community.kernel.errors import Invalid, TooMany
from community.kernel.forms import Form
from community.kernel.web import begins_late


@blueprint.route("/kode", methods=["GET", "POST"])
@begins_late
def code() -> ResponseReturnValue:
    form = CodeForm()
    if form.validate_on_submit():
        try:
            services.code_at_door(form.code.data, door=door())
        except (services.CodeGone, TooMany) as refusal:
            say_at_field(form, refusal, "code")
        else:
            return redirect(url_for(".use_code", code=bare(form.code.data), lanjut=onward()), 303)
    page = render_template("accounts/code.html", form=form, onward=onward())
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/kode/<code>")
def use_code(code: str) -> ResponseReturnValue:
    row = services.code_at_door(code, door=door())
    return _page(row, code, _form_for(row))


@blueprint.post("/kode/<code>")
@begins_late
def use_code_now(code: str) -> ResponseReturnValue:
    row = services.code_at_door(code, door=door())
    form = _form_for(row)
    if not form.validate_on_submit():
        return _page(row, code, form), 422
    try:
        entry = _use(row.purpose, code, form)
    except Invalid as refusal:
        say_at_field(form, refusal, "name")
        return _page(services.code_at_door(code, door=door()), code, form), refusal.status
    guru = come_in(entry.token)
    if entry.purpose == "kartu" and not has_password(guru.id):
        flash("Anda sudah masuk. Buat kata sandi agar lain kali dapat masuk tanpa kartu.", "ok")
        return redirect(url_for(".password", lanjut=onward()), 303)
    flash("Anda sudah masuk.", "ok")
    return redirect(onward("/kelola" if entry.purpose == "operator" else "/"), 303)


def _form_for(row: OneTimeCode) -> Form:
    if row.purpose == "operator":
        return FirstOperatorForm()
    if row.purpose == "sandi":
        form = NewPasswordForm()
        form.known = (row.guru.name, row.guru.username, row.guru.email, row.guru.phone)
        return form
    return Form()


def _use(purpose: str, code: str, form: Any) -> services.Entry:
    if purpose == "operator":
        return services.make_first_operator(
            None,
            INSTALLATION,
            code=code,
            name=form.name.data,
            username=form.username.data,
            password_hash=hash_password(form.password.data),
            door=door(),
        )
    hashed = hash_password(form.password.data) if purpose == "sandi" else None
    return services.use_code(None, INSTALLATION, code=code, door=door(), password_hash=hashed)


def _page(row: OneTimeCode, code: str, form: Form) -> str:
    template = {"kartu": "code_card", "sandi": "code_password", "operator": "code_operator"}[row.purpose]
    return render_template(
        f"accounts/{template}.html",
        code=code,
        guru=row.guru,
        form=form,
        onward=onward(),
        signed_in=guru_or_none(),
    )
