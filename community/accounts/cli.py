"""`flask operator pertama`, `flask operator kode <login>`."""

import click
from flask import current_app
from flask.cli import AppGroup

from community.accounts import services
from community.accounts.queries import guru_named
from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.errors import Refusal

group = AppGroup("operator", help="Operator pertama, dan kode bagi yang lupa kata sandi.")


@group.command("pertama")
@click.option("--alamat", default="http://127.0.0.1:8000", help="Alamat Gugus, bila PUBLIC_URL tidak diisi.")
def first(alamat: str) -> None:
    """Cetak tautan sekali pakai (24 jam) yang membuat operator pertama."""
    try:
        code = services.operator_link(SYSTEM, INSTALLATION)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from refusal
    click.echo(f"Buka tautan ini sekali, dalam 24 jam, untuk menjadi operator:\n{_site(alamat)}/kode/{code}")


@group.command("kode")
@click.argument("login")
@click.option("--alamat", default="http://127.0.0.1:8000", help="Alamat Gugus, bila PUBLIC_URL tidak diisi.")
def code(login: str, alamat: str) -> None:
    """Cetak kode kata sandi baru (24 jam) bagi LOGIN: nama pengguna, surel, atau nomor HP."""
    guru = guru_named(login)
    if guru is None:
        raise click.ClickException("Tidak ada akun dengan nama pengguna, surel, atau nomor HP itu.")
    name = guru.name
    fresh = services.issue_code(SYSTEM, guru)
    click.echo(f"Kode untuk {name}, sekali pakai, dalam 24 jam:\n{fresh}\n{_site(alamat)}/kode/{fresh}")


def _site(otherwise: str) -> str:
    return str(current_app.config["PUBLIC_URL"] or otherwise.rstrip("/"))
