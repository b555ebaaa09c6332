"""The acts of gugus: the group itself, who comes and goes, offices, invitations, codes, teacher lists."""

from community.gugus.services.codes import (
    Card,
    Cards,
    guarded,
    issue_anggota_code,
    print_cards,
    withdraw_cards,
)
from community.gugus.services.feeds import make_feed, revoke_feed
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
from community.gugus.services.moderation import report, rule
from community.gugus.services.pengurus import TermOver, appoint_pengurus, end_pengurus
from community.gugus.services.refusals import (
    AlreadyAnggota,
    AlreadyDecided,
    AlreadyReported,
    AlreadyRuled,
    HeldByOffice,
    ImportNotReady,
    InvitationGone,
    NoLongerAnggota,
    NotACandidate,
    NothingToApply,
    OwnContent,
    OwnReport,
)

__all__ = [
    "AlreadyAnggota",
    "AlreadyDecided",
    "AlreadyReported",
    "AlreadyRuled",
    "Card",
    "Cards",
    "HeldByOffice",
    "ImportNotReady",
    "InvitationGone",
    "NoLongerAnggota",
    "NotACandidate",
    "NothingToApply",
    "OwnContent",
    "OwnReport",
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
    "make_feed",
    "print_cards",
    "remove_anggota",
    "report",
    "revoke_feed",
    "revoke_invitation",
    "rule",
    "set_out",
    "set_schools",
    "start_import",
    "withdraw_cards",
]
