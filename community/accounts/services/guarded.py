"""At the door, with guesses slowed down: 5 failures in 15 minutes, per account and per address.

Not acts: they count, check, and then call one. What is counted is what was typed, whether or not there is
such an account, so that the answer tells nothing.
"""

from community.accounts.identity import logins
from community.accounts.models import OneTimeCode
from community.accounts.queries import guru_with
from community.accounts.services.codes import CodeGone, ask_reset, code_for
from community.accounts.services.sign_in import Door, Entry, WrongSignIn, check_password, sign_in
from community.kernel.command import INSTALLATION
from community.kernel.throttle import Throttle

_QUARTER = 15 * 60
SIGN_IN = Throttle("masuk", limit=5, per=_QUARTER)
# A whole school may stand behind one address: after five failures it is slowed down, not shut out.
ADDRESS = Throttle("masuk_alamat", limit=5, per=_QUARTER, pace=10)
RESET = Throttle("lupa", limit=5, per=_QUARTER)
# A whole meeting types its codes behind one address, and a code is too long to be guessed anyway.
CODES = Throttle("kode", limit=20, per=_QUARTER)


def enter(login: str, password: str, *, door: Door) -> Entry:
    """Sign in with a password. Raises WrongSignIn, or TooMany that says how long to wait."""
    account, address = f"akun {_account(login)}", f"alamat {door.address}"
    ADDRESS.check(address)
    SIGN_IN.claim(account)
    try:
        proof = check_password(login, password)
        guru = guru_with(proof.guru_id)
        if guru is None:
            raise WrongSignIn
        entry = sign_in(None, guru, proof=proof, door=door)
    except WrongSignIn:
        ADDRESS.failed(address)  # only failures: a whole meeting may sign in behind one address
        raise
    SIGN_IN.forgive(account)
    return entry


def code_at_door(code: str, *, door: Door) -> OneTimeCode:
    """The code if it may still be used. Raises CodeGone, or TooMany after many guesses from one address."""
    CODES.check(door.address)
    try:
        return code_for(code)
    except CodeGone:
        CODES.failed(door.address)
        raise


def reset_by_mail(email: str, *, door: Door) -> None:
    """Ask for a reset by mail; nothing tells whether there is such an account. Raises TooMany."""
    RESET.claim(f"surel {_account(email)}", f"alamat {door.address}")
    ask_reset(None, INSTALLATION, email=email)


def _account(login: str) -> str:
    """One key for the ways to type one login name."""
    return min(logins(login).values(), default=login)
