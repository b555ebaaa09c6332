"""/kabar/<id>: one kabar with what is answered to it, who has read it, its pin."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.gugus.queries.moderation import hidden
from community.kabar import services
from community.kabar.forms import PinForm, ReplyForm, show
from community.kabar.models import ABOUT, ON_PAGE, Kabar, Post
from community.kabar.queries import (
    Shown,
    first_post,
    is_within,
    kabar_of,
    page_of,
    pin_of,
    plain,
    post_of,
    readers_of,
    reading_of,
    shown_posts,
    state_of,
    unconfirmed,
)
from community.kabar.views import blueprint
from community.kabar.views.lists import page_number, tell_sent
from community.kernel.command import authorize, roles
from community.kernel.errors import NotAllowed, NotFound, Refusal
from community.kernel.web import begins_late, public_url
from community.permissions import PENGURUS, Do, Role, may


@blueprint.get("/kabar/<kabar_id>", endpoint="show")
def show_kabar(kabar_id: str) -> ResponseReturnValue:
    """The posts of a page; opening it is written down for who belongs."""
    guru = current_guru()
    kabar = kabar_of(guru, kabar_id)
    if is_within(guru, kabar.gugus):
        seen = reading_of(guru, kabar.id)
        if seen is None or seen.seen_at < kabar.active_at:
            services.read_kabar(guru, kabar)
            guru, kabar = current_guru(), kabar_of(current_guru(), kabar_id)
    form = ReplyForm(formdata=None)
    form.balas.data = request.args.get("balas", "")[:12]
    return _page(guru, kabar, form), 200


@blueprint.post("/kabar/<kabar_id>/balasan")
@begins_late
def reply(kabar_id: str) -> ResponseReturnValue:
    """Answer."""
    guru = current_guru()
    kabar = kabar_of(guru, kabar_id)
    authorize(guru, Do.REPLY, kabar)
    form = ReplyForm()
    form.files.gugus_id = kabar.gugus_id
    if form.validate_on_submit():
        try:
            above = post_of(guru, form.balas.data) if form.balas.data else None
            sent = services.reply(
                guru, kabar, text=form.text.data, form_key=form.key, reply_to=above, uploads=form.files.chosen
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            tell_sent(sent, "Balasan terkirim.")
            return redirect(sent.post.link, 303)
    return _page(guru, kabar_of(guru, kabar_id), form), 422


@blueprint.post("/kabar/<kabar_id>/konfirmasi")
def confirm(kabar_id: str) -> ResponseReturnValue:
    """Say that one has read an important kabar."""
    guru = current_guru()
    services.confirm_kabar(guru, kabar_of(guru, kabar_id))
    flash("Terima kasih, konfirmasi Anda tercatat.", "ok")
    return redirect(url_for(".show", kabar_id=kabar_id), 303)


@blueprint.get("/kabar/<kabar_id>/pembaca")
def readers(kabar_id: str) -> str:
    """Who has read an announcement: for its author and the pengurus."""
    guru = current_guru()
    kabar = kabar_of(guru, kabar_id)
    if not kabar.is_announcement:
        raise NotFound
    if not roles(guru, kabar) & (PENGURUS | {Role.AUTHOR}):
        raise NotAllowed
    return render_template("kabar/readers.html", kabar=kabar, readers=readers_of(kabar), zone=kabar.gugus.zone.name)


@blueprint.post("/kabar/<kabar_id>/sematan")
def pin(kabar_id: str) -> ResponseReturnValue:
    """Keep it above the others."""
    guru = current_guru()
    kabar = kabar_of(guru, kabar_id)
    form = PinForm()
    if form.validate_on_submit():
        try:
            services.pin_kabar(guru, kabar, place=form.place.data, until_on=form.until_on.data)
        except Refusal as refusal:
            if not getattr(refusal, "field", None):
                raise
            show(form, refusal)
        else:
            flash("Kabar disematkan di atas.", "ok")
            return redirect(url_for(".show", kabar_id=kabar_id), 303)
    authorize(guru, Do.PIN_KABAR, kabar)
    return _page(guru, kabar, ReplyForm(formdata=None), form), 422


@blueprint.post("/kabar/<kabar_id>/sematan/lepas")
def unpin(kabar_id: str) -> ResponseReturnValue:
    """Take it down."""
    guru = current_guru()
    services.unpin_kabar(guru, kabar_of(guru, kabar_id))
    flash("Sematan dilepas.", "ok")
    return redirect(url_for(".show", kabar_id=kabar_id), 303)


def _page(guru: Guru, kabar: Kabar, form: ReplyForm, pin_form: PinForm | None = None) -> str:
    held = roles(guru, kabar)
    inside = is_within(guru, kabar.gugus)
    number = page_number()
    posts = shown_posts(kabar, guru, held, limit=ON_PAGE, offset=page_of(number, ON_PAGE))
    if not posts and number > 1:
        raise NotFound
    head = posts[0].post if posts and posts[0].post.is_first else first_post(kabar)
    state = posts[0].state if head is posts[0].post else state_of(head, hidden(ABOUT, [head.id]))
    open_title = not state or bool(held & (PENGURUS | {Role.AUTHOR}))
    counted = kabar.is_announcement and inside
    return render_template(
        "kabar/show.html",
        kabar=kabar,
        gugus=kabar.gugus,
        zone=kabar.gugus.zone.name,
        title=kabar.title if open_title else f"{kabar.kind_name} yang {state}",
        posts=posts,
        plain=plain,
        number=number,
        pages=((kabar.posts_number - 1) // ON_PAGE + 1) if inside else 1,
        inside=inside,
        can=lambda name: may(held, Do[name]),
        names_readers=bool(held & (PENGURUS | {Role.AUTHOR})),
        readers=readers_of(kabar) if counted else None,
        asks=inside and not state and unconfirmed(kabar, reading_of(guru, kabar.id), guru),
        pin=pin_of(kabar),
        pin_form=pin_form or PinForm(formdata=None),
        form=form,
        answered=_answered(kabar, posts, form.balas.data),
        closed=bool(state),
        share="" if state else _share(kabar, head),
    )


def _answered(kabar: Kabar, posts: list[Shown], post_id: str | None) -> Post | None:
    """The post that is being answered, if it stands on this page."""
    return next((each.post for each in posts if each.post.id == post_id and not each.state), None)


def _share(kabar: Kabar, post: Post) -> str:
    """What is copied for WhatsApp."""
    words = plain(post.current.html, 300)
    link = public_url(url_for("kabar.show", kabar_id=kabar.id))
    return f"{kabar.kind_name} {kabar.gugus.name}\n*{kabar.title}*\n\n{words}\n\nBaca dan balas di Gugus: {link}"
