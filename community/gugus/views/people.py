"""/gugus/<slug>/anggota: who belongs to it; adding, removing, leaving."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.models import Guru
from community.accounts.queries import guru_with
from community.gugus import services
from community.gugus.forms import FindPersonForm, NewPersonForm, ReasonForm, say
from community.gugus.models import Anggota, Gugus
from community.gugus.queries import (
    anggota_count,
    anggota_page,
    former_anggota_of,
    member_of,
    member_schools,
    names_of,
    pengurus_of,
)
from community.gugus.views import blueprint
from community.gugus.views.common import PAGE, page, page_number, reach, searching
from community.kernel.command import allowed
from community.kernel.errors import Refusal
from community.permissions import Do


@blueprint.get("/gugus/<slug>/anggota")
def anggota(slug: str) -> ResponseReturnValue:
    """Everyone by name, with search; former ones for who may remove."""
    guru, gugus = reach(slug)
    words, number = request.args.get("cari", "")[:100], page_number()
    rows, found = anggota_page(gugus, words, PAGE, (number - 1) * PAGE)
    keeps = allowed(guru, Do.REMOVE_ANGGOTA, gugus)
    former = former_anggota_of(gugus) if keeps and not words and number == 1 else []
    return page(
        "anggota",
        guru,
        gugus,
        "anggota",
        rows=rows,
        found=found,
        number=anggota_count(gugus.id) if words else found,
        words=words,
        place=number,
        size=PAGE,
        offices={term.guru_id: term.office_name for term in reversed(pengurus_of(gugus))},
        former=former,
        names=names_of({row.left_by_id for row in former if row.left_by_id}),
    )


@blueprint.get("/gugus/<slug>/anggota/<guru_id>")
def member(slug: str, guru_id: str) -> ResponseReturnValue:
    """One anggota, for who keeps the list: how to reach them, and what can be done."""
    guru, gugus = reach(slug, Do.REMOVE_ANGGOTA)
    return _member(guru, gugus, member_of(gugus, guru_id), ReasonForm()), 200


@blueprint.post("/gugus/<slug>/anggota/<guru_id>/keluarkan")
def remove(slug: str, guru_id: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    row = member_of(gugus, guru_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            services.remove_anggota(guru, row, reason=form.reason.data)
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash("Orang ini bukan anggota lagi. Catatannya tetap miliknya.", "ok")
            return redirect(url_for(".anggota", slug=slug), 303)
    return _member(guru, gugus, row, form), 422


@blueprint.route("/gugus/<slug>/anggota/baru", methods=["GET", "POST"])
def add_person(slug: str) -> ResponseReturnValue:
    """Someone new, written by hand."""
    guru, gugus = reach(slug, Do.ADD_ANGGOTA)
    form = NewPersonForm()
    form.offer_schools(member_schools(gugus))
    if not searching() and form.validate_on_submit():
        try:
            row = services.add_new_anggota(guru, gugus, values=form.values())
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash("Anggota baru ditambahkan. Berikan kode atau kartu agar dapat masuk.", "ok")
            return redirect(url_for(".member", slug=slug, guru_id=row.guru_id), 303)
    sent = form.is_submitted() and not searching()
    return page("add_person", guru, gugus, "anggota", form=form), 422 if sent else 200


@blueprint.route("/gugus/<slug>/anggota/tambah", methods=["GET", "POST"])
def add_existing(slug: str) -> ResponseReturnValue:
    """Someone who has an account already, found by name or number."""
    guru, gugus = reach(slug, Do.ADD_ANGGOTA)
    words = request.values.get("cari", "").strip()[:100]
    form = FindPersonForm()
    form.offer(words)
    if form.validate_on_submit():
        chosen = guru_with(form.guru_id.data)
        try:
            if chosen is None:
                raise services.NotACandidate("Orang ini sudah tidak ada. Cari lagi.", field="guru_id")
            services.add_anggota(guru, gugus, guru=chosen)
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash(f"{chosen.name} sekarang anggota. Orangnya diberi tahu.", "ok")
            return redirect(url_for(".anggota", slug=slug), 303)
    code = 422 if form.is_submitted() else 200
    return page("add_existing", guru, gugus, "anggota", form=form, words=words), code


@blueprint.post("/gugus/<slug>/keluar")
def leave(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    name = gugus.name
    services.leave_gugus(guru, gugus, reason=request.form.get("reason", "")[:300])
    flash(f"Anda sudah keluar dari {name}. Catatan Anda tetap milik Anda.", "ok")
    return redirect(url_for(".index"), 303)


def _member(guru: Guru, gugus: Gugus, row: Anggota, form: ReasonForm) -> str:
    guarded = services.guarded(guru, gugus, [row]).get(row.guru_id)
    terms = [term for term in pengurus_of(gugus) if term.guru_id == row.guru_id]
    return page("member", guru, gugus, "anggota", row=row, form=form, guarded=guarded, terms=terms)
