"""Signing in and out, and the password. Hashing takes 20 ms: it is done before an act begins."""

import hashlib
import secrets
from typing import Any, NamedTuple

from sqlalchemy import and_, update

from community.accounts.events import SignedOut
from community.accounts.models import Guru, SignIn
from community.accounts.passwords import hash_password, needs_new_hash, password_matches
from community.accounts.queries import credentials_of, password_hash_of
from community.accounts.services.notices import forget_devices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import NotFound, Refusal
from community.kernel.notices import PushSubscription
from community.kernel.trail import note
from community.permissions import Do


class WrongSignIn(Refusal):
    """The same sentence whether or not there is such an account."""

    code = "masuk_gagal"
    status = 422
    title = "Belum bisa masuk"
    message = (
        "Nama pengguna, surel, atau nomor HP ini tidak cocok dengan kata sandinya. "
        "Periksa keduanya lalu coba lagi, atau pakai kode dari pengurus gugus Anda."
    )


class WrongPassword(Refusal):
    code = "sandi_keliru"
    status = 422
    title = "Kata sandi keliru"
    message = "Kata sandi yang sekarang keliru. Periksa lalu coba lagi."


class Door(NamedTuple):
    """From where someone comes in: the network address, and what the browser calls itself."""

    address: str = ""
    device: str = ""


class Proof(NamedTuple):
    """That someone knew the password behind `password_hash`; `new_hash` where it is to be kept in a newer
    form.
    """

    guru_id: str
    password_hash: str
    new_hash: str | None = None


class Entry(NamedTuple):
    """An opened door: the token for the cookie, and who came in."""

    token: str
    guru_id: str
    purpose: str = ""


def check_password(login: str, password: str) -> Proof:
    """Whether `login` and `password` belong together; takes as long when there is no such account.

    Not an act: it reads only. Raises WrongSignIn.
    """
    guru_id, kept = credentials_of(login)
    if not password_matches(kept, password) or guru_id is None or kept is None:
        raise WrongSignIn
    return Proof(guru_id, kept, hash_password(password) if needs_new_hash(kept) else None)


def check_own_password(guru: Guru, password: str) -> Proof:
    """Whether `password` is the present one of `guru`. Not an act. Raises WrongPassword."""
    kept = password_hash_of(guru.id)
    if not password_matches(kept, password) or kept is None:
        raise WrongPassword
    return Proof(guru.id, kept)


@command(Do.SIGN_IN)
def sign_in(actor: Any, guru: Guru, *, proof: Proof, door: Door) -> Entry:
    """Open a session for `guru` on one device, on the `proof` of check_password.

    Raises WrongSignIn when the password was changed or the account erased in between.
    """
    hold(guru)
    if guru.id != proof.guru_id or guru.erased_at or password_hash_of(guru.id) != proof.password_hash:
        raise WrongSignIn
    if proof.new_hash:
        guru.password_hash = proof.new_hash
    return open_session(guru, "sandi", door)


@command(Do.SIGN_OUT)
def sign_out(actor: Any, guru: Guru, *, sign_in_id: str) -> None:
    """End one session of `guru`; one that has ended stays ended. Raises NotFound for somebody else's."""
    row = db.session.get(SignIn, sign_in_id)
    if row is None or row.guru_id != guru.id:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by_id = now(), actor.id
        forget_devices(PushSubscription.sign_in_id == row.id)
        announce(SignedOut(guru.id))


@command(Do.SIGN_OUT)
def sign_out_others(actor: Any, guru: Guru, *, keep_id: str) -> int:
    """End all sessions of `guru` but the one with `keep_id`; how many there were."""
    return end_sessions(guru.id, by=actor.id, keep_id=keep_id)


@command(Do.CHANGE_PASSWORD)
def change_password(
    actor: Any, guru: Guru, *, proof: Proof | None, password_hash: str, keep_id: str | None = None
) -> None:
    """Set a new password and end all sessions but `keep_id`.

    `proof` (of check_own_password) is asked where there is a password already. Raises WrongPassword.
    """
    hold(guru)
    kept = password_hash_of(guru.id)
    if kept is not None and (proof is None or proof != Proof(guru.id, kept)):
        raise WrongPassword
    guru.password_hash = password_hash
    end_sessions(guru.id, by=actor.id, keep_id=keep_id)
    note(actor, "mengganti kata sandi" if kept else "membuat kata sandi", guru=guru.id)


def open_session(guru: Guru, how: str, door: Door) -> Entry:
    """Part of an act: a new session. The token itself is kept nowhere."""
    token = secrets.token_urlsafe(32)
    add(
        SignIn(
            guru_id=guru.id,
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            at=now(),
            seen_at=now(),
            address=door.address[:60],
            device=door.device[:300],
            how=how,
        )
    )
    return Entry(token, guru.id)


def end_sessions(guru_id: str, *, by: str, keep_id: str | None = None) -> int:
    """Part of an act: end the sessions of a person; how many."""
    ending = update(SignIn).where(SignIn.guru_id == guru_id, SignIn.revoked_at.is_(None))
    devices = PushSubscription.guru_id == guru_id
    if keep_id:
        ending = ending.where(SignIn.id != keep_id)
        devices = and_(devices, PushSubscription.sign_in_id != keep_id)
    forget_devices(devices)
    done = db.session.execute(
        ending.values(revoked_at=now(), revoked_by_id=by).execution_options(synchronize_session="fetch")
    )
    announce(SignedOut(guru_id))
    return int(done.rowcount)  # type: ignore[attr-defined]
