"""/diskusi/<id>/tanya: questions: asking, wanting to know too, answering, hiding."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.forms.polls import HideForm, QuestionForm
from community.discussion.forms.showing import show
from community.discussion.live.limits import VOTING, WRITING
from community.discussion.live.polls import questions_piece
from community.discussion.models import Room
from community.discussion.queries import room_of
from community.discussion.queries.questions import (
    hidden_in,
    is_hidden,
    lets_ask_nameless,
    question_of,
    questions_in,
    supported,
    votes_of,
)
from community.discussion.rules.questions import LONGEST_QUESTION
from community.discussion.views import blueprint
from community.kernel.command import authorize, roles
from community.kernel.errors import Refusal
from community.permissions import Do, may


@blueprint.get("/diskusi/<room_id>/tanya")
def questions(room_id: str) -> str:
    """All questions, those that most want to know first. `potongan`: the piece beside the talk."""
    guru = current_guru()
    room = room_of(guru, room_id)
    if request.args.get("potongan"):
        return questions_piece(room)
    return _page(guru, room, QuestionForm(formdata=None))


@blueprint.post("/diskusi/<room_id>/tanya")
def ask(room_id: str) -> ResponseReturnValue:
    """Ask something."""
    guru = current_guru()
    room = room_of(guru, room_id)
    authorize(guru, Do.ASK_QUESTION, room)
    form = QuestionForm()
    if form.validate_on_submit():
        try:
            WRITING.take(guru.id)
            services.ask_question(
                guru, room, text=form.text.data or "", form_key=form.key, nameless=bool(form.nameless.data)
            )
        except Refusal as refusal:
            show(form, refusal)
            guru = current_guru()
            room = room_of(guru, room_id)
        else:
            flash("Pertanyaan Anda diajukan.", "ok")
            return redirect(_back(room_id), 303)
    return _page(guru, room, form), 422


@blueprint.post("/diskusi/<room_id>/tanya/izin")
def allow_nameless(room_id: str) -> ResponseReturnValue:
    """Let people ask without a name, or no more."""
    guru = current_guru()
    WRITING.take(guru.id)
    room = room_of(guru, room_id)
    on = request.form.get("ada") == "1"
    services.allow_nameless(guru, room, on=on)
    flash("Pertanyaan tanpa nama diizinkan." if on else "Pertanyaan diajukan dengan nama.", "ok")
    return redirect(url_for(".questions", room_id=room_id), 303)


@blueprint.get("/diskusi/<room_id>/tanya/<question_id>")
def question(room_id: str, question_id: str) -> str:
    """One question and all that can be done with it."""
    guru = current_guru()
    found = question_of(guru, room_id, question_id)
    held = roles(guru, found)
    return render_template(
        "discussion/polls/question.html",
        room=found.room,
        question=found,
        votes=votes_of(found.id),
        mine=found.id in supported(guru.id, room_id),
        own=found.guru_id == guru.id,
        hidden=is_hidden(found),
        can=lambda name: may(held, Do[name]),
        zone=found.room.gugus.zone.name,
    )


@blueprint.post("/diskusi/<room_id>/tanya/<question_id>/dukungan")
def support(room_id: str, question_id: str) -> ResponseReturnValue:
    """Want to know it too, or no more."""
    guru = current_guru()
    VOTING.take(guru.id)
    found = question_of(guru, room_id, question_id)
    services.support_question(guru, found)
    return redirect(_back(room_id, found.link), 303)


@blueprint.post("/diskusi/<room_id>/tanya/<question_id>/jawaban")
def answer(room_id: str, question_id: str) -> ResponseReturnValue:
    """Mark it as answered, or as waiting again."""
    guru = current_guru()
    WRITING.take(guru.id)
    found = question_of(guru, room_id, question_id)
    services.answer_question(guru, found, on=request.form.get("ada") != "0")
    return redirect(_back(room_id, found.link), 303)


@blueprint.route("/diskusi/<room_id>/tanya/<question_id>/sembunyi", methods=["GET", "POST"])
def hide(room_id: str, question_id: str) -> ResponseReturnValue:
    """Take it away; who moderates says why."""
    guru = current_guru()
    found = question_of(guru, room_id, question_id)
    authorize(guru, Do.HIDE_QUESTION, found)
    form = HideForm()
    if form.validate_on_submit():
        try:
            WRITING.take(guru.id)
            services.hide_question(guru, found, reason=form.reason.data or "")
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Pertanyaan disembunyikan.", "ok")
            return redirect(url_for(".questions", room_id=room_id), 303)
    own = found.guru_id == guru.id
    form.reason.flags.required = not own
    page = render_template("discussion/polls/hide.html", form=form, question=found, room=found.room, own=own)
    return page, 422 if form.is_submitted() else 200


def _back(room_id: str, otherwise: str = "") -> str:
    if request.form.get("dari") == "ruang":
        return url_for(".show_room", room_id=room_id, _anchor="tanya")
    return otherwise or url_for(".questions", room_id=room_id)


def _page(guru: Guru, room: Room, form: QuestionForm) -> str:
    held = roles(guru, room)
    waiting, answered = questions_in(room.id, answered=False), questions_in(room.id, answered=True)
    leads = may(held, Do.ANSWER_QUESTION)
    return render_template(
        "discussion/polls/questions.html",
        room=room,
        form=form,
        waiting=waiting,
        answered=answered,
        gone=hidden_in(room.id) if leads else [],
        supported=supported(guru.id, room.id),
        leads=leads,
        asks=may(held, Do.ASK_QUESTION) and not room.is_over,
        nameless=lets_ask_nameless(room.id),
        longest=LONGEST_QUESTION,
        zone=room.gugus.zone.name,
    )
