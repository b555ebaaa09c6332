"""What the regulations say of a ratified modul, for who records its letter."""

from community.angka_kredit.peraturan import RATIFIERS, Butir, peraturan
from community.kernel.clock import today
from community.materials.rules.ratifying import RatificationFacts


def ratification_facts() -> dict[str, RatificationFacts]:
    """By level: its butir, its value, the evidence an assessor asks for, and how sure the sources are."""
    return {level: _facts(peraturan().butir_ratified_by(level, on=today())) for level in RATIFIERS}


def _facts(butir: Butir) -> RatificationFacts:
    rules = peraturan()
    return RatificationFacts(
        code=butir.code,
        name=butir.name,
        value=butir.value,
        unit=butir.unit,
        label=rules.regime_label(butir.regime),
        evidence=tuple(rules.proof(each).name for each in butir.evidence),
        note=butir.note,
        explanation=rules.regulation(butir.regulation).explains_reference,
        status=butir.status_words,
        sources=tuple(rules.source(each).name for each in butir.sources),
    )
