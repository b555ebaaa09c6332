"""/akun/sesi: the devices that are signed in."""

import re

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.current import current_guru, current_sign_in
from community.accounts.queries import sign_ins_of
from community.accounts.views.common import blueprint

HOW = {"sandi": "kata sandi", "kartu": "kartu akun", "kode": "kode sekali pakai", "undangan": "undangan"}
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@blueprint.get("/akun/sesi")
def sessions() -> ResponseReturnValue:
    guru = current_guru()
    return render_template(
        "accounts/sessions.html",
        sign_ins=sign_ins_of(guru.id),
        this=current_sign_in(),
        device_name=device_name,
        how=HOW,
    )


@blueprint.post("/akun/sesi/lain/keluar")
def sign_out_others() -> ResponseReturnValue:
    guru = current_guru()
    number = services.sign_out_others(guru, guru, keep_id=current_sign_in().id)
    flash(f"{number} perangkat lain sudah dikeluarkan." if number else "Tidak ada perangkat lain.", "ok")
    return redirect(url_for(".sessions"), 303)


@blueprint.post("/akun/sesi/<sign_in_id>/keluar")
def sign_out_device(sign_in_id: str) -> ResponseReturnValue:
    guru = current_guru()
    services.sign_out(guru, guru, sign_in_id=sign_in_id)
    flash("Perangkat itu sudah dikeluarkan.", "ok")
    return redirect(url_for(".sessions"), 303)


def device_name(user_agent: str) -> str:
    """What a person recognises a device by: "Chrome di Android"."""
    browser = next((name for mark, name in _BROWSERS if re.search(rf"\b{mark}", user_agent)), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " di ".join(part for part in (browser, system) if part) or "Perangkat tidak dikenal"
