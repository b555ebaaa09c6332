"""The files of a claim: what its owner brings, and the scan of what the head signed."""

from typing import Any

from community.accounts.models import Guru
from community.angka_kredit.models import EVIDENCE_KINDS, Evidence, Usulan
from community.angka_kredit.refusals import Incomplete, UnknownEvidence
from community.angka_kredit.services.claim import must_be_open, settle_state
from community.angka_kredit.services.claims import lock
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, db
from community.kernel.files import IMAGES, keep
from community.kernel.files.kinds import PDF
from community.kernel.trail import note
from community.permissions import Do

SIGNED = "pengesahan"
ACCEPTED = IMAGES | {PDF}  # what a phone or a scanner makes, and every browser shows


@command(Do.COMPLETE_USULAN)
def add_evidence(owner: Guru, usulan: Usulan, *, kind: str, upload: Any) -> Evidence:
    """Attach a PDF or a photo as `kind`. The scan of the signed report ratifies it, once there is one to sign.

    Raises UnknownEvidence, UsulanNotOpen, Incomplete, FileRefused.
    """
    lock(usulan)
    must_be_open(usulan)
    if kind not in EVIDENCE_KINDS:
        raise UnknownEvidence(field="kind")
    if kind == SIGNED and (gaps := usulan.own_gaps()):
        raise Incomplete(["Yang ditandatangani adalah laporan yang sudah lengkap.", *gaps])
    row = Evidence(usulan_id=usulan.id, kind=kind, by_id=owner.id, at=now())
    row.file_id = keep(upload, about_kind="bukti", about_id=row.id, by=owner, kinds=ACCEPTED).id
    add(row)
    db.session.expire(usulan, ["evidence"])
    if kind == SIGNED:
        usulan.ratified_at, usulan.ratified_how = now(), "pindaian"
    settle_state(usulan, owner)
    note(
        owner,
        f"menambah {EVIDENCE_KINDS[kind].lower()} pada usulan paket “{usulan.paket.theme}”",
        catatan=owner.id,
    )
    return row


@command(Do.COMPLETE_USULAN)
def remove_evidence(owner: Guru, evidence: Evidence) -> None:
    """Take a file away again; it stays as a mark. Raises UsulanNotOpen once submitted or decided."""
    usulan = lock(evidence.usulan)
    lock(evidence)
    must_be_open(usulan)
    if evidence.removed_at is not None:
        return
    evidence.removed_at = now()
    signed = any(each.kind == SIGNED for each in usulan.files)
    if evidence.kind == SIGNED and not signed and usulan.ratified_how == "pindaian":
        usulan.ratified_at, usulan.ratified_how = None, ""
    settle_state(usulan, owner)
    sentence = f"mencabut {EVIDENCE_KINDS[evidence.kind].lower()} dari usulan paket “{usulan.paket.theme}”"
    note(owner, sentence, catatan=owner.id)
