"""An observation on paper, with places to sign."""

from typing import Any

from flask import Response

from community.accounts.models import Guru
from community.kernel.indonesian import hari_tanggal, rentang, tanggal
from community.kernel.printing import pdf
from community.observations.models import Observation, ObservationAnswer
from community.observations.queries import Shown, follow_ups_of, shown_to
from community.observations.rules import LEVELS, Field, Phase
from community.observations.views import blueprint
from community.observations.views.common import reach_reading

_PAGES = {"tiga_fase": "observasi", "lesson_study": "observasi-lesson-study"}


@blueprint.get("/observasi/<observation_id>/cetak")
def print_pdf(observation_id: str) -> Response:
    """What the reader may see of it, as PDF."""
    guru, observation = reach_reading(observation_id)
    response = Response(pdf(_PAGES[observation.kind], data_of(guru, observation)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="observasi-{observation.id}.pdf"'
    return response


def data_of(guru: Guru, observation: Observation) -> dict[str, Any]:
    """All that the page prints, as text."""
    shown = shown_to(guru, observation)
    names = {each.guru_id: each.guru.name for each in observation.participants}
    return {
        "title": observation.edition.name,
        "gugus": observation.gugus.name,
        "source": observation.edition.instrument.source,
        "head": _head(observation),
        "phases": [_phase(each, shown, names) for each in observation.edition.instrument.phases],
        "levels": list(LEVELS.values()),
        "follow_ups": [
            {
                "text": each.text,
                "who": each.who.name,
                "until": tanggal(each.until_on) if each.until_on else "",
                "done": bool(each.done_at),
            }
            for each in follow_ups_of(observation.id)
        ],
        "teacher": observation.teacher.name,
        "observers": [each.guru.name for each in observation.coming],
        "day": hari_tanggal(observation.starts_at, observation.zone),
    }


def _head(observation: Observation) -> list[list[str]]:
    start, end = observation.starts_at, observation.ends_at
    pairs = [
        ["Sekolah", observation.sekolah.name if observation.sekolah else ""],
        ["Kelas", observation.class_name],
        ["Mata pelajaran", observation.mapel],
        ["Guru model" if observation.kind == "lesson_study" else "Guru", observation.teacher.name],
        ["Pengamat", ", ".join(each.guru.name for each in observation.coming)],
        ["Topik", observation.topic],
        ["Hari, tanggal", hari_tanggal(start, observation.zone)],
        ["Waktu", rentang(start, end, observation.zone)],
    ]
    return pairs + ([["Siklus", str(observation.cycle)]] if observation.cycle > 1 else [])


def _phase(phase: Phase, shown: Shown, names: dict[str, str]) -> dict[str, Any]:
    return {
        "name": phase.name,
        "sections": [
            {"title": section.title, "fields": [_field(each, shown, names) for each in section.fields]}
            for section in phase.sections
        ],
    }


def _field(field: Field, shown: Shown, names: dict[str, str]) -> dict[str, Any]:
    """One field: who wrote what; of a rubric line each writer's level, evidence and follow-up together."""
    found: dict[str, dict[str, str]] = {}
    for part in field.parts:
        for answer in shown.all_of(part.key):
            said = found.setdefault(answer.guru_id, {"by": names.get(answer.guru_id, "")})
            said[part.label if part.key != field.key else "value"] = _words(answer, part.kind)
    photos = len(shown.photos.get(field.key, ()))
    return {
        "label": field.label,
        "kind": field.kind,
        "answers": [
            {
                "by": said["by"],
                "value": said.get("value", ""),
                "evidence": said.get("Bukti", ""),
                "next": said.get("Tindak lanjut", ""),
            }
            for said in found.values()
        ],
        "photos": photos,
    }


def _words(answer: ObservationAnswer, kind: str) -> str:
    return LEVELS.get(answer.value, answer.value) if kind == "rubrik" else answer.value
