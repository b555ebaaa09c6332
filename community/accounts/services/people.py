"""People: registering, one's own data, and what the operator writes."""

from collections.abc import Mapping
from typing import Any

from community.accounts.events import Registered
from community.accounts.models import Guru
from community.accounts.queries import invitation_behind
from community.accounts.services.filling import OPERATORS, OWN, fill, must_have_login
from community.accounts.services.sign_in import Door, Entry, open_session
from community.kernel.clock import now
from community.kernel.command import Everything, announce, command
from community.kernel.database import add
from community.kernel.errors import NotFound, Refusal
from community.kernel.trail import note
from community.permissions import Do

_WORDS = {
    "name": "nama",
    "username": "nama pengguna",
    "email": "surel",
    "phone": "nomor HP",
    "nip": "NIP",
    "nuptk": "NUPTK",
    "nrg": "NRG",
    "gender": "jenis kelamin",
    "birth_place": "tempat lahir",
    "birth_on": "tanggal lahir",
    "kepegawaian": "status kepegawaian",
    "jenis_ptk": "jenis PTK",
    "golongan": "pangkat dan golongan",
    "mapel": "mata pelajaran",
    "sekolah_id": "sekolah induk",
    "last_pangkat_on": "TMT pangkat",
    "sk_jabatan_on": "tanggal SK jabatan",
}


class NotInvited(Refusal):
    code = "belum_diundang"
    status = 403
    title = "Mendaftar perlu undangan"
    message = (
        "Akun dibuat lewat undangan gugus, dan undangan ini tidak berlaku lagi. "
        "Mintalah tautan atau kode undangan baru kepada pengurus gugus Anda."
    )


@command(Do.REGISTER)
def register(
    actor: Any,
    installation: Everything,
    *,
    invitation: str,
    values: Mapping[str, Any],
    password_hash: str,
    door: Door,
) -> Entry:
    """Make an account and sign it in. `invitation`: the path of an invitation that its gugus vouches for.

    Raises NotInvited, or Invalid at the field: no login name at all, or one that is taken.
    """
    if invitation_behind(invitation) is None:
        raise NotInvited
    guru = Guru(name="", name_key="", password_hash=password_hash, created_at=now())
    fill(guru, {column: value for column, value in values.items() if column in OWN})
    must_have_login(guru)
    add(guru)
    note(guru, "membuat akun lewat undangan", guru=guru.id)
    announce(Registered(guru.id))
    return open_session(guru, "undangan", door)


@command(Do.CHANGE_OWN_DATA)
def change_own_data(actor: Any, guru: Guru, *, values: Mapping[str, Any]) -> list[str]:
    """Write one's own data; what changed. The sekolah induk is not among them: it decides who verifies.

    Raises Invalid at the field.
    """
    changed = fill(guru, {column: value for column, value in values.items() if column in OWN})
    must_have_login(guru)
    if changed:
        note(actor, f"mengubah {_said(changed)} sendiri", guru=guru.id)
    return changed


@command(Do.ADD_PERSON)
def add_person(actor: Any, installation: Everything, *, values: Mapping[str, Any]) -> Guru:
    """A new person without a password: they come in with a card or code. Raises Invalid at the field."""
    guru = Guru(name="", name_key="", created_at=now())
    fill(guru, {column: value for column, value in values.items() if column in OPERATORS})
    add(guru)
    note(actor, "membuat akun ini", guru=guru.id)
    note(actor, f"menambah {guru.name}", instalasi=installation.id)
    return guru


@command(Do.EDIT_PERSON)
def edit_person(actor: Any, guru: Guru, *, values: Mapping[str, Any]) -> list[str]:
    """Write a person's data; what changed. The person sees it in the trail. Raises Invalid at the field."""
    if guru.erased_at:
        raise NotFound
    changed = fill(guru, {column: value for column, value in values.items() if column in OPERATORS})
    if changed:
        note(actor, f"mengubah {_said(changed)}", guru=guru.id)
    return changed


def _said(columns: list[str]) -> str:
    return ", ".join(_WORDS[column] for column in columns)
