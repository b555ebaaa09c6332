"""/usulan/<id>: a claim, as its owner completes it and as others read it."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.angka_kredit.forms import (
    AcceptForm,
    EvidenceForm,
    ReasonForm,
    ReportForm,
    ReverseForm,
    SettleForm,
)
from community.angka_kredit.models import EDITABLE, OWN_PARTS, UNDECIDED, Usulan
from community.angka_kredit.peraturan import peraturan
from community.angka_kredit.queries import (
    entries_of,
    evidence_of,
    last_decision,
    open_difference,
    reason_of,
    usulan_of,
    waiting_sentences,
    warnings_of,
    was_read_lately,
)
from community.angka_kredit.refusals import Incomplete
from community.angka_kredit.services import (
    add_evidence,
    complete_usulan,
    note_reading,
    remove_evidence,
    submit_usulan,
    withdraw_usulan,
)
from community.angka_kredit.views import blueprint
from community.attendance.models import STATUSES
from community.kernel.command import roles
from community.kernel.errors import Invalid
from community.lokakarya.queries import hasil_of
from community.permissions import Do, may


@blueprint.get("/usulan/<usulan_id>")
def usulan(usulan_id: str) -> str:
    """Someone else's reading is written down first: the owner sees it."""
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    what = f"usulan paket “{found.paket.theme}”"
    if found.guru_id != guru.id and not was_read_lately(found.guru_id, guru.id, what):
        note_reading(guru, found)
        found = usulan_of(guru, usulan_id)
    return usulan_page(guru, found)


@blueprint.post("/usulan/<usulan_id>/laporan")
def complete(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    form = ReportForm().offer(found)
    if not form.validate_on_submit():
        return usulan_page(guru, found, report=form), 422
    try:
        lost = complete_usulan(guru, found, parts=form.parts, butir=form.chosen)
    except Invalid as refusal:
        form.butir.errors = [refusal.message]
        return usulan_page(guru, found, report=form), 422
    if lost:
        flash("Tersimpan. Karena laporannya berubah, pengesahan yang lama gugur dan perlu diminta lagi.", "wait")
    else:
        flash("Laporan tersimpan.", "ok")
    return _back(found)


@blueprint.post("/usulan/<usulan_id>/bukti")
def attach(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    form = EvidenceForm(prefix="bukti")
    if not form.validate_on_submit():
        return usulan_page(guru, found, evidence=form), 422
    try:
        add_evidence(guru, found, kind=form.kind.data, upload=form.file.data)
    except (Invalid, Incomplete) as refusal:
        form.file.errors = [refusal.message]
        return usulan_page(guru, usulan_of(guru, usulan_id), evidence=form), 422
    flash("Berkas tersimpan.", "ok")
    return _back(found)


@blueprint.post("/bukti/<evidence_id>/pencabutan")
def detach(evidence_id: str) -> ResponseReturnValue:
    guru = current_guru()
    evidence = evidence_of(guru, evidence_id)
    remove_evidence(guru, evidence)
    flash("Berkas dicabut.", "ok")
    return _back(evidence.usulan)


@blueprint.post("/usulan/<usulan_id>/pengajuan")
def submit(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    koordinator = submit_usulan(guru, found)
    if koordinator:
        flash(f"Diajukan kepada {koordinator.name}, koordinator PKB sekolah Anda.", "ok")
    else:
        flash(
            "Diajukan, dan menunggu: sekolah Anda belum mempunyai koordinator PKB. Operator sudah diberi tahu.",
            "wait",
        )
    return _back(found)


@blueprint.post("/usulan/<usulan_id>/penarikan")
def withdraw(usulan_id: str) -> ResponseReturnValue:
    guru = current_guru()
    found = usulan_of(guru, usulan_id)
    withdraw_usulan(guru, found)
    flash("Usulan ditarik. Ketua dapat meneruskannya lagi bila Anda minta.", "ok")
    return _back(found)


def usulan_page(guru: Guru, found: Usulan, **forms: Any) -> str:
    """The page of a claim for `guru`; `forms` are those being corrected: what was typed is kept."""
    held = roles(guru, found)
    is_owner = may(held, Do.COMPLETE_USULAN)
    decision = last_decision(found)
    return render_template(
        "angka_kredit/usulan.html",
        guru=guru,
        usulan=found,
        is_owner=is_owner,
        may_edit=is_owner and found.state in EDITABLE,
        may_withdraw=is_owner and found.state in UNDECIDED - {"ditarik"},
        may_ratify=may(held, Do.RATIFY_USULAN) and found.state == "dilengkapi",
        may_decide=may(held, Do.ACCEPT_USULAN) and found.state == "diajukan",
        may_reverse=may(held, Do.REVERSE_USULAN) and found.state == "diakui",
        days=_days(found),
        parts=OWN_PARTS,
        gaps=found.gaps() if found.state in UNDECIDED else [],
        waiting=waiting_sentences(found.guru, [found])[found.id] if found.state in UNDECIDED else "",
        warnings=warnings_of(found, names=not is_owner),
        hasil=hasil_of(found.paket_id),
        entries=entries_of(found.id),
        difference=open_difference(found.id),
        decision=decision,
        decision_reason=reason_of(found, decision) if decision else None,
        rule=found.rule,
        proofs=[peraturan().proof(each) for each in found.rule.evidence],
        regulation=peraturan().regulation(found.regulation),
        forms=_forms(found) | forms,
    )


def _days(found: Usulan) -> list[dict[str, Any]]:
    """Each pertemuan held, with its day and the word for what is recorded of the owner."""
    return [
        {**day, "date": date.fromisoformat(day["on"]), "word": STATUSES.get(day["status"], "Tidak tercatat")}
        for day in found.kegiatan.facts["pertemuan"]
    ]


def _forms(found: Usulan) -> dict[str, Any]:
    """Every form of the page as it is before anything is typed; prefixes keep their fields apart."""
    return {
        "report": ReportForm(None, obj=found).offer(found),
        "evidence": EvidenceForm(None, prefix="bukti"),
        "accept": AcceptForm(None, prefix="akui"),
        "give_back": ReasonForm(None, prefix="kembali").offer(found),
        "refuse": ReasonForm(None, prefix="tolak").offer(found),
        "reverse": ReverseForm(None, prefix="batal"),
        "settle": SettleForm(None, prefix="selisih"),
    }


def _back(found: Usulan) -> ResponseReturnValue:
    return redirect(url_for("angka_kredit.usulan", usulan_id=found.id), 303)
