"""/gugus/<slug>/diskusi: the rooms of a gugus, and beginning a topic; the way to the room of a pertemuan."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion import services
from community.discussion.forms import TopicForm, show
from community.discussion.forms.archive import ReplyDaysForm
from community.discussion.live.limits import STARTING
from community.discussion.queries import gugus_talking, room_at, rooms_in
from community.discussion.views import blueprint
from community.gugus.models import Gugus
from community.kernel.command import authorize, roles
from community.kernel.errors import Refusal
from community.lokakarya.queries import pertemuan_of
from community.permissions import Do, may


@blueprint.get("/gugus/<slug>/diskusi")
def index(slug: str) -> str:
    """The rooms that one reaches, the liveliest first."""
    guru = current_guru()
    return _page(guru, gugus_talking(guru, slug), TopicForm(formdata=None))


@blueprint.post("/gugus/<slug>/diskusi")
def start(slug: str) -> ResponseReturnValue:
    """Begin a topic."""
    guru = current_guru()
    gugus = gugus_talking(guru, slug)
    authorize(guru, Do.START_TOPIC, gugus)
    form = TopicForm()
    if form.validate_on_submit():
        try:
            STARTING.take(guru.id)
            made = services.start_topic(guru, gugus, topic=form.topic.data, form_key=form.key)
        except Refusal as refusal:
            show(form, refusal)
        else:
            return redirect(made.link, 303)
    return _page(guru, gugus, form), 422


@blueprint.get("/pertemuan/<pertemuan_id>/diskusi")
def of_pertemuan(pertemuan_id: str) -> ResponseReturnValue:
    """To the room of a pertemuan; who comes first opens it."""
    guru = current_guru()
    pertemuan = pertemuan_of(guru, pertemuan_id)
    room = room_at(pertemuan.id) or services.open_room(guru, pertemuan)
    return redirect(url_for(".show_room", room_id=room.id), 303)


def _page(guru: Guru, gugus: Gugus, form: TopicForm) -> str:
    number = min(max(request.args.get("hal", 1, type=int), 1), 10_000)
    lines, more = rooms_in(guru, gugus, page=number)
    sets = may(roles(guru, gugus), Do.EDIT_GUGUS)
    return render_template(
        "discussion/index.html",
        gugus=gugus,
        zone=gugus.zone.name,
        lines=lines,
        more=more,
        number=number,
        form=form,
        begins=may(roles(guru, gugus), Do.START_TOPIC),
        reply_form=ReplyDaysForm(formdata=None, reply_days=gugus.reply_days) if sets else None,
    )
