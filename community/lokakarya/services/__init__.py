"""Acts: the only writers."""

from community.lokakarya.services.hasil import attach_hasil, remove_hasil
from community.lokakarya.services.notulen import (
    add_keputusan,
    add_tindak_lanjut,
    finish_tindak_lanjut,
    withdraw_line,
    write_notulen,
)
from community.lokakarya.services.paket import (
    assign_role,
    cancel_paket,
    close_paket,
    edit_paket,
    must_be_closable,
    plan_paket,
    reopen_paket,
    schedule_paket,
)
from community.lokakarya.services.pertemuan import (
    add_pertemuan,
    answer_rsvp,
    cancel_pertemuan,
    close_pertemuan,
    edit_pertemuan,
    move_pertemuan,
    open_pertemuan,
)
from community.lokakarya.services.split import split_paket

__all__ = [
    "add_keputusan",
    "add_pertemuan",
    "add_tindak_lanjut",
    "answer_rsvp",
    "assign_role",
    "attach_hasil",
    "cancel_paket",
    "cancel_pertemuan",
    "close_paket",
    "close_pertemuan",
    "edit_paket",
    "edit_pertemuan",
    "finish_tindak_lanjut",
    "move_pertemuan",
    "must_be_closable",
    "open_pertemuan",
    "plan_paket",
    "remove_hasil",
    "reopen_paket",
    "schedule_paket",
    "split_paket",
    "withdraw_line",
    "write_notulen",
]
