"""/pertemuan/<id>/notulen/bersama: the document, and writing in it without JavaScript."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.kernel.command import authorize, roles
from community.kernel.errors import NotFound, Refusal
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import notulen_of, pertemuan_of, peserta_of
from community.notulen import services
from community.notulen.forms import KeputusanForm, TextsForm, TindakForm, show
from community.notulen.live.limits import WRITING
from community.notulen.models import SharedNotulen
from community.notulen.queries import content_now, document_at, document_of, editions_of, state_of, writers_of
from community.notulen.rules.shape import LISTS, LONGEST_LINE, LONGEST_SECTION
from community.notulen.services.writing import Typed
from community.notulen.views import blueprint
from community.notulen.views.unsaved import sentence_of, unsaved
from community.permissions import Do, may


@blueprint.get("/pertemuan/<pertemuan_id>/notulen/bersama")
def shared(pertemuan_id: str) -> str:
    """The document: to write in, or as it was frozen; before it is begun, what it is."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    document = document_at(pertemuan_id)
    if document is None:
        begin = may(roles(guru, pertemuan), Do.BEGIN_SHARED_NOTULEN) and _is_alive(pertemuan)
        earlier = notulen_of(pertemuan_id)
        return render_template("notulen/beginning.html", pertemuan=pertemuan, may_begin=begin, earlier=earlier)
    return _page(guru, document)


@blueprint.get("/pertemuan/<pertemuan_id>/notulen/bersama/vektor")
def vector(pertemuan_id: str) -> Response:
    """How far what each hand wrote has arrived (a Yjs state vector): a browser finds by it what it still keeps."""
    document = document_of(current_guru(), pertemuan_id)
    return Response(state_of(document.id).doc.get_state(), mimetype="application/octet-stream")


@blueprint.post("/pertemuan/<pertemuan_id>/notulen/bersama")
def begin(pertemuan_id: str) -> ResponseReturnValue:
    """Begin to write together."""
    guru = current_guru()
    document = services.begin_together(guru, pertemuan_of(guru, pertemuan_id))
    return redirect(document.link, 303)


@blueprint.post("/pertemuan/<pertemuan_id>/notulen/bersama/teks")
def write_texts(pertemuan_id: str) -> ResponseReturnValue:
    """Save the texts of the plain form, beside what others wrote since it was opened."""
    guru = current_guru()
    document = document_of(guru, pertemuan_id)
    form = TextsForm()
    typed = form.typed(document.keys)
    wrong: dict[str, str] = {}
    try:
        WRITING.take(guru.id)
        if form.validate_on_submit():
            services.write_texts(guru, document, texts=typed)
            flash("Notulen tersimpan, bersama tulisan yang lain.", "ok")
            return redirect(document.link, 303)
    except Refusal as refusal:
        wrong[getattr(refusal, "field", None) or ""] = refusal.message
    authorize(guru, Do.WRITE_SHARED_NOTULEN, document)
    return _page(guru, document, typed=typed, wrong=wrong), 422


@blueprint.post("/pertemuan/<pertemuan_id>/notulen/bersama/keputusan")
def add_keputusan(pertemuan_id: str) -> ResponseReturnValue:
    """One decision more."""
    guru = current_guru()
    document = document_of(guru, pertemuan_id)
    form = KeputusanForm(prefix="keputusan")
    if form.validate_on_submit():
        try:
            WRITING.take(guru.id)
            services.add_keputusan(guru, document, text=form.text.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            return redirect(f"{document.link}#keputusan", 303)
    authorize(guru, Do.WRITE_SHARED_NOTULEN, document)
    return _page(guru, document, keputusan_form=form), 422


@blueprint.post("/pertemuan/<pertemuan_id>/notulen/bersama/tindak-lanjut")
def add_tindak(pertemuan_id: str) -> ResponseReturnValue:
    """One task more."""
    guru = current_guru()
    document = document_of(guru, pertemuan_id)
    people = peserta_of(document.pertemuan.paket)
    form = TindakForm(prefix="tindak")
    form.offer(people)
    if form.validate_on_submit():
        by = next((each for each in people if each.id == form.guru_id.data), None)
        try:
            WRITING.take(guru.id)
            services.add_tindak(
                guru, document, text=form.text.data, guru=by, who=form.who.data or "", until_on=form.until_on.data
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            return redirect(f"{document.link}#tindak-lanjut", 303)
    authorize(guru, Do.WRITE_SHARED_NOTULEN, document)
    return _page(guru, document, tindak_form=form), 422


@blueprint.post("/pertemuan/<pertemuan_id>/notulen/bersama/<kind>/<key>/penarikan")
def withdraw(pertemuan_id: str, kind: str, key: str) -> ResponseReturnValue:
    """Take a line back; with `ada` put it in force again."""
    guru = current_guru()
    document = document_of(guru, pertemuan_id)
    if kind not in LISTS:
        raise NotFound
    WRITING.take(guru.id)
    services.withdraw_line(guru, document, kind=kind, key=key[:40], withdrawn=request.form.get("ada") != "1")
    anchor = "keputusan" if kind == "keputusan" else "tindak-lanjut"
    return redirect(url_for(".shared", pertemuan_id=pertemuan_id, _anchor=anchor), 303)


def _page(
    guru: Guru,
    document: SharedNotulen,
    *,
    typed: dict[str, Typed] | None = None,
    wrong: dict[str, str] | None = None,
    keputusan_form: KeputusanForm | None = None,
    tindak_form: TindakForm | None = None,
) -> str:
    pertemuan = document.pertemuan
    held = roles(guru, document)
    editions = editions_of(document.id)
    frozen = editions[0] if editions and editions[0].holds else None
    people = peserta_of(pertemuan.paket)
    around: dict[str, Any] = {
        "document": document,
        "pertemuan": pertemuan,
        "guru": guru,
        "zone": pertemuan.paket.gugus.zone.name,
        "editions": editions,
        "frozen": frozen,
        "can": lambda name: may(held, Do[name]),
        "alive": _is_alive(pertemuan),
    }
    wrong = wrong or {}
    around["unsaved"], around["refused"] = [], ""
    if frozen or not around["alive"]:  # no form is shown
        around["unsaved"] = unsaved(document, people, typed or {}, keputusan_form, tindak_form)
        around["refused"] = sentence_of(wrong, keputusan_form, tindak_form)
    if frozen:
        return render_template("notulen/frozen.html", **around, edition=frozen)
    if tindak_form is None:
        tindak_form = TindakForm(formdata=None, prefix="tindak")
        tindak_form.offer(people)
    return render_template(
        "notulen/shared.html",
        **around,
        content=content_now(document),
        typed=typed or {},
        wrong=wrong,
        people=people,
        names={each.id: each.name for each in people},
        writers=writers_of(document.id),
        keputusan_form=keputusan_form or KeputusanForm(formdata=None, prefix="keputusan"),
        tindak_form=tindak_form,
        longest=LONGEST_SECTION,
        longest_line=LONGEST_LINE,
    )


def _is_alive(pertemuan: Pertemuan) -> bool:
    """Whether it is still written about: neither cancelled nor in a closed paket."""
    return pertemuan.paket.is_open and not pertemuan.is_cancelled
