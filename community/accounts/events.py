"""What happened to people and their offices."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Registered:
    """Someone made an account by invitation."""

    guru_id: str


@dataclass(frozen=True)
class PersonChanged:
    """Something of a person's data was written, by whom ever: also what a new person begins with."""

    guru_id: str


@dataclass(frozen=True)
class SignedOut:
    """Some or all sessions of a person were ended, here or from another device."""

    guru_id: str


@dataclass(frozen=True)
class ResetAsked:
    """The person asks for a code to set a new password, by mail to the own address."""

    guru_id: str


@dataclass(frozen=True)
class Appointed:
    """`guru_id` holds `office` from now or a later day, over a sekolah, a wilayah, or the installation."""

    appointment_id: str
    guru_id: str
    office: str
    sekolah_id: str | None
    wilayah_code: str | None


@dataclass(frozen=True)
class AppointmentEnded:
    """An office was ended before its term."""

    appointment_id: str
    guru_id: str
    office: str
    sekolah_id: str | None
    wilayah_code: str | None


@dataclass(frozen=True)
class GuruErased:
    """The person's own data are gone; whatever else is open under this id is to be ended."""

    guru_id: str
