"""What materi contribute to the feed of a gugus."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel.atom import Entry
from community.kernel.database import db
from community.kernel.markdown import blocks
from community.materials.models import Material
from community.materials.queries.hiding import standing
from community.materials.queries.lists import newest
from community.materials.queries.reach import in_view

NEWEST = 30
LONGEST_TEXT = 600


def feed_entries(guru: Guru | None, gugus: Gugus) -> list[Entry]:
    """The newest materi of the gugus that the reader may read; a stranger reads what is public."""
    if guru is not None:
        query = in_view(guru)
    else:
        query = select(Material).join(Material.gugus).options(contains_eager(Material.gugus))
        query = query.where(standing(), Material.visibility == "publik")
    return [_entry(each) for each in db.session.scalars(newest(query.where(Material.gugus_id == gugus.id), NEWEST))]


def _entry(material: Material) -> Entry:
    version = material.current
    text = " ".join(blocks(version.html).values())
    return Entry(
        id=f"materi:{material.id}",
        title=version.title,
        text=text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rsplit(" ", 1)[0] + " …",
        path=f"/materi/{material.id}",
        at=version.at,
        published_at=material.created_at,
        author=", ".join(each.guru.named for each in material.authors),
    )
