"""The test command: every check, the whole suite on both databases, the journeys in a real browser.

Every stage runs whatever became of the one before, so that one run shows all there is to mend.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import chromium, postgres  # noqa: E402  (the line above finds them)

PROGRAMS = Path(sys.executable).parent
WORKERS = "2"
CHECKS: dict[str, Sequence[str]] = {
    "ruff": ["ruff", "check", "--quiet"],
    "ruff format": ["ruff", "format", "--check", "--quiet"],
    "mypy": ["mypy", "--no-error-summary"],
    "import-linter": ["lint-imports", "--no-logo", "--no-cache"],
    "djlint": ["djlint", "--lint", "--quiet", "templates"],
}


@dataclass(frozen=True)
class Outcome:
    """What one stage came to; `why` is set if it could not run at all."""

    stage: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    why: str = ""

    def __str__(self) -> str:
        counted = [(self.passed, "passed"), (self.failed, "failed"), (self.skipped, "skipped")]
        named = [f"{count} {name}" for count, name in counted if count or name == "passed"]
        return f"{self.stage}: {', '.join(named)}"


def main(arguments: Sequence[str]) -> int:
    """Run `checks`, or everything when nothing is named; return the exit status."""
    # When stopped, leave by way of the `finally` that stops the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    broken = [name for name, command in CHECKS.items() if not check(name, command)]
    if "checks" in arguments:
        print(f"\nPemeriksaan: {describe(broken)}", flush=True)
        return 1 if broken else 0
    outcomes = [stage() for stage in (on_sqlite, on_postgresql, in_browser)]
    return report(broken, outcomes)


def check(name: str, command: Sequence[str]) -> bool:
    heading(name)
    program, *options = command
    return subprocess.run([PROGRAMS / program, *options], cwd=ROOT).returncode == 0


def on_sqlite() -> Outcome:
    return suite("SQLite", ["-m", "not browser", "-n", WORKERS, "--database=sqlite"])


def on_postgresql() -> Outcome:
    try:
        with postgres.server() as url:
            arguments = ["-m", "not browser", "-n", WORKERS, "--database=postgresql"]
            return suite("PostgreSQL", arguments, **{postgres.RUNNING: url})
    except postgres.NoPostgreSQL as missing:
        return Outcome("PostgreSQL", failed=1, why=str(missing))


def in_browser() -> Outcome:
    try:
        path = chromium.ensure()
    except chromium.NoChromium as missing:
        return Outcome("Peramban", failed=1, why=str(missing))
    return suite("Peramban", ["-m", "browser", "--database=sqlite"], CHROMIUM=path)


def suite(stage: str, arguments: Sequence[str], **settings: str) -> Outcome:
    """Run pytest with those arguments and environment; read what came of it from its XML report."""
    heading(stage)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}", *arguments]
        status = subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}).returncode
        return read(stage, report, status)


def read(stage: str, report: Path, status: int) -> Outcome:
    """Return the counts of a JUnit report; a run that failed without a failed test counts as one."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return Outcome(stage, failed=1, why=f"pytest berhenti dengan status {status} sebelum melapor.")
    names = ("tests", "failures", "errors", "skipped")
    tests, failures, errors, skipped = (sum(int(s.get(name, "0")) for s in suites) for name in names)
    failed, why = failures + errors, ""
    if status and not failed:
        failed, why = 1, f"pytest berakhir dengan status {status} tanpa satu pun uji yang gagal."
    return Outcome(stage, max(tests - failures - errors - skipped, 0), failed, skipped, why)


def report(broken: Sequence[str], outcomes: Sequence[Outcome]) -> int:
    for outcome in outcomes:
        if outcome.why:
            print(f"\n{outcome.stage}: {outcome.why}")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes) + len(broken)
    print("\n" + " · ".join([*map(str, outcomes), f"Pemeriksaan: {describe(broken)}"]))
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def describe(broken: Sequence[str]) -> str:
    return f"{', '.join(broken)} failed" if broken else "ok"


def heading(name: str) -> None:
    print(f"\n── {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
