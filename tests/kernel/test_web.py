"""Where a door leads back to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel.web import safe_path


@pytest.mark.parametrize("target", ["/", "/paket/abc?lanjut=1", "/gugus/kkg#anggota"])
def test_a_path_of_this_site_is_followed(target: str) -> None:
    assert safe_path(target) == target


@pytest.mark.parametrize(
    "target",
    [None, "", "paket", "//evil.example", "/\\evil.example", "/\t\\evil.example", "/\n/evil", "https://evil.example"],
)
def test_what_leads_elsewhere_is_not(target: str | None) -> None:
    assert safe_path(target, "/gugus") == "/gugus"


@given(st.text(max_size=30))
def test_whatever_is_asked_for_stays_here(target: str) -> None:
    found = safe_path(target)
    assert found.startswith("/") and not found.startswith("//") and "\\" not in found
