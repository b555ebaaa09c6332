"""/gugus/<slug>/sekolah: the member schools, a kecamatan at a time."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.gugus import services
from community.gugus.models import Gugus
from community.gugus.queries import kecamatan_around, member_schools, schools_in
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach
from community.wilayah.models import Sekolah


@blueprint.get("/gugus/<slug>/sekolah")
def schools(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    around = kecamatan_around(gugus)
    chosen = request.args.get("kecamatan", gugus.wilayah_code)
    shown = next((wilayah for wilayah, _, _ in around if wilayah.code == chosen), around[0][0] if around else None)
    members, choices = member_schools(gugus), schools_in(shown.code) if shown else []
    return page(
        "schools",
        guru,
        gugus,
        "sekolah",
        members=members,
        around=around,
        shown=shown,
        choices=choices,
        ticked={each.id for each in members} or _likely(gugus, choices),
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


def _likely(gugus: Gugus, choices: list[Sekolah]) -> set[str]:
    """For a gugus without schools: those of its jenjang in its own kecamatan ("SD/MI": SD and MI)."""
    kinds = set(gugus.jenjang.split("/"))
    return {each.id for each in choices if each.bentuk in kinds and each.kecamatan_code == gugus.wilayah_code}
