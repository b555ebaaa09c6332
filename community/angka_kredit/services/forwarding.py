"""Teruskan: the ketua puts a draft into each eligible member's own record. A gugus never grants credit."""

from dataclasses import dataclass, field

from community.accounts.models import Guru
from community.angka_kredit.events import PaketForwarded
from community.angka_kredit.models import KegiatanKolektif, Usulan, UsulanStep
from community.angka_kredit.queries import last_editions, usulan_in
from community.angka_kredit.refusals import PaketNotClosed
from community.angka_kredit.services.claim import settle_state
from community.angka_kredit.services.claims import claimable, follow_edition, lock, move
from community.kernel import notices
from community.kernel.clock import now
from community.kernel.command import announce, command
from community.kernel.database import add_all
from community.kernel.trail import note
from community.lokakarya.models import Paket
from community.permissions import Do


@dataclass
class Forwarded:
    """What forwarding did: claims that are new (or came back), already there, and who is not eligible."""

    new: list[Usulan] = field(default_factory=list)
    there: list[Usulan] = field(default_factory=list)
    not_eligible: list[KegiatanKolektif] = field(default_factory=list)


@command(Do.FORWARD)
def forward(ketua: Guru, paket: Paket) -> Forwarded:
    """Put a claim into the record of each person whose last edition is eligible. Twice changes nothing.

    One that its owner withdrew comes back, and so does one that was reversed when a later edition is eligible
    again. Raises PaketNotClosed.
    """
    lock(paket)
    if not paket.is_closed:
        raise PaketNotClosed
    done, found = Forwarded(), usulan_in(paket.id)
    made = []
    for kegiatan in last_editions(paket.id):
        usulan = found.get(kegiatan.guru_id)
        if not kegiatan.eligible:
            done.not_eligible.append(kegiatan)
        elif usulan is None:
            made.append(_draft(ketua, kegiatan))
        elif _may_return(usulan, kegiatan):
            _bring_back(ketua, usulan, kegiatan)
            done.new.append(usulan)
        else:
            done.there.append(usulan)
    add_all(made)
    add_all([_first_step(ketua, usulan) for usulan in made])
    done.new += made
    if done.new:
        _tell(ketua, paket, done.new)
    return done


def _draft(ketua: Guru, kegiatan: KegiatanKolektif) -> Usulan:
    butir, value = claimable(kegiatan)
    return Usulan(
        guru_id=kegiatan.guru_id,
        paket_id=kegiatan.paket_id,
        kegiatan_id=kegiatan.id,
        state="diteruskan",
        regulation=kegiatan.regulation,
        butir=butir,
        value=value,
        on=kegiatan.last_on,
        forwarded_by_id=ketua.id,
        forwarded_at=now(),
    )


def _first_step(ketua: Guru, usulan: Usulan) -> UsulanStep:
    return UsulanStep(usulan_id=usulan.id, number=1, kind="diteruskan", by_id=ketua.id, by_name=ketua.name, at=now())


def _may_return(usulan: Usulan, kegiatan: KegiatanKolektif) -> bool:
    if usulan.state == "ditarik":
        return True
    return usulan.state == "dibatalkan" and kegiatan.edition > usulan.kegiatan.edition


def _bring_back(ketua: Guru, usulan: Usulan, kegiatan: KegiatanKolektif) -> None:
    lock(usulan)
    changed = follow_edition(usulan, kegiatan)
    usulan.sekolah_id = usulan.koordinator_id = usulan.submitted_at = None
    usulan.forwarded_by_id, usulan.forwarded_at = ketua.id, now()
    move(usulan, "diteruskan", ketua, text=f"Diteruskan lagi. {changed}".strip())
    settle_state(usulan, ketua)  # a report that is whole already has nothing left to complete


def _tell(ketua: Guru, paket: Paket, usulan: list[Usulan]) -> None:
    notices.tell(
        {each.guru_id for each in usulan},
        f"Paket “{paket.theme}” diteruskan ke catatan Anda. Lengkapi bagian Anda, lalu ajukan.",
        link="/catatan",
        key=f"paket:{paket.id}:diteruskan",
        kind="catatan",
    )
    sentence = f"meneruskan paket “{paket.theme}” ke catatan {len(usulan)} orang"
    note(ketua, sentence, gugus=paket.gugus_id, paket=paket.id)
    for each in usulan:
        note(ketua, f"meneruskan paket “{paket.theme}” ke catatan ini", catatan=each.guru_id)
    announce(PaketForwarded(paket.id, tuple(each.id for each in usulan)))
