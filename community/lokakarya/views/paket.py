"""A paket: its page, planning it, who plays which part in it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.accounts.queries import guru_named
from community.gugus.queries import gugus_of
from community.kernel.command import authorize, roles
from community.kernel.errors import Invalid, Refusal
from community.kernel.trail import trail_of
from community.lokakarya import services
from community.lokakarya.forms import PaketForm, RoleForm, show
from community.lokakarya.models import PAKET_ROLES, Hasil, Paket, Pertemuan
from community.lokakarya.queries import (
    hasil_of,
    names_of,
    paket_of,
    pertemuan_in,
    peserta_of,
    roles_in,
    with_notulen,
)
from community.lokakarya.rules import JENIS_FACTS
from community.lokakarya.views import blueprint
from community.permissions import Do, may

TRAIL = 30  # as many lines of history as one reads on a phone


@blueprint.route("/gugus/<slug>/paket/baru", methods=["GET", "POST"])
def new_paket(slug: str) -> ResponseReturnValue:
    """Plan a paket: a draft, seen by pengurus alone."""
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    authorize(guru, Do.PLAN_PAKET, gugus)
    form = PaketForm()
    if form.validate_on_submit():
        try:
            paket = services.plan_paket(guru, gugus, **_values(form))
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Draf paket tersimpan. Sekarang tambahkan pertemuannya.", "ok")
            return redirect(url_for(".new_pertemuan", paket_id=paket.id), 303)
    page = render_template("lokakarya/paket_form.html", form=form, gugus=gugus, paket=None, facts=JENIS_FACTS)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/paket/<paket_id>", endpoint="paket")
def show_paket(paket_id: str) -> str:
    """Theme, steps, pertemuan, hasil, and what lies above."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    pertemuan = pertemuan_in(paket)
    held = roles(guru, paket)
    hasil = hasil_of(paket.id)
    given = roles_in(paket.id)
    names = names_of(set(given))
    return render_template(
        "lokakarya/paket.html",
        paket=paket,
        guru=guru,
        pertemuan=pertemuan,
        hasil=hasil,
        steps=timeline(paket, pertemuan, hasil),
        facts=JENIS_FACTS.get(paket.jenis),
        notulen=with_notulen([each.id for each in pertemuan]),
        given=[(names[each], PAKET_ROLES[role]) for each, role in given.items() if each in names],
        my_role=PAKET_ROLES.get(given.get(guru.id, "")),
        can={do.name for do in Do if may(held, do)},
        trail=trail_of("paket", paket.id, TRAIL),
    )


@blueprint.route("/paket/<paket_id>/ubah", methods=["GET", "POST"])
def edit_paket(paket_id: str) -> ResponseReturnValue:
    """Change what a paket is about."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.EDIT_PAKET, paket)
    form = PaketForm(obj=paket)
    if form.validate_on_submit():
        try:
            services.edit_paket(guru, paket, **_values(form))
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Perubahan paket tersimpan.", "ok")
            return redirect(url_for(".paket", paket_id=paket_id), 303)
    page = render_template("lokakarya/paket_form.html", form=form, gugus=paket.gugus, paket=paket, facts=JENIS_FACTS)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/paket/<paket_id>/peran", methods=["GET", "POST"])
def paket_roles(paket_id: str) -> ResponseReturnValue:
    """Who plays which part; who is not named is peserta."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.ASSIGN_ROLE, paket)
    people = peserta_of(paket)
    form = RoleForm()
    form.offer(people)
    if form.validate_on_submit():
        try:
            person = _chosen(form, people)
            services.assign_role(guru, paket, guru=person, role=form.role.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash(f"{person.name} tercatat sebagai {PAKET_ROLES[form.role.data].lower()}.", "ok")
            return redirect(url_for(".paket_roles", paket_id=paket_id), 303)
    given = roles_in(paket_id)
    page = render_template(
        "lokakarya/roles.html",
        form=form,
        paket=paket,
        named=[(each, PAKET_ROLES[given[each.id]]) for each in people if each.id in given],
        count=len(people),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/paket/<paket_id>/peran/<guru_id>/pencabutan")
def take_role_back(paket_id: str, guru_id: str) -> ResponseReturnValue:
    """Back to peserta; someone from outside the gugus leaves the paket."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    found = [each for each in peserta_of(paket) if each.id == guru_id]
    for person in found:
        services.assign_role(guru, paket, guru=person, role="")
        flash(f"Peran khusus {person.name} dicabut.", "ok")
    return redirect(url_for(".paket_roles", paket_id=paket_id), 303)


def timeline(paket: Paket, pertemuan: list[Pertemuan], hasil: list[Hasil]) -> list[dict[str, Any]]:
    """The steps of a paket: its pertemuan, the hasil it needs, the closing."""
    held = [each for each in pertemuan if not each.is_cancelled]
    marks: list[dict[str, Any]] = []
    for number, each in enumerate(held, 1):
        state = "done" if each.is_over else "todo"
        marks.append({"at": each.starts_at, "mark": str(number), "state": state, "shape": "round"})
    facts = JENIS_FACTS.get(paket.jenis)
    if facts and facts.hasil:
        there = any(each.kind in facts.hasil for each in hasil)
        marks.append({"label": "Hasil", "mark": "H", "state": "done" if there else "todo", "shape": "box"})
    closed = "done" if paket.is_closed else "todo"
    marks.append({"label": "Ditutup", "mark": "T", "state": closed, "shape": "box"})
    coming = next((each for each in marks if each["state"] == "todo"), None)
    if coming and paket.is_open:
        coming["state"] = "now"
    return marks


def _values(form: PaketForm) -> dict[str, Any]:
    return {name: form[name].data or "" for name in ("theme", "jenis", "expected_hasil", "competence")}


def _chosen(form: RoleForm, people: list[Guru]) -> Guru:
    """Who was meant: a peserta of the list, or someone whose account was named in full. Raises Invalid."""
    login = (form.login.data or "").strip()
    if login:
        person = guru_named(login)
        if person is None or person.erased_at:
            raise Invalid("Akun ini tidak ditemukan. Tulis lengkap, atau minta operator menambahkannya.", field="login")
        return person
    found = next((each for each in people if each.id == form.guru_id.data), None)
    if found is None:
        raise Invalid("Pilih pesertanya, atau tulis akun orang dari luar gugus.", field="guru_id")
    return found
