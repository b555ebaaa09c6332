"""What every door of the namespace does: ask who is there, answer with `ok` or a refusal in words."""

import logging
from collections.abc import Callable
from typing import Any

from flask import request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from community.accounts.current import current_guru
from community.accounts.models import Guru
from community.discussion.live import roster
from community.discussion.live.payload import Payload
from community.discussion.models import Room
from community.discussion.queries import room_of
from community.kernel.database import begin_writing, end_transaction
from community.kernel.errors import Busy, Invalid, Refusal
from community.kernel.pace import Pace
from community.kernel.web import Broken

log = logging.getLogger(__name__)
Answer = dict[str, Any]
Door = Callable[[Payload], Answer]
Handlers = dict[str, tuple[Door, Pace]]


def guarded(name: str, door: Door, pace: Pace) -> Callable[..., Answer]:
    """A door that always answers: `ok`, or a refusal in words. Who hurries is refused before anything is read."""

    def handle(data: Any = None, *_more: Any) -> Answer:
        try:
            pace.take(roster.whose(sid()) or sid())
            return {"ok": True} | door(Payload(data))
        except Refusal as refusal:
            return refused(refusal)
        except (OperationalError, NoConnection):
            log.warning("%s: the database did not answer", name, exc_info=True)
            return refused(Busy())
        except Exception:
            log.exception("%s failed", name)
            return refused(Broken())
        finally:
            end_transaction(keep=False)

    return handle


def refused(refusal: Refusal) -> Answer:
    """A refusal as it is answered."""
    answer: Answer = {"ok": False, "code": refusal.code, "message": refusal.message}
    if "retry_after" in refusal.details:
        answer["tunggu"] = refusal.details["retry_after"]
    if isinstance(refusal, Invalid) and refusal.field:
        answer["field"] = refusal.field
    return answer


def writer() -> Guru:
    """Who is there, read once the writing has begun: what was read is still true when it is written."""
    begin_writing()
    return current_guru()


def writer_and_room(data: Payload) -> tuple[Guru, Room]:
    """Who is there, and the room that was named."""
    guru = writer()
    return guru, room_of(guru, data.text("ruang"))


def sid() -> str:
    """The connection that asks."""
    return str(request.sid)  # type: ignore[attr-defined]
