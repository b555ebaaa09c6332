"""Acts of attendance. Each leaves a mark that stays; Kehadiran says what holds."""

from community.attendance.services.online import accept_online, count_online, keep_mark, set_least
from community.attendance.services.sheet import (
    check_in,
    decide_correction,
    mark_sheet,
    propose_correction,
    record_leaving,
    void_moved,
)

__all__ = [
    "accept_online",
    "check_in",
    "count_online",
    "decide_correction",
    "keep_mark",
    "mark_sheet",
    "propose_correction",
    "record_leaving",
    "set_least",
    "void_moved",
]
