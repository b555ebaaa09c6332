"""What the sample gugus tells itself: an announcement to confirm, a thread with answers, an older announcement."""

from collections.abc import Mapping
from datetime import timedelta

from community.accounts.models import Guru
from community.gugus.models import Gugus
from community.kabar.models import Kabar
from community.kabar.services import confirm_kabar, pin_kabar, post_announcement, read_kabar, reply, start_thread
from community.kernel import clock
from community.kernel.database import db

_RULES = """Sesuai kesepakatan pertemuan terakhir:

- pertemuan mulai **pukul 08.00** dan presensi dibuka 15 menit sebelumnya
- yang berhalangan mengabari sekretaris paling lambat malam sebelumnya
- setiap sekolah membawa satu contoh dari kelasnya sendiri
"""
_MODUL = """Pertemuan pekan ini kita menulis bagian inti modul pecahan. Mohon dibawa:

1. capaian pembelajaran fase B yang sudah ditandai
2. satu alat peraga pecahan yang pernah dipakai
3. laptop, bila ada

| Kelompok | Bagian |
|---|---|
| SDN 1 dan 2 | kegiatan pembuka |
| SDN 3 | kegiatan inti |
| yang lain | asesmen |
"""
_ASK = "Anak-anak saya masih menganggap 1/4 lebih besar dari 1/2. Alat peraga apa yang berhasil di kelas Bapak/Ibu?"
_STRIPS = "Saya memakai pita kertas yang dilipat. Setelah dilipat sendiri, mereka melihat 1/4 lebih pendek."
_CAKE = "Kue dadar juga berhasil, dan habis dimakan. @Yayat Setiawan, bawa pitanya Sabtu ini ya."


def talk(cast: Mapping[str, Guru], gugus: Gugus) -> None:
    """Three kabar within the last weeks, told with the clock set back."""
    now = clock.now()
    with clock.told(now - timedelta(days=24)):
        rules = _announce(cast["sekretaris"], gugus, "Tata tertib pertemuan", _RULES, important=False)
        pin_kabar(cast["ketua"], rules, place=2)
    for part in ("ketua", "guru", "pns", "koordinator", "kepala"):
        with clock.told(now - timedelta(days=22)):
            read_kabar(cast[part], rules)
    with clock.told(now - timedelta(days=3, hours=4)):
        asked = start_thread(cast["guru"], gugus, title="Alat peraga pecahan", text=_ASK, form_key="contoh").post
        thread = db.session.get_one(Kabar, asked.kabar_id)
    with clock.told(now - timedelta(days=3)):
        strips = reply(cast["pns"], thread, text=_STRIPS, form_key="contoh", reply_to=asked).post
    with clock.told(now - timedelta(days=2, hours=5)):
        reply(cast["ketua"], thread, text=_CAKE, form_key="contoh", reply_to=strips)
    with clock.told(now - timedelta(days=2)):
        modul = _announce(cast["ketua"], gugus, "Yang dibawa untuk pertemuan pekan ini", _MODUL, important=True)
    for part in ("sekretaris", "pns"):
        with clock.told(now - timedelta(days=1)):
            confirm_kabar(cast[part], modul)


def _announce(by: Guru, gugus: Gugus, title: str, text: str, *, important: bool) -> Kabar:
    sent = post_announcement(by, gugus, title=title, text=text, form_key="contoh", important=important)
    return db.session.get_one(Kabar, sent.post.kabar_id)
