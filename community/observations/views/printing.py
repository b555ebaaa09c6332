"""An observation on paper, with places to sign."""

from pathlib import Path
from typing import Any

from flask import Response

from community.kernel.files import small_pictures
from community.kernel.indonesian import hari_tanggal, rentang, tanggal, waktu
from community.kernel.printing import pdf
from community.observations.models import Observation, ObservationAnswer
from community.observations.queries import Shown, follow_ups_of, shown_to
from community.observations.rules import LEVELS, Field, Phase
from community.observations.views import blueprint
from community.observations.views.common import reach_reading

_SIDE = 760  # points of a photo on paper: 85 mm at 230 to the inch, some 60 kB
_PAGES = {"tiga_fase": "observasi", "lesson_study": "observasi-lesson-study"}


@blueprint.get("/observasi/<observation_id>/cetak")
def print_pdf(observation_id: str) -> Response:
    """What the reader may see of it, as PDF."""
    guru, observation = reach_reading(observation_id)
    shown = shown_to(guru, observation)
    template, data = _PAGES[observation.kind], data_of(shown, observation)
    file_ids = [each.file_id for photos in shown.photos.values() for each in photos]
    with small_pictures(file_ids, side=_SIDE) as pictures:
        _place(data, pictures)
        response = Response(pdf(template, data, pictures.values()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="observasi-{observation_id}.pdf"'
    return response


def data_of(shown: Shown, observation: Observation) -> dict[str, Any]:
    """All that the page prints, as text; a photo as the id of its file and what stands under it."""
    names = {each.guru_id: each.guru.name for each in observation.participants}
    return {
        "title": observation.edition.name,
        "gugus": observation.gugus.name,
        "source": observation.edition.instrument.source,
        "head": _head(observation),
        "phases": [_phase(each, shown, names, observation) for each in observation.edition.instrument.phases],
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


def _place(data: dict[str, Any], pictures: dict[str, Path]) -> None:
    """Say of each photo which of the small pictures it is; "" for one that could not be had."""
    for phase in data["phases"]:
        for field in (each for section in phase["sections"] for each in section["fields"]):
            for photo in field["photos"]:
                found = pictures.get(photo.pop("file_id"))
                photo["file"] = found.name if found else ""


def _phase(phase: Phase, shown: Shown, names: dict[str, str], observation: Observation) -> dict[str, Any]:
    return {
        "name": phase.name,
        "sections": [
            {"title": section.title, "fields": [_field(each, shown, names, observation) for each in section.fields]}
            for section in phase.sections
        ],
    }


def _field(field: Field, shown: Shown, names: dict[str, str], observation: Observation) -> dict[str, Any]:
    """One field: who wrote what; of a rubric line each writer's level, evidence and follow-up together."""
    found: dict[str, dict[str, str]] = {}
    for part in field.parts:
        for answer in shown.all_of(part.key):
            said = found.setdefault(answer.guru_id, {"by": names.get(answer.guru_id, "")})
            said[part.label if part.key != field.key else "value"] = _words(answer, part.kind)
    photos = [
        {
            "file_id": photo.file_id,
            "caption": f"Foto {number}: {names.get(photo.guru_id, '')}, {waktu(photo.written_at, observation.zone)}",
        }
        for number, photo in enumerate(shown.photos.get(field.key, ()), 1)
    ]
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
