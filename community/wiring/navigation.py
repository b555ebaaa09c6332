"""The navigation, once as data: whom each place is for, and which addresses it stands for."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, request

from community.accounts.current import guru_or_none
from community.accounts.models import Guru


@dataclass(frozen=True)
class Place:
    """One entry: what it is called, where it leads, its icon, which paths it stands for, who sees it."""

    label: str
    href: str
    icon: str
    prefixes: tuple[str, ...] = ()
    for_whom: Callable[[Guru], bool] = lambda _guru: True
    count: int = 0

    @property
    def current(self) -> bool:
        return request.path == self.href or request.path.startswith(self.prefixes or "\0")


_GUGUS = ("/gugus", "/paket", "/pertemuan", "/observasi", "/undangan", "/kabar", "/tulisan", "/laporan", "/diskusi")
NAVIGATION = (
    Place("Beranda", "/", "home"),
    Place("Gugus", "/gugus", "gugus", _GUGUS),
    Place("Materi", "/materi", "materi", ("/materi",)),
    Place("Catatan", "/catatan", "catatan", ("/catatan", "/usulan")),
    Place("Verifikasi", "/verifikasi", "check", ("/verifikasi", "/pengesahan"), lambda g: g.holds_school_office),
    Place("Kelola", "/kelola", "settings", ("/kelola",), lambda guru: guru.is_operator),
    Place("Bantuan", "/bantuan", "info", ("/bantuan",)),
)


def places() -> list[Place]:
    """What the person at the door finds in the navigation."""
    guru = guru_or_none()
    return [place for place in NAVIGATION if guru and place.for_whom(guru)]


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"navigation": places()})
