"""/tulisan/<id>: changing and withdrawing a post, and what it said before."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.gugus.queries.moderation import hidden
from community.kabar import services
from community.kabar.forms import EditForm, WithdrawForm, show
from community.kabar.models import ABOUT, Edition
from community.kabar.queries import editions_of, files_of, post_of, state_of
from community.kabar.refusals import PostChanged
from community.kabar.views import blueprint
from community.kabar.views.lists import tell_sent
from community.kernel.command import authorize, roles
from community.kernel.errors import NotFound, Refusal
from community.kernel.web import begins_late
from community.permissions import PENGURUS, Do, Role


@blueprint.route("/tulisan/<post_id>/ubah", methods=["GET", "POST"])
@begins_late
def edit(post_id: str) -> ResponseReturnValue:
    """Change one's own post. Where it was changed in another window, both texts stay in sight."""
    guru = current_guru()
    post = post_of(guru, post_id)
    authorize(guru, Do.EDIT_POST, post)
    last = post.current
    form = EditForm(title=last.title, text=last.text, based_on=str(last.number))
    form.files.gugus_id = post.kabar.gugus_id
    form.offer(files_of([post.id])[post.id], titled=post.is_first)
    theirs: Edition | None = None
    if form.validate_on_submit():
        try:
            sent = services.edit_post(
                guru,
                post,
                title=form.title.data if "title" in form else None,
                text=form.text.data,
                based_on=form.edition,
                uploads=form.files.chosen,
                without_files=(form.without.data or []) if "without" in form else [],
            )
        except PostChanged as refusal:
            theirs = post_of(guru, post_id).current
            form.based_on.data = str(theirs.number)
            show(form, refusal)
        except Refusal as refusal:
            show(form, refusal)
        else:
            tell_sent(sent, "Perubahan tersimpan.")
            return redirect(sent.post.link, 303)
    page = render_template("kabar/edit.html", form=form, post=post, kabar=post.kabar, theirs=theirs)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/tulisan/<post_id>/penarikan", methods=["GET", "POST"])
def withdraw(post_id: str) -> ResponseReturnValue:
    """Take a post back; a pengurus says why."""
    guru = current_guru()
    post = post_of(guru, post_id)
    authorize(guru, Do.WITHDRAW_POST, post)
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            services.withdraw_post(guru, post, reason=form.reason.data or "")
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Tulisan ditarik.", "ok")
            return redirect(post.link, 303)
    page = render_template("kabar/withdraw.html", form=form, post=post, kabar=post.kabar, own=post.by_id == guru.id)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/tulisan/<post_id>/riwayat")
def history(post_id: str) -> str:
    """What a post said before; of one withdrawn or hidden for its author and the pengurus alone."""
    guru = current_guru()
    post = post_of(guru, post_id)
    gone = state_of(post, hidden(ABOUT, [post.id]))
    if gone and not roles(guru, post) & (PENGURUS | {Role.AUTHOR}):
        raise NotFound
    zone = post.kabar.gugus.zone.name
    return render_template("kabar/history.html", post=post, kabar=post.kabar, editions=editions_of(post), zone=zone)
