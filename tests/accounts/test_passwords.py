"""What a password must hold."""

import pytest

from community.accounts.passwords import hash_password, password_matches, weakness


def test_only_the_right_password_matches() -> None:
    kept = hash_password("tiga kata mudah")
    assert password_matches(kept, "tiga kata mudah")
    assert not password_matches(kept, "tiga kata sulit")


def test_nobody_without_a_password_is_let_in_by_any() -> None:
    assert not password_matches(None, "nobody")
    assert not password_matches(None, "")
    assert not password_matches("", "")


@pytest.mark.parametrize("password", ["", "pendek", "12345678", "Password", "aaaaaaaaaa", "x" * 201, "ai setiawan"])
def test_a_password_others_would_guess_is_refused_in_a_sentence(password: str) -> None:
    assert (weakness(password, "Ai Setiawan") or "").endswith(".")


@pytest.mark.parametrize("password", ["kopi hujan papan", "😀 tujuh ayam kecil", "كلمة سر طويلة"])
def test_a_long_one_in_any_letters_will_do(password: str) -> None:
    assert weakness(password, "Ai Setiawan", None) is None
