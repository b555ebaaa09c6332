"""What the sample gugus has written: a modul in two versions, an LKPD that was tried, an adaptation, a rubric."""

from datetime import timedelta

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kernel import clock
from community.materials.models import Material
from community.materials.queries.rubrics import rubric_of
from community.materials.rules.content import Content
from community.materials.services import (
    adapt,
    ask_review,
    comment_on,
    name_authors,
    record_use,
    review_material,
    save_version,
    show_to,
    write_material,
)
from community.materials.services.reviewing import Opinion

MODUL = r"""## Pertanyaan pemantik

Kalau satu dodol dibagi rata untuk empat anak, berapa bagian setiap anak? Kalau datang empat anak lagi?

## Kegiatan pembuka (10 menit)

1. Guru membawa selembar kertas lipat dan menanyakan cara membaginya rata untuk dua anak.
2. Anak melipat, membuka, lalu menamai setiap bagian: $\frac{1}{2}$.

## Kegiatan inti (45 menit)

| Langkah | Yang dilakukan anak | Yang diamati guru |
|---|---|---|
| Melipat | Melipat kertas menjadi 2, 4, dan 8 bagian | Apakah bagiannya sama besar |
| Membandingkan | Menumpuk lipatan dan menemukan yang sama panjang | Alasan yang diucapkan, bukan hanya jawabannya |
| Menuliskan | Menulis pecahan senilai yang ditemukan | Letak pembilang dan penyebut |

Yang diharapkan muncul dari anak sendiri:

$$\frac{1}{2} = \frac{2}{4} = \frac{4}{8}$$

Jika belum muncul, tanyakan: "Lipatan mana yang sama panjang dengan setengah?" Jangan langsung memberi rumusnya.

## Penutup (15 menit)

Setiap anak menulis satu pecahan yang senilai dengan $\frac{1}{3}$ di kartu kecil dan menyerahkannya sebelum pulang."""

ASESMEN = r"""

## Asesmen

- **Selama belajar:** catat anak yang membandingkan dengan menumpuk dan yang sudah dengan mengalikan.
- **Di akhir:** kartu pulang. Anak tuntas jika pecahannya senilai dan alasannya benar, misalnya
  $\frac{1}{3} = \frac{1 \times 2}{3 \times 2} = \frac{2}{6}$."""

LKPD = r"""Nama kelompok: ....................

## Alat dan bahan

Satu kertas lipat untuk setiap anak, pensil warna, gunting.

## Langkah

1. Lipat kertasmu menjadi **dua** bagian sama besar. Warnai satu bagian. Bagian yang berwarna: ......
2. Lipat lagi menjadi **empat** bagian. Sekarang bagian yang berwarna: ......
3. Isi tabel ini bersama temanmu.

| Banyak bagian | Bagian berwarna | Pecahannya |
|---|---|---|
| 2 | 1 | $\frac{1}{2}$ |
| 4 | | |
| 8 | | |

4. Apa yang berubah? Apa yang tetap? Ceritakan kepada kelompok lain.

> Untuk guru: biarkan anak menemukan sendiri bahwa luas yang diwarnai tetap sama."""

RUBRIK = """Dipakai setelah pertemuan kedua. Tandai kolom yang paling cocok, lalu tulis satu contoh jawaban anak.

| Yang dinilai | Mulai berkembang | Sesuai harapan | Melampaui |
|---|---|---|---|
| Menamai pecahan | Menghitung bagiannya saja | Menamai dengan benar | Memberi contoh lain |
| Pecahan senilai | Menebak | Menunjukkan dengan lipatan | Menjelaskan dengan perkalian |
| Alasan | Mengulang jawaban | Memberi satu alasan | Menanggapi alasan teman |"""

_COMMON = {"fase": "B", "kelas": "4", "mapel": "Matematika", "jenjang": "SD/MI", "topic": "Pecahan senilai"}
_CP = (
    "Pada akhir Fase B peserta didik dapat membandingkan dan mengurutkan antar-pecahan dengan pembilang satu serta "
    "mengenali pecahan senilai menggunakan gambar dan simbol matematika."
)


