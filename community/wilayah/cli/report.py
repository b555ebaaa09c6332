"""The report of an import, on a terminal."""

from collections.abc import Callable

import click

from community.kernel.errors import Refusal
from community.wilayah.rules.rows import Report

_MOST = 50


def print_report(what: str, load: Callable[[], Report]) -> None:
    """Do the import and print its report; a refusal is one sentence and exit status 1."""
    try:
        report = load()
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from refusal
    click.echo(f"{what}: {report.sentence}")
    _list("Baris keliru", [f"{r.file} baris {r.number}: {r.sentence}" for r in report.errors])
    _list("Catatan", [f"{r.file} baris {r.number}: {r.sentence}" for r in report.remarks])
    _list("Dicocokkan dengan ejaan lain", [f"{a.written} = {a.name} ({a.rows} baris)" for a in report.aliases])
    _list("Nama yang tidak cocok", [f"{u.written} ({u.rows} baris)" for u in report.unmatched])


def _list(heading: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(f"{heading}:")
    for line in lines[:_MOST]:
        click.echo(f"  {line}")
    if len(lines) > _MOST:
        click.echo(f"  dan {len(lines) - _MOST} lagi")
