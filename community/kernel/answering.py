"""What every door of a socket namespace does, whatever it is about: answer with `ok` or a refusal in words."""

import logging
from collections.abc import Callable
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError  # type: ignore[attr-defined]
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from community.kernel.database import end_transaction
from community.kernel.errors import Busy, Invalid, Refusal
from community.kernel.pace import Pace
from community.kernel.web import Broken

log = logging.getLogger(__name__)
Answer = dict[str, Any]


def guarded(
    name: str, door: Callable[[Any], Answer], pace: Pace, *, whose: Callable[[str], str | None]
) -> Callable[..., Answer]:
    """A door that always answers. Who hurries (`whose` connection it is) is refused before anything is read."""

    def handle(data: Any = None, *_more: Any) -> Answer:
        try:
            pace.take(whose(sid()) or sid())
            return {"ok": True} | door(data)
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


def turned_away(refusal: Refusal) -> ConnectionRefusedError:
    """What a client hears as connect_error: the sentence, and beside it as `data` what a refusal always carries."""
    return ConnectionRefusedError(refusal.message, refused(refusal))


def sid() -> str:
    """The connection that asks."""
    return str(request.sid)  # type: ignore[attr-defined]
