"""What the owner of a claim does with it: complete, submit, withdraw; and the head's signature."""

from collections.abc import Mapping
from typing import Any

from community.accounts.models import Guru
from community.accounts.queries import holders, operator_ids
from community.angka_kredit.events import UsulanSubmitted
from community.angka_kredit.models import EDITABLE, OWN_PARTS, UNDECIDED, Usulan
from community.angka_kredit.refusals import (
    Incomplete,
    NoSekolah,
    NothingToRatify,
    UnknownButir,
    UsulanNotOpen,
)
from community.angka_kredit.services.claims import address_of, claimable, lock, move, step
from community.kernel import notices
from community.kernel.clock import now, today
from community.kernel.command import announce, command
from community.kernel.database import add_all
from community.kernel.trail import note
from community.permissions import Do, Role


@command(Do.COMPLETE_USULAN)
def complete_usulan(owner: Guru, usulan: Usulan, *, parts: Mapping[str, str], butir: str | None = None) -> bool:
    """Keep the owner's own part (`parts`: keys of OWN_PARTS) and, where the role leaves one, the choice of
    butir.

    Whatever is there is kept, complete or not. Returns whether a signature was lost: what the head signed is
    the text as it stood. Raises UsulanNotOpen once submitted or decided, UnknownButir.
    """
    lock(usulan)
    must_be_open(usulan)
    before = (usulan.own_text, usulan.butir)
    for name in OWN_PARTS:
        if name in parts:
            setattr(usulan, name, parts[name])
    if butir and butir != usulan.butir:
        _choose(usulan, butir)
    changed = (usulan.own_text, usulan.butir) != before
    lost = changed and usulan.ratified_at is not None
    if lost:
        usulan.ratified_at, usulan.ratified_how = None, ""
    settle_state(usulan, owner, text="Pengesahan gugur karena laporannya diubah." if lost else "")
    if changed:
        note(owner, f"menulis laporan paket “{usulan.paket.theme}”", catatan=usulan.guru_id)
    return lost


def settle_state(usulan: Usulan, actor: Any, *, text: str = "") -> None:
    """Part of an act: the state that its content makes (diteruskan, dilengkapi, disahkan); mends a returned
    one.
    """
    add_all([usulan])
    if usulan.own_gaps():
        state = "dikembalikan" if usulan.state == "dikembalikan" else "diteruskan"
    else:
        state = "disahkan" if usulan.ratified_at else "dilengkapi"
    if state != usulan.state or text:
        move(usulan, state, actor, text=text)


def must_be_open(usulan: Usulan) -> None:
    """Raise UsulanNotOpen unless the claim is in the hands of its owner."""
    if usulan.state == "diajukan":
        raise UsulanNotOpen(
            "Usulan ini sudah diajukan dan menunggu koordinator, jadi isinya tidak dapat diubah. "
            "Koordinator dapat "
            "mengembalikannya bila ada yang perlu diperbaiki."
        )
    if usulan.state not in EDITABLE:
        raise UsulanNotOpen


@command(Do.RATIFY_USULAN)
def ratify_usulan(head: Guru, usulan: Usulan) -> None:
    """Sign a finished report: the head of the owner's sekolah; for a head the dinas (handbook 3.2).

    Raises NothingToRatify.
    """
    lock(usulan)
    if usulan.state != "dilengkapi":
        raise NothingToRatify
    is_head = Role.KEPALA_SEKOLAH in usulan.roles_of(head)
    usulan.ratified_at, usulan.ratified_how = now(), "kepala" if is_head else "dinas"
    move(usulan, "disahkan", head)
    notices.tell(
        [usulan.guru_id],
        f"Laporan Anda untuk paket “{usulan.paket.theme}” sudah disahkan. Sekarang Anda dapat mengajukannya.",
        link=address_of(usulan),
        key=f"usulan:{usulan.id}",
        kind="catatan",
    )
    note(head, f"mengesahkan laporan paket “{usulan.paket.theme}”", catatan=usulan.guru_id)


