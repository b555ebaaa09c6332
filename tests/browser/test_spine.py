"""The whole line on a phone: from an empty installation to a credit in a teacher's record."""

import pytest

from tests.browser import credit, founding, meeting
from tests.browser.conftest import Phones
from tests.browser.phone import Phone
from tests.browser.times import at
from tests.installation import Installation

pytestmark = pytest.mark.browser

KETUA = "Yuyun Sutisna"
KEPALA = "Maman Nurhayati, S.Pd., M.Pd."
KOORDINATOR = "Ai Setiawan, S.Pd."
UJANG, RAHMAT, RIDWAN = "Ujang Firmansyah, M.Pd.", "Rahmat Fatimah, S.Pd.I.", "Ridwan Nurhayati, S.Pd.SD"
RIDWANS_PHONE_NUMBER = "089903158026"
SCHOOL = "SDN 3 Banjarwangi"


def test_from_an_empty_installation_to_a_credit_in_the_record(empty: Installation, phone: Phones) -> None:
    operator = phone(empty)
    gugus_is_founded(empty, operator)
    people = {name: phone(empty) for name in (KETUA, KEPALA, KOORDINATOR, UJANG, RAHMAT, RIDWAN)}
    everyone_signs_in(operator, people)
    ketua = people[KETUA]
    paket = meeting.paket_is_planned(ketua)
    wall = phone(empty, wide=True)
    three_saturdays(empty, people, wall, paket)
    paket_becomes_usulan(empty, ketua, paket)
    usulan_become_credit(people, (UJANG, RAHMAT))
    credit.record_shows_the_credit(people[UJANG])
    credit.record_shows_the_credit(people[RAHMAT])
    credit.record_says_what_is_missing(people[RIDWAN])


def gugus_is_founded(server: Installation, operator: Phone) -> None:
    founding.first_operator(server, operator)
    founding.garut_is_loaded(operator)
    founding.kkg_is_made(operator)
    founding.teacher_list_is_read(operator)
    founding.teacher_list_is_applied(operator)
    founding.is_made_ketua(operator, KETUA)
    founding.is_appointed(operator, KEPALA, "Kepala sekolah", SCHOOL)
    founding.is_appointed(operator, KOORDINATOR, "Koordinator PKB", SCHOOL)


def everyone_signs_in(operator: Phone, people: dict[str, Phone]) -> None:
    """One with the account card, the others with a code and a password of their own."""
    for name, person in people.items():
        if name == UJANG:
            founding.opens_card(person, name, founding.code_for(operator, name, "Kode kartu akun"))
        else:
            founding.opens_code(person, name, founding.code_for(operator, name))


def three_saturdays(server: Installation, people: dict[str, Phone], wall: Phone, paket: str) -> None:
    first, second, third = meeting.pertemuan_of(people[KETUA], paket)
    server.tell(at(11, 7, 7, 50))
    wall.sign_in("yuyun.sutisna5@contoh.belajar.id", founding.PASSWORD)
    founding.signs_out(people[RIDWAN])
    meeting.wall_is_opened(wall, first)
    meeting.checks_in(people[UJANG], wall, UJANG)
    meeting.checks_in(people[RAHMAT], wall, RAHMAT)
    meeting.scans(people[RIDWAN], wall, first, RIDWAN, RIDWANS_PHONE_NUMBER)
    server.tell(at(11, 14, 8, 10))
    meeting.wall_is_opened(wall, second)
    for name in (UJANG, RAHMAT):
        meeting.checks_in(people[name], wall, name)
    meeting.is_marked(people[KETUA], second, RIDWAN, "Izin")
    server.tell(at(11, 21, 7, 55))
    meeting.wall_is_opened(wall, third)
    for name in (UJANG, RAHMAT, RIDWAN):
        meeting.checks_in(people[name], wall, name)


def paket_becomes_usulan(server: Installation, ketua: Phone, paket: str) -> None:
    server.tell(at(11, 21, 11, 30))
    meeting.hasil_is_attached(ketua, paket)
    meeting.paket_is_closed(ketua, paket)
    credit.paket_is_forwarded(ketua, paket)


def usulan_become_credit(people: dict[str, Phone], names: tuple[str, ...]) -> None:
    for name in names:
        usulan = credit.usulan_is_completed(people[name])
        credit.usulan_is_ratified(people[KEPALA], name)
        credit.usulan_is_submitted(people[name], usulan)
        credit.usulan_is_accepted(people[KOORDINATOR], name)
