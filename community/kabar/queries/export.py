"""What kabar hold about a person, for the export of one's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Guru
from community.kabar.models import Kabar, Post, Reading
from community.kernel.database import db, iso


def posts_export(guru: Guru) -> dict[str, Any]:
    """What `guru` wrote, with its editions, and what `guru` has read, as plain values."""
    posts = select(Post).where(Post.by_id == guru.id).order_by(Post.at, Post.id)
    posts = posts.options(joinedload(Post.kabar).joinedload(Kabar.gugus), joinedload(Post.editions))
    read = select(Reading, Kabar.title).join(Kabar, Kabar.id == Reading.kabar_id).where(Reading.guru_id == guru.id)
    return {
        "tulisan": [
            {
                "gugus": post.kabar.gugus.name,
                "kabar": post.kabar.title,
                "waktu": iso(post.at),
                "isi": [{"sejak": iso(each.at), "teks": each.text} for each in post.editions],
                "ditarik": iso(post.withdrawn_at),
            }
            for post in db.session.scalars(posts).unique()
        ],
        "dibaca": [
            {
                "kabar": title,
                "pertama": iso(reading.at),
                "terakhir": iso(reading.seen_at),
                "dikonfirmasi": iso(reading.confirmed_at),
            }
            for reading, title in db.session.execute(read.order_by(Reading.at, Reading.id))
        ],
    }
