"""/gugus/<slug>/kabar: what a gugus tells itself, and writing something new."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.gugus.models import Gugus
from community.kabar import services
from community.kabar.forms import KabarForm, show
from community.kabar.models import KINDS
from community.kabar.queries import gugus_read_by, is_within, kabar_page
from community.kabar.views import blueprint
from community.kernel.command import authorize, roles
from community.kernel.errors import NotFound, Refusal
from community.kernel.web import begins_late
from community.permissions import Do, may


@blueprint.get("/gugus/<slug>/kabar")
def index(slug: str) -> str:
    """Pinned first, then the latest; who oversees the gugus reads its announcements."""
    guru = current_guru()
    gugus = gugus_read_by(guru, slug)
    inside = is_within(guru, gugus)
    kind = request.args.get("jenis", "")
    kind = kind if kind in KINDS and inside else ""
    number = page_number()
    page = kabar_page(gugus, guru, inside=inside, page=number, kind=kind)
    return render_template(
        "kabar/index.html", gugus=gugus, guru=guru, page=page, number=number, kind=kind, kinds=KINDS, inside=inside
    )


@blueprint.route("/gugus/<slug>/kabar/baru", methods=["GET", "POST"])
@begins_late
def new(slug: str) -> ResponseReturnValue:
    """Write an announcement or begin a thread."""
    guru = current_guru()
    gugus = gugus_read_by(guru, slug)
    if not is_within(guru, gugus):
        raise NotFound
    authorize(guru, Do.START_THREAD, gugus)
    announces = may(roles(guru, gugus), Do.ANNOUNCE)
    form = KabarForm(kind=request.args.get("jenis") if request.args.get("jenis") in KINDS else "utas")
    form.files.gugus_id = gugus.id
    form.offer(announces=announces)
    if form.validate_on_submit():
        try:
            sent = _send(form, gugus)
        except Refusal as refusal:
            show(form, refusal)
        else:
            tell_sent(sent, "Pengumuman terkirim. Anggota diberi tahu." if form.is_announcement else "Terkirim.")
            return redirect(url_for(".show", kabar_id=sent.post.kabar_id), 303)
    page = render_template("kabar/new.html", form=form, gugus=gugus, announces=announces)
    return page, 422 if form.is_submitted() else 200


def _send(form: KabarForm, gugus: Gugus) -> services.Sent:
    words = {"title": form.title.data, "text": form.text.data, "form_key": form.key, "uploads": form.files.chosen}
    if form.is_announcement:
        return services.post_announcement(current_guru(), gugus, important=form.important.data, **words)
    return services.start_thread(current_guru(), gugus, **words)


def tell_sent(sent: services.Sent, words: str) -> None:
    """Say that it was sent, and which names reached nobody."""
    flash(words, "ok")
    if sent.unclear:
        flash(sent.unclear, "wait")


def page_number() -> int:
    """Which page, from 1."""
    return min(max(request.args.get("hal", 1, type=int), 1), 10_000)
