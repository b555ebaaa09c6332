"""/gugus/<slug>/paket-luring: materi of a gugus as one ZIP that opens without a server."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.gugus.queries import gugus_of
from community.kernel.command import allowed, authorize
from community.kernel.errors import Refusal
from community.kernel.files import send
from community.kernel.jobs import later
from community.materials import services
from community.materials.forms.material import show
from community.materials.forms.using import PackForm
from community.materials.jobs import build_pack
from community.materials.models import MaterialPack
from community.materials.queries.packs import KEPT, MOST, lost_in, pack_in, packable, packs_of
from community.materials.refusals import PackNotReady, PackOutdated
from community.materials.views import blueprint
from community.permissions import Do


@blueprint.route("/gugus/<slug>/paket-luring", methods=["GET", "POST"])
def packs(slug: str) -> ResponseReturnValue:
    """What may be taken along, to be ticked; and the packs there are."""
    guru, gugus = _reached(slug)
    form = PackForm()
    chosen = set(request.form.getlist("materi")[: MOST * 2])
    if form.validate_on_submit():
        try:
            pack = services.ask_pack(guru, gugus, version_ids=sorted(chosen))
        except Refusal as refusal:
            show(form, refusal)
        else:
            later(build_pack, pack.id)
            return redirect(url_for(".pack", slug=slug, pack_id=pack.id), 303)
    page = render_template(
        "materials/packs.html",
        gugus=gugus,
        form=form,
        choices=packable(guru, gugus),
        chosen=chosen,
        packs=packs_of(gugus),
        guru=guru,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/gugus/<slug>/paket-luring/<pack_id>")
def pack(slug: str, pack_id: str) -> ResponseReturnValue:
    """How far it is (?potongan=kemajuan: only that), or its size and the way to it."""
    guru, gugus = _reached(slug)
    found = pack_in(gugus, pack_id)
    if request.args.get("potongan") == "kemajuan":
        return _progress(gugus, found)
    return render_template(
        "materials/pack.html",
        gugus=gugus,
        pack=found,
        lost=lost_in(guru, found),
        kept=KEPT,
        can_drop=allowed(guru, Do.DROP_PACK, found),
    )


@blueprint.get("/gugus/<slug>/paket-luring/<pack_id>/unduh")
def download_pack(slug: str, pack_id: str) -> Response:
    """The ZIP, to who may read all of it still."""
    guru, gugus = _reached(slug)
    found = pack_in(gugus, pack_id)
    if found.file is None:
        raise PackNotReady
    if lost := lost_in(guru, found):
        raise PackOutdated(lost)
    return send(found.file)


@blueprint.post("/gugus/<slug>/paket-luring/<pack_id>/penghapusan")
def drop_pack(slug: str, pack_id: str) -> ResponseReturnValue:
    """Remove it before its time."""
    guru, gugus = _reached(slug)
    services.drop_pack(guru, pack_in(gugus, pack_id))
    flash("Paket luring dihapus.", "ok")
    return redirect(url_for(".packs", slug=slug), 303)


def _progress(gugus: Gugus, pack: MaterialPack) -> ResponseReturnValue:
    """How far it is; done, the page asks for itself anew."""
    if pack.state == "dikemas":
        return render_template("materials/_pack_progress.html", gugus=gugus, pack=pack)
    return "", {"HX-Redirect": url_for(".pack", slug=gugus.slug, pack_id=pack.id)}


def _reached(slug: str) -> tuple[Guru, Gugus]:
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    authorize(guru, Do.ASK_PACK, gugus)
    return guru, gugus
