"""What an instrument is made of, and how names leave a text: pure."""

from community.observations.rules.built_in import built_in, built_in_with
from community.observations.rules.instrument import (
    BOTH,
    FIELD_KINDS,
    KINDS,
    LEVELS,
    LONGEST,
    OBSERVER,
    TEACHER,
    WRITERS,
    Field,
    Instrument,
    InstrumentError,
    Part,
    Phase,
    Section,
    parsed,
)
from community.observations.rules.names import Stranger, found_in, without_names

__all__ = [
    "BOTH",
    "FIELD_KINDS",
    "KINDS",
    "LEVELS",
    "LONGEST",
    "OBSERVER",
    "TEACHER",
    "WRITERS",
    "Field",
    "Instrument",
    "InstrumentError",
    "Part",
    "Phase",
    "Section",
    "Stranger",
    "built_in",
    "built_in_with",
    "found_in",
    "parsed",
    "without_names",
]
