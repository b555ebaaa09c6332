"""The real browser of the browser journeys: this machine's own, or Debian's, installed when there is none."""

import os
import shutil
import subprocess

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoChromium(Exception):
    """There is no Chromium and none could be installed; the text says what to do."""


def find() -> str:
    """Return the path of Chromium: CHROMIUM if set, else the first found on the PATH. Raises NoChromium."""
    named = os.environ.get("CHROMIUM")
    for program in [named] if named else PROGRAMS:
        if path := shutil.which(program):
            return path
    if named:
        raise NoChromium(f"CHROMIUM={named}: tidak ada program yang dapat dijalankan di sana.")
    raise NoChromium(
        "Chromium tidak ditemukan dan tidak dapat dipasang otomatis; uji peramban tidak dijalankan. "
        "Pasang dengan `sudo apt-get install chromium`, "
        "atau sebutkan letaknya: make test CHROMIUM=/jalan/ke/chrome"
    )


def ensure() -> str:
    """Return the path of Chromium, installing Debian's where this user may. Raises NoChromium."""
    try:
        return find()
    except NoChromium:
        if not os.environ.get("CHROMIUM"):
            _install()
    return find()


def _install() -> None:
    if not shutil.which("apt-get"):
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and not shutil.which("sudo"):
        return
    print("Memasang Chromium untuk uji peramban ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        command = [*as_root, "apt-get", "-q", *arguments]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
