"""One process for sockets alone; start as many as there are cores to spare, each on a port of its own.

Always one worker: the requests of one long-polling client must meet the same process, and gunicorn deals them out among
its workers by chance. nginx, which sees the client, deals them out among the processes.
"""

import os
from typing import Any

wsgi_app = "community:create_app()"
# A port, not a Unix socket: the system lets go of a reader that takes nothing (TCP_USER_TIMEOUT), which a Unix socket
# does not know.
bind = os.environ.get("LIVE_BIND", "127.0.0.1:8101")
worker_class = "gevent"
workers = 1
worker_connections = 4000  # sockets; 1,000 is the default, and about 60 kB each is what they hold
raw_env = ["ASYNC_MODE=gevent"]
timeout = 30  # a process that has not moved for so long is ended, and its clients go to the others
graceful_timeout = 3  # sockets never end by themselves; their clients come back by themselves
forwarded_allow_ips = "127.0.0.1"
control_socket_disable = True
loglevel = "warning"


def post_worker_init(_worker: Any) -> None:
    """The application is loaded, and stays."""
    from community.kernel import memory

    memory.settle()
