"""Reads, reached through the person: nobody but teacher, observers, and the head with a permission."""

from community.observations.queries.drafting import PARTS, draft_for
from community.observations.queries.export import observations_export
from community.observations.queries.instruments import (
    Offer,
    edition_with,
    offers_of,
    own_instrument_of,
    own_instruments,
)
from community.observations.queries.lessons import lesson_in, lessons_of, lessons_shared_from
from community.observations.queries.lists import (
    Visit,
    due_follow_ups,
    mine,
    of_pertemuan,
    to_remind,
    visits_in,
    waiting_for_me,
)
from community.observations.queries.people import (
    candidates_of,
    head_of,
    heads_schools,
    observes_in,
    unobserved_at,
    unobserved_in,
)
from community.observations.queries.reach import (
    follow_up_of,
    may_read_photo,
    next_cycles,
    observation_of,
    photo_of,
    readings_of,
    was_read_lately,
)
from community.observations.queries.sheets import (
    Shown,
    answer_sent,
    follow_ups_of,
    last_answer,
    photo_sent,
    photos_by,
    shown_to,
)

__all__ = [
    "PARTS",
    "Offer",
    "Shown",
    "Visit",
    "answer_sent",
    "candidates_of",
    "draft_for",
    "due_follow_ups",
    "edition_with",
    "follow_up_of",
    "follow_ups_of",
    "head_of",
    "heads_schools",
    "last_answer",
    "lesson_in",
    "lessons_of",
    "lessons_shared_from",
    "may_read_photo",
    "mine",
    "next_cycles",
    "observation_of",
    "observations_export",
    "observes_in",
    "of_pertemuan",
    "offers_of",
    "own_instrument_of",
    "own_instruments",
    "photo_of",
    "photo_sent",
    "photos_by",
    "readings_of",
    "shown_to",
    "to_remind",
    "unobserved_at",
    "unobserved_in",
    "visits_in",
    "waiting_for_me",
    "was_read_lately",
]
