"""Who is named in a room, and who is answered there, is told of it where they can read it; nobody else."""

from collections.abc import Callable

from community.discussion.models import Room
from community.discussion.rules.words import written
from community.discussion.services import edit_message, open_room, send_message
from community.kernel.database import db, end_transaction
from community.kernel.files import Named
from community.kernel.ids import new_id
from community.kernel.notices import Notice
from tests.discussion.conftest import Say
from tests.factories import make_paket, make_pertemuan, make_role
from tests.people import Cast
from tests.pictures import photo
from tests.visitor import Visitor

Visitors = Callable[..., Visitor]


def told(guru_id: str) -> list[str]:
    end_transaction(keep=False)
    return sorted(each.kind for each in db.session.query(Notice).filter_by(guru_id=guru_id))


def with_narasumber(room: Room) -> None:
    assert room.pertemuan is not None
    make_role(room.pertemuan.paket, "orang_luar", "narasumber")


def test_a_narasumber_from_outside_is_told_when_named_and_when_answered(room: Room, say: Say, cast: Cast) -> None:
    with_narasumber(room)
    say("Terima kasih @Ujang Mulyana")
    assert told("orang_luar") == ["sebutan"]
    say("Saya setuju", by="ketua", reply_to=say("Coba dengan neraca.", by="orang_luar"))
    assert told("orang_luar") == ["kabar", "sebutan"]


def test_names_are_offered_of_those_who_are_in_the_room(visitor: Visitors, room: Room, cast: Cast) -> None:
    with_narasumber(room)
    found = visitor(cast.peserta).visit(f"{room.link}/sebutan?q=uja").response.get_json()
    assert [each["nama"] for each in found] == [cast.orang_luar.name]
    visitor(cast.pengawas).visit(f"{room.link}/sebutan?q=uja", status=403)
    visitor(cast.kepala).visit(f"{room.link}/sebutan?q=uja", status=404)


def test_a_narasumber_who_is_named_by_an_edit_is_told(room: Room, say: Say, cast: Cast) -> None:
    with_narasumber(room)
    message = say("Terima kasih")
    edit_message(cast.peserta, message, words=written("Terima kasih @orang_luar"), based_on=1)
    assert told("orang_luar") == ["sebutan"]


def test_who_came_from_outside_is_not_told_of_a_topic(room: Room, topic: Room, say: Say) -> None:
    with_narasumber(room)
    say("Menurut @orang_luar begini", to=topic)
    assert told("orang_luar") == []


def test_who_left_the_gugus_is_not_told_though_they_have_a_role(room: Room, say: Say, former: object) -> None:
    assert room.pertemuan is not None
    make_role(room.pertemuan.paket, "peserta3", "narasumber")
    say("Halo @peserta3")
    assert told("peserta3") == []


def test_in_the_room_of_a_draft_only_its_pengurus_are_told(cast: Cast) -> None:
    room = open_room(cast.ketua, make_pertemuan(make_paket("Menyusun soal", scheduled=False)))
    end_transaction(keep=False)
    sent = send_message(cast.ketua, room, words=written("@peserta dan @sekretaris, lihat ini"), klien_id=new_id())
    assert "@peserta bukan nama anggota yang dapat membaca ini" in sent.unclear
    assert told("peserta") == [] and told("sekretaris") == ["sebutan"]


def test_a_message_whose_words_were_taken_out_still_says_how_many_files_it_has(say: Say, cast: Cast) -> None:
    files = [Named("satu.jpg", photo()), Named("dua.jpg", photo())]
    bare = say("", uploads=files, by="ketua")
    message = say("Ini fotonya", uploads=[Named("satu.jpg", photo()), Named("dua.jpg", photo())])
    edit_message(cast.peserta, message, words=written("", with_files=True), based_on=1)
    assert message.excerpt == bare.excerpt == "2 berkas"
