"""A word at a paragraph stays with that paragraph as long as it says the same, and reaches whom it is meant for."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from community.accounts.models import Guru
from community.gugus.services import report
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed, NotFound
from community.kernel.markdown import blocks, render_materi
from community.kernel.notices import unread
from community.materials.models import Comment, Material
from community.materials.queries.comments import KIND, comment_of, threads_of
from community.materials.refusals import CommentGone
from community.materials.rules.places import pieces, place_of
from community.materials.services import (
    comment_on,
    remove_material,
    reply_to,
    resolve_comment,
    save_version,
    withdraw_comment,
)
from tests.lokakarya.test_races import at_once
from tests.materials.making import TEXT, content, make_material
from tests.people import Cast
from tests.visitor import Visitor

INTI = 4  # the paragraph of kegiatan inti


def say(cast: Cast, material: Material, text: str = "Berapa lama?", by: str = "ketua", block: int = INTI) -> Comment:
    return comment_on(getattr(cast, by), material, number=material.current_number, block=block, text=text).comment


def save(cast: Cast, material: Material, text: str) -> None:
    said = content(text=text)
    save_version(cast.peserta, material, kind=material.kind, content=said, based_on=material.current_number)


def places(material: Material) -> list[int | None]:
    html = db.session.scalar(
        db.select(Material).where(Material.id == material.id).execution_options(populate_existing=True)
    ).current.html  # type: ignore[union-attr]
    return [thread.place for thread in threads_of(material, html)]


def sentences(guru_id: str) -> str:
    return " | ".join(notice.sentence for notice in unread(guru_id))


def test_a_comment_keeps_the_words_it_was_made_at(cast: Cast) -> None:
    material = make_material(cast)
    assert say(cast, material).quote.startswith("Setiap kelompok menilai potongan")
    assert "mengomentari" in sentences("peserta")


def test_it_moves_with_its_paragraph_and_is_listed_apart_once_that_is_rewritten(cast: Cast) -> None:
    material = make_material(cast)
    say(cast, material)
    save(cast, material, "Sebuah paragraf baru di depan.\n\n" + TEXT)
    assert places(material) == [INTI + 1]
    save(cast, material, TEXT.replace("menilai potongan", "mengukur potongan"))
    assert places(material) == [None]
    save(cast, material, TEXT)
    assert places(material) == [INTI]


@given(st.lists(st.sampled_from(["satu", "dua", "tiga"]), max_size=8), st.integers(1, 9))
def test_of_two_paragraphs_alike_the_nearest_is_meant(texts: list[str], block: int) -> None:
    said = dict(enumerate(texts, 1))
    found = place_of("dua", block, said)
    same = [number for number, text in said.items() if text == "dua"]
    assert found == min(same, key=lambda number: (abs(number - block), number), default=None)


@given(st.text(alphabet="ab#*- \n|`<>$[]()\"'&1.", max_size=120))
def test_the_pieces_of_a_text_are_the_whole_text(text: str) -> None:
    html = str(render_materi(text))
    found = pieces(html)
    assert "".join(piece for _, piece in found).strip() == html.strip()
    assert [number for number, _ in found] == list(blocks(html))


def test_an_answer_to_an_answer_stands_beside_it_and_tells_who_spoke_before(cast: Cast) -> None:
    material = make_material(cast)
    root = say(cast, material)
    first = reply_to(cast.peserta, root, text="Dua puluh menit.").comment
    second = reply_to(cast.peserta2, first, text="Terlalu singkat.").comment
    assert first.parent_id == second.parent_id == root.id
    assert "membalas" in sentences("ketua") and "membalas" in sentences("peserta")
    (thread,) = threads_of(material, material.current.html)
    assert [reply.comment.text for reply in thread.replies] == ["Dua puluh menit.", "Terlalu singkat."]


def test_who_is_named_is_told_that_they_are_named(cast: Cast) -> None:
    material = make_material(cast)
    said = comment_on(cast.ketua, material, number=1, block=1, text="Bagaimana menurut @peserta3 dan @entahsiapa?")
    assert "menyebut Anda" in sentences("peserta3")
    assert "@entahsiapa" in said.unreached


def test_nobody_is_told_of_a_draft_they_cannot_read(cast: Cast) -> None:
    material = make_material(cast, visibility="penulis")
    comment_on(cast.peserta, material, number=1, block=1, text="Ingat untuk @peserta3.")
    assert sentences("peserta3") == ""


def test_the_author_says_when_it_is_done_and_may_take_that_back(cast: Cast) -> None:
    material = make_material(cast)
    comment = say(cast, material)
    with pytest.raises(NotAllowed):
        resolve_comment(cast.ketua, comment)
    resolve_comment(cast.peserta, comment)
    assert comment.resolved_at is not None and "selesai" in sentences("ketua")
    resolve_comment(cast.peserta, comment, done=False)
    assert comment.resolved_at is None


def test_who_wrote_it_takes_it_back_and_answers_stay(cast: Cast) -> None:
    material = make_material(cast)
    root = say(cast, material)
    reply_to(cast.peserta, root, text="Dua puluh menit.")
    with pytest.raises(NotAllowed):
        withdraw_comment(cast.peserta, root)
    withdraw_comment(cast.ketua, root)
    with pytest.raises(CommentGone):
        withdraw_comment(cast.ketua, root)
    with pytest.raises(CommentGone):
        reply_to(cast.peserta2, root, text="Masih?")
    (thread,) = threads_of(material, material.current.html)
    assert thread.comment.removed_at and len(thread.replies) == 1


def test_an_outsider_reads_a_public_modul_and_not_what_the_gugus_says_of_it(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast, visibility="publik")
    say(cast, material, "Ini untuk kita saja.")
    with pytest.raises(NotAllowed):
        comment_on(cast.orang_luar, material, number=1, block=1, text="Halo")
    assert "untuk kita saja" in visitor(cast.peserta2).visit(f"/materi/{material.id}")
    for who in (cast.orang_luar, None):
        assert "untuk kita saja" not in visitor(who).visit(f"/materi/{material.id}")
    visitor(cast.orang_luar).visit(f"/materi/{material.id}/komentar", status=404)


def test_a_comment_is_reached_through_the_materi_it_is_about(cast: Cast) -> None:
    comment = say(cast, make_material(cast, visibility="masuk"))
    assert comment_of(cast.peserta2, comment.id).id == comment.id
    with pytest.raises(NotFound):
        comment_of(cast.orang_luar, comment.id)


@pytest.mark.parametrize(
    ("block", "text", "field"),
    [(99, "Halo", "block"), (0, "Halo", "block"), (1, "  ", "text"), (1, "x" * 5001, "text")],
)
def test_a_comment_at_no_paragraph_or_without_words_is_refused(cast: Cast, block: int, text: str, field: str) -> None:
    material = make_material(cast)
    with pytest.raises(Invalid) as refusal:
        say(cast, material, text, block=block)
    assert refusal.value.field == field
    assert db.session.scalar(db.select(db.func.count(Comment.id))) == 0


def test_a_double_tap_comments_once(app: Flask, cast: Cast) -> None:
    material_id = make_material(cast).id

    def tap() -> object:
        material = db.session.get_one(Material, material_id)
        guru = db.session.get_one(Guru, "ketua")
        return comment_on(guru, material, number=1, block=1, text="Berapa lama?")

    assert at_once(app, tap, tap) == ["", ""]
    assert db.session.scalar(db.select(db.func.count(Comment.id))) == 1


def test_what_three_members_report_is_put_away_until_pengurus_decide(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast)
    comment = say(cast, material, "Kata-kata kasar sekali.", by="peserta2")
    for who in ("peserta3", "sekretaris", "bendahara"):
        report(getattr(cast, who), comment, kind=KIND, reason="kasar")
    page = f"/materi/{material.id}/komentar"
    assert "Kata-kata kasar" not in visitor(cast.ketua).visit(page)
    assert "disembunyikan" in visitor(cast.ketua).visit(page)
    assert "Kata-kata kasar" in visitor(cast.peserta2).visit(page)  # its writer still sees it


def test_a_teacher_comments_without_javascript(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material_id = make_material(cast).id
    ketua: Visitor = visitor(cast.ketua)
    page = ketua.visit(f"/materi/{material_id}/komentar?p={INTI}")
    page = ketua.submit(page, {"text": "Berapa **menit**? <script>x</script>"}, action="/komentar")
    assert "Berapa menit?" in page and "<script>x" not in page.html
    comment_id = db.session.scalars(db.select(Comment.id)).one()
    peserta: Visitor = visitor(cast.peserta)
    page = peserta.visit(f"/materi/{material_id}/komentar")
    page = peserta.submit(page, {f"balas-{comment_id}-text": "Dua puluh."}, action=f"/komentar/{comment_id}/balasan")
    assert "Dua puluh." in page
    page = peserta.submit(page, action=f"/komentar/{comment_id}/selesai")
    assert "Selesai (1)" in page
    assert "1 komentar, semuanya selesai" in peserta.visit(f"/materi/{material_id}")


def test_what_was_typed_stays_when_it_is_refused(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material_id = make_material(cast).id
    ketua: Visitor = visitor(cast.ketua)
    page = ketua.visit(f"/materi/{material_id}/komentar?p=1")
    page = ketua.submit(page, {"text": "y" * 5001}, action="/komentar", status=422)
    assert "Terlalu panjang" in page and "y" * 5001 in page.html


def test_a_withdrawn_modul_takes_no_more_comments(cast: Cast, visitor) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast)
    comment = say(cast, material)
    remove_material(cast.peserta, material, reason="keliru")
    visitor(cast.ketua).visit(f"/materi/{material.id}/komentar", status=410)
    assert "Kirim komentar" not in visitor(cast.peserta).visit(f"/materi/{material.id}/komentar?p=1")
    with pytest.raises(Exception, match="ditarik"):
        reply_to(cast.peserta, comment, text="Masih?")


def test_reading_comments_costs_the_same_for_one_and_for_many(cast: Cast, queries) -> None:  # type: ignore[no-untyped-def]
    material = make_material(cast)
    say(cast, material)
    html = material.current.html
    read = lambda: [thread.comment.by.name for thread in threads_of(material, html)]  # noqa: E731
    one = queries(read)
    for number, who in enumerate(("peserta2", "peserta3", "sekretaris", "bendahara")):
        say(cast, material, f"Kata {number}", by=who)
    db.session.expire_all()
    db.session.refresh(material)
    assert queries(read) == one
