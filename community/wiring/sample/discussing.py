"""What the sample gugus says in its rooms: at last week's pertemuan, at today's, and about one topic."""

from collections.abc import Mapping
from datetime import timedelta

from community.accounts.models import Guru
from community.discussion.models import Room
from community.discussion.rules.polls import ONE, drafted
from community.discussion.rules.words import written
from community.discussion.services import open_room, pin_message, react, send_message, start_topic
from community.discussion.services.polls import make_poll, open_poll, vote
from community.discussion.services.questions import ask_question, support_question
from community.gugus.models import Gugus
from community.kernel import clock
from community.lokakarya.models import Pertemuan

# Who says what, in the order in which it is said.
_LAST = (
    ("ketua", "Selamat pagi, Bapak/Ibu. Yang belum bisa hadir di SDN 2 silakan ikut dari ruang ini."),
    ("guru", "Hadir dari rumah, sinyal naik turun. Pesannya tetap masuk semua."),
    ("pns", "Kelompok 2 memilih pita kertas sebagai alat peraga: dilipat dua, empat, lalu delapan."),
    ("sekretaris", "Dicatat. Hasil kerja kelompok mohon difoto sebelum pulang."),
    ("guru", "Terima kasih. Pekan depan saya bawa alat peraganya."),
)
_TODAY = (
    (
        "ketua",
        "**Tujuan hari ini:** bagian inti modul selesai ditulis.\n\n1. bedah CP\n2. tulis\n3. saling baca",
    ),
    ("sekretaris", "Presensi dibuka. Kodenya ada di layar; yang dari rumah cukup masuk ke ruang ini."),
    ("guru", "Apakah pecahan senilai 1/2 = 2/4 masuk pertemuan pertama atau kedua?"),
    ("pns", "Menurut saya kedua, setelah anak melipat sendiri dan melihat keduanya sama panjang."),
    ("koordinator", "Setuju dengan usul kelompok 2. Jangan lupa asesmen awalnya."),
)
_TOPIC = (
    ("guru", "Ada yang punya soal pecahan bertingkat kesulitan untuk kelas 4?"),
    ("ketua", "Ada 40 butir di materi gugus, cari saja “bank soal pecahan”."),
)


def converse(cast: Mapping[str, Guru], gugus: Gugus, last: Pertemuan, current: Pertemuan) -> None:
    """Three rooms, and in today's a poll that is open and a question."""
    with clock.told(last.starts_at + timedelta(minutes=5)):
        _say(cast, open_room(cast["ketua"], last), _LAST)
    now = clock.now()
    with clock.told(now - timedelta(days=2)):
        _say(cast, start_topic(cast["guru"], gugus, topic="Bank soal pecahan", form_key="contoh"), _TOPIC)
    room = open_room(cast["ketua"], current)
    _say(cast, room, _TODAY)
    draft = drafted(
        kind=ONE,
        question="Kapan pecahan senilai diajarkan?",
        options="Pertemuan pertama\nPertemuan kedua\nPertemuan ketiga",
        anonymous=False,
        live=True,
    )
    poll = make_poll(cast["ketua"], room, draft=draft, form_key="contoh")
    open_poll(cast["ketua"], poll)
    first, second, _third = poll.options
    for part, option in (("pns", second), ("koordinator", second), ("sekretaris", first)):
        vote(cast[part], poll, chosen=[option.id])
    asked = ask_question(
        cast["guru"], room, text="Bagaimana menilai anak yang benar caranya tetapi salah hitung?", form_key="contoh"
    )
    support_question(cast["pns"], asked, on=True)


def _say(cast: Mapping[str, Guru], room: Room, lines: tuple[tuple[str, str], ...]) -> None:
    said = [
        send_message(cast[part], room, words=written(text), klien_id=f"contoh-{number}").message
        for number, (part, text) in enumerate(lines)
    ]
    pin_message(cast["ketua"], said[0], on=True)
    react(cast["sekretaris"], said[-1], kind="setuju", on=True)
