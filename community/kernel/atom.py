"""Atom (RFC 4287): entries as data, one document as bytes. Everything in it is text: no markup is passed on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

MIME = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 does not carry at all, not even written as a number.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One piece of news: `path` is its address on this site, `id` what it is for ever (no address)."""

    id: str
    title: str
    text: str
    path: str
    at: datetime  # when it last changed
    published_at: datetime | None = None
    author: str = ""


def feed(title: str, *, feed_id: str, site: str, own: str, page: str, entries: Sequence[Entry]) -> bytes:
    """The document: newest first. `site` (https://...) goes before each path; `own` and `page` are paths too."""
    entries = sorted(entries, key=lambda each: (each.at, each.id), reverse=True)
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "id"})
    _text(root, "id", f"urn:gugus:{feed_id}")
    _text(root, "title", title)
    _text(root, "updated", _moment(newest(entries)))
    SubElement(root, "link", {"rel": "self", "type": MIME, "href": site + own})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": site + page})
    _person(root, "Gugus")
    for each in entries:
        _add(root, each, site)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8")


def newest(entries: Sequence[Entry]) -> datetime:
    """When the newest of them changed; the beginning of time where there is none."""
    return max((each.at for each in entries), default=datetime.fromtimestamp(0, UTC))


def _add(root: Element, entry: Entry, site: str) -> None:
    element = SubElement(root, "entry")
    _text(element, "id", f"urn:gugus:{entry.id}")
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.at))
    if entry.published_at:
        _text(element, "published", _moment(entry.published_at))
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": site + entry.path})
    if entry.author:
        _person(element, entry.author)
    summary = _text(element, "summary", entry.text)
    summary.set("type", "text")


def _text(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = _FORBIDDEN.sub("", text)
    return element


def _person(parent: Element, name: str) -> None:
    _text(SubElement(parent, "author"), "name", name)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
