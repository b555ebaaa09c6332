"""What the regulations say of each jenis, for who plans a paket."""

from community.angka_kredit.peraturan import Jenis, peraturan
from community.kernel.clock import today
from community.lokakarya.rules import JenisFacts


def jenis_facts() -> dict[str, JenisFacts]:
    """By jenis: its minimum, its hasil, its butir (a peserta's first), and what sources disagree about."""
    return {each.id: _facts(each) for each in peraturan().all_jenis()}


def _facts(jenis: Jenis) -> JenisFacts:
    rules = sorted(jenis.roles, key=lambda rule: rule.role != "peserta")
    codes = list(dict.fromkeys(rule.butir for rule in rules if rule.butir))
    return JenisFacts(
        minimum=jenis.minimum,
        hasil=jenis.hasil,
        hasil_label=jenis.hasil_label,
        butir=tuple((code, peraturan().butir(code, on=today()).name) for code in codes),
        can_split=jenis.can_split,
        note=jenis.no_value or jenis.conflict,
    )
