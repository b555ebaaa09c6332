"""Erasing oneself (UU 27/2022): who one was goes, what a ledger must keep stays without the name."""

from typing import Any

from sqlalchemy import delete, func, update

from community.accounts.events import GuruErased
from community.accounts.models import Guru, OneTimeCode, SignIn
from community.accounts.queries import appointments_of, operator_ids, password_hash_of
from community.accounts.services.appointments import LastOperator, close_appointment
from community.accounts.services.notices import forget_devices
from community.accounts.services.sign_in import Proof, WrongPassword
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import db, hold
from community.kernel.errors import Invalid
from community.kernel.notices import Notice, NoticeChoice, NoticeSettings, PushSubscription
from community.kernel.trail import Activity
from community.permissions import Do

ERASE_WORD = "HAPUS"
ERASED_NAME = "Akun yang dihapus"
_TELLING = 6  # letters: "Ai" stands within other people's names, "Ai Setiawan" does not


@command(Do.ERASE_SELF)
def erase_self(actor: Any, guru: Guru, *, proof: Proof | None = None, word: str = "") -> None:
    """Take name, numbers, contact, password and sessions from the row of `guru`; its id stays.

    Asks the `proof` of check_own_password, or ERASE_WORD of someone without a password. Raises WrongPassword,
    Invalid at `word`, LastOperator.
    """
    hold(guru)
    kept = password_hash_of(guru.id)
    if kept is not None and proof != Proof(guru.id, kept):
        raise WrongPassword
    if kept is None and word.strip().upper() != ERASE_WORD:
        raise Invalid(f"Tulis kata {ERASE_WORD} untuk memastikan.", field="word")
    if operator_ids() == [guru.id]:
        raise LastOperator(
            "Anda operator satu-satunya, jadi akun ini belum dapat dihapus. "
            "Angkat operator lain lebih dulu, lalu ulangi."
        )
    for held in appointments_of(guru.id):
        if held.ended_at is None:
            close_appointment(actor, held, "akun dihapus pemiliknya")
    _forget_traces(guru)
    _forget_person(guru)
    announce(GuruErased(guru.id))


def _forget_person(guru: Guru) -> None:
    guru.erased_at = now()  # first: who looks at the other columns as they go sees an erased person
    guru.name, guru.name_key = ERASED_NAME, ""
    guru.username = guru.email = guru.phone = guru.nip = guru.nuptk = guru.nrg = None
    guru.gender = guru.birth_on = guru.last_pangkat_on = guru.sk_jabatan_on = None
    guru.birth_place = guru.kepegawaian = guru.jenis_ptk = guru.golongan = guru.mapel = ""
    guru.sekolah_id = None
    guru.password_hash = None


def _forget_traces(guru: Guru) -> None:
    """Devices, codes and notices go; trail lines keep their sense without the name."""
    forget_devices(PushSubscription.guru_id == guru.id)
    everywhere = Activity.id.is_not(None) if len(guru.name) >= _TELLING else Activity.about_id == guru.id
    statements = (
        delete(SignIn).where(SignIn.guru_id == guru.id),
        delete(OneTimeCode).where(OneTimeCode.guru_id == guru.id),
        delete(Notice).where(Notice.guru_id == guru.id),
        delete(NoticeChoice).where(NoticeChoice.guru_id == guru.id),
        delete(NoticeSettings).where(NoticeSettings.guru_id == guru.id),
        update(Activity).where(Activity.actor_id == guru.id).values(actor_name=ERASED_NAME),
        update(Activity)
        .where(everywhere, Activity.sentence.contains(guru.name, autoescape=True))
        .values(sentence=func.replace(Activity.sentence, guru.name, ERASED_NAME)),
    )
    for statement in statements:
        db.session.execute(statement.execution_options(synchronize_session=False))
