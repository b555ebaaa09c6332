"""The acts of gugus: the group itself, who comes and goes, offices, invitations, codes, teacher lists."""

from community.gugus.services.codes import (
    Card,
    Cards,
    guarded,
    issue_anggota_code,
    print_cards,
    withdraw_cards,
)
from community.gugus.services.gugus import create_gugus, edit_gugus, set_schools
from community.gugus.services.importing import (
    answer_rows,
    apply_chunk,
    begin_apply,
    fail_import,
    finish_reading,
    keep_findings,
    set_out,
    start_import,
)
from community.gugus.services.invitations import ask_to_join, decide_join, invite, revoke_invitation
from community.gugus.services.membership import (
    add_anggota,
    add_new_anggota,
    forget_guru,
    leave_gugus,
    remove_anggota,
)
from community.gugus.services.pengurus import TermOver, appoint_pengurus, end_pengurus
from community.gugus.services.refusals import (
    AlreadyAnggota,
    AlreadyDecided,
    HeldByOffice,
    ImportNotReady,
    InvitationGone,
    NoLongerAnggota,
    NotACandidate,
    NothingToApply,
)

__all__ = [
    "AlreadyAnggota",
    "AlreadyDecided",
    "Card",
    "Cards",
    "HeldByOffice",
    "ImportNotReady",
    "InvitationGone",
    "NoLongerAnggota",
    "NotACandidate",
    "NothingToApply",
    "TermOver",
    "add_anggota",
    "add_new_anggota",
    "answer_rows",
    "apply_chunk",
    "appoint_pengurus",
    "ask_to_join",
    "begin_apply",
    "create_gugus",
    "decide_join",
    "edit_gugus",
    "end_pengurus",
    "fail_import",
    "finish_reading",
    "forget_guru",
    "guarded",
    "invite",
    "issue_anggota_code",
    "keep_findings",
    "leave_gugus",
    "print_cards",
    "remove_anggota",
    "revoke_invitation",
    "set_out",
    "set_schools",
    "start_import",
    "withdraw_cards",
]
