"""/gugus/<slug>/sekolah: the member schools, a kecamatan at a time."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.gugus import services
from community.gugus.queries import kecamatan_around, member_schools, schools_in
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach


@blueprint.get("/gugus/<slug>/sekolah")
def schools(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    around = kecamatan_around(gugus)
    chosen = request.args.get("kecamatan", gugus.wilayah_code)
    shown = next((wilayah for wilayah, _, _ in around if wilayah.code == chosen), around[0][0] if around else None)
    return page(
        "schools",
        guru,
        gugus,
        "sekolah",
        members=member_schools(gugus),
        around=around,
        shown=shown,
        choices=schools_in(shown.code) if shown else [],
    )


@blueprint.post("/gugus/<slug>/sekolah/<kecamatan>")
def set_schools(slug: str, kecamatan: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    added, removed = services.set_schools(
        guru, gugus, within=kecamatan, sekolah_ids=request.form.getlist("sekolah")[:500]
    )
    flash(
        f"{added} sekolah ditambah, {removed} dikeluarkan." if added or removed else "Tidak ada yang berubah.",
        "ok",
    )
    return redirect(url_for(".schools", slug=slug, kecamatan=kecamatan), 303)
