"""Observations for a story that begins when they are agreed: the acts themselves, told in one line."""

from datetime import datetime, timedelta
from typing import Any

from community.kernel.clock import told
from community.observations import services
from community.observations.models import Observation
from community.observations.services.planning import Lesson
from tests.factories import SATURDAY
from tests.people import Cast

THREE, LESSON_STUDY = "bawaan:tiga-fase:1", "bawaan:lesson-study:1"
AFTER = SATURDAY + timedelta(hours=2)


def proposed(
    cast: Cast, *, observers: tuple[str, ...] = ("ketua",), by: str = "", edition: str = THREE, **over: Any
) -> Observation:
    """Ai Setiawan (peserta) of SDN 1 is to be observed by the first of `observers` of SDN 2, who asks."""
    starts_at: datetime = over.pop("starts_at", SATURDAY)
    lesson = Lesson(starts_at, starts_at + timedelta(minutes=70), "4A", "Matematika", "Pecahan senilai")
    return services.propose(
        getattr(cast, by or observers[0]),
        cast.gugus,
        edition=edition,
        teacher_id=over.pop("teacher", "peserta"),
        observer_ids=list(observers),
        lesson=lesson,
        **over,
    )


def agreed(cast: Cast, **over: Any) -> Observation:
    """Everyone who was asked said yes."""
    observation = proposed(cast, **over)
    for part in list(observation.participants):
        if part.answer == "":
            services.answer_proposal(getattr(cast, part.guru_id), observation, yes=True)
    return observation


def written(observation: Observation, guru: Any, **values: str) -> None:
    """Some fields, each with the name of its value; `__` stands for a dot and `_` for a hyphen."""
    for name, value in values.items():
        key = name.replace("__", ".").replace("_", "-")
        services.write_answer(guru, observation, field=key, value=value, client_id=f"{key}={value}"[:64])


def closed(cast: Cast, **over: Any) -> Observation:
    """The lesson was observed, each observer wrote and closed the own sheet."""
    observation = agreed(cast, **over)
    with told(AFTER):
        for part in observation.coming:
            guru = getattr(cast, part.guru_id)
            if observation.kind == "tiga_fase":
                written(observation, guru, terlibat="efektif", terlibat__bukti=f"Bukti dari {guru.name}")
            else:
                written(observation, guru, a=f"Fakta dari {guru.name}")
            services.close_sheet(guru, observation)
    return observation
