"""Acts on observations."""

from community.observations.services.access import grant_head, note_reading, withdraw_grant
from community.observations.services.closing import close_sheet, finish_observation, mark_read, reopen_sheet
from community.observations.services.follow_ups import add_follow_up, finish_follow_up, remove_follow_up
from community.observations.services.forgetting import forget_guru
from community.observations.services.instruments import (
    copy_instrument,
    edit_instrument,
    publish_instrument,
    retire_instrument,
)
from community.observations.services.pages import Unfit, choose_answer, write_page
from community.observations.services.photos import add_photo, remove_photo
from community.observations.services.planning import (
    answer_proposal,
    cancel_observation,
    invite_observer,
    move_observation,
    propose,
)
from community.observations.services.reminding import remind
from community.observations.services.sharing import share_lesson, withdraw_lesson
from community.observations.services.writing import write_answer

__all__ = [
    "Unfit",
    "add_follow_up",
    "add_photo",
    "answer_proposal",
    "cancel_observation",
    "choose_answer",
    "close_sheet",
    "copy_instrument",
    "edit_instrument",
    "finish_follow_up",
    "finish_observation",
    "forget_guru",
    "grant_head",
    "invite_observer",
    "mark_read",
    "move_observation",
    "note_reading",
    "propose",
    "publish_instrument",
    "remind",
    "remove_follow_up",
    "remove_photo",
    "reopen_sheet",
    "retire_instrument",
    "share_lesson",
    "withdraw_grant",
    "withdraw_lesson",
    "write_answer",
    "write_page",
]
