"""What every act that writes in the document does: hold it, see that it is open, store the change with its number."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from community.kernel.clock import now
from community.kernel.command import announce
from community.kernel.database import add, add_all, db, hold
from community.lokakarya.models.refusals import PaketCancelledAlready, PaketClosedAlready, PertemuanCancelledAlready
from community.notulen.events import NotulenMoved
from community.notulen.models import NotulenHand, NotulenSnapshot, NotulenUpdate, SharedNotulen
from community.notulen.queries import State, is_frozen, owners_of, state_of
from community.notulen.refusals import ForeignHand, Frozen, TooBig
from community.notulen.rules.crdt import hands
from community.notulen.rules.shape import DOCUMENT_MOST

if TYPE_CHECKING:
    from pycrdt import Doc

GATHERED_AFTER = 100  # changes: from then on they are read as one
KEPT_BEHIND = 50  # changes that stay beside a snapshot: who is just being sent them finds them


def hold_writable(document: SharedNotulen) -> State:
    """Lock the document until the act ends; what it holds now.

    Raises Frozen, PaketClosedAlready, PaketCancelledAlready, PertemuanCancelledAlready.
    """
    hold(document)
    pertemuan = document.pertemuan
    if pertemuan.paket.is_cancelled:
        raise PaketCancelledAlready
    if pertemuan.paket.is_closed:
        raise PaketClosedAlready
    if pertemuan.is_cancelled:
        raise PertemuanCancelledAlready
    if is_frozen(document.id):
        raise Frozen
    return state_of(document.id)


def store(actor: Any, document: SharedNotulen, state: State, before: bytes, update: bytes) -> int:
    """Part of an act that holds `document`: keep a change that has been applied to `state`; its number.

    `before` is the state vector from before. Raises ForeignHand, TooBig.
    """
    whole = state.doc.get_update()
    if len(whole) > DOCUMENT_MOST:
        raise TooBig("Notulen ini sudah terlalu panjang untuk ditambah. Pendekkan dulu yang lain.")
    _claim(actor, document, hands(before), hands(state.doc.get_state()))
    moment = now()
    document.last_n += 1
    document.last_at = moment
    n = document.last_n
    add(NotulenUpdate(document_id=document.id, n=n, data=update, guru_id=actor.id, at=moment))
    if n - state.gathered_n >= GATHERED_AFTER:
        _gather(document, n, whole)
    announce(NotulenMoved(document.id))
    return n


def own_change(doc: "Doc[Any]", before: bytes) -> bytes:
    """What was changed in `doc` by the application itself since `before`."""
    return doc.get_update(before)


def _claim(actor: Any, document: SharedNotulen, before: dict[int, int], after: dict[int, int]) -> None:
    """Each hand that wrote is the actor's, or becomes it."""
    wrote = [number for number, until in after.items() if until > before.get(number, 0)]
    owners = owners_of(document.id, wrote) if wrote else {}
    if any(owner != actor.id for owner in owners.values()):
        raise ForeignHand
    fresh = [number for number in wrote if number not in owners]
    if fresh:
        moment = now()
        rows = [NotulenHand(document_id=document.id, number=each, guru_id=actor.id, at=moment) for each in fresh]
        add_all(rows)


def _gather(document: SharedNotulen, n: int, whole: bytes) -> None:
    """The document as one row; the changes that it has long held go."""
    db.session.execute(delete(NotulenSnapshot).where(NotulenSnapshot.document_id == document.id))
    add(NotulenSnapshot(document_id=document.id, n=n, data=whole, at=now()))
    old = delete(NotulenUpdate).where(NotulenUpdate.document_id == document.id, NotulenUpdate.n <= n - KEPT_BEHIND)
    db.session.execute(old.execution_options(synchronize_session=False))
