"""Observations: who visits whom, with which instrument, what was written, and what the teacher lets others see."""

from community.observations.models.instrument import InstrumentEdition, OwnInstrument
from community.observations.models.lesson import SharedLesson
from community.observations.models.observation import (
    DAYS_WITHOUT,
    STATES,
    HeadGrant,
    Observation,
    ObservationParticipant,
    ObservationStep,
)
from community.observations.models.sheet import MOST_PHOTOS, FollowUp, ObservationAnswer, ObservationPhoto

__all__ = [
    "DAYS_WITHOUT",
    "MOST_PHOTOS",
    "STATES",
    "FollowUp",
    "HeadGrant",
    "InstrumentEdition",
    "Observation",
    "ObservationAnswer",
    "ObservationParticipant",
    "ObservationPhoto",
    "ObservationStep",
    "OwnInstrument",
    "SharedLesson",
]
