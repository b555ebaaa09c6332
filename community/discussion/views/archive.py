"""/diskusi/<id>/arsip: what remains of a room, as pages and as one file."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion.forms.archive import ReplyDaysForm
from community.discussion.jobs import build_archive
from community.discussion.jobs.writing import RETENTION, facts_of, said
from community.discussion.models import ARCHIVE_FORMS, Room
from community.discussion.queries import gugus_talking, room_of
from community.discussion.queries.archive import sections_of
from community.discussion.queries.transcript import KEPT, archive_of, archives_of, is_outdated, transcript
from community.discussion.refusals import ArchiveNotReady, ArchiveOutdated
from community.discussion.services.archiving import ask_archive
from community.discussion.views import blueprint
from community.gugus.services import edit_gugus
from community.kernel.clock import now
from community.kernel.command import authorize
from community.kernel.errors import NotFound, Refusal
from community.kernel.files import send as send_file
from community.kernel.jobs import later
from community.permissions import Do

_FAR = 2**31


@blueprint.get("/diskusi/<room_id>/arsip")
def archive(room_id: str) -> ResponseReturnValue:
    """What there is of a room, and the ways to take it along."""
    guru = current_guru()
    return _front(guru, room_of(guru, room_id)), 200


@blueprint.get("/diskusi/<room_id>/arsip/percakapan")
def archived_talk(room_id: str) -> str:
    """The transcript from the number `mulai` on."""
    guru = current_guru()
    room = room_of(guru, room_id)
    start = min(max(request.args.get("mulai", 1, type=int), 1), _FAR)
    page = transcript(room.id, start)
    return render_template(
        "discussion/archive/transcript.html", room=room, page=page, zone=room.gugus.zone.name, guru=guru
    )


@blueprint.get("/diskusi/<room_id>/arsip/bagian/<key>")
def archived_section(room_id: str, key: str) -> str:
    """One section: polls, the minutes, who was there."""
    guru = current_guru()
    room = room_of(guru, room_id)
    section = next((each for each in sections_of(room) if each.key == key), None)
    if section is None:
        raise NotFound("Bagian ini tidak ada di arsip ruang ini. Mulai dari halaman arsipnya.")
    return render_template(
        "discussion/archive/section_page.html", room=room, section=section, zone=room.gugus.zone.name, said=said
    )


@blueprint.post("/diskusi/<room_id>/arsip/berkas")
def ask_for_archive(room_id: str) -> ResponseReturnValue:
    """Have it made as one file."""
    guru = current_guru()
    room = room_of(guru, room_id)
    try:
        made = ask_archive(guru, room, form=request.form.get("bentuk", ""))
    except Refusal as refusal:
        flash(refusal.message, "no")
        return _front(guru, room), refusal.status
    later(build_archive, made.id)
    return redirect(url_for(".archive_file", room_id=room_id, archive_id=made.id), 303)


@blueprint.get("/diskusi/<room_id>/arsip/berkas/<archive_id>")
def archive_file(room_id: str, archive_id: str) -> ResponseReturnValue:
    """How far it is (?potongan=kemajuan: only that), or its size and the way to it."""
    guru = current_guru()
    found = archive_of(guru, room_id, archive_id)
    if request.args.get("potongan") == "kemajuan":
        if found.state == "dibuat":
            return render_template("discussion/archive/_progress.html", archive=found)
        return "", {"HX-Redirect": url_for(".archive_file", room_id=room_id, archive_id=archive_id)}
    return render_template(
        "discussion/archive/file.html",
        archive=found,
        room=found.room,
        zone=found.room.gugus.zone.name,
        outdated=found.state == "siap" and is_outdated(found),
        until=found.made_at + KEPT,
        retention=RETENTION,
    )


@blueprint.get("/diskusi/<room_id>/arsip/berkas/<archive_id>/unduh")
def download_archive(room_id: str, archive_id: str) -> Response:
    """The file, to who asked for it."""
    guru = current_guru()
    found = archive_of(guru, room_id, archive_id)
    if found.file is None:
        raise ArchiveNotReady
    if is_outdated(found):
        raise ArchiveOutdated
    return send_file(found.file)


@blueprint.post("/gugus/<slug>/diskusi/balasan")
def set_reply_days(slug: str) -> ResponseReturnValue:
    """For how many days after a pertemuan its room can be answered in."""
    guru = current_guru()
    gugus = gugus_talking(guru, slug)
    authorize(guru, Do.EDIT_GUGUS, gugus)
    form = ReplyDaysForm()
    if form.validate_on_submit():
        edit_gugus(guru, gugus, values={"reply_days": form.reply_days.data})
        flash("Lama membalas tersimpan untuk semua ruang pertemuan gugus ini.", "ok")
        return redirect(url_for(".index", slug=slug), 303)
    return render_template("discussion/archive/reply_days.html", gugus=gugus, form=form), 422


def _front(guru: Guru, room: Room) -> str:
    return render_template(
        "discussion/archive/index.html",
        room=room,
        zone=room.gugus.zone.name,
        facts=facts_of(room, now())[:-1],
        sections=sections_of(room),
        archives=archives_of(guru, room),
        forms=ARCHIVE_FORMS,
        retention=RETENTION,
        kept_days=KEPT.days,
    )
