"""A number is kept as its owner has it, or refused with what is wrong and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel import identifiers
from community.kernel.identifiers import Unfit

NIP = "198203182007032007"


def why(reader, *typed):
    with pytest.raises(Unfit) as caught:
        reader(*typed)
    unfit = caught.value
    assert unfit.reason.endswith(".")
    assert unfit.remedy.endswith(".")
    assert unfit.message == f"{unfit.reason} {unfit.remedy}"
    return unfit.why


@pytest.mark.parametrize("typed", [NIP, "19820318 200703 2 007", "'198203182007032007", "NIP. 198203182007032007"])
def test_a_nip_is_kept_as_18_digits_however_it_is_spaced(typed):
    assert identifiers.nip(typed) == NIP


@pytest.mark.parametrize(
    ("typed", "case"),
    [
        ("1.98203152008012E+17", "nip_kehilangan_angka"),
        ("1,98E+17", "nip_kehilangan_angka"),
        ("198203152008012000", "nip_kehilangan_angka"),
        ("130123456", "nip_panjang"),
        ("1982031820070320071", "nip_panjang"),
        ("19820318200703200O", "nip_bukan_angka"),
        ("١٩٨٢٠٣١٨٢٠٠٧٠٣٢٠٠٧", "nip_bukan_angka"),
        ("198213182007032007", "nip_tanggal"),
        ("198202302007032007", "nip_tanggal"),
        ("198203182007033007", "nip_kelamin"),
    ],
)
def test_a_nip_that_is_none_is_refused_by_its_case(typed, case):
    assert why(identifiers.nip, typed) == case


def test_a_nip_that_came_as_a_number_is_refused_even_if_it_looks_whole():
    assert why(identifiers.nip, "198203182007032000", 1.98203182007032e17) == "nip_kehilangan_angka"
    assert why(identifiers.nip, "198203182007032016", 198203182007032016.0) == "nip_kehilangan_angka"


def test_the_contract_code_of_a_pppk_in_place_of_the_month_is_no_error():
    assert identifiers.nip("199406182021212004") == "199406182021212004"
    assert not identifiers.nip_has_start_month("199406182021212004")
    assert identifiers.nip_gender("199406182021212004") == "P"


def test_a_nuptk_has_16_digits_and_a_number_keeps_only_15_of_them():
    assert identifiers.nuptk("7735 4684 8745 2685") == "7735468487452685"
    assert identifiers.nuptk("7735468487452685", 7735468487452685.0) == "7735468487452685"
    assert why(identifiers.nuptk, "7735468487452680", 7735468487452680.0) == "nuptk_kehilangan_angka"
    assert why(identifiers.nuptk, "9388122511792253", 9388122511792253.0) == "nuptk_kehilangan_angka"
    assert why(identifiers.nuptk, "8245261455741", 8245261455741.0) == "nuptk_panjang"
    assert why(identifiers.nuptk, "12345") == "nuptk_panjang"


def test_a_nomor_peserta_sertifikasi_is_not_taken_for_an_nrg():
    assert identifiers.nrg("121234567890") == "121234567890"
    assert why(identifiers.nrg, "12020502710123") == "nrg_nomor_peserta"
    assert why(identifiers.nrg, "123") == "nrg_panjang"


def test_an_npsn_has_eight_digits_or_capitals():
    assert identifiers.npsn("20225690") == "20225690"
    assert identifiers.npsn(" p9908123 ") == "P9908123"
    assert why(identifiers.npsn, "2022569") == "npsn_bentuk"
    assert why(identifiers.npsn, "2022569²") == "npsn_bentuk"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("081627437326", "+6281627437326"),
        ("0816-2743-7326", "+6281627437326"),
        ("+62 816 2743 7326", "+6281627437326"),
        ("6281627437326", "+6281627437326"),
        ("81627437326", "+6281627437326"),
        ("(0262) 123456", "+62262123456"),
        ("081627437326 / 085747207378", "+6281627437326"),
        ("+60 12 345 6789", "+60123456789"),
    ],
)
def test_a_phone_number_is_kept_in_one_form(typed, kept):
    assert identifiers.phone(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "0812", "abc", "08123456789012345", "8,12E+10", "62", "+"])
def test_what_is_no_phone_number_is_refused(typed):
    assert why(identifiers.phone, typed) in ("hp_bentuk", "hp_kehilangan_angka")


def test_an_address_is_kept_in_small_letters_or_refused():
    assert identifiers.email(" Ida.Maryani18@Contoh.Belajar.id ") == "ida.maryani18@contoh.belajar.id"
    for typed in (
        "bukan-email",
        "a@b",
        "ida@@contoh.id",
        "ida contoh@contoh.id",
        "@",
        "x" * 300 + "@contoh.id",
    ):
        assert why(identifiers.email, typed) == "email_bentuk"


def test_a_user_name_is_small_letters_and_could_not_be_a_phone_number():
    assert identifiers.username("Ida.Maryani") == "ida.maryani"
    for typed in ("id", "ida maryani", "081627437326", "=ida", "ıda"):
        assert why(identifiers.username, typed) == "nama_pengguna_bentuk"


@given(
    st.sampled_from([identifiers.nip, identifiers.nuptk, identifiers.nrg, identifiers.npsn, identifiers.phone]),
    st.text() | st.from_regex(r"[0-9 .'+eE,-]{0,25}", fullmatch=True),
    st.none() | st.floats(),
)
def test_any_text_is_kept_clean_or_refused(reader, text, number):
    try:
        kept = reader(text, number)
    except Unfit as unfit:
        assert unfit.reason
        assert unfit.remedy
    else:
        assert kept.isascii()
        assert kept.lstrip("+").isalnum()


@given(st.sampled_from([identifiers.email, identifiers.username]), st.text() | st.emails())
def test_any_address_is_kept_in_small_letters_or_refused(reader, text):
    try:
        assert reader(text) == reader(text).lower()
    except Unfit as unfit:
        assert unfit.why
