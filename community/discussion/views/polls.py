"""/diskusi/<id>/jajak: polls: writing them down, running them, voting, reading what came out."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.forms.polls import PollForm, judged, written_of
from community.discussion.forms.showing import show
from community.discussion.live.limits import VOTING, WRITING
from community.discussion.live.polls import polls_piece
from community.discussion.models import Poll, Room
from community.discussion.queries import room_of
from community.discussion.queries.polls import ballots_of, own_votes, poll_of, polls_in, shown_polls
from community.discussion.rules.polls import KINDS, MOST_WORDS, in_words
from community.discussion.views import blueprint
from community.kernel.command import authorize, roles
from community.kernel.errors import Refusal
from community.permissions import Do, may

_KEPT = 40  # of what was chosen, where it was refused
_LONGEST = 200


@blueprint.get("/diskusi/<room_id>/jajak")
def polls(room_id: str) -> str:
    """All polls of a room; for who moderates those that are prepared, too. `potongan`: the piece above the talk."""
    guru = current_guru()
    room = room_of(guru, room_id)
    if request.args.get("potongan"):
        return polls_piece(room)
    held = roles(guru, room)
    leads = may(held, Do.MAKE_POLL)
    return render_template(
        "discussion/polls/polls.html",
        room=room,
        shown=shown_polls(polls_in(room, prepared=leads)),
        leads=leads,
        kinds=KINDS,
        zone=room.gugus.zone.name,
    )


@blueprint.route("/diskusi/<room_id>/jajak/baru", methods=["GET", "POST"])
def make_poll(room_id: str) -> ResponseReturnValue:
    """Write a poll down; `salin` an id begins with what that one says. The button says whether it opens at once."""
    guru = current_guru()
    room = room_of(guru, room_id)
    authorize(guru, Do.MAKE_POLL, room)
    form = PollForm(**_copied(guru, room))
    if draft := judged(form):
        try:
            WRITING.take(guru.id)
            return _made(guru, services.make_poll(guru, room, draft=draft, form_key=form.key))
        except Refusal as refusal:
            show(form, refusal)
    page = render_template("discussion/polls/write.html", room=room, form=form, poll=None)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/diskusi/<room_id>/jajak/<poll_id>")
def poll(room_id: str, poll_id: str) -> str:
    """One poll: voting, what one chose, what came out, and for who moderates all there is to do."""
    guru = current_guru()
    return _page(guru, poll_of(guru, room_id, poll_id))


@blueprint.route("/diskusi/<room_id>/jajak/<poll_id>/ubah", methods=["GET", "POST"])
def edit_poll(room_id: str, poll_id: str) -> ResponseReturnValue:
    """Change a poll that is not opened yet."""
    guru = current_guru()
    found = poll_of(guru, room_id, poll_id)
    authorize(guru, Do.EDIT_POLL, found)
    form = PollForm(**written_of(found))
    if draft := judged(form):
        try:
            WRITING.take(guru.id)
            services.edit_poll(guru, found, draft=draft)
        except Refusal as refusal:
            show(form, refusal)
        else:
            return _made(guru, found)
    page = render_template("discussion/polls/write.html", room=found.room, form=form, poll=found)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/diskusi/<room_id>/jajak/<poll_id>/suara")
def vote(room_id: str, poll_id: str) -> ResponseReturnValue:
    """Vote. Refused, what was chosen stays in sight with the sentence that says why."""
    guru = current_guru()
    found = poll_of(guru, room_id, poll_id)
    authorize(guru, Do.VOTE, found)
    chosen = request.form.getlist(f"pilihan-{found.id}")
    try:
        VOTING.take(guru.id)
        services.vote(guru, found, chosen=chosen)
    except Refusal as refusal:
        guru = current_guru()
        return _page(guru, poll_of(guru, room_id, poll_id), refusal, chosen[:_KEPT]), refusal.status
    flash("Suara Anda tercatat.", "ok")
    return redirect(_back(found), 303)


@blueprint.post("/diskusi/<room_id>/jajak/<poll_id>/pembukaan")
def open_poll(room_id: str, poll_id: str) -> ResponseReturnValue:
    """Let people vote."""
    return _run(room_id, poll_id, services.open_poll, "Jajak pendapat dibuka.")


@blueprint.post("/diskusi/<room_id>/jajak/<poll_id>/penutupan")
def close_poll(room_id: str, poll_id: str) -> ResponseReturnValue:
    """Take no more votes."""
    return _run(room_id, poll_id, services.close_poll, "Jajak pendapat ditutup.")


@blueprint.post("/diskusi/<room_id>/jajak/<poll_id>/penampilan")
def show_poll(room_id: str, poll_id: str) -> ResponseReturnValue:
    """Show everyone what came out."""
    return _run(room_id, poll_id, services.show_poll, "Hasil ditampilkan kepada semua.")


@blueprint.post("/diskusi/<room_id>/jajak/<poll_id>/pembuangan")
def drop_poll(room_id: str, poll_id: str) -> ResponseReturnValue:
    """Lay aside a poll that was not opened."""
    guru = current_guru()
    WRITING.take(guru.id)
    found = poll_of(guru, room_id, poll_id)
    services.drop_poll(guru, found)
    flash("Jajak pendapat dibuang.", "ok")
    return redirect(url_for(".polls", room_id=room_id), 303)


def _run(room_id: str, poll_id: str, act: Callable[..., Any], words: str) -> ResponseReturnValue:
    guru = current_guru()
    WRITING.take(guru.id)
    found = poll_of(guru, room_id, poll_id)
    act(guru, found)
    flash(words, "ok")
    return redirect(_back(found), 303)


def _back(found: Poll) -> str:
    return found.place if request.form.get("dari") == "ruang" else found.link


def _made(guru: Guru, found: Poll) -> ResponseReturnValue:
    """It is written down; opened at once where the button said so."""
    words = "Disimpan. Buka saat diperlukan."
    if request.form.get("buka"):
        try:
            services.open_poll(guru, found)
            words = "Jajak pendapat dibuka."
        except Refusal as refusal:
            flash(f"Disimpan, tetapi belum dibuka. {refusal.message}", "wait")
            return redirect(found.link, 303)
    flash(words, "ok")
    return redirect(found.place if found.is_open else found.link, 303)


def _copied(guru: Guru, room: Room) -> dict[str, Any]:
    other = request.args.get("salin", "")[:12]
    return written_of(poll_of(guru, room.id, other)) if other else {}


def _page(guru: Guru, found: Poll, refusal: Refusal | None = None, chosen: list[str] | None = None) -> str:
    held = roles(guru, found)
    leads = may(held, Do.MAKE_POLL)
    (each,) = shown_polls([found], reveal=leads)
    own = own_votes(guru.id, [found]).get(found.id)
    lost = [word[:_LONGEST] for word in in_words(found.asked, chosen or []) if word]
    return render_template(
        "discussion/polls/poll.html",
        room=found.room,
        poll=found,
        each=each,
        own=own,
        chosen=chosen if chosen is not None else own.choices if own else (),
        lost=lost,
        refusal=refusal,
        leads=leads,
        votes=may(held, Do.VOTE) and not found.room.is_over,
        ballots=ballots_of(found) if leads and not found.anonymous and not found.is_prepared else [],
        kinds=KINDS,
        most_words=MOST_WORDS,
        zone=found.room.gugus.zone.name,
    )
