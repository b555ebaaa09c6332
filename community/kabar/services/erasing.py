"""What goes when a person goes: what they read. What they said stays, without the name."""

from sqlalchemy import delete

from community.kabar.models import Reading
from community.kernel.database import db


def forget_reader(guru_id: str) -> None:
    """Part of an act: nobody keeps what an erased person has read."""
    db.session.execute(delete(Reading).where(Reading.guru_id == guru_id).execution_options(synchronize_session=False))
