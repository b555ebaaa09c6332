"""Work of accounts in the background."""

import logging
import smtplib
from itertools import groupby
from urllib.parse import urlsplit

from flask import current_app

from community.accounts import services
from community.accounts.models import Guru
from community.accounts.queries import for_letter, letters_due, pushes_due, zone_of_guru
from community.accounts.services import issue_code
from community.accounts.services.notices import Post
from community.kernel import mail, push
from community.kernel.clock import now
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db, end_transaction
from community.kernel.errors import Invalid
from community.kernel.indonesian import waktu
from community.kernel.jobs import every, job, later
from community.kernel.notices import NOTICE_KINDS, Notice
from community.kernel.notices.stopping import stop_token

log = logging.getLogger(__name__)

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


def letters_possible() -> bool:
    """Whether this installation can send letters whose links lead somewhere."""
    return mail.configured() and bool(current_app.config["PUBLIC_URL"])


@every(minutes=15)
def send_letters() -> None:
    """Ask for the letter of everyone to whom one is due."""
    if letters_possible():
        for guru_id in letters_due(now()):
            later(send_letter, guru_id)


@job
def send_letter(guru_id: str) -> None:
    """One letter with what a person has not read; a repeat finds nothing left to send.

    It is handed over first and marked afterwards. Who is killed in between sends it once more, under the same
    Message-ID; nothing is lost.
    """
    guru = db.session.get(Guru, guru_id)
    found = for_letter(guru, now()) if guru and letters_possible() else []
    if guru is None or guru.email is None or not found:
        return
    ids = [notice.id for notice in found]
    email, text = guru.email, _letter(guru, found)
    stop = f"{current_app.config['PUBLIC_URL']}/surel/berhenti/{stop_token(guru_id)}"
    end_transaction(keep=False)  # the server may be slow
    try:
        mail.send(
            email,
            f"{len(ids)} pemberitahuan dari Gugus",
            f"{text}\nBerhenti menerima surat ini: {stop}\n",
            same_as=f"ringkasan {guru_id} {' '.join(sorted(ids))}",
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
    except (Invalid, smtplib.SMTPRecipientsRefused) as refusal:
        if isinstance(refusal, smtplib.SMTPRecipientsRefused) and _may_change(refusal):
            raise
        log.warning("nobody takes letters for %s: %s", guru_id, type(refusal).__name__)
    services.mark_mailed(SYSTEM, INSTALLATION, notice_ids=ids)


@every(minutes=5)
def send_waiting_pushes() -> None:
    """What waited for the end of quiet hours, or for another try."""
    if pushes_due(limit=1):
        send_pushes()


@job
def send_pushes() -> None:
    """Send to devices what is due, once each; a server that does not answer is not asked again in this round."""
    silent: set[str] = set()
    for letter_id in pushes_due(limit=500):
        post = services.take_push(SYSTEM, INSTALLATION, letter_id=letter_id)
        host = urlsplit(post.target.endpoint).netloc if post else ""
        if post and host not in silent and not _delivered(post):
            silent.add(host)


def _delivered(post: Post) -> bool:
    """Send one message and write down how it went; False where the server is not to be had."""
    title = f"Gugus: {NOTICE_KINDS[post.kind].words}" if post.kind != "umum" else "Gugus"
    message = {"title": title, "sentence": post.sentence[:300], "link": post.link, "tag": post.key}
    try:
        push.send(post.target, message, topic=post.key)
    except push.Unreachable as fault:
        log.warning("a device is told later: %s", fault)
        return False
    except push.Refused as fault:
        log.error("a message to a device was refused: %s", fault)
        services.settle_push(SYSTEM, INSTALLATION, letter_id=post.letter_id)
    except push.Gone:
        services.settle_push(SYSTEM, INSTALLATION, letter_id=post.letter_id, device_gone=True)
    else:
        services.settle_push(SYSTEM, INSTALLATION, letter_id=post.letter_id)
    return True


_IN_A_LETTER = 30  # notices; the rest is counted


def _letter(guru: Guru, found: list[Notice]) -> str:
    """The words of a letter, by kind."""
    site, zone = current_app.config["PUBLIC_URL"], zone_of_guru(guru)
    order = list(NOTICE_KINDS)
    shown = sorted(found[:_IN_A_LETTER], key=lambda notice: order.index(notice.kind))
    parts = [f"Halo {guru.name},\n\nini yang belum Anda baca di Gugus.\n"]
    for kind, group in groupby(shown, key=lambda notice: notice.kind):
        parts.append(f"{NOTICE_KINDS[kind].words}\n")
        parts.extend(f"- {each.sentence}\n  {waktu(each.at, zone)}\n  {site}{each.link}\n" for each in group)
    if len(found) > _IN_A_LETTER:
        parts.append(f"Dan {len(found) - _IN_A_LETTER} lagi: {site}/akun/pemberitahuan\n")
    parts.append(f"--\nAtur pemberitahuan: {site}/akun/pemberitahuan/atur")
    return "\n".join(parts)


def _may_change(refusal: smtplib.SMTPRecipientsRefused) -> bool:
    """Whether the mailbox is there but does not take it now (4xx: full, busy)."""
    return any(code < 500 for code, _ in refusal.recipients.values())
