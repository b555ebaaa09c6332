"""In one sentence: what a claim waits for, and with whom."""

from collections.abc import Sequence

from community.accounts.models import Guru
from community.accounts.queries import appointments_with
from community.angka_kredit.models import Usulan, UsulanStep
from community.angka_kredit.peraturan import Reason, peraturan
from community.kernel.clock import today
from community.kernel.indonesian import dan, tanggal


def waiting_sentences(owner: Guru, usulan: Sequence[Usulan]) -> dict[str, str]:
    """By claim of `owner`: what it waits for. Two queries for any number of claims."""
    day = today()
    is_head = any(each.office == "kepala_sekolah" for each in owner.offices_on(day))
    schools = {each.sekolah_id for each in usulan if each.state == "diajukan" and each.sekolah_id}
    deciders: dict[str, list[str]] = {}
    if schools:
        for each in appointments_with("koordinator_pkb", schools, day, day):
            if each.sekolah_id and each.guru_id != owner.id:
                deciders.setdefault(each.sekolah_id, []).append(each.guru.name)
    return {each.id: _sentence(each, is_head, deciders.get(each.sekolah_id or "", [])) for each in usulan}


def _sentence(usulan: Usulan, is_head: bool, deciders: list[str]) -> str:
    if not usulan.kegiatan.eligible and usulan.state != "ditarik":
        return f"Tidak lagi memenuhi syarat. {usulan.kegiatan.sentence}"
    if usulan.state == "diajukan":
        return _with_koordinator(usulan, deciders)
    if usulan.state == "dikembalikan":
        return _returned(usulan)
    if usulan.state == "dilengkapi":
        signer = "dinas, sebagai atasan kepala sekolah" if is_head else "kepala sekolah"
        return f"Menunggu pengesahan {signer}; atau unggah pindaian yang sudah ditandatangani."
    if usulan.state == "disahkan":
        return "Sudah disahkan. Tinggal Anda ajukan."
    gaps = usulan.own_gaps()
    more = f" Dan {len(gaps) - 1} hal lagi." if len(gaps) > 1 else ""
    return f"Menunggu Anda. {gaps[0]}{more}" if gaps else "Menunggu Anda."


def _with_koordinator(usulan: Usulan, deciders: list[str]) -> str:
    school = usulan.sekolah.name if usulan.sekolah else "sekolah induk"
    if not deciders:
        return f"Menunggu: {school} belum mempunyai koordinator PKB lain. Operator sudah diberi tahu."
    since = f" sejak {tanggal(usulan.submitted_at)}" if usulan.submitted_at else ""
    return f"Menunggu {dan(deciders)}, koordinator PKB {school}{since}."


def _returned(usulan: Usulan) -> str:
    step = last_decision(usulan)
    if step is None:
        return "Dikembalikan untuk diperbaiki."
    reason = reason_of(usulan, step)
    said = f"alasan {step.reason_code}: {reason.text} {reason.advice}" if reason else ""
    return " ".join(f"Dikembalikan, {said} {step.note}".split())


def last_decision(usulan: Usulan) -> UsulanStep | None:
    """The last return, refusal, recognition or reversal."""
    decided = [each for each in usulan.steps if each.kind in {"dikembalikan", "ditolak", "diakui", "dibatalkan"}]
    return decided[-1] if decided else None


def reason_of(usulan: Usulan, step: UsulanStep) -> Reason | None:
    """The numbered reason of a step, while a regulation file still knows it."""
    found = [each for each in peraturan().reasons_for(usulan.rule.group) if each.code == step.reason_code]
    return found[0] if found else None
