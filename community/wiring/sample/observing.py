"""Two observations of the sample: one finished, with what came of it; one that is to be held today."""

from datetime import datetime, timedelta

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel import clock
from community.observations.models import Observation
from community.observations.services import (
    add_follow_up,
    answer_proposal,
    close_sheet,
    finish_observation,
    mark_read,
    propose,
    share_lesson,
    write_answer,
)
from community.observations.services.planning import Lesson

_BEFORE = {
    "tujuan": "Murid dapat menunjukkan pecahan senilai dengan kertas lipat.",
    "langkah": "Cerita kue, melipat kertas berpasangan, lalu menuliskan pasangan pecahannya.",
    "fokus": "Apakah semua pasangan sungguh berdiskusi.",
}
_IN_CLASS = {
    "tujuan-disampaikan": "efektif",
    "awal": "belum_efektif",
    "awal.bukti": "Hanya tiga murid di depan yang menjawab pertanyaan pembuka.",
    "awal.lanjut": "Beri waktu menulis jawaban dulu, baru bertanya.",
    "terlibat": "efektif",
    "terlibat.bukti": "Dua belas dari empat belas pasangan melipat dan berdebat sendiri.",
    "umpan-balik": "belum_efektif",
    "simpulan": "belum",
    "catatan": "Dua pasangan di dekat jendela menunggu sampai dibantu.",
}
_AFTER = {"berhasil": "Kertas lipat membuat mereka berdebat sendiri.", "berbeda": "Menutup lebih awal, untuk simpulan."}
_LESSON = """- Kertas lipat membuat hampir semua pasangan berdebat sendiri.
- Pertanyaan pembuka lebih banyak dijawab bila murid menulis dulu, baru ditanya.
- Sisakan lima menit untuk simpulan murid."""


def observe(cast: dict[str, Guru], gugus: Gugus) -> None:
    """A visit three weeks ago, told to its end; and one agreed for the next hour."""
    now = clock.now()
    with clock.told(now - timedelta(weeks=3, days=2)):
        first = _agreed(gugus, cast["pns"], cast["guru"], "Pecahan senilai", clock.now() + timedelta(days=2))
        _write(first, cast["guru"], _BEFORE)
    with clock.told(now - timedelta(weeks=3) + timedelta(hours=2)):
        _write(first, cast["pns"], _IN_CLASS)
        close_sheet(cast["pns"], first)
        mark_read(cast["guru"], first)
        _write(first, cast["guru"], _AFTER)
        until = clock.today() + timedelta(weeks=3)
        add_follow_up(
            cast["pns"], first, text="Murid menulis jawaban dulu, baru ditanya", who_id=cast["guru"].id, until_on=until
        )
        finish_observation(cast["guru"], first)
        share_lesson(cast["guru"], first, title="Pelajaran dari observasi pecahan", text=_LESSON)
    with clock.told(now - timedelta(days=3)):
        _agreed(gugus, cast["guru"], cast["pns"], "Pecahan campuran", now + timedelta(hours=1))


def _agreed(gugus: Gugus, observer: Guru, teacher: Guru, topic: str, starts_at: datetime) -> Observation:
    lesson = Lesson(starts_at, starts_at + timedelta(minutes=70), "4", "Matematika", topic)
    made = propose(
        observer, gugus, edition="bawaan:tiga-fase:1", teacher_id=teacher.id, observer_ids=[observer.id], lesson=lesson
    )
    return answer_proposal(teacher, made, yes=True)


def _write(observation: Observation, guru: Guru, values: dict[str, str]) -> None:
    for field, value in values.items():
        write_answer(guru, observation, field=field, value=value, client_id=field)
