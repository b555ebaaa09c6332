"""The ledger only appends, adds up to what is recognised now, and adds up alike on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from community.angka_kredit import services
from community.angka_kredit.models import KegiatanKolektif, LedgerEntry, Usulan
from community.angka_kredit.peraturan import peraturan
from community.angka_kredit.queries import learned, lines_of, live_entry, open_difference, sums_of
from community.angka_kredit.rules import by_calendar_year, by_school_year, since, sum_by, total
from community.kernel.database import add_all, db, end_transaction
from community.kernel.errors import Refusal
from tests.angka_kredit import stories
from tests.people import Cast


@pytest.fixture
def paket(cast: Cast):
    return stories.forwarded({"peserta": 3})


@pytest.mark.parametrize("change", [update(LedgerEntry).values(value=Decimal(5)), delete(LedgerEntry)])
def test_the_database_itself_refuses_to_change_a_line(cast: Cast, paket, change) -> None:
    stories.recognised("peserta", paket)
    with pytest.raises(DBAPIError, match="only appends"):
        db.session.execute(change)
    end_transaction(keep=False)
    assert stories.values("peserta") == ["0.15"]


def test_a_failure_before_the_commit_leaves_neither_the_entry_nor_the_decision(cast: Cast, paket, monkeypatch) -> None:
    """What a process killed in the middle leaves behind: the same act, repeated, completes."""
    stories.submitted("peserta", paket)
    with monkeypatch.context() as broken:
        broken.setattr("community.angka_kredit.services.decision.note", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    assert stories.claim("peserta", paket).state == "diajukan" and stories.values("peserta") == []
    services.accept_usulan(cast.koordinator, stories.claim("peserta", paket))
    assert stories.values("peserta") == ["0.15"]


_ACTS = ("accept", "reverse", "correct", "restore", "settle", "forward", "submit")


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(_ACTS), max_size=9))
def test_whatever_happens_the_ledger_equals_what_is_recognised(cast: Cast, app, acts: list[str]) -> None:
    paket = stories.forwarded({"peserta": 3}, theme="Paket " + "-".join(acts))
    stories.submitted("peserta", paket)
    for act in acts:
        try:
            _do(act, cast, paket)
        except Refusal:
            end_transaction(keep=False)
        _must_hold(paket)


def _do(act: str, cast: Cast, paket) -> None:
    found = stories.claim("peserta", paket)
    if act == "accept":
        services.accept_usulan(cast.koordinator, found)
    elif act == "reverse":
        services.reverse_usulan(cast.koordinator, found, reason="Keliru.")
    elif act in {"correct", "restore"}:
        stories.mark(stories.reopen(paket), 3, "peserta", "sakit" if act == "correct" else "hadir")
        stories.close(paket)
    elif act == "settle" and (difference := open_difference(found.id)):
        services.settle_difference(cast.koordinator, difference, text="Selesai.")
    elif act == "forward":
        services.forward(cast.ketua, stories.again(paket))
    elif act == "submit":
        services.submit_usulan(cast.peserta, found)


def _must_hold(paket) -> None:
    found = stories.claim("peserta", paket)
    lines = [each for each in stories.ledger("peserta") if each.usulan_id == found.id]
    live = live_entry(found.id)
    reversed_ids = [each.reverses_id for each in lines if each.reverses_id]
    recognitions = [each for each in lines if each.kind == "pengakuan"]
    assert sum(each.value for each in lines) == (live.value if live else 0) >= 0
    assert (found.state == "diakui") == (live is not None)
    assert len(recognitions) - len(reversed_ids) == (1 if live else 0)
    assert [each.number for each in lines] == list(range(1, len(lines) + 1))


# Sums


def entries(guru_id: str, count: int, value: Callable[[int], Decimal] = lambda n: Decimal("0.15")) -> None:
    """A ledger of `count` recognised claims, one a week from January 2024."""
    first = date(2024, 1, 6)
    more = []
    for number in range(count):
        day = first + timedelta(weeks=number)
        other = stories.Paket(
            gugus_id="kkg",
            theme=f"Paket {number}",
            jenis="silabus_rpp",
            created_by_id="ketua",
            created_at=stories.FIRST,
        )
        done = KegiatanKolektif(
            paket_id=other.id,
            guru_id=guru_id,
            edition=1,
            role="peserta",
            attended=3,
            held=3,
            minutes=540,
            jp=Decimal(12),
            hasil_present=True,
            first_on=day,
            last_on=day,
            eligible=True,
            verdict="layak",
            sentence="Dapat diusulkan.",
            regulation="permenpan-16-2009",
            butir="25",
            value=value(number),
            facts={"pertemuan": []},
            written_at=stories.FIRST,
        )
        claim = Usulan(
            guru_id=guru_id,
            paket_id=other.id,
            kegiatan_id=done.id,
            state="diakui",
            regulation="permenpan-16-2009",
            butir="25" if number % 3 else "27",
            value=value(number),
            on=day,
            forwarded_by_id="ketua",
            forwarded_at=stories.FIRST,
            sekolah_id="sdn1",
            submitted_at=stories.FIRST,
        )
        line = LedgerEntry(
            guru_id=guru_id,
            usulan_id=claim.id,
            number=1,
            kind="pengakuan",
            regulation=claim.regulation,
            butir=claim.butir,
            value=claim.value,
            jp=Decimal(12),
            on=day,
            title=other.theme,
            sentence="Diakui.",
            facts={},
            by_id="koordinator",
            by_name="Rahmat Fatimah, S.Pd.I.",
            at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        )
        more.append((other, done, claim, line))
    for kind in range(4):
        add_all([row[kind] for row in more])
    stories.settled()


def test_seven_times_0_15_is_1_05_to_the_last_digit(cast: Cast) -> None:
    entries("peserta", 7)
    assert sums_of(cast.peserta).total == Decimal("1.05")


def test_the_sums_of_the_database_are_those_of_the_rules(cast: Cast) -> None:
    entries("peserta", 120, lambda n: Decimal("0.15") if n % 2 else Decimal("0.0001"))
    cast.peserta.last_pangkat_on = date(2025, 4, 1)
    stories.settled()
    lines, sums = stories.ledger("peserta"), sums_of(cast.peserta)
    assert sums.total == total(lines)
    assert sums.since_rank == total(since(lines, date(2025, 4, 1)))
    assert sums.by_year == sum_by(lines, by_calendar_year)
    assert sums.by_school_year == sum_by(lines, by_school_year(peraturan().school_year))
    assert sums.by_butir == sum_by(lines, lambda line: line.butir)
    assert (sums.lines, sums.recognised, sums.jp) == (120, 120, Decimal(1440))


def test_the_first_of_july_begins_a_school_year(cast: Cast) -> None:
    entries("peserta", 26)  # 6 January to 29 June 2024
    assert list(sums_of(cast.peserta).by_school_year) == ["2023/2024"]


def test_the_first_day_of_the_last_rank_counts(cast: Cast) -> None:
    entries("peserta", 2)
    cast.peserta.last_pangkat_on = date(2024, 1, 13)
    stories.settled()
    assert sums_of(cast.peserta).since_rank == Decimal("0.15")


def test_a_reversed_one_counts_for_nothing(cast: Cast, paket) -> None:
    stories.recognised("peserta", paket)
    services.reverse_usulan(cast.koordinator, stories.claim("peserta", paket), reason="Keliru.")
    sums = sums_of(cast.peserta)
    assert (sums.total, sums.jp, sums.recognised, sums.lines) == (0, 0, 0, 2)


def test_what_was_learned_counts_the_last_edition_only(cast: Cast, paket) -> None:
    stories.mark(stories.reopen(paket), 3, "peserta", "sakit")
    stories.close(paket)
    assert learned("peserta") == (Decimal(8), 360, 2)


def test_the_sums_take_one_query_however_long_the_ledger_is(cast: Cast, queries) -> None:
    entries("peserta", 50)
    guru = cast.peserta
    assert guru.last_pangkat_on is None
    assert queries(lambda: sums_of(guru)) == 1
    assert len(lines_of("peserta")) == 20
