"""The acts of accounts: signing in, codes, one's own data, people, appointments."""

from community.accounts.services.appointments import (
    Decree,
    LastOperator,
    appoint,
    default_until,
    end_appointment,
)
from community.accounts.services.codes import (
    CodeGone,
    ask_reset,
    code_for,
    issue_code,
    make_first_operator,
    new_code,
    operator_link,
    stop_codes,
    use_code,
)
from community.accounts.services.erasing import ERASE_WORD, erase_self
from community.accounts.services.guarded import code_at_door, enter, reset_by_mail
from community.accounts.services.people import (
    add_person,
    change_own_data,
    edit_person,
    read_notices,
    register,
)
from community.accounts.services.sign_in import (
    Door,
    Entry,
    Proof,
    WrongSignIn,
    change_password,
    check_password,
    sign_in,
    sign_out,
    sign_out_others,
)

__all__ = [
    "ERASE_WORD",
    "CodeGone",
    "Decree",
    "Door",
    "Entry",
    "LastOperator",
    "Proof",
    "WrongSignIn",
    "add_person",
    "appoint",
    "ask_reset",
    "change_own_data",
    "change_password",
    "check_password",
    "code_at_door",
    "code_for",
    "default_until",
    "edit_person",
    "end_appointment",
    "enter",
    "erase_self",
    "issue_code",
    "make_first_operator",
    "new_code",
    "operator_link",
    "read_notices",
    "register",
    "reset_by_mail",
    "sign_in",
    "sign_out",
    "sign_out_others",
    "stop_codes",
    "use_code",
]
