"""A Socket.IO server of a test's own, on a port that is free."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import socketio
from werkzeug.serving import make_server


@contextmanager
def listening(server: socketio.Server) -> Iterator[str]:
    """`server` behind HTTP in this process; its address."""
    http = make_server("127.0.0.1", 0, socketio.WSGIApp(server), threaded=True)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.shutdown()
        thread.join()
