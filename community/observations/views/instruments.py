"""The instruments of a gugus: read by everyone who belongs to it, made by its pengurus."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.command import allowed, authorize
from community.kernel.errors import NotFound, Refusal
from community.kernel.forms import clean, one_line
from community.observations import services
from community.observations.models import OwnInstrument
from community.observations.queries import offers_of, own_instrument_of, own_instruments
from community.observations.queries.instruments import instrument_behind
from community.observations.rules import FIELD_KINDS, LEVELS, WRITERS
from community.observations.views import blueprint
from community.observations.views.common import reach_gugus
from community.permissions import Do

BLANK_LINES = 2  # empty lines offered at the end of each section


@blueprint.get("/gugus/<slug>/instrumen")
def instruments(slug: str) -> str:
    """Those that come with the product, and the own ones."""
    _, gugus, leads = reach_gugus(slug)
    offers = offers_of(gugus)
    return render_template(
        "observations/instruments.html",
        gugus=gugus,
        built_in=[each for each in offers if not each.own],
        own=[each for each in own_instruments(gugus) if leads or each.last],
        leads=leads,
    )


@blueprint.get("/gugus/<slug>/instrumen/lihat/<code>")
def read_instrument(slug: str, code: str) -> str:
    """What an instrument asks, before it is used."""
    _, gugus, leads = reach_gugus(slug)
    found = instrument_behind(gugus, code)
    if found is None:
        raise NotFound
    return render_template(
        "observations/instrument.html",
        gugus=gugus,
        instrument=found,
        code=code,
        levels=LEVELS,
        writers=WRITERS,
        leads=leads,
    )


@blueprint.post("/gugus/<slug>/instrumen")
def copy_instrument(slug: str) -> ResponseReturnValue:
    """A draft of one's own, copied."""
    guru, gugus, _ = reach_gugus(slug)
    made = services.copy_instrument(guru, gugus, code=request.form.get("code", ""))
    flash("Disalin sebagai draf. Ubah butirnya, simpan, lalu terbitkan.", "ok")
    return redirect(url_for(".edit_instrument", slug=slug, instrument_id=made.id), 303)


@blueprint.get("/gugus/<slug>/instrumen/<instrument_id>")
def edit_instrument(slug: str, instrument_id: str) -> ResponseReturnValue:
    """The draft, line by line."""
    guru, gugus, own = _reach(slug, instrument_id, Do.EDIT_INSTRUMENT)
    return _editor(guru, gugus, own, own.draft), 200


@blueprint.post("/gugus/<slug>/instrumen/<instrument_id>")
def save_instrument(slug: str, instrument_id: str) -> ResponseReturnValue:
    """Save the draft; everything typed stays when something is wrong."""
    guru, gugus, own = _reach(slug, instrument_id, Do.EDIT_INSTRUMENT)
    body = _body(request.form, own.draft)
    try:
        services.edit_instrument(guru, own, body=body, revision=_number(request.form.get("revision")))
    except Refusal as refusal:
        return _editor(guru, gugus, own, body, refusal.message), 422
    if request.form.get("langkah") == "terbitkan":
        return publish_instrument(slug, instrument_id)
    flash("Draf tersimpan.", "ok")
    return redirect(url_for(".edit_instrument", slug=slug, instrument_id=instrument_id), 303)


@blueprint.post("/gugus/<slug>/instrumen/<instrument_id>/terbitkan")
def publish_instrument(slug: str, instrument_id: str) -> ResponseReturnValue:
    """The draft becomes the next edition."""
    guru, gugus, own = _reach(slug, instrument_id, Do.PUBLISH_INSTRUMENT)
    try:
        edition = services.publish_instrument(guru, own)
    except Refusal as refusal:
        return _editor(guru, gugus, own, own.draft, refusal.message), 422
    flash(f"Edisi {edition.number} terbit. Observasi baru memakainya; yang lama tetap pada edisinya.", "ok")
    return redirect(url_for(".instruments", slug=slug), 303)


@blueprint.post("/gugus/<slug>/instrumen/<instrument_id>/berhenti")
def retire_instrument(slug: str, instrument_id: str) -> ResponseReturnValue:
    """No longer offered."""
    guru, _, own = _reach(slug, instrument_id, Do.RETIRE_INSTRUMENT)
    services.retire_instrument(guru, own)
    flash("Instrumen ini tidak ditawarkan lagi. Observasi yang memakainya tidak berubah.", "ok")
    return redirect(url_for(".instruments", slug=slug), 303)


def _reach(slug: str, instrument_id: str, do: Do) -> tuple[Guru, Gugus, OwnInstrument]:
    guru, gugus, _ = reach_gugus(slug)
    own = own_instrument_of(guru, slug, instrument_id)
    authorize(guru, do, own)
    return guru, gugus, own


def _editor(guru: Guru, gugus: Gugus, own: OwnInstrument, body: Mapping[str, Any], error: str = "") -> str:
    return render_template(
        "observations/edit_instrument.html",
        gugus=gugus,
        own=own,
        body=body,
        error=error,
        kinds=FIELD_KINDS,
        writers=WRITERS,
        blank=BLANK_LINES,
        may_publish=allowed(guru, Do.PUBLISH_INSTRUMENT, own),
    )


def _body(form: Mapping[str, str], draft: Mapping[str, Any]) -> dict[str, Any]:
    """The instrument that the editor's fields describe: phases stay, empty lines and sections fall away."""
    taken = {field["key"] for p in draft["phases"] for s in p["sections"] for field in s["fields"]}
    phases = []
    for p, phase in enumerate(draft["phases"]):
        sections = []
        for s in range(len(phase["sections"]) + 1):
            lines = _lines(form, f"f-{p}-{s}", taken)
            if lines:
                sections.append({"title": one_line(form.get(f"s-{p}-{s}", "")), "fields": lines})
        name = one_line(form.get(f"p-{p}", phase["name"]))
        phases.append({**phase, "name": name, "lead": clean(form.get(f"l-{p}", "")), "sections": sections})
    return {"name": one_line(form.get("name", "")), "kind": draft["kind"], "phases": phases}


def _lines(form: Mapping[str, str], prefix: str, taken: set[str]) -> list[dict[str, Any]]:
    lines = []
    for n in range(100):
        at = f"{prefix}-{n}"
        if f"{at}-label" not in form:
            break
        label = one_line(form[f"{at}-label"])
        if not label:
            continue
        key = form.get(f"{at}-key", "")
        if key not in taken:
            key = _fresh(taken)
        lines.append(
            {
                "key": key,
                "kind": form.get(f"{at}-kind", ""),
                "label": label,
                "by": form.get(f"{at}-by", ""),
                "hint": one_line(form.get(f"{at}-hint", "")),
                "choices": [one_line(each) for each in form.get(f"{at}-choices", "").split(";") if each.strip()],
            }
        )
    return lines


def _fresh(taken: set[str]) -> str:
    number = len(taken) + 1
    while f"butir-{number}" in taken:
        number += 1
    taken.add(f"butir-{number}")
    return f"butir-{number}"


def _number(raw: str | None) -> int:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 7 else 0
