"""Ujang with his degree and Ujang without it are one person; shouting is tidied, other spelling is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel.person_names import name_key, split_name, tidy_name


@pytest.mark.parametrize(
    ("written", "base", "before", "behind"),
    [
        ("Ujang", "Ujang", (), ()),
        ("Drs. Jajang Rukmana, S.Pd.SD", "Jajang Rukmana", ("Drs.",), ("S.Pd.SD",)),
        ("Drs. H.Asep Hidayat, S.Pd., M.Pd", "Asep Hidayat", ("Drs.", "H."), ("S.Pd.", "M.Pd.")),
        ("Hj. Tati Lestari", "Tati Lestari", ("Hj.",), ()),
        ("ida maryani s.pd", "ida maryani", (), ("S.Pd.",)),
        ("Moh. Ali, A. Ma. Pd. SD", "Moh. Ali", (), ("A.Ma.Pd.SD",)),
        ("Asep S.Pd., M.Pd.", "Asep", (), ("S.Pd.", "M.Pd.")),
        ("Rukmana, Jajang", "Rukmana Jajang", (), ()),
        ("Siti Ma", "Siti Ma", (), ()),
        ("H.", "H.", (), ()),
    ],
)
def test_degrees_and_honorifics_stand_apart_from_the_name(written, base, before, behind):
    assert split_name(written) == (before, base, behind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ujang, S.Pd.I.", "Ujang"),
        ("Drs. Jajang Rukmana, S.Pd.SD", "JAJANG RUKMANA"),
        ("Hj. Nur'aini", "Nuraini, M.Pd."),
        ("  Tati   Setiawan ", "tati setiawan, s.pd"),
        ("M. Yusuf", "M Yusuf"),
    ],
)
def test_two_spellings_of_one_person_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def test_two_people_have_two_keys():
    assert name_key("Tati Lestari, S.Pd.") != name_key("Tati Rosmiati, S.Pd.")


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("  TATI SETIAWAN, M.PD.  ", "Tati Setiawan, M.Pd."),
        ("drs. jajang rukmana, s.pd.sd", "Drs. Jajang Rukmana, S.Pd.SD"),
        ("Hj. NUR'AINI", "Hj. Nur'aini"),
        ("SITI-AMINAH", "Siti-Aminah"),
        ("Siti   Aminah", "Siti Aminah"),
        ("Ida Maryani, S.Pd", "Ida Maryani, S.Pd"),
        ("McDonald Tambunan", "McDonald Tambunan"),
        ("AI", "AI"),
    ],
)
def test_shouting_is_tidied_and_a_name_in_mixed_case_is_left_as_its_owner_writes_it(written, tidied):
    assert tidy_name(written) == tidied


@given(st.text())
def test_any_text_has_a_key_and_tidying_twice_changes_nothing_more(text):
    assert isinstance(name_key(text), str)
    assert tidy_name(tidy_name(text)) == tidy_name(text)


@given(
    st.sampled_from(["Ujang", "Tati Setiawan", "Nur Aini"]),
    st.lists(st.sampled_from(["S.Pd.", "M.Pd.", "Gr."])),
)
def test_no_degree_changes_the_key(name, degrees):
    assert name_key(", ".join([name, *degrees])) == name_key(name)
