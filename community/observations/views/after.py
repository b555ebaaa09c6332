"""Closing, reading, finishing, follow-ups, and who else may read."""

from flask import flash
from flask.typing import ResponseReturnValue

from community.kernel.errors import Refusal
from community.observations import services
from community.observations.forms import FollowUpForm, show
from community.observations.queries import follow_up_of
from community.observations.views import blueprint
from community.observations.views.common import back_to, reach
from community.observations.views.observation import observation_page


@blueprint.post("/observasi/<observation_id>/tutup")
def close_sheet(observation_id: str) -> ResponseReturnValue:
    guru, observation = reach(observation_id)
    services.close_sheet(guru, observation)
    flash("Lembar ditutup. Guru sudah diberi tahu dan dapat membacanya.", "ok")
    return back_to(observation)


@blueprint.post("/observasi/<observation_id>/buka")
def reopen_sheet(observation_id: str) -> ResponseReturnValue:
    guru, observation = reach(observation_id)
    services.reopen_sheet(guru, observation)
    flash("Lembar dibuka kembali. Tutup lagi bila sudah selesai.", "ok")
    return back_to(observation)


@blueprint.post("/observasi/<observation_id>/dibaca")
def mark_read(observation_id: str) -> ResponseReturnValue:
    guru, observation = reach(observation_id)
    services.mark_read(guru, observation)
    flash("Tercatat. Pengamat diberi tahu bahwa Anda sudah membacanya.", "ok")
    return back_to(observation)


@blueprint.post("/observasi/<observation_id>/selesai")
def finish(observation_id: str) -> ResponseReturnValue:
    guru, observation = reach(observation_id)
    services.finish_observation(guru, observation)
    flash("Observasi selesai. Tindak lanjutnya tetap dapat ditandai.", "ok")
    return back_to(observation)


@blueprint.post("/observasi/<observation_id>/tindak-lanjut")
def add_follow_up(observation_id: str) -> ResponseReturnValue:
    guru, observation = reach(observation_id)
    form = FollowUpForm()
    form.offer(observation)
    if form.validate_on_submit():
        try:
            services.add_follow_up(
                guru,
                observation,
                text=form.text.data or "",
                who_id=form.who_id.data,
                until_on=form.until_on.data,
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            flash("Tindak lanjut tercatat.", "ok")
            return back_to(observation, "tindak-lanjut")
    return observation_page(guru, observation, form), 422


@blueprint.post("/observasi/<observation_id>/tindak-lanjut/<follow_up_id>/<state>")
def change_follow_up(observation_id: str, follow_up_id: str, state: str) -> ResponseReturnValue:
    """`state`: selesai | belum | tarik."""
    guru, observation = reach(observation_id)
    found = follow_up_of(guru, observation_id, follow_up_id)
    if state == "tarik":
        services.remove_follow_up(guru, found)
    else:
        services.finish_follow_up(guru, found, done=state == "selesai")
    flash("Tercatat.", "ok")
    return back_to(observation, "tindak-lanjut")


@blueprint.post("/observasi/<observation_id>/izin-kepala")
def grant_head(observation_id: str) -> ResponseReturnValue:
    guru, observation = reach(observation_id)
    services.grant_head(guru, observation)
    flash("Kepala sekolah Anda sekarang dapat membaca observasi ini.", "ok")
    return back_to(observation, "izin")


@blueprint.post("/observasi/<observation_id>/izin-kepala/cabut")
def withdraw_grant(observation_id: str) -> ResponseReturnValue:
    guru, observation = reach(observation_id)
    services.withdraw_grant(guru, observation)
    flash("Izin dicabut. Kepala sekolah tidak dapat membaca lagi.", "ok")
    return back_to(observation, "izin")
