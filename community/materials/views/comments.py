"""Comments at the paragraphs of a materi."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.kernel.command import authorize, roles
from community.kernel.errors import NotFound, Refusal
from community.materials import services
from community.materials.forms.material import number_in, show
from community.materials.forms.using import CommentForm
from community.materials.models import Comment, Material
from community.materials.queries import material_of
from community.materials.queries.comments import comment_of, reads_comments, threads_of
from community.materials.rules.places import pieces
from community.materials.services.commenting import Said
from community.materials.views import blueprint
from community.permissions import Do, may


@blueprint.get("/materi/<material_id>/komentar")
def comments(material_id: str) -> ResponseReturnValue:
    """The text, paragraph by paragraph, with what was said at each; `?p=3` opens the form at the third."""
    guru = current_guru()
    material = material_of(guru, material_id)
    if not reads_comments(guru, material):
        raise NotFound
    form = CommentForm(formdata=None, number=str(material.current_number), block=request.args.get("p", ""))
    return _page(guru, material, form)


@blueprint.post("/materi/<material_id>/komentar")
def comment_on(material_id: str) -> ResponseReturnValue:
    """Say something at a paragraph."""
    guru = current_guru()
    material = material_of(guru, material_id)
    authorize(guru, Do.COMMENT_MATERIAL, material)
    form = CommentForm()
    if form.validate_on_submit():
        try:
            said = services.comment_on(
                guru, material, number=form.version_number, block=form.place, text=form.text.data
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            return _back(said)
    return _page(guru, material, form), 422


@blueprint.post("/komentar/<comment_id>/balasan")
def reply_to(comment_id: str) -> ResponseReturnValue:
    """Answer a comment."""
    guru = current_guru()
    comment = comment_of(guru, comment_id)
    authorize(guru, Do.COMMENT_MATERIAL, comment)
    form = CommentForm(prefix=f"balas-{comment_id}")
    if form.validate_on_submit():
        try:
            said = services.reply_to(guru, comment, text=form.text.data)
        except Refusal as refusal:
            show(form, refusal)
        else:
            return _back(said)
    material = material_of(guru, comment.material_id)
    return _page(guru, material, _empty(material), {comment_id: form}), 422


@blueprint.post("/komentar/<comment_id>/selesai")
def resolve_comment(comment_id: str) -> ResponseReturnValue:
    """Done with it."""
    return _resolved(comment_id, done=True)


@blueprint.post("/komentar/<comment_id>/belum")
def unresolve_comment(comment_id: str) -> ResponseReturnValue:
    """Not done after all."""
    return _resolved(comment_id, done=False)


@blueprint.post("/komentar/<comment_id>/penarikan")
def withdraw_comment(comment_id: str) -> ResponseReturnValue:
    """Take back what one wrote."""
    guru = current_guru()
    comment = comment_of(guru, comment_id)
    services.withdraw_comment(guru, comment)
    flash("Komentar ditarik.", "ok")
    return redirect(url_for(".comments", material_id=comment.material_id), 303)


def _resolved(comment_id: str, *, done: bool) -> ResponseReturnValue:
    guru = current_guru()
    comment = comment_of(guru, comment_id)
    services.resolve_comment(guru, comment, done=done)
    flash("Komentar ditandai selesai." if done else "Komentar dibuka lagi.", "ok")
    return _at(comment)


def _back(said: Said) -> ResponseReturnValue:
    if said.unreached:
        flash(said.unreached, "wait")
    else:
        flash("Komentar tersimpan. Penulisnya diberi tahu.", "ok")
    return _at(said.comment)


def _at(comment: Comment) -> ResponseReturnValue:
    return redirect(
        url_for(".comments", material_id=comment.material_id, _anchor=f"komentar-{comment.parent_id or comment.id}"),
        303,
    )


def _empty(material: Material) -> CommentForm:
    return CommentForm(formdata=None, number=str(material.current_number))


def _page(guru: Guru, material: Material, form: CommentForm, replies: dict[str, CommentForm] | None = None) -> str:
    version = material.current
    threads = threads_of(material, version.html)
    placed: dict[int, list[Any]] = {}
    for thread in threads:
        placed.setdefault(thread.place or 0, []).append(thread)
    can = {do.name for do in Do if may(roles(guru, material), do)}
    given = replies or {}
    if "COMMENT_MATERIAL" in can and not material.is_removed:
        for comment_id in (thread.comment.id for thread in threads):
            given.setdefault(comment_id, CommentForm(formdata=None, prefix=f"balas-{comment_id}"))
    return render_template(
        "materials/comments.html",
        material=material,
        version=version,
        guru=guru,
        pieces=pieces(version.html),
        placed=placed,
        elsewhere=placed.get(0, []),
        form=form,
        replies=given,
        asked=number_in(form.block.data),
        can=can,
    )
