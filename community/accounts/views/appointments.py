"""/kelola/jabatan: appointing, ending, and who holds what. A place is searched first, then chosen."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts import services
from community.accounts.forms import AppointForm, EndForm
from community.accounts.models import OFFICES, SCHOOL_OFFICES, WILAYAH_OFFICES, Appointment
from community.accounts.queries import appointments_found
from community.accounts.services.appointments import Decree
from community.accounts.views.common import PAGE, blueprint, operator, page_number, person, say_at_field
from community.kernel.clock import today
from community.kernel.command import INSTALLATION
from community.kernel.database import db
from community.kernel.errors import Invalid, NotFound
from community.kernel.forms import options
from community.kernel.indonesian import dan
from community.kernel.web import begins_late
from community.wilayah.queries import sekolah_found, sekolah_of_ids, wilayah_found, wilayah_of

_STATES = {"berlaku": "Berlaku", "habis": "Sudah berakhir", "semua": "Semua"}


@blueprint.get("/kelola/jabatan")
def appointments() -> ResponseReturnValue:
    operator()
    words = request.args.get("cari", "")[:100]
    office = request.args.get("jabatan", "") if request.args.get("jabatan") in OFFICES else ""
    state = request.args.get("keadaan", "") if request.args.get("keadaan") in _STATES else "berlaku"
    number = page_number()
    rows, total = appointments_found(words, office, state, limit=PAGE, offset=(number - 1) * PAGE)
    return render_template(
        "kelola/appointments.html",
        rows=rows,
        total=total,
        words=words,
        office=office,
        state=state,
        states=_STATES,
        offices=OFFICES,
        page=number,
        size=PAGE,
        today=today(),
    )


@blueprint.route("/kelola/orang/<guru_id>/jabatan", methods=["GET", "POST"])
@begins_late  # most posts are searches, which need no writer
def appoint(guru_id: str) -> ResponseReturnValue:
    actor, guru = operator(), person(guru_id)
    form = AppointForm(from_on=today())
    searching = request.form.get("langkah") == "cari"
    _offer_places(form)
    if not searching and form.validate_on_submit():
        try:
            rows = services.appoint(
                actor,
                INSTALLATION,
                guru_id=guru.id,
                office=form.office.data,
                decree=_decree(form),
                sekolah_ids=form.sekolah_ids.data or [],
                wilayah_code=form.wilayah_code.data or None,
            )
        except Invalid as refusal:
            say_at_field(form, refusal, "office")
        else:
            places = dan([row.place for row in rows if row.place])
            flash(
                f"{guru.name} sudah diangkat sebagai {rows[0].office_name}{' ' + places if places else ''}.",
                "ok",
            )
            return redirect(url_for(".show_person", guru_id=guru.id), 303)
    page = render_template(
        "kelola/appoint.html",
        form=form,
        person=guru,
        searching=searching,
        schools=SCHOOL_OFFICES,
        regions=WILAYAH_OFFICES,
    )
    return page, 422 if form.is_submitted() and not searching else 200


@blueprint.route("/kelola/jabatan/<appointment_id>/akhiri", methods=["GET", "POST"])
def end_appointment(appointment_id: str) -> ResponseReturnValue:
    actor = operator()
    row = db.session.get(Appointment, appointment_id)
    if row is None:
        raise NotFound
    form = EndForm()
    if form.validate_on_submit():
        try:
            services.end_appointment(actor, row, reason=form.reason.data)
        except (Invalid, services.LastOperator) as refusal:
            say_at_field(form, refusal, "reason")
        else:
            flash("Jabatan sudah diakhiri.", "ok")
            return redirect(url_for(".show_person", guru_id=row.guru_id), 303)
    return render_template("kelola/end_appointment.html", form=form, row=row), 422 if form.is_submitted() else 200


def _decree(form: AppointForm) -> Decree:
    until = form.until_on.data or services.default_until(form.office.data, form.from_on.data)
    return Decree(form.sk_number.data or "", form.sk_on.data, form.from_on.data, until)


def _offer_places(form: AppointForm) -> None:
    """What the words find, and what is already chosen, as boxes or buttons; which kind, the office says."""
    office, words = form.office.data, form.words.data or ""
    form.sekolah_ids.choices, form.wilayah_code.choices = [], []
    if office in SCHOOL_OFFICES:
        chosen = sekolah_of_ids(form.sekolah_ids.data or [])
        found = {each.id: each for each in [*chosen, *sekolah_found(words, limit=20)]}
        form.sekolah_ids.choices = options((each.id, f"{each.name}, {each.kecamatan.title}") for each in found.values())
    elif office in WILAYAH_OFFICES:
        one = wilayah_of(form.wilayah_code.data) if form.wilayah_code.data else None
        places = {each.code: each for each in [*([one] if one else []), *wilayah_found(words, limit=20)]}
        form.wilayah_code.choices = options((each.code, f"{each.path} ({each.code})") for each in places.values())
