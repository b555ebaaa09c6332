"""/undangan/<kode>: who was invited comes in, with or without an account."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru, guru_or_none
from community.gugus import services
from community.gugus.forms import JoinCodeForm
from community.gugus.models import Anggota, Invitation
from community.gugus.queries import invitation_named, last_request_of, membership_of, names_of
from community.gugus.views import blueprint
from community.gugus.views.groups import index_page
from community.kernel.errors import TooMany
from community.kernel.throttle import Throttle

_guesses = Throttle("undangan", limit=20, per=15 * 60)


@blueprint.get("/undangan/<kode>")
def invitation(kode: str) -> ResponseReturnValue:
    """Which gugus invites, and who: for anybody who has the code."""
    found = _named(kode)
    guru = guru_or_none()
    asked = last_request_of(guru, found.gugus_id) if guru else None
    return render_template(
        "gugus/invitation.html",
        invitation=found,
        gugus=found.gugus,
        guru=guru,
        inviter=names_of({found.made_by_id}).get(found.made_by_id, "Pengurus gugus"),
        membership=membership_of(guru, found.gugus_id) if guru else None,
        asked=asked if asked and not asked.accepted else None,
        onward=url_for(".invitation", kode=found.code),
    )


@blueprint.post("/undangan/<kode>")
def ask_to_join(kode: str) -> ResponseReturnValue:
    """Come in, or ask to."""
    guru = current_guru()
    found = _named(kode)
    name, slug = found.gugus.name, found.gugus.slug
    try:
        answer = services.ask_to_join(guru, found)
    except services.AlreadyAnggota:
        flash(f"Anda sudah anggota {name}.", "info")
        return redirect(url_for(".show", slug=slug), 303)
    if isinstance(answer, Anggota):
        flash(f"Selamat datang di {name}. Anda sekarang anggota.", "ok")
        return redirect(url_for(".show", slug=slug), 303)
    flash("Permintaan Anda terkirim. Pengurus memutuskan, dan Anda akan diberi tahu.", "ok")
    return redirect(url_for(".invitation", kode=kode), 303)


@blueprint.post("/gugus/gabung")
def enter_code() -> ResponseReturnValue:
    """The code of an invitation, typed."""
    guru = current_guru()
    form = JoinCodeForm()
    if form.validate_on_submit():
        try:
            found = _named(form.kode.data)
        except (services.InvitationGone, TooMany) as refusal:
            form.kode.errors = [*form.kode.errors, refusal.message]
        else:
            return redirect(url_for(".invitation", kode=found.code), 303)
    return index_page(guru, form), 422


def _named(kode: str) -> Invitation:
    """The open invitation with this code; who guesses is slowed down. Raises InvitationGone, TooMany."""
    address = request.remote_addr or "-"
    _guesses.check(address)
    found = invitation_named(kode)
    if found is None:
        _guesses.failed(address)
        raise services.InvitationGone
    return found
