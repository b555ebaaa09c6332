"""`flask wilayah impor [DIR]`."""

from pathlib import Path

import click
from flask.cli import AppGroup

from community.kernel.command import INSTALLATION, SYSTEM
from community.wilayah import services
from community.wilayah.cli.report import print_report
from community.wilayah.rules.tables import SHIPPED

group = AppGroup("wilayah", help="Data wilayah (kode Kemendagri).")


@group.command("impor")
@click.argument("directory", metavar="[DIR]", type=click.Path(path_type=Path), default=SHIPPED)
def load(directory: Path) -> None:
    """Muat provinces.csv, regencies.csv, dan districts.csv dari DIR (tanpa DIR: tabel bawaan Gugus)."""
    print_report("Wilayah", lambda: services.import_wilayah(SYSTEM, INSTALLATION, directory))
