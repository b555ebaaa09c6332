"""A power cut at the worst moment: the same action, repeated, completes what was left, once."""

import re
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

import pytest

from community.wiring.sample import PASSWORD
from tests.installation import PATIENCE, Installation
from tests.journeys.line import Line, token_of
from tests.lists import teacher_list

pytestmark = pytest.mark.slow

GUGUS = "/gugus/kkg-banjarwangi"
TODAY = "SELECT id FROM pertemuan ORDER BY starts_at DESC LIMIT 1 OFFSET 1"
PRESENT = """SELECT count(*) FROM kehadiran k JOIN guru g ON g.id = k.guru_id
    WHERE k.pertemuan_id = :pertemuan AND g.username = :username AND k.status = 'hadir'"""
MARKS = """SELECT count(*) FROM mark m JOIN guru g ON g.id = m.guru_id
    WHERE m.pertemuan_id = :pertemuan AND g.username = :username"""
LISTED = "SELECT count(*) FROM guru WHERE email LIKE 'guru%@contoh.id'"
DIFFERENT = "SELECT count(DISTINCT nuptk) FROM guru WHERE email LIKE 'guru%@contoh.id'"
ROWS = 1000


def test_a_guru_whose_answer_never_came_checks_in_again_and_is_present_once(sample: Installation) -> None:
    pertemuan, code = wall(sample)
    guru = Line(sample.address, "contoh-guru", PASSWORD)
    form = filled(guru, pertemuan, code)
    sample.hold_answers()
    tap = in_background(lambda: guru.post(*form))
    wait_until(lambda: sample.ask(PRESENT, pertemuan=pertemuan, username="contoh-guru") == 1)
    sample.kill()
    assert isinstance(tap(), OSError | HTTPException), "the phone got an answer"
    sample.start()
    assert "Anda sudah hadir" in guru.post(*form)
    assert sample.ask(PRESENT, pertemuan=pertemuan, username="contoh-guru") == 1
    assert sample.ask(MARKS, pertemuan=pertemuan, username="contoh-guru") == 1


def test_taps_of_one_guru_cut_off_anywhere_leave_one_presence(sample: Installation) -> None:
    pertemuan, code = wall(sample)
    pns = Line(sample.address, "contoh-pns", PASSWORD)
    form = filled(pns, pertemuan, code)
    taps = [in_background(lambda: pns.post(*form)) for _ in range(8)]
    sample.kill()
    for tap in taps:
        tap()
    sample.start()
    assert "Anda sudah hadir" in pns.post(*filled(pns, *wall(sample)))
    assert sample.ask(PRESENT, pertemuan=pertemuan, username="contoh-pns") == 1
    assert sample.ask(MARKS, pertemuan=pertemuan, username="contoh-pns") == 1


def test_a_teacher_list_cut_off_while_it_is_applied_completes_with_nobody_twice(sample: Installation) -> None:
    ketua = Line(sample.address, "contoh-ketua", PASSWORD)
    found = upload(ketua)
    ketua.post(f"{found}/terapkan", {"csrf_token": token_of(ketua.get(found))})
    wait_until(lambda: 0 < sample.ask(LISTED) < ROWS)
    sample.kill()
    assert 0 < sample.ask(LISTED) < ROWS
    sample.start()
    wait_until(lambda: "Daftar sudah diterapkan" in ketua.get(found))
    assert sample.ask(LISTED) == sample.ask(DIFFERENT) == ROWS
    assert "Terapkan" not in ketua.get(upload(ketua)), "the same list, read again, would change something"


def wall(sample: Installation) -> tuple[str, str]:
    """Today's pertemuan, and the code on its wall now."""
    pertemuan = sample.ask(TODAY)
    sekretaris = Line(sample.address, "contoh-sekretaris", PASSWORD)
    code = re.search(r'class="wall-code num"[^>]*>([\d ]+)<', sekretaris.get(f"/pertemuan/{pertemuan}/layar"))
    assert code
    return pertemuan, code[1]


def filled(guru: Line, pertemuan: str, code: str) -> tuple[str, dict[str, str]]:
    """The form of the code page, ready to be sent."""
    path = f"/pertemuan/{pertemuan}/hadir"
    return path, {"csrf_token": token_of(guru.get(path)), "kode": code}


def upload(ketua: Line) -> str:
    """Upload the list and wait until it has been read; the address of what was found."""
    form = {"csrf_token": token_of(ketua.get(f"{GUGUS}/anggota/impor"))}
    page = ketua.upload(f"{GUGUS}/anggota/impor", form, name="daftar.csv", content=teacher_list(ROWS))
    address = re.search(rf"{GUGUS}/anggota/impor/\w+", page)
    assert address, page
    wait_until(lambda: "Hasil membaca daftar" in ketua.get(address[0]))
    return address[0]


def in_background(do: Callable[[], Any]) -> Callable[[], Any]:
    """Begin `do` now; what is returned waits for it and gives its answer, or how the line broke."""
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(do())
        except (OSError, HTTPException) as broken:
            answers.append(broken)

    thread = threading.Thread(target=run)
    thread.start()

    def answer() -> Any:
        thread.join()
        return answers[0]

    return answer


def wait_until(true: Callable[[], bool]) -> None:
    """Look again until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)
