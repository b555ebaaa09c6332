"""/gugus/<slug>/undangan: codes to hand out, and who asks to come in."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from community.accounts.models import Guru
from community.gugus import services
from community.gugus.forms import DecideForm, InviteForm, say
from community.gugus.models import Gugus
from community.gugus.queries import (
    invitation_in,
    is_open,
    names_of,
    open_invitations,
    request_in,
    waiting_requests,
)
from community.gugus.views import blueprint
from community.gugus.views.common import page, reach
from community.kernel.command import allowed
from community.kernel.errors import Refusal
from community.kernel.indonesian import tanggal
from community.kernel.printing import qr_svg
from community.kernel.web import public_url
from community.permissions import Do


@blueprint.get("/gugus/<slug>/undangan")
def invitations(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug, Do.INVITE)
    return _page(guru, gugus, InviteForm()), 200


@blueprint.post("/gugus/<slug>/undangan")
def invite(slug: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    form = InviteForm()
    if form.validate_on_submit():
        try:
            made = services.invite(guru, gugus, days=form.days.data, needs_approval=form.needs_approval.data == "ya")
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash("Undangan siap dibagikan.", "ok")
            return redirect(url_for(".show_invitation", slug=slug, invitation_id=made.id), 303)
    return _page(guru, gugus, form), 422


@blueprint.get("/gugus/<slug>/undangan/<invitation_id>")
def show_invitation(slug: str, invitation_id: str) -> ResponseReturnValue:
    """One invitation, to be shown on a screen or sent."""
    guru, gugus = reach(slug, Do.INVITE)
    found = invitation_in(gugus, invitation_id)
    link = public_url(f"/undangan/{found.code}")
    return page(
        "show_invitation",
        guru,
        gugus,
        "undangan",
        invitation=found,
        is_open=is_open(found),
        link=link,
        qr=Markup(qr_svg(link)),  # noqa: S704  drawn by segno from our own address
        text=(
            f"Undangan bergabung dengan {gugus.name}.\nBuka {link}\n"
            f"atau masukkan kode {found.code} di halaman Gugus. "
            f"Berlaku sampai {tanggal(found.expires_at, gugus.zone.name)}."
        ),
    )


@blueprint.post("/gugus/<slug>/undangan/<invitation_id>/batal")
def revoke(slug: str, invitation_id: str) -> ResponseReturnValue:
    guru, gugus = reach(slug)
    services.revoke_invitation(guru, invitation_in(gugus, invitation_id))
    flash("Undangan dibatalkan: kodenya tidak berlaku lagi.", "ok")
    return redirect(url_for(".invitations", slug=slug), 303)


@blueprint.post("/gugus/<slug>/permintaan/<request_id>")
def decide(slug: str, request_id: str) -> ResponseReturnValue:
    """Let someone in, or decline with a reason."""
    guru, gugus = reach(slug)
    wanted = request_in(gugus, request_id)
    form = DecideForm()
    accept = form.decision.data == "terima"
    if form.validate_on_submit():
        try:
            services.decide_join(guru, wanted, accept=accept, reason=form.reason.data or "")
        except Refusal as refusal:
            say(form, refusal)
        else:
            flash("Diterima sebagai anggota." if accept else "Permintaan ditolak; orangnya diberi tahu.", "ok")
            return redirect(url_for(".invitations", slug=slug), 303)
    return _page(guru, gugus, InviteForm(formdata=None), declined=(request_id, form)), 422


def _page(guru: Guru, gugus: Gugus, form: InviteForm, declined: tuple[str, DecideForm] | None = None) -> str:
    opened = open_invitations(gugus)
    decides = allowed(guru, Do.DECIDE_JOIN, gugus)
    return page(
        "invitations",
        guru,
        gugus,
        "undangan",
        form=form,
        opened=opened,
        names=names_of({each.made_by_id for each in opened}),
        waiting=waiting_requests(gugus) if decides else [],
        declined=declined,
    )
