"""The floor of live delivery: a bare python-socketio server that says to everyone what one of them said.

It knows nobody, keeps nothing and asks nothing; what it sends looks like a message of ours, so that the same bytes
travel. Run by the same gunicorn worker; ASYNC_MODE as for the product.
"""

import itertools
import os
from typing import Any

import socketio

NAMESPACE = "/diskusi"
server = socketio.Server(async_mode=os.environ.get("ASYNC_MODE", "threading"), cors_allowed_origins="*")
_numbers = itertools.count(1)
_last = [0]


@server.on("connect", namespace=NAMESPACE)
def connect(sid: str, environ: dict[str, Any]) -> None:
    """Anyone."""


@server.on("join", namespace=NAMESPACE)
def join(sid: str, data: dict[str, Any]) -> dict[str, Any]:
    server.enter_room(sid, data["ruang"], namespace=NAMESPACE)
    return {"ok": True, "n": _last[0], "pesan": [], "perubahan": []}


@server.on("send", namespace=NAMESPACE)
def send(sid: str, data: dict[str, Any]) -> dict[str, Any]:
    n = _last[0] = next(_numbers)
    said = {
        "n": n,
        "id": f"{n:012d}",
        "klien_id": data["klien_id"],
        "oleh": {"id": "000000000000", "nama": "Guru Uji 00000, S.Pd."},
        "waktu": "2026-11-22T01:00:00.000000+00:00",
        "teks": data["teks"],
        "html": f"<p>{data['teks']}</p>\n",
        "balas": None,
        "berkas": [],
        "tanggapan": {},
        "edisi": 1,
        "keadaan": "",
        "ruang": data["ruang"],
    }
    server.emit("pesan", said, to=data["ruang"], namespace=NAMESPACE)
    return {"ok": True, "n": n, "id": said["id"]}


application = socketio.WSGIApp(server)
