"""The month of a gugus, and a pertemuan as a calendar file."""

from calendar import Calendar
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Response, render_template, request, url_for

from community.accounts.current import current_guru
from community.gugus.models import Gugus
from community.gugus.queries import gugus_of
from community.kernel.clock import now, today
from community.kernel.command import roles
from community.kernel.indonesian import LOCALE
from community.kernel.web import public_url
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import held_between, pertemuan_of
from community.lokakarya.views import blueprint
from community.permissions import PENGURUS


@blueprint.get("/gugus/<slug>/kalender")
def gugus_calendar(slug: str) -> str:
    """One month of a gugus: a list on a phone, a grid on a wide screen."""
    guru = current_guru()
    gugus = gugus_of(guru, slug)
    zone = ZoneInfo(gugus.zone.name)
    first = month_of(request.args.get("bulan", ""), today(gugus.zone.name))
    until = _after(first)
    since_at, until_at = (datetime.combine(day, time(), zone) for day in (first, until))
    drafts = bool(roles(guru, gugus) & PENGURUS)
    found = held_between(gugus, since_at, until_at, drafts=drafts)
    by_day = {day: list(each) for day, each in groupby(found, key=lambda p: p.starts_at.astimezone(zone).date())}
    return render_template(
        "lokakarya/calendar.html",
        gugus=gugus,
        first=first,
        month=format_date(first, "MMMM y", locale=LOCALE),
        weeks=Calendar().monthdatescalendar(first.year, first.month),
        by_day=by_day,
        today=today(gugus.zone.name),
        previous=_link(gugus, (first - timedelta(days=1)).replace(day=1)),
        next=_link(gugus, until),
        can_plan=drafts,
    )


@blueprint.get("/pertemuan/<pertemuan_id>.ics")
def pertemuan_ics(pertemuan_id: str) -> Response:
    """A pertemuan for the calendar of a phone; what was moved or cancelled replaces what was there."""
    pertemuan = pertemuan_of(current_guru(), pertemuan_id)
    response = Response(ics_of(pertemuan), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="pertemuan-{pertemuan.id}.ics"'
    return response


def ics_of(pertemuan: Pertemuan) -> bytes:
    """An iCalendar file with its own VTIMEZONE: the UID stays, SEQUENCE rises with every change."""
    from icalendar import Calendar as Ics  # here: several MB, and a sixth of a second of every start
    from icalendar import Event, vText, vUri

    paket, zone = pertemuan.paket, ZoneInfo(pertemuan.paket.gugus.zone.name)
    link = public_url(url_for("lokakarya.pertemuan", pertemuan_id=pertemuan.id))
    event = Event()
    event.add("uid", f"pertemuan-{pertemuan.id}@gugus")
    event.add("sequence", pertemuan.revision)
    event.add("dtstamp", now())
    event.add("dtstart", pertemuan.starts_at.astimezone(zone))
    event.add("dtend", pertemuan.ends_at.astimezone(zone))
    event.add("summary", f"{paket.gugus.name}: {pertemuan.title or paket.theme}")
    event.add("status", "CANCELLED" if pertemuan.is_cancelled or paket.is_cancelled else "CONFIRMED")
    event.add("location", pertemuan.place or pertemuan.link)
    parts = [paket.theme, pertemuan.link, pertemuan.agenda, link]
    event.add("description", vText("\n\n".join(part for part in parts if part)))
    event.add("url", vUri(link))
    calendar = Ics()
    calendar.add("prodid", "-//Gugus//Gugus//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def month_of(text: str, otherwise: date) -> date:
    """The first day of a month written "2026-11"; of the month of `otherwise` for anything else."""
    try:
        first = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
    except ValueError:
        first = otherwise
    return first.replace(day=1) if 2010 <= first.year <= 2100 else otherwise.replace(day=1)


def _after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _link(gugus: Gugus, first: date) -> str:
    return url_for(".gugus_calendar", slug=gugus.slug, bulan=f"{first:%Y-%m}")
