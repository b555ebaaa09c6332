"""My observations, the schedule of a gugus, and who was not observed for long."""

from flask import render_template

from community.accounts.current import current_guru
from community.gugus.queries import my_gugus
from community.kernel.errors import NotFound
from community.observations.models import DAYS_WITHOUT
from community.observations.queries import (
    due_follow_ups,
    heads_schools,
    lessons_of,
    mine,
    observes_in,
    unobserved_at,
    unobserved_in,
    visits_in,
)
from community.observations.views import blueprint
from community.observations.views.common import reach_gugus


@blueprint.get("/observasi")
def index() -> str:
    """Where one teaches or observes, what is to be done, and for a head: who was not observed for long."""
    guru = current_guru()
    found = mine(guru)
    schools = heads_schools(guru)
    return render_template(
        "observations/index.html",
        guru=guru,
        open=[each for each in reversed(found) if not each.end],
        past=[each for each in found if each.end],
        todo=due_follow_ups(guru),
        gugus=my_gugus(guru),
        is_head=bool(schools),
        unobserved=unobserved_at(schools, guru.id) if schools else [],
        days=DAYS_WITHOUT,
    )


@blueprint.get("/gugus/<slug>/observasi")
def schedule(slug: str) -> str:
    """Who visits whom and when: one's own visits, and for pengurus the bare schedule of all."""
    guru, gugus, leads = reach_gugus(slug)
    return render_template(
        "observations/schedule.html",
        gugus=gugus,
        guru=guru,
        zone=gugus.zone.name,
        leads=leads,
        visits=visits_in(gugus, guru, everyone=leads),
        lessons=lessons_of(gugus),
        observes=leads or observes_in(gugus, guru),
    )


@blueprint.get("/gugus/<slug>/observasi/belum")
def unobserved(slug: str) -> str:
    """Who was not observed for thirty days: the fact alone, for pengurus and whoever observes in the gugus."""
    guru, gugus, leads = reach_gugus(slug)
    if not leads and not observes_in(gugus, guru):
        raise NotFound
    return render_template("observations/unobserved.html", gugus=gugus, people=unobserved_in(gugus), days=DAYS_WITHOUT)
