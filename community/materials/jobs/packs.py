"""Making offline packs in the background, and removing old ones. Killed and asked for again, each completes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app

from community.accounts.models import Guru
from community.kernel.clock import now
from community.kernel.command import SYSTEM
from community.kernel.database import db
from community.kernel.errors import Refusal
from community.kernel.files.made import Made, forget_made, store_made
from community.kernel.files.plain_names import plain_name
from community.kernel.jobs import every, job, later, on_start
from community.materials.jobs.zipping import Packing
from community.materials.models import MaterialPack
from community.materials.queries.packs import old_packs, unfinished_packs, versions_in
from community.materials.services import advance_pack, drop_pack, fail_pack, finish_pack

_BROKEN = "Ada yang rusak di pihak kami. Coba lagi; bila berulang, beri tahu operator."
_NOTHING = "Tidak ada lagi materi di dalamnya yang boleh Anda bawa. Pilih lagi dari daftar."


@job
def build_pack(pack_id: str) -> None:
    """The ZIP of a pack, as who asked for it may read it now."""
    pack = db.session.get(MaterialPack, pack_id)
    if pack is None or pack.state != "dikemas":
        return
    try:
        _build(pack)
    except Refusal as refusal:
        fail_pack(SYSTEM, pack, message=refusal.message)
    except Exception:
        fail_pack(SYSTEM, pack, message=_BROKEN)
        raise


@on_start
def resume_packs() -> None:
    """Ask again for what a killed process left half made."""
    for pack_id in unfinished_packs():
        later(build_pack, pack_id)


@every(minutes=360)
def remove_old_packs() -> None:
    """Packs are kept seven days: what is in them changes, and room is dear. So is what a killed packing left."""
    for pack in old_packs():
        drop_pack(SYSTEM, pack)
    yesterday = now() - timedelta(days=1)
    for path in _folder().glob("*.zip"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < yesterday:
            path.unlink(missing_ok=True)


def _build(pack: MaterialPack) -> None:
    maker = db.session.get_one(Guru, pack.made_by_id)
    versions = versions_in(maker, pack)
    if maker.erased_at or not versions:
        raise Refusal(_NOTHING)
    with _spool() as path:
        packing = Packing(path, pack.gugus, maker, pack.made_at)
        with packing:
            for number, version in enumerate(versions, 1):
                packing.take(version)
                advance_pack(SYSTEM, pack, done=number)
            packing.close_with_index()
        made = store_made(path)
    left_out = pack.total - len(versions)
    said = [f"{left_out} materi dilewati karena tidak lagi dibagikan."] if left_out else []
    said += [f"{packing.missing} berkas dilewati karena isinya hilang dari penyimpanan."] if packing.missing else []
    _finish(pack, made, [version.id for version in versions], " ".join(said))


def _finish(pack: MaterialPack, made: Made, packed_ids: list[str], message: str) -> None:
    name = f"materi-{plain_name(pack.gugus.name, 'gugus')}-{pack.made_at:%Y-%m-%d}.zip"
    kept = False
    try:
        kept = finish_pack(SYSTEM, pack, made=made, name=name, packed_ids=packed_ids, message=message)
    finally:
        if not kept:
            forget_made(made)


@contextmanager
def _spool() -> Iterator[Path]:
    """A file of its own beside the data, gone afterwards: a pack does not fit into memory."""
    with tempfile.NamedTemporaryFile(dir=_folder(), suffix=".zip") as file:
        yield Path(file.name)


def _folder() -> Path:
    folder = Path(current_app.config["INSTANCE"]).resolve() / "sementara"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
