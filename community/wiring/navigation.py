"""The navigation, once as data."""

from dataclasses import dataclass

from flask import Flask, request


@dataclass(frozen=True)
class Place:
    """One entry: what it is called, where it leads, its icon, and which paths it stands for."""

    label: str
    href: str
    icon: str
    prefixes: tuple[str, ...]

    @property
    def current(self) -> bool:
        path = request.path
        return path == self.href or any(path.startswith(prefix) for prefix in self.prefixes)

    count: int = 0


NAVIGATION = (
    Place("Beranda", "/", "home", ()),
    Place("Gugus", "/gugus", "gugus", ("/gugus", "/paket", "/pertemuan", "/undangan")),
    Place("Catatan", "/catatan", "catatan", ("/catatan", "/usulan")),
    Place("Akun", "/akun", "people", ("/akun", "/kelola", "/verifikasi", "/pengesahan")),
)


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"navigation": NAVIGATION})
