"""LibreOffice, for the previews of Office files: this machine's own, or Debian's without its windows."""

import shutil

from tests import debian

PROGRAMS = ("soffice", "libreoffice")


class NoOffice(Exception):
    """There is no LibreOffice and none could be installed; the text says what to do."""


def ensure() -> str:
    """The path of LibreOffice's program, installed from Debian where this user may. Raises NoOffice."""
    if found := _find():
        return found
    debian.install("libreoffice-writer-nogui", "uji pratinjau Office")
    if found := _find():
        return found
    raise NoOffice(
        "LibreOffice tidak ada dan tidak dapat dipasang. Pasang dengan `sudo apt-get install libreoffice-writer-nogui`."
    )


def _find() -> str | None:
    return next((path for program in PROGRAMS if (path := shutil.which(program))), None)
