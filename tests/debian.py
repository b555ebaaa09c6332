"""Programs of this machine that some tests stand on, installed from Debian where this user may."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path


def install(package: str, what: str) -> None:
    """Install `package`, saying that it is for `what`; where there is no apt-get, or no right to it, nothing happens.

    Test processes side by side wait for one another: apt-get serves one at a time.
    """
    if not shutil.which("apt-get"):
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and not shutil.which("sudo"):
        return
    print(f"Memasang {package} untuk {what} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with Path("/tmp/gugus-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", package]):
            command = [*as_root, "apt-get", "-q", *arguments]
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
