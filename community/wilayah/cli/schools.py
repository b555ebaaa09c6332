"""`flask sekolah impor FILE --kabupaten 32.05`."""

from pathlib import Path

import click
from flask.cli import AppGroup

from community.kernel.command import INSTALLATION, SYSTEM
from community.wilayah import services
from community.wilayah.cli.report import print_report

group = AppGroup("sekolah", help="Data sekolah (NPSN).")


@group.command("impor")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--kabupaten", required=True, metavar="KODE", help="Kode Kemendagri kabupaten/kota, misalnya 32.05.")
def load(file: Path, kabupaten: str) -> None:
    """Muat sekolah satu kabupaten/kota dari FILE (CSV atau XLSX)."""
    print_report("Sekolah", lambda: services.import_sekolah(SYSTEM, INSTALLATION, file, kabupaten))
