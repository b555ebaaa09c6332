"""What the host of a virtual machine took away meanwhile: milliseconds mean little where it took much."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STAT = Path("/proc/stat")  # Linux; elsewhere nothing is said
_WORTH_SAYING = 0.02
_IDLE, _WAITING, _STOLEN = 3, 4, 7  # of the first line: man 5 proc


@contextmanager
def watched() -> Iterator[None]:
    """Say afterwards how much of the processor that was wanted others had, if it was more than a trace."""
    before = _times()
    yield
    passed = [after - first for after, first in zip(_times(), before, strict=True)]
    wanted = sum(passed) - sum(passed[place] for place in (_IDLE, _WAITING) if passed)
    if wanted and (share := passed[_STOLEN] / wanted) >= _WORTH_SAYING:
        print(f"  the host gave {share:.0%} of the processor that was wanted to others meanwhile", flush=True)


def _times() -> list[int]:
    return [int(each) for each in _STAT.read_text().split("\n", 1)[0].split()[1:9]] if _STAT.exists() else []
