"""A pertemuan: its page, planning one or a series, changing, moving, cancelling, answering."""

from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize, roles
from community.kernel.errors import Refusal
from community.kernel.indonesian import hari_tanggal, rentang
from community.kernel.web import public_url, safe_path
from community.lokakarya import services
from community.lokakarya.forms import EditPertemuanForm, MoveForm, PertemuanForm, prefilled, show
from community.lokakarya.models import RSVP_ANSWERS, Pertemuan
from community.lokakarya.queries import (
    answer_of,
    answers_to,
    counted,
    keputusan_of,
    names_of,
    notulen_of,
    paket_of,
    pertemuan_in,
    pertemuan_of,
    tindak_lanjut_in,
)
from community.lokakarya.rules import series
from community.lokakarya.views import blueprint
from community.lokakarya.views.steps import with_reason
from community.permissions import PENGURUS, Do, may


@blueprint.get("/pertemuan/<pertemuan_id>", endpoint="pertemuan")
def show_pertemuan(pertemuan_id: str) -> str:
    """Agenda, place, answers, minutes, what was agreed, and what lies above."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    held = roles(guru, pertemuan)
    answers = answers_to(pertemuan_id)
    held_ids = [each.id for each in pertemuan_in(pertemuan.paket) if not each.is_cancelled]
    return render_template(
        "lokakarya/pertemuan.html",
        pertemuan=pertemuan,
        paket=pertemuan.paket,
        guru=guru,
        number=held_ids.index(pertemuan_id) + 1 if pertemuan_id in held_ids else None,
        count=len(held_ids),
        answers=answers if held & PENGURUS else [],
        counts=counted(answers),
        mine=answer_of(pertemuan_id, guru.id),
        choices=RSVP_ANSWERS,
        notulen=notulen_of(pertemuan_id),
        keputusan=keputusan_of(pertemuan_id),
        tindak_lanjut=tindak_lanjut_in(pertemuan_id),
        names=names_of({each.by_id for each in pertemuan.steps}),
        can={do.name for do in Do if may(held, do)},
        share=whatsapp(pertemuan),
    )


@blueprint.route("/paket/<paket_id>/pertemuan/baru", methods=["GET", "POST"])
def new_pertemuan(paket_id: str) -> ResponseReturnValue:
    """One pertemuan, or a series in one go."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.ADD_PERTEMUAN, paket)
    before = pertemuan_in(paket)
    form = PertemuanForm(data=prefilled(paket, before[-1] if before else None))
    if form.validate_on_submit():
        try:
            made = services.add_pertemuan(
                guru,
                paket,
                days=series(form.day.data, form.times.data, int(form.weeks.data)),
                plan=form.plan,
                past=form.past.data,
                despite=form.despite.data,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash(f"{len(made)} pertemuan tersimpan.", "ok")
            return redirect(url_for(".paket", paket_id=paket_id), 303)
    page = render_template("lokakarya/pertemuan_form.html", form=form, paket=paket)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/pertemuan/<pertemuan_id>/ubah", methods=["GET", "POST"])
def edit_pertemuan(pertemuan_id: str) -> ResponseReturnValue:
    """All but time and place."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.EDIT_PERTEMUAN, pertemuan)
    form = EditPertemuanForm(data=_words_of(pertemuan))
    if form.validate_on_submit():
        try:
            services.edit_pertemuan(guru, pertemuan, **form.values)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Perubahan pertemuan tersimpan.", "ok")
            return redirect(url_for(".pertemuan", pertemuan_id=pertemuan_id), 303)
    page = render_template("lokakarya/pertemuan_edit.html", form=form, pertemuan=pertemuan)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/pertemuan/<pertemuan_id>/pindah", methods=["GET", "POST"])
def move_pertemuan(pertemuan_id: str) -> ResponseReturnValue:
    """Another time or place, with a reason."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.MOVE_PERTEMUAN, pertemuan)
    form = MoveForm(data=_clock_of(pertemuan))
    if form.validate_on_submit():
        try:
            services.move_pertemuan(
                guru,
                pertemuan,
                day=form.day.data,
                start=form.start.data,
                end=form.end.data,
                place=form.place.data or "",
                reason=form.reason.data or "",
                past=form.past.data,
                despite=form.despite.data,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Pertemuan dipindah. Yang lama tetap ada di riwayat.", "ok")
            return redirect(url_for(".pertemuan", pertemuan_id=pertemuan_id), 303)
    page = render_template("lokakarya/move.html", form=form, pertemuan=pertemuan)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/pertemuan/<pertemuan_id>/pembatalan", methods=["GET", "POST"])
def cancel_pertemuan(pertemuan_id: str) -> ResponseReturnValue:
    """Cancel one pertemuan, with a reason."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    authorize(guru, Do.CANCEL_PERTEMUAN, pertemuan)
    return with_reason(
        lambda reason: services.cancel_pertemuan(guru, pertemuan, reason=reason),
        url_for(".pertemuan", pertemuan_id=pertemuan_id),
        title="Batalkan pertemuan",
        about=name_of(pertemuan),
        lead="Anggota diberi tahu alasannya. Bila hanya waktunya yang berubah, pindahkan saja.",
        label="Batalkan pertemuan",
        done="Pertemuan dibatalkan.",
        kind="danger",
    )


@blueprint.post("/pertemuan/<pertemuan_id>/buka")
def open_pertemuan(pertemuan_id: str) -> ResponseReturnValue:
    """Open attendance before its time, or again."""
    guru = current_guru()
    services.open_pertemuan(guru, pertemuan_of(guru, pertemuan_id))
    flash("Kehadiran dibuka sampai pertemuan selesai.", "ok")
    return _back(pertemuan_id)


@blueprint.post("/pertemuan/<pertemuan_id>/tutup")
def close_pertemuan(pertemuan_id: str) -> ResponseReturnValue:
    """Close attendance."""
    guru = current_guru()
    services.close_pertemuan(guru, pertemuan_of(guru, pertemuan_id))
    flash("Kehadiran ditutup. Yang keliru diperbaiki lewat koreksi.", "ok")
    return _back(pertemuan_id)


@blueprint.post("/pertemuan/<pertemuan_id>/rsvp")
def answer_rsvp(pertemuan_id: str) -> ResponseReturnValue:
    """Say whether one comes."""
    guru = current_guru()
    answer = request.form.get("answer", "")
    services.answer_rsvp(guru, pertemuan_of(guru, pertemuan_id), answer=answer)
    flash(f"Jawaban Anda tercatat: {RSVP_ANSWERS[answer].lower()}.", "ok")
    return redirect(url_for(".pertemuan", pertemuan_id=pertemuan_id), 303)


def name_of(pertemuan: Pertemuan) -> str:
    """Its title, or its day."""
    zone = pertemuan.paket.gugus.zone.name
    return pertemuan.title or f"Pertemuan {hari_tanggal(pertemuan.starts_at, zone)}"


def whatsapp(pertemuan: Pertemuan) -> str:
    """The text that goes into the group: what, when, where, link."""
    paket, zone = pertemuan.paket, pertemuan.paket.gugus.zone.name
    day = hari_tanggal(pertemuan.starts_at, zone)
    lines = [
        f"*{paket.gugus.name}*",
        pertemuan.title or paket.theme,
        f"{day} pukul {rentang(pertemuan.starts_at, pertemuan.ends_at, zone)}",
        f"Tempat: {pertemuan.place}" if pertemuan.place else "",
        f"Ruang daring: {pertemuan.link}" if pertemuan.link else "",
        f"Rincian: {public_url(url_for('lokakarya.pertemuan', pertemuan_id=pertemuan.id))}",
    ]
    if pertemuan.is_cancelled:
        lines.insert(1, "DIBATALKAN")
    return "\n".join(each for each in lines if each)


def _back(pertemuan_id: str) -> ResponseReturnValue:
    here = url_for(".pertemuan", pertemuan_id=pertemuan_id)
    return redirect(safe_path(request.form.get("lanjut"), here), 303)


def _words_of(pertemuan: Pertemuan) -> dict[str, object]:
    """What the form begins with: the presenters one a line, as they were written."""
    names = ("title", "mode", "link", "agenda", "break_minutes", "minutes_per_jp", "capacity")
    presenting = [f"{each.name}: {each.topic}" if each.topic else each.name for each in pertemuan.narasumber]
    return {name: getattr(pertemuan, name) for name in names} | {"narasumber": "\n".join(presenting)}


def _clock_of(pertemuan: Pertemuan) -> dict[str, object]:
    """Day, start, end and place as the clocks of the gugus show them."""
    zone = ZoneInfo(pertemuan.paket.gugus.zone.name)
    start, end = (moment.astimezone(zone) for moment in (pertemuan.starts_at, pertemuan.ends_at))
    return {"day": start.date(), "start": start.time(), "end": end.time(), "place": pertemuan.place}
