"""Proposing an observation, answering, moving, calling off."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.command import authorize
from community.kernel.errors import NotFound, Refusal
from community.lokakarya.models import Pertemuan
from community.lokakarya.queries import pertemuan_of, roles_in
from community.observations import services
from community.observations.forms import DeclineForm, InviteForm, MoveForm, ProposeForm, ReasonForm, show
from community.observations.models import Observation
from community.observations.queries import candidates_of, observation_of, offers_of
from community.observations.rules import built_in
from community.observations.views import blueprint
from community.observations.views.common import back_to, reach, reach_gugus
from community.permissions import Do


@blueprint.route("/gugus/<slug>/observasi/baru", methods=["GET", "POST"])
def propose(slug: str) -> ResponseReturnValue:
    """A new observation; `guru` begins it with a teacher, `pertemuan` with a paket's roles, `siklus` with the last."""
    guru, gugus, _ = reach_gugus(slug)
    authorize(guru, Do.PROPOSE_OBSERVATION, gugus)
    pertemuan, follows = _pertemuan(guru, gugus), _follows(guru, gugus)
    if follows and follows.pertemuan_id and not pertemuan:
        pertemuan = follows.pertemuan
    form = ProposeForm(data=_begun_with(guru, pertemuan, follows))
    form.offer(offers_of(gugus), candidates_of(gugus, pertemuan.paket if pertemuan else None))
    if form.validate_on_submit():
        try:
            made = services.propose(
                guru,
                gugus,
                edition=form.edition.data,
                teacher_id=form.teacher_id.data,
                observer_ids=form.observer_ids,
                lesson=form.lesson(gugus.zone.name),
                pertemuan=pertemuan,
                follows=follows,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Usul terkirim. Observasi terjadwal setelah guru dan pengamat menerimanya.", "ok")
            return back_to(made)
    page = render_template("observations/propose.html", form=form, gugus=gugus, pertemuan=pertemuan, follows=follows)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/observasi/<observation_id>/jawaban")
def answer(observation_id: str) -> ResponseReturnValue:
    """Accept or decline."""
    guru, observation = reach(observation_id)
    yes = request.form.get("jawaban") == "terima"
    form = DeclineForm()
    if not form.validate_on_submit():
        flash(" ".join(form.reason.errors), "no")
        return back_to(observation)
    services.answer_proposal(guru, observation, yes=yes, reason=form.reason.data or "")
    flash("Anda menerima observasi ini." if yes else "Jawaban Anda terkirim: tidak bisa.", "ok")
    if not yes and not observation.roles_of(guru):
        return redirect(url_for(".index"), 303)
    return back_to(observation)


@blueprint.route("/observasi/<observation_id>/pindah", methods=["GET", "POST"])
def move(observation_id: str) -> ResponseReturnValue:
    """Another time, with a reason."""
    guru, observation = reach(observation_id)
    authorize(guru, Do.MOVE_OBSERVATION, observation)
    form = MoveForm(data=_clock_of(observation))
    if form.validate_on_submit():
        starts_at, ends_at = form.span(observation.zone)
        try:
            services.move_observation(
                guru, observation, starts_at=starts_at, ends_at=ends_at, reason=form.reason.data or ""
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Observasi dipindah. Yang lain diminta menjawab lagi.", "ok")
            return back_to(observation)
    page = render_template("observations/move.html", form=form, observation=observation, zone=observation.zone)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/observasi/<observation_id>/pembatalan", methods=["GET", "POST"])
def cancel(observation_id: str) -> ResponseReturnValue:
    """Call it off, with a reason."""
    guru, observation = reach(observation_id)
    authorize(guru, Do.CANCEL_OBSERVATION, observation)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            services.cancel_observation(guru, observation, reason=form.reason.data or "")
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Observasi dibatalkan.", "ok")
            return back_to(observation)
    page = render_template("observations/cancel.html", form=form, observation=observation, zone=observation.zone)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/observasi/<observation_id>/pengamat", methods=["GET", "POST"])
def invite(observation_id: str) -> ResponseReturnValue:
    """The teacher asks one more observer."""
    guru, observation = reach(observation_id)
    authorize(guru, Do.INVITE_OBSERVER, observation)
    form = InviteForm()
    paket = observation.pertemuan.paket if observation.pertemuan else None
    form.offer(candidates_of(observation.gugus, paket), observation)
    if form.validate_on_submit():
        try:
            services.invite_observer(guru, observation, guru_id=form.guru_id.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Undangan terkirim.", "ok")
            return back_to(observation)
    page = render_template("observations/invite.html", form=form, observation=observation)
    return page, 422 if form.is_submitted() else 200


def _pertemuan(guru: Guru, gugus: Gugus) -> Pertemuan | None:
    """The pertemuan it belongs to, named in the address. Raises NotFound."""
    if not (wanted := request.args.get("pertemuan")):
        return None
    found = pertemuan_of(guru, wanted)
    if found.paket.gugus_id != gugus.id:
        raise NotFound
    return found


def _follows(guru: Guru, gugus: Gugus) -> Observation | None:
    """The cycle before, named in the address; who plans the next one took part in it. Raises NotFound."""
    if not (wanted := request.args.get("siklus")):
        return None
    found = observation_of(guru, wanted)
    if found.gugus_id != gugus.id or found.participant(guru.id) is None:
        raise NotFound
    return found


def _begun_with(guru: Guru, pertemuan: Pertemuan | None, follows: Observation | None) -> dict[str, Any]:
    """What the form begins with."""
    values: dict[str, Any] = {}
    if wanted := request.args.get("guru"):
        values = {"teacher_id": wanted} | ({"observer1": guru.id} if wanted != guru.id else {})
    if pertemuan:
        zone = ZoneInfo(pertemuan.paket.gugus.zone.name)
        start, end = pertemuan.starts_at.astimezone(zone), pertemuan.ends_at.astimezone(zone)
        given = roles_in(pertemuan.paket_id)
        models = [each for each, role in given.items() if role == "guru_model"]
        watching = [each for each, role in given.items() if role == "pengamat"]
        values |= {"edition": _first_lesson_study(), "day": start.date(), "start": start.time(), "end": end.time()}
        values |= {"teacher_id": models[0]} if models else {}
        values |= {f"observer{number}": each for number, each in enumerate(watching[:4], start=1)}
    if follows:
        people = [each.guru_id for each in follows.observers][:4]
        values |= {
            "edition": follows.edition.code,
            "teacher_id": follows.teacher_id,
            "class_name": follows.class_name,
            "mapel": follows.mapel,
            "topic": follows.topic,
        }
        values |= {f"observer{number}": each for number, each in enumerate(people, start=1)}
    return values


def _first_lesson_study() -> str:
    return next((each.code for each in built_in().values() if each.instrument.kind == "lesson_study"), "")


def _clock_of(observation: Observation) -> dict[str, object]:
    zone = ZoneInfo(observation.zone)
    start, end = (moment.astimezone(zone) for moment in (observation.starts_at, observation.ends_at))
    return {"day": start.date(), "start": start.time(), "end": end.time()}
