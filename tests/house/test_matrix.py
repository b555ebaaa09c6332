"""Each role against each act: the table is what the acts obey."""

import pytest

from community.kernel.command import SYSTEM, authorize, roles
from community.kernel.errors import NotAllowed
from community.permissions import ALLOWED, WORDS, Do, Role


class _Person:
    """Someone who stands in exactly one relation to the subject."""

    id = "seseorang"
    name = "Seseorang"

    def __init__(self, role: Role) -> None:
        self.role = role
        self.is_operator = role is Role.OPERATOR


class _Subject:
    def roles_of(self, actor: _Person) -> set[Role]:
        return set() if actor.role in {Role.OPERATOR, Role.SIGNED_IN} else {actor.role}


def _actor(role: Role) -> object:
    return {Role.ANYONE: None, Role.SYSTEM: SYSTEM}.get(role, _Person(role))


@pytest.mark.parametrize("do", Do)
def test_who_stands_in_one_role_may_do_just_what_the_table_allows(do: Do) -> None:
    assert {role for role in Role if _may(role, do)} == {role for role in Role if ALLOWED[do] & _held(role)}


def _held(role: Role) -> set[Role]:
    return roles(_actor(role), _Subject())


def _may(role: Role, do: Do) -> bool:
    try:
        authorize(_actor(role), do, _Subject())
    except NotAllowed:
        return False
    return True


def test_every_act_has_a_row_in_the_table_and_a_word_for_the_handbook() -> None:
    assert set(ALLOWED) == set(Do) == set(WORDS)


def test_every_act_is_allowed_to_someone() -> None:
    assert not [do for do, who in ALLOWED.items() if not who]


def test_a_gugus_never_grants_credit() -> None:
    deciding = (Do.ACCEPT_USULAN, Do.RETURN_USULAN, Do.REFUSE_USULAN, Do.REVERSE_USULAN, Do.SETTLE_DIFFERENCE)
    for do in deciding:
        assert ALLOWED[do] == {Role.KOORDINATOR_PKB}


def test_an_operator_reaches_no_content_of_a_paket_or_a_record() -> None:
    private = [do for do in Do if do.value.split(":")[0] in {"lokakarya", "attendance", "angka_kredit", "observations"}]
    assert not [do for do in private if Role.OPERATOR in ALLOWED[do]]
