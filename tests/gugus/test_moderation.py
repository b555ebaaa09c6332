"""Members report, enough of them hide, pengurus decide, and everyone concerned hears of it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from community.accounts.models import Guru
from community.accounts.queries.export import everything_about
from community.gugus.models import Anggota, Report, ReportCase, Ruling
from community.gugus.queries import membership_of
from community.gugus.queries.moderation import cases_of, counted_reports, hidden, things_of
from community.gugus.services import (
    AlreadyReported,
    AlreadyRuled,
    OwnContent,
    OwnReport,
    edit_gugus,
    remove_anggota,
    report,
    rule,
)
from community.kabar.models import ABOUT, Post
from community.kabar.services import post_announcement, reply, start_thread
from community.kernel.clock import now
from community.kernel.database import add, db, end_transaction
from community.kernel.errors import Invalid, NotAllowed
from community.kernel.ids import new_id
from community.kernel.notices import unread
from community.kernel.trail import trail_of
from tests.people import GUGUS, Cast
from tests.visitor import Visitor

HOME = "/gugus/kkg-banjarwangi"
HIDDEN = "Tulisan ini disembunyikan sementara"
Visiting = Callable[..., Visitor]


@pytest.fixture
def insult(cast: Cast) -> Post:
    """Something Imas Solihin should not have said."""
    return start_thread(cast.peserta3, cast.gugus, title="Obrolan", text="Kalian bodoh.", form_key=new_id()).post


def report_by(person: Guru, post: Post, reason: str = "kasar", **more: Any) -> Report:
    return report(person, post, kind=ABOUT, reason=reason, **more)


def case_of(post: Post) -> ReportCase:
    db.session.expire_all()
    return db.session.scalars(select(ReportCase).where(ReportCase.about_id == post.id)).one()


def is_hidden(post: Post) -> bool:
    return hidden(ABOUT, [post.id]) == {post.id}


def sentences(guru_id: str) -> list[str]:
    return [each.sentence for each in unread(guru_id)]


def test_three_members_hide_it_and_two_do_not(cast: Cast, insult: Post) -> None:
    for person in (cast.peserta, cast.peserta2):
        report_by(person, insult)
        assert not is_hidden(insult)
    report_by(cast.koordinator, insult)
    assert is_hidden(insult)
    assert "Obrolan “Obrolan” disembunyikan sementara karena 3 anggota" in sentences("peserta3")[0]
    assert sentences("ketua") == ["Ada laporan di KKG Banjarwangi: Obrolan “Obrolan”."]
    last = case_of(insult).last_ruling
    assert last is not None and last.by_id is None


def test_a_gugus_says_itself_how_many_reports_hide(cast: Cast, insult: Post) -> None:
    edit_gugus(cast.ketua, cast.gugus, values={"hide_after": 2})
    report_by(cast.peserta, insult)
    report_by(cast.peserta2, insult)
    assert is_hidden(insult)
    with pytest.raises(Invalid):
        edit_gugus(cast.ketua, cast.gugus, values={"hide_after": 1})


def test_each_reports_a_thing_once(cast: Cast, insult: Post) -> None:
    report_by(cast.peserta, insult)
    with pytest.raises(AlreadyReported):
        report_by(cast.peserta, insult, reason="iklan")
    assert db.session.scalar(select(func.count(Report.id))) == 1


def test_nobody_reports_the_own_words(cast: Cast, insult: Post) -> None:
    with pytest.raises(OwnReport):
        report_by(cast.peserta3, insult)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": "iri"}, "reason"),
        ({"reason": ""}, "reason"),
        ({"reason": "lain", "words": "  \u200b"}, "words"),
        ({"reason": "kasar", "words": "x" * 501}, "words"),
    ],
)
def test_a_report_without_a_reason_is_none(cast: Cast, insult: Post, values: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        report(cast.peserta, insult, kind=ABOUT, **values)
    assert refused.value.field == field
    assert db.session.scalar(select(func.count(ReportCase.id))) == 0


def test_the_reports_of_former_members_do_not_count(cast: Cast, insult: Post) -> None:
    report_by(cast.peserta, insult)
    report_by(cast.peserta2, insult)
    for person in (cast.peserta, cast.peserta2):
        remove_anggota(cast.ketua, membership_of(person, GUGUS), reason="pindah tugas")
    report_by(cast.koordinator, insult)
    assert not is_hidden(insult)
    assert counted_reports(case_of(insult)) == 1


def test_a_ruling_answers_the_reports_and_everyone_hears_of_it(cast: Cast, insult: Post) -> None:
    for person in (cast.peserta, cast.peserta2, cast.koordinator):
        report_by(person, insult)
    rule(cast.sekretaris, case_of(insult), verdict="tampilkan", reason="keras, tetapi bukan hinaan")
    assert not is_hidden(insult)
    for person in ("peserta", "peserta2", "koordinator"):
        assert sentences(person) == [
            "Laporan Anda diputuskan: obrolan “Obrolan” tetap ditampilkan. Alasan: keras, tetapi bukan hinaan"
        ]
    assert sentences("peserta3")[0].startswith("Obrolan “Obrolan” tetap ditampilkan menurut keputusan pengurus.")
    assert "menampilkan obrolan “Obrolan” setelah dilaporkan: keras, tetapi bukan hinaan" in [
        line.sentence for line in trail_of("gugus", GUGUS)
    ]
    rule(cast.ketua, case_of(insult), verdict="sembunyikan", reason="setelah dibaca ulang")
    assert is_hidden(insult)
    assert [(each.number, each.verdict, each.by_id) for each in case_of(insult).rulings] == [
        (1, "sembunyikan", None),
        (2, "tampilkan", "sekretaris"),
        (3, "sembunyikan", "ketua"),
    ]


def test_after_a_ruling_it_takes_as_many_new_reports_to_hide_it(cast: Cast, insult: Post) -> None:
    edit_gugus(cast.ketua, cast.gugus, values={"hide_after": 2})
    report_by(cast.peserta, insult)
    rule(cast.ketua, case_of(insult), verdict="tampilkan", reason="tidak apa-apa")
    report_by(cast.peserta2, insult)
    assert not is_hidden(insult)
    report_by(cast.koordinator, insult)
    assert is_hidden(insult)


def test_a_pengurus_does_not_judge_the_own_words(cast: Cast) -> None:
    own = post_announcement(cast.ketua, cast.gugus, title="Iuran", text="Bayar!", form_key="k").post
    report_by(cast.peserta, own)
    assert sentences("ketua") == [], "who is reported is not told by whom, nor asked to decide"
    assert "Ada laporan di KKG Banjarwangi: Pengumuman “Iuran”." in sentences("sekretaris")
    with pytest.raises(OwnContent):
        rule(cast.ketua, case_of(own), verdict="tampilkan", reason="saya tidak bersalah")
    rule(cast.sekretaris, case_of(own), verdict="tampilkan", reason="memang perlu dibayar")


def test_only_pengurus_decide(cast: Cast, insult: Post) -> None:
    report_by(cast.peserta, insult)
    for person in (cast.peserta2, cast.pengawas, cast.operator, cast.orang_luar, cast.peserta3):
        with pytest.raises(NotAllowed):
            rule(person, case_of(insult), verdict="sembunyikan", reason="menurut saya")


def test_two_pengurus_do_not_overrule_each_other_unawares(cast: Cast, insult: Post) -> None:
    report_by(cast.peserta, insult)
    case = case_of(insult)
    rule(cast.ketua, case, verdict="tampilkan", reason="tidak apa-apa", based_on=0)
    with pytest.raises(AlreadyRuled):
        rule(cast.sekretaris, case, verdict="sembunyikan", reason="kasar sekali", based_on=0)


def test_three_at_the_same_moment_hide_it_once(cast: Cast, insult: Post, at_once: Callable[..., list[Any]]) -> None:
    post_id = insult.id

    def tap(name: str) -> Callable[[], Report]:
        return lambda: report_by(db.session.get_one(Guru, name), db.session.get_one(Post, post_id))

    found = at_once(tap("peserta"), tap("peserta2"), tap("koordinator"))
    assert all(isinstance(each, Report) for each in found), found
    assert hidden(ABOUT, [post_id]) == {post_id}
    assert db.session.scalar(select(func.count(Ruling.id))) == 1


def test_the_same_person_twice_at_once_reports_once(
    cast: Cast, insult: Post, at_once: Callable[..., list[Any]]
) -> None:
    post_id = insult.id
    tap = lambda: report_by(db.session.get_one(Guru, "peserta"), db.session.get_one(Post, post_id))  # noqa: E731
    found = at_once(tap, tap)
    assert sorted(type(each).__name__ for each in found) == ["AlreadyReported", "Report"]
    assert db.session.scalar(select(func.count(Report.id))) == 1


def test_a_member_reports_and_sees_a_neutral_sentence_in_its_place(cast: Cast, insult: Post, visitor: Visiting) -> None:
    thread = f"/kabar/{insult.kabar_id}"
    for person in (cast.peserta, cast.peserta2, cast.koordinator):
        browser = visitor(person)
        page = browser.visit(f"/laporan/kabar/{insult.id}")
        assert "Kalian bodoh." in page
        page = browser.submit(page, {"reason": "kasar"})
        assert "Pengurus akan memeriksanya" in page
    page = visitor(cast.bendahara).visit(thread)
    assert HIDDEN in page and "hanya penulis dan pengurus" in page and "Kalian bodoh" in page
    page = visitor(cast.peserta).visit(thread)
    assert HIDDEN in page and "bodoh" not in page.html and "Obrolan yang disembunyikan" in page
    page = visitor(cast.peserta3).visit(thread)
    assert HIDDEN in page and "Kalian bodoh." in page
    assert "Kalian bodoh" not in visitor(cast.peserta).visit(f"{HOME}/kabar").html
    assert "sudah melaporkan ini" in visitor(cast.peserta).visit(f"/laporan/kabar/{insult.id}")


def test_the_queue_shows_who_reported_why_and_takes_the_decision(cast: Cast, insult: Post, visitor: Visiting) -> None:
    report_by(cast.peserta, insult, words="Menyakiti hati")
    ketua = visitor(cast.ketua)
    assert "1 laporan menunggu keputusan" in ketua.visit(HOME)
    page = ketua.visit(f"{HOME}/laporan")
    assert "Kalian bodoh." in page and "Menyakiti hati" in page and "Ai Setiawan, S.Pd. melaporkan" in page
    case = case_of(insult).id
    again = ketua.submit(page, {f"{case}-verdict": "sembunyikan"}, action="/putusan", status=422)
    assert "Tulis alasannya" in again and is_hidden(insult) is False
    page = ketua.submit(again, {f"{case}-reason": "menghina anggota lain"}, action="/putusan")
    assert "Keputusan tercatat" in page and "Tidak ada yang menunggu" in page and "Disembunyikan" in page
    assert is_hidden(insult)
    page = ketua.submit(page, {f"{case}-verdict": "tampilkan", f"{case}-reason": "sudah minta maaf"}, action="/putusan")
    assert not is_hidden(insult)


def test_a_pengurus_reads_a_report_about_the_own_words_without_a_form(cast: Cast, visitor: Visiting) -> None:
    own = post_announcement(cast.ketua, cast.gugus, title="Iuran", text="Bayar!", form_key="k").post
    report_by(cast.peserta, own)
    page = visitor(cast.ketua).visit(f"{HOME}/laporan")
    assert "Pengurus lain yang memutuskan" in page and "Putuskan" not in page
    assert "Putuskan" in visitor(cast.sekretaris).visit(f"{HOME}/laporan")


def test_the_limit_is_set_by_who_leads(cast: Cast, visitor: Visiting) -> None:
    ketua = visitor(cast.ketua)
    page = ketua.visit(f"{HOME}/laporan")
    for bad in ("1", "21", "tiga", ""):
        assert "Belum tersimpan" in ketua.submit(page, {"hide_after": bad}, action="/batas", status=422)
    ketua.submit(page, {"hide_after": "5"}, action="/batas")
    assert cast.gugus.hide_after == 5
    assert "Pengaturan laporan" not in visitor(cast.bendahara).visit(f"{HOME}/laporan")


def test_who_may_not_read_it_may_not_report_it_nor_see_the_queue(cast: Cast, insult: Post, visitor: Visiting) -> None:
    for person in (cast.orang_luar, cast.pengawas, cast.operator):
        visitor(person).visit(f"/laporan/kabar/{insult.id}", status=404)
    for person, status in ((cast.peserta, 403), (cast.pengawas, 403), (cast.operator, 403), (cast.orang_luar, 404)):
        visitor(person).visit(f"{HOME}/laporan", status=status)
    visitor(cast.peserta).visit("/laporan/rahasia/tidakada22", status=404)
    visitor(cast.peserta).visit("/laporan/kabar/tidakada22", status=404)


def test_the_queue_asks_as_often_for_ten_as_for_one(
    cast: Cast, insult: Post, queries: Callable[[Callable[[], Any]], int]
) -> None:
    def read() -> None:
        db.session.expire_all()
        cases = cases_of(cast.gugus, waiting=True, limit=20)
        found = things_of(cases)
        assert all(found[case.id].excerpt and case.reports[0].by.name and not case.is_hidden for case in cases)

    report_by(cast.peserta, insult)
    few = queries(read)
    for number in range(9):
        post = reply(cast.peserta2, insult.kabar, text=f"Balasan {number}", form_key=new_id()).post
        report_by(cast.peserta, post)
    end_transaction(keep=False)
    assert queries(read) == few


def test_who_came_back_counts_again(cast: Cast, insult: Post) -> None:
    report_by(cast.peserta, insult)
    remove_anggota(cast.ketua, membership_of(cast.peserta, GUGUS), reason="pindah tugas")
    assert counted_reports(case_of(insult)) == 0
    add(Anggota(gugus_id=GUGUS, guru_id="peserta", joined_at=now(), via="operator", admitted_by_id="ketua"))
    end_transaction(keep=True)
    assert counted_reports(case_of(insult)) == 1


def test_what_one_reported_is_in_the_export_of_ones_own_data(cast: Cast, insult: Post) -> None:
    report_by(cast.peserta, insult, words="Menyakiti hati")
    rule(cast.ketua, case_of(insult), verdict="sembunyikan", reason="menghina")
    (line,) = everything_about(cast.peserta)["Laporan yang Anda kirim"]
    assert (line["keterangan"], line["putusan"]) == ("Menyakiti hati", "Disembunyikan")
    assert everything_about(cast.peserta3)["Kabar"]["tulisan"][0]["isi"][0]["teks"] == "Kalian bodoh."
