"""/kelola: what the operator should see to."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from community.accounts.queries import (
    operator_ids,
    people_count,
    schools_without_koordinator,
    terms_ending,
    waiting,
)
from community.accounts.views.common import blueprint, operator
from community.kernel.clock import today
from community.kernel.trail import trail_of
from community.wilayah.queries import counts

_SOON = timedelta(days=60)


@blueprint.get("/kelola")
def kelola() -> ResponseReturnValue:
    operator()
    return render_template(
        "kelola/page.html",
        waiting=waiting(),
        counts=counts(),
        people=people_count(),
        operators=len(operator_ids()),
        without_koordinator=schools_without_koordinator(today(), limit=10),
        ending=terms_ending(today(), today() + _SOON, limit=10),
        lines=trail_of("instalasi", "instalasi", limit=10),
    )
