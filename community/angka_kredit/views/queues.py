"""/verifikasi and /pengesahan: what waits for the koordinator, and for the one who signs."""

from flask import render_template

from community.accounts.current import current_guru
from community.angka_kredit.queries import (
    decided_lately,
    open_differences,
    ratification_queue,
    schools_of,
    verification_queue,
)
from community.angka_kredit.views import blueprint


@blueprint.get("/verifikasi")
def verification() -> str:
    guru = current_guru()
    schools = schools_of(guru, "koordinator_pkb")
    return render_template(
        "angka_kredit/verification.html",
        schools=schools,
        queue=verification_queue(guru, schools),
        differences=open_differences(guru, schools),
        recognised=decided_lately(guru, schools),
    )


@blueprint.get("/pengesahan")
def ratification() -> str:
    return render_template("angka_kredit/ratification.html", queue=ratification_queue(current_guru()))
