"""What angka_kredit shows on the pages below it."""

from collections import defaultdict
from dataclasses import dataclass

from flask import render_template

from community.accounts.models import Guru
from community.angka_kredit.models import Usulan
from community.angka_kredit.queries import (
    Room,
    Standing,
    last_editions,
    own_counts,
    ratification_count,
    schools_of,
    usulan_in,
    verification_count,
)
from community.angka_kredit.rules import split_offer
from community.kernel.command import roles
from community.lokakarya.models import PAKET_ROLES, Paket
from community.lokakarya.queries import names_of
from community.permissions import PENGURUS, Do, Role, may


@dataclass(frozen=True)
class Group:
    """People for whom the same sentence holds."""

    sentence: str
    eligible: bool
    people: list[tuple[str, str]]  # name, and what to add to it

    @property
    def count(self) -> int:
        return len(self.people)


def paket_panel(paket: Paket, guru: Guru) -> str | None:
    """While open: how one stands so far, and for pengurus everyone. Closed: the verdicts, and Teruskan."""
    if paket.is_cancelled or paket.is_draft:
        return None
    held = roles(guru, paket)
    leads = bool(held & PENGURUS)
    if paket.is_closed:
        return _closed(paket, guru, leads, may(held, Do.FORWARD))
    return _open(paket, guru, leads, bool(held & {Role.ANGGOTA, Role.PESERTA}), may(held, Do.SPLIT_PAKET))


def _open(paket: Paket, guru: Guru, leads: bool, takes_part: bool, may_split: bool) -> str | None:
    room = Room(paket)
    offer = split_offer(room.jenis, len(room.held)) if may_split else None
    mine = room.standing_of(guru.id) if takes_part else None
    groups: list[Group] = []
    if leads:
        standings = room.standings(sorted(room.people))
        groups = _grouped(standings, names_of({each.guru_id for each in standings}))
    return render_template(
        "angka_kredit/_paket_open.html",
        paket=paket,
        jenis=room.jenis,
        held=len(room.held),
        mine=mine,
        groups=groups,
        leads=leads,
        offer=offer,
    )


def _grouped(standings: list[Standing], names: dict[str, str]) -> list[Group]:
    found: defaultdict[tuple[bool, str], list[tuple[str, str]]] = defaultdict(list)
    for each in standings:
        key = (each.verdict.eligible, each.verdict.sentence)
        found[key].append((names[each.guru_id], _beside(each.role, each.attended, each.held)))
    return _in_order(found)


def _closed(paket: Paket, guru: Guru, leads: bool, may_forward: bool) -> str | None:
    editions = last_editions(paket.id)
    claims = usulan_in(paket.id)
    mine = next((each for each in editions if each.guru_id == guru.id), None)
    groups: list[Group] = []
    if leads:
        found: defaultdict[tuple[bool, str], list[tuple[str, str]]] = defaultdict(list)
        for each in editions:
            beside = _beside(each.role, each.attended, each.held, claims.get(each.guru_id))
            found[(each.eligible, each.sentence)].append((each.guru.name, beside))
        groups = _in_order(found)
    eligible = [each for each in editions if each.eligible]
    waiting = [each for each in eligible if each.guru_id not in claims or claims[each.guru_id].state == "ditarik"]
    return render_template(
        "angka_kredit/_paket_closed.html",
        paket=paket,
        mine=mine,
        my_claim=claims.get(guru.id),
        groups=groups,
        eligible=len(eligible),
        people=len(editions),
        to_forward=len(waiting) if may_forward else 0,
        may_forward=may_forward and bool(eligible),
    )


def _in_order(found: dict[tuple[bool, str], list[tuple[str, str]]]) -> list[Group]:
    """The eligible first, then the larger groups."""
    groups = [Group(sentence, eligible, sorted(people)) for (eligible, sentence), people in found.items()]
    return sorted(groups, key=lambda group: (not group.eligible, -group.count, group.sentence))


def _beside(role: str, attended: int, held: int, claim: Usulan | None = None) -> str:
    parts = [f"{attended} dari {held} pertemuan"]
    if role != "peserta":
        parts.append(PAKET_ROLES[role].lower())
    if claim:
        parts.append(f"usulan: {claim.state_name.lower()}")
    return ", ".join(parts)


def beranda_panel(guru: Guru) -> str | None:
    """What waits for me: to complete, to submit, to mend, to sign, to verify."""
    counts = own_counts(guru)
    lines = [
        (counts.get(state, 0), sentence, "/catatan")
        for state, sentence in (
            ("dikembalikan", "usulan dikembalikan untuk diperbaiki"),
            ("diteruskan", "usulan perlu Anda lengkapi"),
            ("disahkan", "usulan siap Anda ajukan"),
        )
    ]
    lines.append((ratification_count(guru), "laporan menunggu pengesahan Anda", "/pengesahan"))
    schools = schools_of(guru, "koordinator_pkb")
    if schools:
        lines.append((verification_count(guru, schools), "usulan menunggu Anda periksa", "/verifikasi"))
    lines = [line for line in lines if line[0]]
    return render_template("angka_kredit/_beranda.html", lines=lines) if lines else None
