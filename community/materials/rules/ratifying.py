"""What the regulations say of a ratified modul. They lie above this package: wiring fills it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class RatificationFacts:
    """The butir of a level, and what an assessor asks for. Recording a letter gives no credit by itself."""

    code: str
    name: str
    value: Decimal
    unit: str
    label: str  # what such values are called on screen
    evidence: tuple[str, ...]
    note: str
    explanation: str  # what such a value is worth today
    status: str  # in words
    sources: tuple[str, ...]  # names of documents


# By level (a key of models.LEVELS). Empty, ratifications are recorded without it.
RATIFICATION_FACTS: dict[str, RatificationFacts] = {}


def fill_ratification(facts: Mapping[str, RatificationFacts]) -> None:
    """Say what each level is worth; wiring calls this once."""
    RATIFICATION_FACTS.clear()
    RATIFICATION_FACTS.update(facts)