@command(Do.SUBMIT_USULAN)
def submit_usulan(owner: Guru, usulan: Usulan) -> Guru | None:
    """Hand a claim to the koordinator PKB of the sekolah induk of today; return who that is, never its owner.

    Where there is none it waits, and operator and owner are told whom to appoint. Raises Incomplete with what
    is missing, NoSekolah, UsulanNotOpen.
    """
    lock(usulan)
    if usulan.state == "diajukan":
        return usulan.koordinator
    if usulan.state not in EDITABLE:
        raise UsulanNotOpen
    if usulan.state == "dikembalikan":
        raise Incomplete(["Usulan ini dikembalikan; perbaiki dan simpan laporannya dulu.", *usulan.gaps()])
    if gaps := usulan.gaps():
        raise Incomplete(gaps)
    if owner.sekolah_id is None:
        raise NoSekolah
    found = [
        each for each in holders("koordinator_pkb", sekolah_id=owner.sekolah_id, on=today()) if each.id != owner.id
    ]
    usulan.sekolah_id, usulan.submitted_at = owner.sekolah_id, now()
    usulan.koordinator_id = found[0].id if found else None
    move(usulan, "diajukan", owner)
    if found:
        _tell_koordinator(owner, usulan, found)
    else:
        _tell_nobody_decides(owner, usulan)
    note(owner, f"mengajukan usulan paket “{usulan.paket.theme}”", catatan=usulan.guru_id)
    announce(UsulanSubmitted(usulan.id, owner.sekolah_id))
    return found[0] if found else None


@command(Do.WITHDRAW_USULAN)
def withdraw_usulan(owner: Guru, usulan: Usulan) -> None:
    """Take a claim back before it is decided; it may be forwarded again. Raises UsulanNotOpen."""
    lock(usulan)
    if usulan.state == "ditarik":
        return
    if usulan.state not in UNDECIDED:
        raise UsulanNotOpen("Usulan ini sudah diputuskan, jadi tidak dapat ditarik.")
    usulan.sekolah_id = usulan.koordinator_id = usulan.submitted_at = None
    move(usulan, "ditarik", owner)
    note(owner, f"menarik usulan paket “{usulan.paket.theme}”", catatan=usulan.guru_id)


def _choose(usulan: Usulan, butir: str) -> None:
    """Pemrasaran and narasumber choose one butir, never both (handbook 3.1)."""
    if butir not in usulan.kegiatan.facts.get("choices", []):
        raise UnknownButir(field="butir")
    usulan.butir, usulan.value = claimable(usulan.kegiatan, butir)


def _tell_koordinator(owner: Guru, usulan: Usulan, found: list[Guru]) -> None:
    notices.tell(
        {each.id for each in found},
        f"{owner.name} mengajukan usulan paket “{usulan.paket.theme}”.",
        link=address_of(usulan),
        key=f"usulan:{usulan.id}:periksa",
        kind="catatan",
    )


def _tell_nobody_decides(owner: Guru, usulan: Usulan) -> None:
    school = owner.sekolah.name if owner.sekolah else "sekolah induk"
    step(
        usulan,
        "menunggu_koordinator",
        owner,
        text=f"{school} belum mempunyai koordinator PKB yang dapat memeriksanya.",
    )
    notices.tell(
        operator_ids(),
        f"{school} memerlukan koordinator PKB (selain {owner.name}): ada usulan yang menunggu. Angkat satu orang.",
        link="/kelola/jabatan",
        key=f"sekolah:{owner.sekolah_id}:koordinator",
    )
    notices.tell(
        [owner.id],
        f"Usulan Anda menunggu: {school} belum mempunyai koordinator PKB selain Anda sendiri. Mintalah "
        "kepala sekolah "
        "menunjuk satu orang; operator sudah diberi tahu.",
        link=address_of(usulan),
        key=f"usulan:{usulan.id}:koordinator",
        kind="catatan",
    )
