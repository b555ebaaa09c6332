"""Taking turns: one at a time, in the order they came.

SQLite has one writer, and lets the others try again after pauses that grow to a tenth of a second, so that under load
the file lies idle while everyone sleeps and somebody unlucky waits for seconds. The threads of one process queue up
here instead. The queue guards nothing: the lock is still SQLite's, and who has waited too long tries there.
"""

import threading
from collections import deque


class Turns:
    """A queue before one door, behind which is room for `places`."""

    def __init__(self, places: int = 1) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._free = places

    def take(self, patience: float) -> bool:
        """Wait for one's turn, at most `patience` seconds; whether it came. Who took it gives it back."""
        with self._guard:
            if self._free:
                self._free -= 1
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=patience):
            return True
        with self._guard:
            if mine not in self._waiting:  # it came at the last moment
                return True
            self._waiting.remove(mine)
            return False

    def give(self) -> None:
        """Let the next one in."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1
