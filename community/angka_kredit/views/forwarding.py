"""Teruskan: from a closed paket into the members' records."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.angka_kredit.services import forward
from community.angka_kredit.views import blueprint
from community.lokakarya.queries import paket_of


@blueprint.post("/paket/<paket_id>/penerusan")
def forward_paket(paket_id: str) -> ResponseReturnValue:
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    done = forward(guru, paket)
    new, there, rest = len(done.new), len(done.there), len(done.not_eligible)
    already = f" {there} sudah ada di sana." if there else ""
    others = f" {rest} orang belum memenuhi syarat; alasannya tertulis di bawah." if rest else ""
    if new:
        flash(f"Diteruskan ke catatan {new} orang.{already}{others}", "ok")
    else:
        flash(f"Tidak ada yang baru untuk diteruskan.{already}{others}", "info")
    return redirect(f"/paket/{paket.id}#kelayakan", 303)
