"""Acts on offline packs. The ZIP itself is made in a job (materials/jobs.py), which tells here how far it is."""

from collections.abc import Sequence
from typing import Any

from community.gugus.models import Gugus
from community.kernel.clock import now
from community.kernel.command import command
from community.kernel.database import add, hold
from community.kernel.errors import Invalid
from community.kernel.files import discard
from community.kernel.files.made import Made, keep_made
from community.kernel.indonesian import ukuran
from community.kernel.notices import tell
from community.kernel.trail import note
from community.materials.models import MaterialPack
from community.materials.queries.packs import MOST, MOST_BYTES, pack_under_way, packable
from community.materials.refusals import PackBusy
from community.permissions import Do

ABOUT = "paket_luring"  # the files about a pack
ZIP = "application/zip"


@command(Do.ASK_PACK)
def ask_pack(actor: Any, gugus: Gugus, *, version_ids: Sequence[str]) -> MaterialPack:
    """A pack of these versions, all of which `actor` may take along; the door has it made.

    Raises Invalid with `field` set, PackBusy while another of theirs is being made.
    """
    wanted = set(version_ids)
    chosen = [each for each in packable(actor, gugus) if each.version.id in wanted]
    if not wanted:
        raise Invalid("Centang sedikitnya satu materi.", field="materi")
    if len(chosen) < len(wanted):
        raise Invalid(
            "Ada materi yang baru saja berubah atau tidak lagi dibagikan. Periksa daftarnya, lalu kirim lagi.",
            field="materi",
        )
    if len(chosen) > MOST:
        raise Invalid(f"Anda memilih {len(chosen)} materi, paling banyak {MOST}. Bagi menjadi dua.", field="materi")
    if (size := sum(each.size for each in chosen)) > MOST_BYTES:
        said = f"Berkasnya {ukuran(size)}, paling banyak {ukuran(MOST_BYTES)}. Kurangi, atau bagi menjadi dua paket."
        raise Invalid(said, field="materi")
    if pack_under_way(actor.id):
        raise PackBusy
    pack = MaterialPack(
        gugus_id=gugus.id,
        made_by_id=actor.id,
        made_at=now(),
        version_ids=[each.version.id for each in chosen],
        state="dikemas",
        done=0,
    )
    note(actor, f"meminta paket luring dengan {len(chosen)} materi", gugus=gugus.id)
    return add(pack)


@command(Do.WRITE_PACK)
def advance_pack(actor: Any, pack: MaterialPack, *, done: int) -> None:
    """So many materi are in it."""
    pack.done = done


@command(Do.WRITE_PACK)
def finish_pack(
    actor: Any, pack: MaterialPack, *, made: Made, name: str, packed_ids: Sequence[str], message: str = ""
) -> bool:
    """It is ready, with these versions in it, and who asked is told. False where it was dropped meanwhile."""
    hold(pack)
    if pack.state != "dikemas":
        return False
    pack.file_id = keep_made(made, name=name, mime=ZIP, about_kind=ABOUT, about_id=pack.id, by_id=pack.made_by_id).id
    pack.state, pack.ready_at, pack.packed_ids, pack.message = "siap", now(), list(packed_ids), message
    _tell(pack, f"Paket luring Anda siap diunduh: {ukuran(made.size)}. Disimpan 7 hari.")
    return True


@command(Do.WRITE_PACK)
def fail_pack(actor: Any, pack: MaterialPack, *, message: str) -> None:
    """It could not be made; `message` says why and what to do."""
    hold(pack)
    if pack.state == "dikemas":
        pack.state, pack.message = "gagal", message
        _tell(pack, f"Paket luring Anda tidak jadi: {message}")


@command(Do.DROP_PACK)
def drop_pack(actor: Any, pack: MaterialPack) -> None:
    """Remove a pack and its file. Saying it again changes nothing."""
    hold(pack)
    if pack.state == "dihapus":
        return
    stored, pack.file_id, pack.state = pack.file, None, "dihapus"
    if stored is not None:
        pack.file = None
        discard(stored)


def _tell(pack: MaterialPack, sentence: str) -> None:
    link = f"/gugus/{pack.gugus.slug}/paket-luring/{pack.id}"
    tell([pack.made_by_id], sentence, link=link, key=f"paket_luring:{pack.id}", kind="materi", gugus_id=pack.gugus_id)
