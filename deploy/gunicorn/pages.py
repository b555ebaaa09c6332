"""Pages: everything that is not a socket. Threads, since a page waits for the database and a password for its hash."""

import os
from typing import Any

wsgi_app = "community:create_app()"
bind = os.environ.get("PAGES_BIND", "127.0.0.1:8100")
worker_class = "gthread"
# A page costs 4 to 8 ms of Python, and one process uses one core. Guesses and paces are counted in Redis for all.
workers = int(os.environ.get("PAGES_WORKERS", "2"))
threads = 16  # what one core keeps busy while the others of them wait for the database
timeout = 120  # a list of 5,000 teachers over a slow line
graceful_timeout = 20  # who is sending a form when it is updated is answered first
keepalive = 75  # longer than nginx keeps its side, so that nginx is never the one that is cut off
forwarded_allow_ips = "127.0.0.1"
control_socket_disable = True  # nobody asks for it
loglevel = "warning"


def post_worker_init(_worker: Any) -> None:
    """The application is loaded, and stays."""
    from community.kernel import memory

    memory.settle()
