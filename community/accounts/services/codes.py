"""One-time codes: account cards, password resets, and the first operator's link."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from community.accounts.events import Appointed, ResetAsked
from community.accounts.identity import person_name
from community.accounts.models import Appointment, Guru, OneTimeCode, SignIn
from community.accounts.queries import code_named, guru_named, has_password, operator_ids
from community.accounts.queries.codes import code_hash
from community.accounts.services.filling import fill
from community.accounts.services.sign_in import Door, Entry, end_sessions, open_session
from community.kernel import ids
from community.kernel.clock import now, today
from community.kernel.command import SYSTEM, Everything, announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid, NotFound, Refusal
from community.kernel.person_names import name_key
from community.kernel.trail import note
from community.permissions import Do

# Cards are printed days before the meeting they are for; a reset is handed over within the day.
VALID = {"kartu": timedelta(days=30), "sandi": timedelta(hours=24), "operator": timedelta(hours=24)}
PURPOSES = {"kartu": "kartu akun", "sandi": "kata sandi baru", "operator": "operator pertama"}


class CodeGone(Refusal):
    """One sentence for unknown, used, revoked and expired: a guess learns nothing."""

    code = "kode_tidak_berlaku"
    status = 404
    title = "Kode tidak berlaku"
    message = (
        "Kode ini tidak berlaku: mungkin salah ketik, sudah dipakai, sudah diganti, atau lewat waktunya. "
        "Periksa lagi, atau mintalah kode baru kepada pengurus gugus atau operator."
    )


class OperatorThere(Refusal):
    code = "operator_sudah_ada"
    title = "Operator sudah ada"
    message = "Operator sudah ada. Mintalah operator itu mengangkat Anda, atau memberi Anda kode."


def new_code(guru: Guru, purpose: str, *, by: str) -> str:
    """Part of an act: a fresh code for `guru`, clear; unused ones of the same purpose stop working.

    `purpose`: a key of PURPOSES. `by`: the id of who makes it. Only the code's hash is kept.
    """
    db.session.execute(
        update(OneTimeCode)
        .where(
            OneTimeCode.guru_id == guru.id,
            OneTimeCode.purpose == purpose,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.revoked_at.is_(None),
        )
        .values(revoked_at=now())
        .execution_options(synchronize_session="fetch")
    )
    code = ids.new_code(groups=3)  # 59 bits: not to be found by trying, even from a stolen table of hashes
    add(
        OneTimeCode(
            guru_id=guru.id,
            purpose=purpose,
            code_hash=code_hash(code),
            made_by_id=by,
            made_at=now(),
            expires_at=now() + VALID[purpose],
        )
    )
    return code


def stop_codes(actor: Any, guru: Guru, *, sessions: bool = False) -> None:
    """Part of an act that gives `guru` an office: what a pengurus handed out before opens the account no more.

    Codes made by an operator stay. `sessions`: of a person without a password, those opened by such a code end too.
    """
    by_others = OneTimeCode.made_by_id.not_in(operator_ids())
    waiting = update(OneTimeCode).where(
        OneTimeCode.guru_id == guru.id, by_others, OneTimeCode.used_at.is_(None), OneTimeCode.revoked_at.is_(None)
    )
    stopped = db.session.execute(waiting.values(revoked_at=now()).execution_options(synchronize_session="fetch"))
    if stopped.rowcount:  # type: ignore[attr-defined]
        note(actor, "menghentikan kode yang belum dipakai, karena jabatan baru", guru=guru.id)
    if not sessions or has_password(guru.id):
        return
    used = select(OneTimeCode.id).where(OneTimeCode.guru_id == guru.id, by_others, OneTimeCode.used_at.is_not(None))
    opened = update(SignIn).where(
        SignIn.guru_id == guru.id, SignIn.how.in_(("kartu", "kode")), SignIn.revoked_at.is_(None), used.exists()
    )
    ended = opened.values(revoked_at=now(), revoked_by_id=actor.id)
    db.session.execute(ended.execution_options(synchronize_session="fetch"))


def code_for(code: str) -> OneTimeCode:
    """The code if it may still be used; it is not used by looking. Raises CodeGone."""
    row = code_named(code)
    if row is None or not row.is_open:
        raise CodeGone
    return row


@command(Do.ISSUE_CODE)
def issue_code(actor: Any, guru: Guru, *, purpose: str = "sandi") -> str:
    """A code that the operator hands to `guru`: shown once, kept nowhere. Raises NotFound for an erased
    person.
    """
    if guru.erased_at:
        raise NotFound
    if purpose not in ("sandi", "kartu"):
        raise Invalid("Pilih jenis kode: kartu akun atau kata sandi baru.", field="purpose")
    code = new_code(guru, purpose, by=actor.id)
    note(actor, f"membuat kode {PURPOSES[purpose]}", guru=guru.id)
    return code


@command(Do.ASK_RESET)
def ask_reset(actor: Any, installation: Everything, *, email: str) -> None:
    """Have a reset code mailed to `email` if someone signs in with it; nothing tells whether."""
    guru = guru_named(email)
    if guru is not None and guru.email is not None and "@" in email:
        announce(ResetAsked(guru.id))


@command(Do.USE_CODE)
def use_code(actor: Any, installation: Everything, *, code: str, door: Door, password_hash: str | None = None) -> Entry:
    """Sign in with a code, once. A reset also sets `password_hash` and ends all other sessions.

    Of two phones at once, one comes in. Raises CodeGone.
    """
    row = hold(code_for(code))
    if not row.is_open or row.purpose == "operator" or (row.purpose == "sandi" and password_hash is None):
        raise CodeGone
    row.used_at = now()
    guru = row.guru
    if row.purpose == "sandi":
        guru.password_hash = password_hash
        end_sessions(guru.id, by=guru.id)
        note(guru, "membuat kata sandi baru dengan kode", guru=guru.id)
    else:
        note(guru, "masuk dengan kartu akun", guru=guru.id)
    return open_session(guru, "kode" if row.purpose == "sandi" else "kartu", door)._replace(purpose=row.purpose)


@command(Do.ISSUE_CODE)
def operator_link(actor: Any, installation: Everything) -> str:
    """A code that makes the first operator; making another one stops the last. Raises OperatorThere."""
    if operator_ids():
        raise OperatorThere
    waiting = db.session.scalar(
        db.select(Guru)
        .join(OneTimeCode, OneTimeCode.guru_id == Guru.id)
        .where(OneTimeCode.purpose == "operator", OneTimeCode.used_at.is_(None), Guru.erased_at.is_(None))
        .limit(1)
    )
    name = "Operator pertama"
    return new_code(waiting or add(Guru(name=name, name_key=name_key(name))), "operator", by=actor.id)


@command(Do.USE_CODE)
def make_first_operator(
    actor: Any,
    installation: Everything,
    *,
    code: str,
    name: str,
    username: str,
    password_hash: str,
    door: Door,
) -> Entry:
    """The holder of the link becomes operator under a name of their own.

    Raises CodeGone, OperatorThere, or Invalid at `name` or `username`.
    """
    row = hold(code_for(code))
    if not row.is_open or row.purpose != "operator":
        raise CodeGone
    if operator_ids():
        raise OperatorThere
    guru = row.guru
    guru.name = person_name(name)
    fill(guru, {"username": username})
    if guru.username is None:
        raise Invalid("Nama pengguna perlu diisi.", field="username")
    guru.name_key = name_key(guru.name)
    guru.password_hash = password_hash
    row.used_at = now()
    office = add(Appointment(guru_id=guru.id, office="operator", from_on=today(), made_by_id=SYSTEM.id, made_at=now()))
    note(guru, "menjadi operator pertama", guru=guru.id, instalasi=installation.id)
    announce(Appointed(office.id, guru.id, "operator", None, None))
    return open_session(guru, "kode", door)._replace(purpose=row.purpose)
