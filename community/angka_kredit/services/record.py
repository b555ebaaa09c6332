"""A person's own record: the dates it is counted from, and who read it."""

from datetime import date

from community.accounts.models import Guru
from community.angka_kredit.models import RecordReading, Usulan
from community.angka_kredit.queries import was_read_lately
from community.angka_kredit.refusals import FutureDay
from community.angka_kredit.services.claims import lock
from community.kernel.clock import now, today
from community.kernel.command import command
from community.kernel.database import add
from community.kernel.trail import note
from community.permissions import Do


@command(Do.SET_RECORD_START)
def set_record_start(owner: Guru, guru: Guru, *, last_pangkat_on: date | None, sk_jabatan_on: date | None) -> None:
    """Keep the TMT of the last rank (sums are made from it) and the day of the last SK jabatan (reason 1G).

    Raises FutureDay.
    """
    lock(guru)
    days = {"last_pangkat_on": last_pangkat_on, "sk_jabatan_on": sk_jabatan_on}
    for name, day in days.items():
        if day and day > today():
            raise FutureDay(field=name)
    if all(getattr(guru, name) == day for name, day in days.items()):
        return
    for name, day in days.items():
        setattr(guru, name, day)
    note(owner, "mengubah tanggal pangkat atau SK jabatan terakhir", catatan=guru.id)


@command(Do.READ_USULAN)
def note_reading(reader: Guru, usulan: Usulan) -> RecordReading | None:
    """Write down that `reader` read the claim of someone else; within half a day only once."""
    what = f"usulan paket “{usulan.paket.theme}”"
    if reader.id == usulan.guru_id or was_read_lately(usulan.guru_id, reader.id, what):
        return None
    return add(RecordReading(guru_id=usulan.guru_id, reader_id=reader.id, reader_name=reader.name, what=what, at=now()))
