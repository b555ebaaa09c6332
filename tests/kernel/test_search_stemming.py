"""Words of one family meet; words of two families do not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kernel.search.stemming import folded, stem
from community.kernel.search.tokens import Formula, audience_mark, facet_mark, kind_mark
from community.kernel.search.words import WORDS, question, stems_of

FAMILIES = """
nilai menilai penilaian dinilai penilai ternilai nilainya
tulis menulis penulisan tertulis ditulis penulis tulisan menuliskan
ajar mengajar pembelajaran pelajaran belajar pelajar pengajaran diajarkan
susun menyusun penyusunan disusun tersusun susunan
pecah pecahan memecahkan pemecahan
kelola mengelola pengelolaan dikelola
kembang mengembangkan pengembangan perkembangan berkembang
pakai memakai pemakaian dipakai
paham memahami pemahaman dipahami
hitung menghitung perhitungan penghitungan
ukur mengukur pengukuran ukuran terukur
tanya bertanya pertanyaan menanyakan
laksana melaksanakan pelaksanaan terlaksana
latih pelatihan latihan melatih
kali perkalian mengalikan dikalikan
bagi pembagian membagi bagian
tahu mengetahui pengetahuan diketahui
temu pertemuan menemukan penemuan
amat pengamatan mengamati
simpul menyimpulkan
layan pelayanan layanan melayani
praktik praktek mempraktikkan
analisis analisa menganalisis
rapor raport
proyek projek
diferensiasi berdiferensiasi differensiasi
asesmen assessment
"""


@pytest.mark.parametrize("family", FAMILIES.strip().splitlines())
def test_words_of_one_family_have_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1, {word: stem(word) for word in family.split()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("media", "medan"),
        ("materi", "matematika"),
        ("diskusi", "kursi"),
        ("senilai", "nilai"),
        ("pengalaman", "alam"),
        ("pengawas", "awas"),
        ("sekolah", "olah"),
        ("peta", "petani"),
        ("semester", "seminar"),
    ],
)
def test_what_only_looks_alike_stays_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_classes_are_found_however_they_are_written() -> None:
    assert stems_of("kelas IV") == stems_of("Kelas 4") == stems_of("kelas empat")


def test_an_apostrophe_and_an_accent_are_no_difference() -> None:
    assert stem("Qur'an") == stem("Qur’an") == stem("Alquran") == "quran"
    assert stem("Jum'at") == stem("jumat")
    assert folded("École") == "ecole"


def test_empty_words_and_degrees_are_not_looked_for() -> None:
    assert stems_of("yang dan di untuk, S.Pd., M.Pd.") == []


def test_a_question_keeps_each_word_once_and_not_too_many() -> None:
    assert question("menilai penilaian DINILAI pecahan yang pecahan") == ["menilai", "pecahan"]
    assert len(question(" ".join(f"kata{number}" for number in range(99)))) == WORDS
    assert question("x" * 10_000) != []


@given(st.text(max_size=60))
def test_whatever_is_typed_a_stem_is_one_plain_token(text: str) -> None:
    for found in [stem(text), *stems_of(text)]:
        assert re.fullmatch("[a-z0-9]{0,40}", found)


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_a_mark_is_one_plain_token(name: str, value: str) -> None:
    for mark in (facet_mark(name, value), kind_mark(name), audience_mark(value)):
        assert re.fullmatch("[a-z0-9:_-]+", mark)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_no_question_becomes_an_operator_of_either_database(words: list[str]) -> None:
    tokens = stems_of(" ".join(words))
    for written, quote in ((Formula.of(tokens).for_sqlite(), '"'), (Formula.of(tokens).for_postgresql(), "'")):
        outside = re.sub(f"{quote}[a-z0-9]+{quote}", "", written)
        assert re.fullmatch(r"[() &]*|[() AND]*", outside)


@given(st.sampled_from(["nilai", "ajar", "tulis", "susun", "kelola"]), st.sampled_from(["", "nya", "lah", "kah"]))
def test_a_particle_changes_nothing(root: str, particle: str) -> None:
    assert stem(root + particle) == stem(root)
