"""By what a person is known: one way to keep it, however it is typed."""

import pytest

from community.accounts.identity import identifier, logins, person_name, shown_phone
from community.kernel.errors import Invalid


@pytest.mark.parametrize("typed", ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "62 812 3456 7890"])
def test_a_phone_is_the_same_however_it_is_typed(typed: str) -> None:
    assert identifier("phone", typed) == "+6281234567890"
    assert "+6281234567890" in logins(typed).values()


def test_an_e_mail_is_kept_in_small_letters() -> None:
    assert identifier("email", " Ai.Setiawan@Contoh.ID ") == "ai.setiawan@contoh.id"


def test_nothing_typed_is_nothing_kept() -> None:
    assert identifier("nip", "  ") is None
    assert identifier("phone", None) is None


def test_a_username_of_digits_alone_would_be_taken_for_a_phone() -> None:
    with pytest.raises(Invalid, match="satu huruf") as refused:
        identifier("username", "08123456789")
    assert refused.value.field == "username"


@pytest.mark.parametrize(
    "column, typed",
    [
        ("username", "ai"),
        ("username", "ai setiawan"),
        ("username", "😀😀😀"),
        ("email", "ai@"),
        ("phone", "12"),
        ("nip", "1986092620150510"),
        ("nip", "198609262015051000"),
        ("nip", "199902302015051001"),
        ("nuptk", "123"),
        ("nrg", "=1+1"),
    ],
)
def test_what_is_no_such_number_is_refused_at_its_field(column: str, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        identifier(column, typed)
    assert refused.value.field == column
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("typed", ["", "   ", "😀", "7", "=HYPERLINK(1)", "A" * 121])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        person_name(typed)
    assert refused.value.field == "name"


def test_a_name_loses_the_marks_that_turn_text_around() -> None:
    assert person_name("Ai \u202eSetiawan\u202c,  S.Pd.") == "Ai Setiawan, S.Pd."


def test_a_phone_is_shown_as_it_is_read_out() -> None:
    assert shown_phone("+6281234567890") == "0812 3456 7890"
    assert shown_phone(None) == ""
