"""The draft of what a teacher may share: the chosen parts, names replaced. The teacher reads and mends it first."""

from collections.abc import Collection, Iterator

from community.accounts.models import Guru
from community.gugus.queries import anggota_of
from community.observations.models import Observation, ObservationAnswer
from community.observations.queries.sheets import Shown, follow_ups_of, shown_to
from community.observations.rules import LEVELS, Phase, Stranger, without_names
from community.observations.rules.names import ways_to_write

PARTS = {
    "rubrik": "Rubrik, tanpa bukti",
    "bukti": "Bukti dan catatan pengamat",
    "percakapan": "Percakapan sebelum dan sesudahnya",
    "tindak_lanjut": "Tindak lanjut",
}


def strangers_of(observation: Observation) -> list[Stranger]:
    """Whom a shared text must not name: the teacher, the observers, the school, and the other anggota in full."""
    taking_part = {each.guru_id for each in observation.participants}
    found = [
        Stranger.person(each.guru.name, each.guru.name_key, "guru" if each.part == "guru" else "pengamat")
        for each in observation.participants
    ]
    schools = {each.guru.sekolah for each in observation.participants} | {observation.sekolah}
    found += [Stranger(ways_to_write(school.name), "sekolah") for school in schools if school]
    others = [each.guru for each in anggota_of(observation.gugus) if each.guru_id not in taking_part]
    return found + [Stranger((each.name, each.name_key), "seorang guru") for each in others if " " in each.name_key]


def draft_for(guru: Guru, observation: Observation, chosen: Collection[str]) -> str:
    """Markdown of the `chosen` parts (keys of PARTS) that `guru` may see, names replaced."""
    shown = shown_to(guru, observation)
    lines: list[str] = []
    for phase in observation.edition.instrument.phases:
        said = list(_said_in(phase, shown, chosen))
        if said:
            lines += [f"## {phase.name}", "", *said, ""]
    todo = follow_ups_of(observation.id) if "tindak_lanjut" in chosen else []
    if todo:
        lines += ["## Tindak lanjut", "", *(f"- {' '.join(each.text.split())}" for each in todo), ""]
    return without_names("\n".join(lines).strip(), strangers_of(observation))


def _said_in(phase: Phase, shown: Shown, chosen: Collection[str]) -> Iterator[str]:
    for field in phase.fields:
        for part in field.parts:
            if part.kind == "foto" or _belongs_to(phase, part.kind) not in chosen:
                continue
            label = part.label if part.key == field.key else f"{field.label}: {part.label.lower()}"
            for answer in shown.all_of(part.key):
                yield f"- **{label}**: {_words(answer, part.kind)}"


def _belongs_to(phase: Phase, kind: str) -> str:
    if kind == "rubrik":
        return "rubrik"
    return "bukti" if phase.sheet else "percakapan"


def _words(answer: ObservationAnswer, kind: str) -> str:
    return LEVELS[answer.value] if kind == "rubrik" else " ".join(answer.value.split())
