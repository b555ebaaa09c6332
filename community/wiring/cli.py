"""`flask siap`: what a start needs, alone. `flask kerja`: jobs, in a process of their own. And a few more."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from community.kernel import jobs
from community.kernel.errors import Refusal
from community.kernel.search import reindex_everything
from community.wiring import start
from community.wiring.found import FOUND

sample_group = AppGroup("contoh", help="Gugus contoh, dengan orang yang dikarang.")
search_group = AppGroup("cari", help="Indeks pencarian.")


@click.command("siap")
@click.option("--alamat", default=start.ADDRESS, help="Alamat yang dicetak.")
@with_appcontext
def ready(alamat: str) -> None:
    """Migrasikan basis data, muat gugus contoh bila masih kosong, dan cetak cara masuk."""
    start.make_ready(alamat, say=click.echo)


@click.command("kerja")
@click.option("--serentak", default=2, help="Berapa pekerjaan sekaligus.", type=click.IntRange(1, 16))
@with_appcontext
def work(serentak: int) -> None:
    """Kerjakan pekerjaan latar di proses ini sampai dihentikan; di samping proses yang melayani halaman."""
    jobs.work(current_app._get_current_object(), serentak)  # type: ignore[attr-defined]


@sample_group.command("muat")
def load_sample() -> None:
    """Muat gugus contoh ke basis data yang masih kosong."""
    try:
        start.load_sample(start.ADDRESS, say=click.echo)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from refusal


@search_group.command("indeks-ulang")
def index_again() -> None:
    """Buat ulang indeks pencarian dari data; semua orang dapat terus bekerja."""
    reindex_everything(say=lambda kind, number: click.echo(f"{FOUND[kind].word}: {number}"))
