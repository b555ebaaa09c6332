"""What is done to a paket as a whole: schedule, split, cancel, close, reopen; each asks once more."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.kernel.command import authorize
from community.kernel.errors import Refusal
from community.kernel.indonesian import hari_tanggal, rentang
from community.lokakarya import services
from community.lokakarya.forms import ConfirmForm, ReasonForm, SplitForm, show
from community.lokakarya.models import Paket, Pertemuan
from community.lokakarya.models.refusals import (
    PaketCancelledAlready,
    PaketClosedAlready,
    PaketNotClosed,
    PaketWasClosed,
)
from community.lokakarya.queries import hasil_of, paket_of, pertemuan_in, with_notulen
from community.lokakarya.rules import JENIS_FACTS
from community.lokakarya.views import blueprint
from community.permissions import Do


@blueprint.post("/paket/<paket_id>/jadwalkan")
def schedule(paket_id: str) -> ResponseReturnValue:
    """Let the anggota see it, and tell them."""
    guru = current_guru()
    services.schedule_paket(guru, paket_of(guru, paket_id))
    flash("Paket dijadwalkan. Anggota sudah diberi tahu.", "ok")
    return redirect(url_for(".paket", paket_id=paket_id), 303)


@blueprint.route("/paket/<paket_id>/penutupan", methods=["GET", "POST"])
def closing(paket_id: str) -> ResponseReturnValue:
    """What is still missing, and then the closing."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.CLOSE_PAKET, paket)
    _must_be_open(paket)
    form = ConfirmForm()
    if form.validate_on_submit():
        services.close_paket(guru, paket)
        flash("Paket ditutup. Kehadirannya terkunci.", "ok")
        return redirect(url_for(".paket", paket_id=paket_id), 303)
    pertemuan = pertemuan_in(paket)
    return render_template(
        "lokakarya/closing.html",
        form=form,
        paket=paket,
        guru=guru,
        missing=missing_from(paket, pertemuan),
        hindrance=_hindrance(paket),
    )


@blueprint.route("/paket/<paket_id>/pembukaan", methods=["GET", "POST"])
def reopening(paket_id: str) -> ResponseReturnValue:
    """Open a closed paket again, with a reason."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.REOPEN_PAKET, paket)
    if not paket.is_closed:
        raise PaketNotClosed
    return with_reason(
        lambda reason: services.reopen_paket(guru, paket, reason=reason),
        url_for(".paket", paket_id=paket_id),
        title="Buka kembali paket",
        about=paket.theme,
        lead="Paket yang dibuka kembali dapat diperbaiki, lalu ditutup lagi. "
        "Kehadiran yang sudah ditutup diperbaiki lewat koreksi.",
        label="Buka kembali",
        done="Paket dibuka kembali.",
    )


@blueprint.route("/paket/<paket_id>/pembatalan", methods=["GET", "POST"])
def cancelling(paket_id: str) -> ResponseReturnValue:
    """Cancel a paket for good, with a reason."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.CANCEL_PAKET, paket)
    _must_be_open(paket)
    if paket.was_closed:
        raise PaketWasClosed
    return with_reason(
        lambda reason: services.cancel_paket(guru, paket, reason=reason),
        url_for(".paket", paket_id=paket_id),
        title="Batalkan paket",
        about=paket.theme,
        lead="Semua pertemuan yang belum selesai ikut dibatalkan, dan anggota diberi tahu alasannya. "
        "Paket yang dibatalkan tidak dapat dibuka lagi.",
        label="Batalkan paket",
        done="Paket dibatalkan.",
        kind="danger",
    )


@blueprint.route("/paket/<paket_id>/pembagian", methods=["GET", "POST"])
def splitting(paket_id: str) -> ResponseReturnValue:
    """Choose which pertemuan and hasil go to a second paket."""
    guru = current_guru()
    paket = paket_of(guru, paket_id)
    authorize(guru, Do.SPLIT_PAKET, paket)
    _must_be_open(paket)
    form = SplitForm()
    form.offer([(each.id, line(each)) for each in pertemuan_in(paket)], hasil_of(paket.id))
    if form.validate_on_submit():
        try:
            other = services.split_paket(
                guru,
                paket,
                pertemuan_ids=form.pertemuan_ids.data,
                theme=form.theme.data,
                expected_hasil=form.expected_hasil.data or "",
                hasil_ids=form.hasil_ids.data,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash(f"Paket dibagi dua. Ini paket yang baru; yang lama tetap “{paket.theme}”.", "ok")
            return redirect(url_for(".paket", paket_id=other.id), 303)
    page = render_template("lokakarya/split.html", form=form, paket=paket)
    return page, 422 if form.is_submitted() else 200


def with_reason(act: Callable[[str], Any], back: str, *, done: str, **words: str) -> ResponseReturnValue:
    """The page that asks for a reason, and then the act."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            act(form.reason.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash(done, "ok")
            return redirect(back, 303)
    page = render_template("lokakarya/reason.html", form=form, back=back, **words)
    return page, 422 if form.is_submitted() else 200


def line(pertemuan: Pertemuan) -> str:
    """A pertemuan in one line of words."""
    zone = pertemuan.paket.gugus.zone.name
    when = f"{hari_tanggal(pertemuan.starts_at, zone)}, {rentang(pertemuan.starts_at, pertemuan.ends_at, zone)}"
    title = f": {pertemuan.title}" if pertemuan.title else ""
    return f"{when}{title}{' (dibatalkan)' if pertemuan.is_cancelled else ''}"


def missing_from(paket: Paket, pertemuan: list[Pertemuan]) -> list[str]:
    """What a careful ketua would want before closing. None of it forbids."""
    held = [each for each in pertemuan if not each.is_cancelled]
    facts = JENIS_FACTS.get(paket.jenis)
    found = []
    if facts and len(held) < facts.minimum:
        found.append(f"Baru {len(held)} pertemuan; jenis ini memerlukan sedikitnya {facts.minimum}.")
    if facts and facts.hasil and not any(each.kind in facts.hasil for each in hasil_of(paket.id)):
        found.append(f"Hasil belum ada: {facts.hasil_label}.")
    open_still = sum(each.last_step != "ditutup" for each in held)
    if open_still:
        found.append(f"Kehadiran {open_still} pertemuan belum ditutup dan ikut ditutup. Periksa lembarnya dulu.")
    without = len(held) - len(with_notulen([each.id for each in held]))
    if without:
        found.append(f"{without} pertemuan belum mempunyai notulen.")
    return found


def _hindrance(paket: Paket) -> Refusal | None:
    try:
        services.must_be_closable(paket)
    except Refusal as refusal:
        return refusal
    return None


def _must_be_open(paket: Paket) -> None:
    if paket.is_cancelled:
        raise PaketCancelledAlready
    if paket.is_closed:
        raise PaketClosedAlready
