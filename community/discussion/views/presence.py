"""/diskusi/<id>/masih-di-sini: asking whether everyone is still there, and saying so, without JavaScript too."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.discussion.live.limits import WRITING
from community.discussion.queries import room_of
from community.discussion.queries.presence import call_of
from community.discussion.services.here import answer_here, ask_here, plan_here
from community.discussion.views import blueprint


@blueprint.post("/diskusi/<room_id>/masih-di-sini")
def ask_here_now(room_id: str) -> ResponseReturnValue:
    """Ask everyone in the room: now, or at a moment that nobody knows."""
    guru = current_guru()
    WRITING.take(guru.id)
    room = room_of(guru, room_id)
    seconds = request.form.get("detik", 0, type=int)
    if request.form.get("kapan") == "acak":
        plan_here(guru, room, seconds=seconds)
        flash("“Masih di sini?” akan ditanyakan pada saat acak dalam 10 menit ke depan.", "ok")
    else:
        ask_here(guru, room, seconds=seconds)
        flash("Pertanyaan “Masih di sini?” tampil untuk semua di ruang.", "ok")
    return redirect(url_for(".show_room", room_id=room_id), 303)


@blueprint.post("/diskusi/<room_id>/masih-di-sini/jawaban")
def answer_here_now(room_id: str) -> ResponseReturnValue:
    """Say that one is there."""
    guru = current_guru()
    WRITING.take(guru.id)
    answer_here(guru, call_of(guru, room_id, request.form.get("panggilan", "")[:12]))
    flash("Terima kasih, jawaban Anda tercatat.", "ok")
    return redirect(url_for(".show_room", room_id=room_id), 303)
