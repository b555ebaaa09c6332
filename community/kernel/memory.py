"""What an idle process holds: freed memory goes back to the system, and what nobody uses is not loaded.

argon2 takes 19 MiB for each password it checks. glibc keeps such blocks for the next time once it has seen one freed,
and keeps them per thread: after a morning of sign-ins on 64 threads an idle process holds twice what it needs. A fixed
threshold lets large blocks come from the system and go back to it.
"""

import ctypes
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


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let a library that loads `module` wherever it is installed do without it; what is loaded already stays."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # to an import: not there
    try:
        yield
    finally:
        del sys.modules[module]
