"""What a session in a room is made of: its rules, its announcements, the call beside it. Pure."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from community.discussion.rules.words import EXCERPT, excerpt
from community.kernel.errors import Invalid
from community.kernel.forms import clean
from community.kernel.markdown import render

LONGEST_NOTICE = 600  # characters: it stands above the talk on a small screen
SLOW_CHOICES: dict[int, str] = {10: "10 detik", 30: "30 detik", 60: "1 menit", 300: "5 menit"}
_CALLS = (
    ("meet.google.com", "Google Meet"),
    ("zoom.us", "Zoom"),
    ("zoom.com", "Zoom"),
    ("teams.microsoft.com", "Microsoft Teams"),
    ("teams.live.com", "Microsoft Teams"),
    ("webex.com", "Webex"),
    ("whatsapp.com", "WhatsApp"),
    ("meet.jit.si", "Jitsi"),
)


class Notice(NamedTuple):
    """The words of an announcement: as written, as HTML, and its beginning without markup."""

    text: str
    html: str
    excerpt: str


class Call(NamedTuple):
    """The call that a gugus holds elsewhere. `embedded`: it may stand in the page."""

    name: str
    url: str
    embedded: bool


def notice_of(text: Any) -> Notice:
    """The words of an announcement as they are kept. Raises Invalid at `text`."""
    said = str(clean(text)) if isinstance(text, str) else ""
    if not said:
        raise Invalid("Tulis pengumumannya dulu.", field="text")
    if len(said) > LONGEST_NOTICE:
        raise Invalid(
            f"Pengumuman ini {len(said)} huruf, paling banyak {LONGEST_NOTICE}. Pendekkan, atau kirim sebagai pesan.",
            field="text",
        )
    html = str(render(said))
    return Notice(said, html, excerpt(html, EXCERPT))


def seconds_of(value: Any) -> int:
    """How far apart messages are to be; 0 ends slow mode. Raises Invalid."""
    if isinstance(value, bool) or not isinstance(value, int) or value not in {0, *SLOW_CHOICES}:
        raise Invalid(f"Jeda mode lambat salah satu dari: 0, {', '.join(map(str, SLOW_CHOICES))} detik.")
    return value


def in_words(seconds: int) -> str:
    """A length of time as it is said."""
    if seconds < 60:
        return f"{seconds} detik"
    return f"{seconds // 60} menit" + (f" {seconds % 60} detik" if seconds % 60 else "")


def call_of(link: str, jitsi_origin: str) -> Call | None:
    """The call behind a link; None for what is no address of the web. Only a link below `jitsi_origin` is embedded."""
    try:
        parts = urlsplit(link.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username:
        return None
    origin = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    if jitsi_origin and origin == jitsi_origin.rstrip("/").lower():
        return Call("Jitsi", link.strip(), True)
    for known, name in _CALLS:
        if host == known or host.endswith(f".{known}"):
            return Call(name, link.strip(), False)
    return Call(f"panggilan di {host}", link.strip(), False)
