"""Where we send to is typed in by a browser, so it may be anything: only public servers, by HTTPS.

In development and in tests this machine itself may be the server.
"""

import http.client
import ipaddress
import socket
import ssl
from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask import current_app

from community.kernel.errors import Invalid

LONGEST = 2000
PATIENCE = 10  # seconds


class NotAnEndpoint(Invalid):
    code = "alamat_perangkat_keliru"
    message = "Perangkat ini memberi alamat yang tidak dapat dipakai. Matikan lalu nyalakan lagi pemberitahuannya."


def check_endpoint(endpoint: str) -> SplitResult:
    """The parts of `endpoint`. Raises NotAnEndpoint for anything but the address of a server that may be asked."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError as fault:
        raise NotAnEndpoint from fault
    if len(endpoint) > LONGEST or not endpoint.isascii() or not parts.hostname or parts.username or parts.password:
        raise NotAnEndpoint
    if any(character <= " " for character in endpoint):
        raise NotAnEndpoint
    if _own_machine_allowed() and parts.hostname in {"127.0.0.1", "localhost"} and parts.scheme in {"http", "https"}:
        return parts
    if parts.scheme != "https" or port not in {None, 443} or _private(parts.hostname):
        raise NotAnEndpoint
    return parts


def connection(parts: SplitResult) -> http.client.HTTPConnection:
    """A connection that reaches only a public address, whatever the name resolves to at that moment."""
    assert parts.hostname is not None  # noqa: S101  check_endpoint looked
    if parts.scheme == "http":
        return http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=PATIENCE)
    return _Guarded(parts.hostname, parts.port or 443, timeout=PATIENCE, context=ssl.create_default_context())


class _Guarded(http.client.HTTPSConnection):
    """Looks at the address it is about to connect to: a name may point anywhere, and elsewhere a moment later."""

    def __init__(self, *args: Any, context: ssl.SSLContext, **kw: Any) -> None:
        super().__init__(*args, context=context, **kw)
        self._tls = context

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        if not all(_public(str(address[0])) for *_, address in found):
            raise NotAnEndpoint
        error: OSError = OSError(f"{self.host} has no address")
        for family, kind, protocol, _, address in found:
            line = socket.socket(family, kind, protocol)
            try:
                line.settimeout(PATIENCE)
                line.connect(address)
                self.sock = self._tls.wrap_socket(line, server_hostname=self.host)
                return
            except OSError as fault:
                line.close()
                error = fault
        raise error


def _public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return (found.is_global and not found.is_multicast) or (_own_machine_allowed() and found.is_loopback)


def _private(host: str) -> bool:
    """Whether `host` names this network rather than the world: no dot, or an address that is not public."""
    try:
        return not _public(host)
    except ValueError:
        return "." not in host.strip(".") or host.endswith((".local", ".internal", ".localhost"))


def _own_machine_allowed() -> bool:
    return not current_app.config["PRODUCTION"]
