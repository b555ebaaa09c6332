"""Work of accounts in the background."""

from flask import current_app

from community.accounts.models import Guru
from community.accounts.services import issue_code
from community.kernel import mail
from community.kernel.command import SYSTEM
from community.kernel.database import db
from community.kernel.jobs import job

_TEXT = """Halo {name},

Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk akun Gugus Anda.
Kode Anda (berlaku 24 jam, sekali pakai):

    {code}

{how}

Bila bukan Anda yang meminta, abaikan surat ini: kata sandi Anda tidak berubah.
"""


@job
def mail_reset(guru_id: str) -> None:
    """Make a reset code and mail it to the person's own address; the code is in no queue. A repeat mails a
    new one.
    """
    guru = db.session.get(Guru, guru_id)
    if guru is None or guru.email is None or guru.erased_at:
        return
    email, name = guru.email, guru.name
    code = issue_code(SYSTEM, guru, purpose="sandi")
    # Only an address that was set is put in a mail: one from the request could be anybody's.
    site = current_app.config["PUBLIC_URL"]
    how = f"Buka {site}/kode/{code}" if site else "Buka Gugus, pilih “Pakai kode sekali pakai” di halaman masuk."
    mail.send(email, "Kata sandi baru untuk Gugus", _TEXT.format(name=name, code=code, how=how))
