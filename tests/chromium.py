"""The real browser of the browser journeys: this machine's own, or Debian's, installed when there is none."""

import os
import shutil

from tests import debian

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
            debian.install("chromium", "uji peramban")
    return find()
