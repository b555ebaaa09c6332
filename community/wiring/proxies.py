"""A proxy in front that nobody told the application of: noticed by what it adds to a request, and said to the operator.

Then everyone seems to come from the address of the proxy: whoever guesses a password there slows everybody down, and
links say http where people see https. Remembered in the process alone: after the setting was mended nothing is left.
"""

from ipaddress import ip_address

from flask import Flask, current_app, request

from community.accounts.queries import Task

_SEEN = "forwarded"
_SAID = (
    "Halaman dibuka lewat proxy, tetapi TRUSTED_PROXIES masih 0: semua orang tampak datang dari satu alamat, sehingga "
    "salah sandi satu orang memperlambat semua. Setel TRUSTED_PROXIES=1, lalu mulai ulang Gugus."
)


def init_app(app: Flask) -> None:
    """Listen, where no proxy is trusted."""
    if not app.config["TRUSTED_PROXIES"]:
        app.before_request(_notice)


def unknown_proxy() -> list[Task]:
    """For the operator: that a proxy stands in front unsaid."""
    return [Task(_SAID, "")] if _SEEN in current_app.extensions else []


def _notice() -> None:
    """A proxy is a neighbour; whoever writes the header from elsewhere is none."""
    if "X-Forwarded-For" in request.headers and _is_near(request.remote_addr):
        current_app.extensions[_SEEN] = True


def _is_near(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_private
    except ValueError:
        return False
