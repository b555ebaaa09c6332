"""What kabar contribute to the feed of a gugus."""

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kabar.models import ABOUT, Post
from community.kabar.queries.reach import is_within
from community.kabar.queries.threads import latest_posts, plain
from community.kernel.atom import Entry

NEWEST = 30


def feed_entries(guru: Guru | None, gugus: Gugus) -> list[Entry]:
    """The newest posts for who belongs; nothing for a stranger."""
    if guru is None or not is_within(guru, gugus):
        return []
    return [_entry(each) for each in latest_posts(gugus, NEWEST)]


def _entry(post: Post) -> Entry:
    kabar = post.kabar
    return Entry(
        id=f"{ABOUT}:{post.id}",
        title=kabar.title if post.is_first else f"Balasan: {kabar.title}",
        text=plain(post.current.html, 600),
        path=post.link,
        at=post.current.at,
        published_at=post.at,
        author=post.by.named,
    )
