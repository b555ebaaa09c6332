"""The head signs; the koordinator accepts, returns, refuses, reverses, settles."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.angka_kredit.forms import AcceptForm, ReasonForm, ReverseForm, SettleForm
from community.angka_kredit.queries import difference_of, usulan_of
from community.angka_kredit.services import (
    accept_usulan,
    ratify_usulan,
    refuse_usulan,
    return_usulan,
    reverse_usulan,
    settle_difference,
)
from community.angka_kredit.views import blueprint
from community.angka_kredit.views.usulan import usulan_page
from community.kernel.indonesian import nilai


@blueprint.post("/usulan/<usulan_id>/pengesahan")
def ratify(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    ratify_usulan(guru, found)
    flash(f"Laporan {found.guru.name} disahkan.", "ok")
    return redirect(url_for("angka_kredit.ratification"), 303)


@blueprint.post("/usulan/<usulan_id>/pengakuan")
def accept(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    form = AcceptForm(prefix="akui")
    if not form.validate_on_submit():
        return usulan_page(guru, found, accept=form), 422
    entry = accept_usulan(guru, found, text=form.text.data or "")
    flash(f"Diakui: {nilai(entry.value)} (butir {entry.butir}) untuk {found.guru.name}.", "ok")
    return redirect(url_for("angka_kredit.verification"), 303)


@blueprint.post("/usulan/<usulan_id>/pengembalian")
def give_back(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    form = ReasonForm(prefix="kembali").offer(found)
    if not form.validate_on_submit():
        return usulan_page(guru, found, give_back=form), 422
    return_usulan(guru, found, reason_code=form.reason_code.data, text=form.text.data or "")
    flash(f"Usulan {found.guru.name} dikembalikan untuk diperbaiki.", "ok")
    return redirect(url_for("angka_kredit.verification"), 303)


@blueprint.post("/usulan/<usulan_id>/penolakan")
def refuse(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    form = ReasonForm(prefix="tolak").offer(found)
    if not form.validate_on_submit():
        return usulan_page(guru, found, refuse=form), 422
    refuse_usulan(guru, found, reason_code=form.reason_code.data, text=form.text.data or "")
    flash(f"Usulan {found.guru.name} ditolak.", "ok")
    return redirect(url_for("angka_kredit.verification"), 303)


@blueprint.post("/usulan/<usulan_id>/pembatalan")
def reverse(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    form = ReverseForm(prefix="batal")
    if not form.validate_on_submit():
        return usulan_page(guru, found, reverse=form), 422
    reverse_usulan(guru, found, reason=form.reason.data)
    flash("Pengakuan dibatalkan dengan entri pembalik.", "ok")
    return redirect(url_for("angka_kredit.usulan", usulan_id=found.id), 303)


@blueprint.post("/selisih/<difference_id>")
def settle(difference_id: str) -> ResponseReturnValue:
    guru = current_guru()
    difference = difference_of(guru, difference_id)
    form = SettleForm(prefix="selisih")
    if not form.validate_on_submit():
        return usulan_page(guru, usulan_of(guru, difference.usulan_id), settle=form), 422
    entry = settle_difference(guru, difference, text=form.text.data)
    flash(
        f"Selisih selesai: dibalik, lalu diakui {nilai(entry.value)}." if entry else "Selisih selesai: dibalik.",
        "ok",
    )
    return redirect(url_for("angka_kredit.usulan", usulan_id=difference.usulan_id), 303)
