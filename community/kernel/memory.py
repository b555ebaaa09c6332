"""What an idle process holds: freed memory goes back to the system, and what nobody uses is not loaded.

argon2 takes 19 MiB for each password it checks. glibc keeps such blocks for the next time once it has seen one freed,
and keeps them per thread: after a morning of sign-ins on 64 threads an idle process holds twice what it needs. A fixed
threshold lets large blocks come from the system and go back to it.
"""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

M_MMAP_THRESHOLD = -3  # of malloc.h
M_ARENA_MAX = -8
LARGE = 256 * 1024  # bytes: more than a page of the application, far less than a password's block
ARENAS = 2


def give_back() -> None:
    """Set it for this process; called before its threads start. A C library without these settings is left alone."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # musl, macOS, Windows
        return
    mallopt(M_MMAP_THRESHOLD, LARGE)
    mallopt(M_ARENA_MAX, ARENAS)


def settle() -> None:
    """What is loaded now stays: the collector looks only at what came later, a little at a time.

    A process of ours holds close to a million objects that live as long as it does. Looked through again whenever a few
    hundred new connections have come, they keep everyone waiting for a tenth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(1_000, 10, 200)


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Let a library that loads `modules` wherever they are installed do without; what is loaded already stays."""
    missing = [each for each in modules if each not in sys.modules]
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type]  # None, to an import: not there
    try:
        yield
    finally:
        for each in missing:
            del sys.modules[each]
