"""Notices: reading them, choosing how one is told, and what the application does to carry them further."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select, update

from community.accounts.models import Guru
from community.accounts.queries.notices import devices_for, devices_of, push_letter, wishes_of
from community.kernel.clock import now
from community.kernel.command import Everything, command
from community.kernel.database import add, add_all, db, hold
from community.kernel.errors import Invalid, NotFound
from community.kernel.notices import (
    CHANNELS,
    NOTICE_KINDS,
    Notice,
    NoticeChoice,
    NoticeSettings,
    PushLetter,
    PushSubscription,
)
from community.kernel.notices.times import LETTERS
from community.kernel.push import Target, check_target
from community.permissions import Do

DEVICES = 10  # of one person; the oldest makes room
TRIES = 6
_PAUSE = timedelta(minutes=10)  # until a message is tried again; doubled each time


class Post(NamedTuple):
    """One message, as plain values: nothing of the database is held while another machine is asked."""

    letter_id: str
    target: Target
    kind: str
    sentence: str
    link: str
    key: str


@command(Do.READ_NOTICES)
def read_notices(actor: Any, guru: Guru, *, notice_id: str | None = None) -> str | None:
    """Mark one notice of `guru`, or all, as read; its link. Raises NotFound for somebody else's."""
    if notice_id is None:
        unread = update(Notice).where(Notice.guru_id == guru.id, Notice.read_at.is_(None))
        db.session.execute(unread.values(read_at=now()).execution_options(synchronize_session=False))
        return None
    notice = db.session.get(Notice, notice_id)
    if notice is None or notice.guru_id != guru.id:
        raise NotFound
    notice.read_at = notice.read_at or now()
    return notice.link


@command(Do.CHOOSE_NOTICES)
def choose_notices(
    actor: Any, guru: Guru, *, ways: Mapping[str, Sequence[str]], letters: str, quiet_from: time, quiet_until: time
) -> None:
    """Write for each kind the ways that are on, how often a letter comes, and the quiet hours.

    What concerns the account itself (kind `umum`) always stands in the application. Raises Invalid at `letters`.
    """
    if letters not in LETTERS:
        raise Invalid("Pilih seberapa sering surat dikirim.", field="letters")
    hold(guru)
    for kind in NOTICE_KINDS:
        on = {channel: channel in ways.get(kind, ()) for channel in CHANNELS}
        if kind == "umum":
            on["app"] = True
        db.session.merge(NoticeChoice(guru_id=guru.id, kind=kind, at=now(), **on))
    _settle(guru, letters=letters, quiet_from=quiet_from, quiet_until=quiet_until)


@command(Do.CHOOSE_NOTICES)
def add_device(actor: Any, guru: Guru, *, target: Target, device: str, sign_in_id: str | None) -> PushSubscription:
    """Show notices of `guru` on a device while its session `sign_in_id` lasts; whoever it showed them of is forgotten.

    Raises NotAnEndpoint.
    """
    check_target(target)
    hold(guru)
    row = db.session.scalar(select(PushSubscription).where(PushSubscription.endpoint == target.endpoint))
    if row and row.guru_id != guru.id:
        forget_devices(PushSubscription.id == row.id)
        row = None
    if row is None:
        row = PushSubscription(guru_id=guru.id, **target._asdict())
    row.p256dh, row.auth, row.sign_in_id, row.device, row.at = (
        target.p256dh,
        target.auth,
        sign_in_id,
        device[:300],
        now(),
    )
    add(row)
    for old in devices_of(guru.id)[DEVICES:]:
        forget_devices(PushSubscription.id == old.id)
    return row


@command(Do.CHOOSE_NOTICES)
def remove_device(actor: Any, guru: Guru, *, subscription_id: str) -> None:
    """Show notices no longer on a device. Raises NotFound for somebody else's; one that is gone stays gone."""
    row = db.session.get(PushSubscription, subscription_id)
    if row is None or row.guru_id != guru.id:
        raise NotFound
    forget_devices(PushSubscription.id == row.id)


@command(Do.STOP_LETTERS)
def stop_letters(actor: Any, guru: Guru) -> None:
    """No more letters to `guru`, whoever follows the link in one of them."""
    hold(guru)
    if not guru.erased_at:
        wishes = wishes_of(guru.id)
        _settle(guru, letters="tidak", quiet_from=wishes.quiet_from, quiet_until=wishes.quiet_until)


@command(Do.DELIVER_NOTICES)
def mark_mailed(actor: Any, installation: Everything, *, notice_ids: Iterable[str]) -> None:
    """These stood in a letter that was handed over, or in one that nobody takes."""
    done = update(Notice).where(Notice.id.in_(list(notice_ids)), Notice.mailed_at.is_(None))
    db.session.execute(done.values(mailed_at=now()).execution_options(synchronize_session=False))


@command(Do.DELIVER_NOTICES)
def plan_pushes(actor: Any, installation: Everything, *, notice_ids: Iterable[str]) -> bool:
    """Write down which devices are to be told, and when; whether one is to be told now."""
    waiting = devices_for(notice_ids)
    add_all([PushLetter(**each._asdict()) for each in waiting])
    return any(each.due_at <= now() for each in waiting)


@command(Do.DELIVER_NOTICES)
def take_push(actor: Any, installation: Everything, *, letter_id: str) -> Post | None:
    """Take one message to be sent now; it comes again later unless `settle_push` says how it went.

    None where another process has it, or where nobody waits for it any more: it was read, a newer one has taken its
    place, the device was signed out.
    """
    found = push_letter(letter_id)
    if found is None or hold(found[0]).due_at > now():
        return None
    letter, device, notice, sign_in = found
    if device.sign_in_id and (sign_in is None or sign_in.revoked_at):
        forget_devices(PushSubscription.id == device.id)
        return None
    if notice.read_at or letter.tries >= TRIES:
        db.session.delete(letter)
        return None
    letter.due_at, letter.tries = now() + _PAUSE * 2**letter.tries, letter.tries + 1
    target = Target(device.endpoint, device.p256dh, device.auth)
    return Post(letter.id, target, notice.kind, notice.sentence, notice.link, notice.key)


@command(Do.DELIVER_NOTICES)
def settle_push(actor: Any, installation: Everything, *, letter_id: str, device_gone: bool = False) -> None:
    """A message that `take_push` gave is there, or never will be; a device that takes none is forgotten."""
    letter = db.session.get(PushLetter, letter_id)
    if letter is None:
        return
    if device_gone:
        forget_devices(PushSubscription.id == letter.subscription_id)
    else:
        db.session.delete(letter)


def forget_devices(condition: Any) -> None:
    """Part of an act: the devices of a `condition` on PushSubscription go, with what was on its way to them."""
    ids = select(PushSubscription.id).where(condition).scalar_subquery()
    for statement in (
        delete(PushLetter).where(PushLetter.subscription_id.in_(ids)),
        delete(PushSubscription).where(condition),
    ):
        db.session.execute(statement.execution_options(synchronize_session="fetch"))


def _settle(guru: Guru, **values: Any) -> None:
    moment: datetime = now()
    db.session.merge(NoticeSettings(guru_id=guru.id, at=moment, **values))
