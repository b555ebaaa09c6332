"""Appointing to an office, by SK and for a term, and ending it. What was is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from community.accounts.events import Appointed, AppointmentEnded
from community.accounts.models import OFFICES, SCHOOL_OFFICES, WILAYAH_OFFICES, Appointment, Guru
from community.accounts.queries import appointments_of, appointments_with, operator_ids
from community.accounts.services.codes import stop_codes
from community.kernel.clock import now, today
from community.kernel.command import INSTALLATION, Everything, announce, command
from community.kernel.database import add, db, hold
from community.kernel.errors import Invalid, Refusal
from community.kernel.forms import one_line
from community.kernel.indonesian import tanggal
from community.kernel.notices import tell
from community.kernel.trail import note
from community.permissions import Do
from community.wilayah.models import Sekolah, Wilayah

TERM_YEARS = 3  # koordinator PKB: handbook 2.2 (C S2)
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)
MOST_SCHOOLS = 30


class LastOperator(Refusal):
    code = "operator_terakhir"
    title = "Operator terakhir"
    message = "Ini operator satu-satunya. Angkat operator lain lebih dulu, lalu ulangi."


class Decree(NamedTuple):
    """By what and for how long: SK number and date, first and last day (None: until ended)."""

    sk_number: str
    sk_on: date | None
    from_on: date
    until_on: date | None


class _Place(NamedTuple):
    sekolah: Sekolah | None = None
    wilayah: Wilayah | None = None

    @property
    def name(self) -> str:
        if self.sekolah:
            return self.sekolah.name
        return self.wilayah.title if self.wilayah else ""


def default_until(office: str, from_on: date) -> date | None:
    """The last day of the usual term: three years minus a day for a koordinator PKB, else open."""
    if office != "koordinator_pkb":
        return None
    try:
        end = from_on.replace(year=from_on.year + TERM_YEARS)
    except ValueError:  # 29 February
        end = date(from_on.year + TERM_YEARS, 3, 1)
    return date.fromordinal(end.toordinal() - 1)


@command(Do.APPOINT)
def appoint(
    actor: Any,
    installation: Everything,
    *,
    guru_id: str,
    office: str,
    decree: Decree,
    sekolah_ids: Sequence[str] = (),
    wilayah_code: str | None = None,
) -> list[Appointment]:
    """Appoint a person to `office` over each sekolah, over a wilayah, or (operator) over the installation.

    Raises Invalid with `field` set: unknown person, office or place, a term that ends before it starts, a
    school that has a head already, an office the person already holds there.
    """
    guru = db.session.get(Guru, guru_id)
    if guru is None or guru.erased_at:
        raise Invalid("Orang ini tidak ada. Cari lagi namanya.", field="guru_id")
    if office not in OFFICES:
        raise Invalid("Pilih jabatan dari daftar.", field="office")
    decree = _checked(office, decree)
    places = _places(office, sekolah_ids, wilayah_code)
    hold(guru)  # two operators at once: the second sees what the first wrote
    _must_be_free(guru, office, places, decree)
    stop_codes(actor, guru, sessions=True)
    rows = [_appointed(actor, guru, office, place, decree) for place in places]
    where = ", ".join(place.name for place in places if place.name)
    said = f"{OFFICES[office]}{' ' + where if where else ''}"
    note(actor, f"mengangkat sebagai {said}", guru=guru.id)
    note(actor, f"mengangkat {guru.name} sebagai {said}", instalasi=installation.id)
    tell(
        [guru.id],
        f"Anda diangkat sebagai {said}{_term(decree)}.",
        link="/akun",
        key=f"jabatan-{rows[0].id}",
    )
    return rows


@command(Do.END_APPOINTMENT)
def end_appointment(actor: Any, appointment: Appointment, *, reason: str) -> None:
    """End an office now, with a reason that stays with it; ending it again changes nothing.

    Raises Invalid without a reason, LastOperator for the only operator.
    """
    why = str(one_line(reason))
    if not why or len(why) > 300:
        raise Invalid("Tulis alasannya, paling banyak 300 huruf.", field="reason")
    hold(appointment)
    if appointment.ended_at is not None:
        return
    if appointment.office == "operator" and set(operator_ids()) == {appointment.guru_id}:
        raise LastOperator
    close_appointment(actor, appointment, why)
    said = f"{appointment.office_name} {appointment.place}".strip()
    note(actor, f"mengakhiri jabatan {said}: {why}", guru=appointment.guru_id, instalasi=INSTALLATION.id)
    tell(
        [appointment.guru_id],
        f"Jabatan Anda sebagai {said} diakhiri: {why}",
        link="/akun",
        key=f"jabatan-{appointment.id}",
    )


def close_appointment(actor: Any, appointment: Appointment, reason: str) -> None:
    """Part of an act: end an office and announce it."""
    appointment.ended_at, appointment.ended_by_id, appointment.end_reason = now(), actor.id, reason
    announce(
        AppointmentEnded(
            appointment.id,
            appointment.guru_id,
            appointment.office,
            appointment.sekolah_id,
            appointment.wilayah_code,
        )
    )


def _checked(office: str, decree: Decree) -> Decree:
    number = str(one_line(decree.sk_number or ""))
    if len(number) > 80:
        raise Invalid("Nomor SK terlalu panjang: paling banyak 80 huruf.", field="sk_number")
    if office != "operator":
        if not number:
            raise Invalid("Tulis nomor SK pengangkatan.", field="sk_number")
        if decree.sk_on is None:
            raise Invalid("Isi tanggal SK pengangkatan.", field="sk_on")
    for field, day in (("sk_on", decree.sk_on), ("from_on", decree.from_on), ("until_on", decree.until_on)):
        if day is not None and not FIRST <= day <= LAST:
            raise Invalid("Tahun ini tidak masuk akal untuk sebuah SK. Periksa lagi.", field=field)
    if decree.until_on is not None and decree.until_on < decree.from_on:
        raise Invalid("Jabatan berakhir sebelum mulai. Periksa kedua tanggalnya.", field="until_on")
    return decree._replace(sk_number=number)


def _places(office: str, sekolah_ids: Sequence[str], wilayah_code: str | None) -> list[_Place]:
    if office in SCHOOL_OFFICES:
        wanted = list(dict.fromkeys(sekolah_ids))
        if not wanted or len(wanted) > MOST_SCHOOLS:
            raise Invalid(f"Pilih satu sampai {MOST_SCHOOLS} sekolah: cari namanya, lalu centang.", field="sekolah_ids")
        found = {row.id: row for row in db.session.scalars(db.select(Sekolah).where(Sekolah.id.in_(wanted)))}
        if len(found) < len(wanted):
            raise Invalid("Ada sekolah yang tidak ada dalam data. Cari lagi namanya.", field="sekolah_ids")
        return [_Place(sekolah=hold(found[each])) for each in sorted(wanted)]
    if office in WILAYAH_OFFICES:
        wilayah = db.session.get(Wilayah, wilayah_code) if wilayah_code else None
        if wilayah is None:
            raise Invalid("Pilih satu wilayah: cari namanya, lalu pilih.", field="wilayah_code")
        return [_Place(wilayah=wilayah)]
    return [_Place()]


def _must_be_free(guru: Guru, office: str, places: list[_Place], decree: Decree) -> None:
    schools = [place.sekolah.id for place in places if place.sekolah]
    if office == "kepala_sekolah":
        for held in appointments_with(office, schools, decree.from_on, decree.until_on):
            until = f"sampai {tanggal(held.until_on)}" if held.until_on else "tanpa batas waktu"
            raise Invalid(
                f"{held.place} sudah punya kepala sekolah: {held.guru.name}, {until}. "
                "Akhiri dulu jabatan itu, atau pilih tanggal sesudahnya.",
                field="sekolah_ids",
            )
    wanted = {
        (place.sekolah.id if place.sekolah else None, place.wilayah.code if place.wilayah else None): place
        for place in places
    }
    for held in appointments_of(guru.id):
        place = wanted.get((held.sekolah_id, held.wilayah_code))
        if place and held.office == office and held.ended_at is None and _overlap(held, decree):
            where = f" {place.name}" if place.name else ""
            raise Invalid(f"{guru.name} sudah menjadi {OFFICES[office]}{where} pada waktu itu.", field="office")


def _overlap(held: Appointment, decree: Decree) -> bool:
    begins_after = held.until_on is not None and held.until_on < decree.from_on
    ends_before = decree.until_on is not None and decree.until_on < held.from_on
    return not begins_after and not ends_before


def _appointed(actor: Any, guru: Guru, office: str, place: _Place, decree: Decree) -> Appointment:
    row = add(
        Appointment(
            guru_id=guru.id,
            office=office,
            sekolah_id=place.sekolah.id if place.sekolah else None,
            wilayah_code=place.wilayah.code if place.wilayah else None,
            sk_number=decree.sk_number,
            sk_on=decree.sk_on,
            from_on=decree.from_on,
            until_on=decree.until_on,
            made_by_id=actor.id,
            made_at=now(),
        )
    )
    announce(Appointed(row.id, guru.id, office, row.sekolah_id, row.wilayah_code))
    return row


def _term(decree: Decree) -> str:
    """What follows the office in a sentence: ", SK 800/12, mulai 5 Januari 2026 sampai 4 Januari 2029"."""
    sk = f", SK {decree.sk_number}" if decree.sk_number else ""
    until = f" sampai {tanggal(decree.until_on)}" if decree.until_on else ""
    return f"{sk}, mulai {tanggal(decree.from_on if decree.from_on else today())}{until}"