def share(cast: dict[str, Guru], gugus: Gugus) -> None:
    """Written over the last six weeks, by several hands."""
    lkpd = _lkpd(cast, gugus)
    _tried(cast, lkpd)
    _modul(cast, gugus)
    with clock.told(clock.now() - timedelta(weeks=3)):
        rubric = Content("Rubrik penilaian pecahan senilai", "CC-BY-SA", RUBRIK, **_COMMON)
        write_material(cast["koordinator"], gugus, kind="instrumen", content=rubric, visibility="gugus")
    _adaptation(cast, gugus, lkpd)


def _lkpd(cast: dict[str, Guru], gugus: Gugus) -> Material:
    with clock.told(clock.now() - timedelta(weeks=6)):
        said = Content(
            "LKPD melipat pecahan",
            "CC-BY",
            LKPD,
            tp="Anak menemukan pecahan senilai dengan melipat kertas.",
            **_COMMON,
        )
        return write_material(cast["sekretaris"], gugus, kind="lkpd", content=said, visibility="publik")


def _tried(cast: dict[str, Guru], lkpd: Material) -> None:
    """Reviewed and approved, remarked upon, and used in a class."""
    with clock.told(clock.now() - timedelta(weeks=5)):
        ask_review(cast["sekretaris"], lkpd)
        comment_on(
            cast["pns"], lkpd, number=1, block=4, text="Sediakan kertas cadangan: lipatan pertama sering miring."
        )
        rubric = rubric_of(lkpd.gugus_id)
        scores = {place: 3 for place, _ in enumerate(rubric.lines, 1)}
        for name, said in (("ketua", "Langkahnya runtut, anak dapat mulai sendiri."), ("koordinator", "")):
            opinion = Opinion("setuju", scores, text=said)
            review_material(cast[name], lkpd, number=1, rubric_number=rubric.number, opinion=opinion)
    with clock.told(clock.now() - timedelta(weeks=4)):
        record_use(
            cast["guru"],
            lkpd,
            used_on=clock.today() - timedelta(days=1),
            kelas="4A",
            pupils=27,
            text="Langkah 2 paling ramai: tiga kelompok menemukan sendiri bahwa 2/4 sama dengan setengah.",
        )


def _modul(cast: dict[str, Guru], gugus: Gugus) -> None:
    """Begun by one, with a second author who adds the assessment."""
    pns, guru = cast["pns"], cast["guru"]
    goals = {"tp": "Anak menunjukkan dua pecahan senilai dengan benda dan menuliskan lambangnya.", "cp": _CP}
    first = Content("Modul ajar pecahan senilai kelas 4", "CC-BY-SA", MODUL, **goals, **_COMMON)
    with clock.told(clock.now() - timedelta(days=6)):
        modul = write_material(pns, gugus, kind="modul_ajar", content=first, visibility="gugus")
        name_authors(pns, modul, guru_ids=[pns.id, guru.id])
    values = first.values | {"text": MODUL + ASESMEN, "note": "Menambah asesmen dan kartu pulang"}
    with clock.told(clock.now() - timedelta(days=3)):
        save_version(guru, modul, kind="modul_ajar", content=Content(**values), based_on=1)


def _adaptation(cast: dict[str, Guru], gugus: Gugus, lkpd: Material) -> None:
    with clock.told(clock.now() - timedelta(weeks=2)):
        made = adapt(cast["guru"], gugus, material=lkpd)
        said = Content(
            "LKPD membagi dodol",
            "CC-BY",
            LKPD.replace("kertas lipat", "gambar dodol").replace("Lipat kertasmu", "Gunting gambarmu"),
            note="Memakai dodol Garut, yang lebih dekat dengan anak",
            tp="Anak menemukan pecahan senilai dengan memotong gambar dodol.",
            **_COMMON,
        )
        save_version(cast["guru"], made, kind="lkpd", content=said, based_on=1)
        show_to(cast["guru"], made, visibility="gugus")
