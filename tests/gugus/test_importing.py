"""A teacher list, from upload to anggota: what each row would do, and that it is done once."""

import csv
import io
import threading
import zipfile
from datetime import date

import pytest
from sqlalchemy import func, select

from community.accounts.models import Appointment, Guru, SignIn
from community.gugus import services
from community.gugus.jobs import apply_import, read_import, resume_imports
from community.gugus.models import Anggota, TeacherImport, TeacherImportRow
from community.gugus.queries import pengurus_of
from community.gugus.queries.imports import counted, pending_count, rows_of
from community.kernel.clock import now
from community.kernel.database import add, db, end_transaction
from community.kernel.errors import NotAllowed
from community.kernel.files import FileRefused, Named
from community.kernel.notices import unread
from community.wilayah.models import Sekolah
from tests.gugus.uploads import BANJARWANGI, as_csv, as_xlsx, read_in, teacher

SCHOOLS = ("20225689", "20225690", "20225710", "20225713", "20208861", "20208862")


def people() -> int:
    return db.session.scalar(select(func.count(Guru.id))) or 0


def members() -> int:
    return db.session.scalar(select(func.count(Anggota.id)).where(Anggota.left_at.is_(None))) or 0


def by_number(found: TeacherImport) -> dict[int, TeacherImportRow]:
    return {row.number: row for row in rows_of(found.id)}


def apply_all(actor, found) -> None:
    services.begin_apply(actor, found)
    apply_import(found.id)
    end_transaction(keep=False)


@pytest.fixture
def garut(app):
    """The schools that the real list names beside those of the cast."""
    for npsn in SCHOOLS:
        add(Sekolah(npsn=npsn, name=f"SDN {npsn}", bentuk="SD", status="Negeri", kecamatan_code="32.05.23"))
    end_transaction(keep=True)


@pytest.fixture
def bare_gugus(app, cast):
    """A gugus nobody belongs to yet."""
    from community.kernel.command import INSTALLATION

    values = {"kind": "KKG", "name": "KKG Cikajang", "wilayah_code": "32.05.23"}
    return services.create_gugus(cast.operator, INSTALLATION, values=values)


@pytest.fixture
def nobody_else(app):
    """The cast bears other names than the list, so that the list is read as by an installation without them."""
    for guru in db.session.scalars(select(Guru)):
        guru.name_key = f"pemeran {guru.id}"
    end_transaction(keep=True)


def real_list(actor, gugus) -> TeacherImport:
    found = services.start_import(actor, gugus, upload=Named(BANJARWANGI.name, BANJARWANGI.read_bytes()))
    read_import(found.id)
    end_transaction(keep=False)
    return found


def test_the_real_list_of_banjarwangi_says_exactly_what_each_row_will_do(cast, garut, nobody_else, bare_gugus):
    before = people()
    found = real_list(cast.operator, bare_gugus)
    assert found.state == "siap"
    assert counted(found.id) == {"baru": 65, "ubah": 0, "sama": 0, "tanya": 0, "galat": 9}
    wrong = {
        row.number: [(problem["column"], problem["code"]) for problem in row.problems]
        for row in rows_of(found.id, "galat")
    }
    assert wrong == {
        9: [("NIP", "nip_kehilangan_angka")],
        13: [("NPSN", "npsn_tidak_dikenal")],
        17: [("NIP", "nip_kehilangan_angka")],
        21: [("NUPTK", "nuptk_panjang")],
        25: [("Tanggal Lahir", "tanggal_tidak_ada")],
        31: [("Email", "email_bentuk")],
        33: [("Nama", "rumus")],
        78: [("NUPTK", "baris_berulang")],
        79: [("NUPTK", "baris_berulang")],
    }
    assert people() == before, "a dry run changes nobody"


def test_the_real_list_is_applied_and_the_same_file_again_changes_nothing(cast, garut, nobody_else, bare_gugus):
    before = people()
    apply_all(cast.operator, real_list(cast.operator, bare_gugus))
    assert people() == before + 65
    again = real_list(cast.operator, bare_gugus)
    assert counted(again.id) == {"baru": 0, "ubah": 0, "sama": 65, "tanya": 0, "galat": 9}
    with pytest.raises(services.NothingToApply):
        services.begin_apply(cast.operator, again)
    assert people() == before + 65


def test_who_comes_by_a_list_has_no_password_and_their_numbers_as_text(cast, app):
    apply_all(cast.ketua, read_in(cast.ketua, cast.gugus, [teacher(1, NUPTK="0123456789012345")]))
    guru = db.session.scalars(select(Guru).where(Guru.nuptk == "0123456789012345")).one()
    assert guru.password_hash is None
    assert guru.phone == "+6281200000001"
    assert guru.sekolah_id == "sdn1"
    assert db.session.scalars(select(Anggota.via).where(Anggota.guru_id == guru.id)).one() == "impor"


def test_a_killed_import_completes_when_it_is_repeated(cast, app):
    lines = [teacher(number) for number in range(1, 31)]
    found = read_in(cast.ketua, cast.gugus, lines)
    before = people()
    services.begin_apply(cast.ketua, found)
    assert services.apply_chunk(cast.ketua, found, size=10) == 20
    end_transaction(keep=False)
    assert people() == before + 10
    assert found.state == "diterapkan"
    resume_imports()  # what a start does after the kill
    end_transaction(keep=False)
    assert people() == before + 30
    assert found.state == "selesai"
    assert found.done == found.total == 30


def test_a_reading_that_was_killed_goes_on_where_it_stopped(cast, app):
    from community.gugus.rules.repeats import Repeats
    from community.gugus.teacher_list import read_teacher_list
    from community.kernel.clock import today

    body = as_csv([teacher(number) for number in range(1, 21)])
    found = services.start_import(cast.ketua, cast.gugus, upload=Named("daftar.csv", body))
    listed = read_teacher_list(body, today())
    titles = listed.header.titles
    services.keep_findings(cast.ketua, found, rows=listed.rows[:7], titles=titles, repeats=Repeats(listed.rows))
    resume_imports()
    end_transaction(keep=False)
    assert found.state == "siap"
    assert [row.number for row in rows_of(found.id)] == list(range(2, 22))


def test_a_chunk_is_all_or_nothing(cast, app, monkeypatch):
    from community.gugus.services.importing import applying

    found = read_in(cast.ketua, cast.gugus, [teacher(number) for number in range(1, 6)])
    before = people(), members()
    services.begin_apply(cast.ketua, found)

    def fails(*_args):
        raise OSError("the disk is full")

    monkeypatch.setattr(applying, "_admit", fails)
    with pytest.raises(OSError, match="disk"):
        services.apply_chunk(cast.ketua, found)
    end_transaction(keep=False)
    assert (people(), members()) == before
    assert pending_count(found.id) == 5


def test_someone_with_the_same_name_and_birth_date_is_asked_about_and_never_merged_silently(cast, app):
    cast.peserta.birth_on = date(1980, 3, 2)
    end_transaction(keep=True)
    line = teacher(1, Nama="Ai Setiawan", **{"Tanggal Lahir": "02/03/1980"})
    found = read_in(cast.ketua, cast.gugus, [line])
    row = by_number(found)[2]
    assert row.verdict == "tanya"
    assert row.candidate_id == "peserta"
    with pytest.raises(services.NothingToApply):
        services.begin_apply(cast.ketua, found)
    before = people()
    assert services.answer_rows(cast.ketua, found, answers={row.id: "sama"}) == 1
    apply_all(cast.ketua, found)
    assert people() == before
    assert cast.peserta.nuptk == "7000000000000001"
    assert "Data diri Anda diperbarui" in unread("peserta")[0].sentence


def test_who_is_said_to_be_another_person_gets_an_account_of_their_own(cast, app):
    found = read_in(cast.ketua, cast.gugus, [teacher(1, Nama="Ai Setiawan", **{"Tanggal Lahir": ""})])
    before = people()
    assert services.answer_rows(cast.ketua, found, answers={}, all_as="lain") == 1
    apply_all(cast.ketua, found)
    assert people() == before + 1
    assert cast.peserta.nuptk is None


def test_a_number_of_somebody_else_is_an_error_of_its_row_and_no_crash(cast, app):
    cast.orang_luar.phone = "+6281200000001"
    cast.orang_luar.email = "ujang@contoh.id"
    cast.peserta.nip = "198203182007032007"
    end_transaction(keep=True)
    lines = [
        teacher(1),
        teacher(2, Email="ujang@contoh.id"),
        teacher(3, NIP="198203182007032007"),
    ]
    rows = by_number(read_in(cast.ketua, cast.gugus, lines))
    assert rows[2].verdict == "galat"
    assert rows[2].problems[0]["column"] == "HP"
    assert "orang lain di luar gugus ini" in rows[2].problems[0]["message"]
    assert [rows[3].verdict, rows[4].verdict] == ["tanya", "tanya"], "the number says one person, the name another"
    assert rows[4].candidate_id == "peserta"


def test_one_number_on_two_rows_is_an_error_of_the_second(cast, app):
    rows = by_number(read_in(cast.ketua, cast.gugus, [teacher(1), teacher(2, HP="081200000001")]))
    assert rows[2].verdict == "baru"
    assert rows[3].problems[0]["message"] == "Nomor HP ini sama dengan baris 2."


def test_two_rows_of_one_name_and_birth_date_are_asked_about(cast, app):
    lines = [
        {"Nama": "Euis Kartini", "Tanggal Lahir": "04/05/1979", "NPSN": "20225687"},
        {"Nama": "Euis Kartini, S.Pd.", "Tanggal Lahir": "04/05/1979", "NPSN": "20225687"},
    ]
    found = read_in(cast.ketua, cast.gugus, lines)
    rows = by_number(found)
    assert [rows[2].verdict, rows[3].verdict] == ["baru", "tanya"]
    before = people()
    services.answer_rows(cast.ketua, found, answers={rows[3].id: "sama"})
    apply_all(cast.ketua, found)
    assert people() == before + 1
    assert db.session.scalars(select(Guru.name).where(Guru.name_key == "euis kartini")).one() == "Euis Kartini, S.Pd."


def test_a_list_without_numbers_repeated_asks_nothing(cast, app):
    lines = [{"Nama": "Euis Kartini", "Tanggal Lahir": "04/05/1979", "NPSN": "20225687"}]
    apply_all(cast.ketua, read_in(cast.ketua, cast.gugus, lines))
    assert by_number(read_in(cast.ketua, cast.gugus, lines))[2].verdict == "sama"


def test_what_changes_for_an_anggota_of_this_gugus_alone_is_shown_old_and_new(cast, app):
    apply_all(cast.ketua, read_in(cast.ketua, cast.gugus, [teacher(1)]))
    row = by_number(read_in(cast.ketua, cast.gugus, [teacher(1, HP="0812999", NPSN="20225688")]))[2]
    assert row.verdict == "galat", "0812999 is no phone number"
    found = read_in(cast.ketua, cast.gugus, [teacher(1, HP="081234567890", NPSN="20225688")])
    row = by_number(found)[2]
    assert row.verdict == "ubah"
    assert {"label": "Nomor HP", "old": "+6281200000001", "new": "+6281234567890"} in row.changes
    assert {"label": "Sekolah", "old": "SDN 1 Banjarwangi", "new": "SDN 2 Banjarwangi"} in row.changes
    apply_all(cast.ketua, found)
    guru = db.session.scalars(select(Guru).where(Guru.nuptk == "7000000000000001")).one()
    assert (guru.phone, guru.sekolah_id) == ("+6281234567890", "sdn2")


def test_a_list_only_fills_what_is_empty_for_someone_of_another_gugus(cast, bare_gugus):
    apply_all(cast.ketua, read_in(cast.ketua, cast.gugus, [teacher(1)]))
    found = read_in(
        cast.operator, bare_gugus, [teacher(1, NPSN="20225688", HP="081234567890", NIP="198203182007032007")]
    )
    row = by_number(found)[2]
    assert row.verdict == "ubah"
    assert [change["label"] for change in row.changes] == ["NIP", "Keanggotaan"]
    assert any("bukan anggota gugus ini saja" in note for note in row.notes)
    apply_all(cast.operator, found)
    guru = db.session.scalars(select(Guru).where(Guru.nuptk == "7000000000000001")).one()
    assert (guru.phone, guru.sekolah_id, guru.nip) == ("+6281200000001", "sdn1", "198203182007032007")


def test_a_list_never_writes_how_someone_with_a_password_signs_in(cast, app):
    cast.peserta.nuptk = "7000000000000001"
    end_transaction(keep=True)
    found = read_in(cast.ketua, cast.gugus, [teacher(1, Nama="Ai Setiawan, S.Pd.")])
    row = by_number(found)[2]
    assert [change["label"] for change in row.changes] == ["Tanggal lahir"]
    assert any("hanya pemilik akun" in note for note in row.notes)
    apply_all(cast.ketua, found)
    assert (cast.peserta.email, cast.peserta.phone) == (None, None)


def test_a_list_never_writes_how_someone_with_an_appointment_signs_in(cast, app):
    """A sign-in written by a ketua would lead a reset code for the koordinator into the ketua's own mailbox."""
    apply_all(cast.ketua, read_in(cast.ketua, cast.gugus, [teacher(1, Email="")]))
    guru = db.session.scalars(select(Guru).where(Guru.nuptk == "7000000000000001")).one()
    add(
        Appointment(
            guru_id=guru.id,
            office="koordinator_pkb",
            sekolah_id="sdn1",
            from_on=date(2026, 1, 5),
            made_by_id="operator",
            made_at=now(),
        )
    )
    end_transaction(keep=True)
    assert by_number(read_in(cast.ketua, cast.gugus, [teacher(1)]))[2].verdict == "sama"


def test_a_list_never_moves_someone_whose_account_is_in_use_to_another_school(cast, app):
    """The school decides who verifies."""
    cast.peserta.nuptk, cast.peserta3.nuptk = "7000000000000001", "7000000000000002"
    cast.peserta3.sekolah_id = None
    end_transaction(keep=True)
    lines = [
        teacher(1, Nama="Ai Setiawan, S.Pd.", NPSN="20225688"),
        teacher(2, Nama="Imas Solihin, S.Pd.", NPSN="20225688"),
    ]
    before = cast.peserta.sekolah_id
    found = read_in(cast.ketua, cast.gugus, lines)
    said = "Sekolah tidak diubah: akun ini sudah dipakai; operator yang mengubahnya."
    rows = by_number(found)
    assert said in rows[2].notes and said not in rows[3].notes
    apply_all(cast.ketua, found)
    assert (cast.peserta.sekolah_id, cast.peserta3.sekolah_id) == (before, "sdn2")


def test_who_came_in_by_a_card_uses_the_account_though_no_password_was_set(cast, app):
    cast.peserta.nuptk, cast.peserta.password_hash = "7000000000000001", None
    add(SignIn(guru_id="peserta", token_hash="x", device="ponsel", how="kartu", at=now(), seen_at=now()))
    end_transaction(keep=True)
    before = cast.peserta.sekolah_id
    apply_all(cast.ketua, read_in(cast.ketua, cast.gugus, [teacher(1, Nama="Ai Setiawan, S.Pd.", NPSN="20225688")]))
    assert (cast.peserta.sekolah_id, cast.peserta.email) == (before, None)


def test_an_answer_about_one_person_is_no_answer_about_who_takes_their_place(cast, app):
    line = teacher(1, Nama="Ai Setiawan", **{"Tanggal Lahir": ""})
    found = read_in(cast.ketua, cast.gugus, [line])
    row = by_number(found)[2]
    assert row.candidate_id == "peserta"
    services.answer_rows(cast.ketua, found, answers={row.id: "sama"})
    cast.peserta2.nuptk = line["NUPTK"]  # meanwhile somebody else is known by the number of the row
    end_transaction(keep=True)
    apply_all(cast.ketua, found)
    row = by_number(found)[2]
    assert (row.verdict, row.candidate_id, row.answer, row.applied_at) == ("tanya", "peserta2", None, None)
    assert (cast.peserta.email, cast.peserta2.email) == (None, None)


def test_of_two_people_alike_only_the_one_asked_about_is_merged(cast, app):
    line = teacher(1, Nama="Ai Setiawan", **{"Tanggal Lahir": ""})
    found = read_in(cast.ketua, cast.gugus, [line])
    row = by_number(found)[2]
    services.answer_rows(cast.ketua, found, answers={row.id: "sama"})
    cast.peserta2.name, cast.peserta2.name_key = "Ai Setiawan", "ai setiawan"
    cast.peserta2.sekolah_id = "sdn1"
    cast.peserta.sekolah_id = "sdn2"  # no longer like the row
    end_transaction(keep=True)
    apply_all(cast.ketua, found)
    row = by_number(found)[2]
    assert (row.verdict, row.candidate_id, row.answer) == ("tanya", "peserta2", None)
    services.answer_rows(cast.ketua, found, answers={row.id: "sama"})
    apply_all(cast.ketua, found)
    assert (cast.peserta.nuptk, cast.peserta2.nuptk) == (None, line["NUPTK"])


def test_a_list_takes_no_degrees_away(cast, app):
    cast.peserta.nuptk = "7000000000000001"
    end_transaction(keep=True)
    found = read_in(cast.ketua, cast.gugus, [teacher(1, Nama="Ai Setiawan")])
    assert "Nama" not in [change["label"] for change in by_number(found)[2].changes]


def test_a_person_added_meanwhile_is_found_and_not_made_twice(cast, app):
    found = read_in(cast.ketua, cast.gugus, [teacher(1), teacher(2)])
    services.add_new_anggota(cast.sekretaris, cast.gugus, values={"name": "Guru Keb", "nuptk": "7000000000000001"})
    before = people()
    apply_all(cast.ketua, found)
    assert people() == before + 1
    assert {row.verdict for row in rows_of(found.id)} == {"ubah", "baru"}


def test_someone_who_took_the_number_meanwhile_turns_the_row_into_an_error(cast, app):
    found = read_in(cast.ketua, cast.gugus, [teacher(1), teacher(2)])
    cast.orang_luar.phone = "+6281200000001"
    end_transaction(keep=True)
    before = people()
    apply_all(cast.ketua, found)
    rows = by_number(found)
    assert rows[2].verdict == "galat"
    assert rows[3].applied_at
    assert people() == before + 1
    assert found.state == "selesai"


@pytest.mark.slow
def test_two_applies_at_once_make_everyone_once(cast, app):
    lines = [teacher(number) for number in range(1, 41)]
    found = read_in(cast.ketua, cast.gugus, lines)
    other = read_in(cast.sekretaris, cast.gugus, lines)
    services.begin_apply(cast.ketua, found)
    services.begin_apply(cast.sekretaris, other)
    before, failures = people(), []
    ids = [(found.id, "ketua"), (found.id, "ketua"), (other.id, "sekretaris")]
    end_transaction(keep=False)

    def work(import_id: str, actor_id: str) -> None:
        with app.app_context():
            try:
                actor, mine = db.session.get(Guru, actor_id), db.session.get(TeacherImport, import_id)
                while services.apply_chunk(actor, mine, size=10):
                    pass
            except Exception as fault:
                failures.append(fault)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=work, args=each) for each in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    end_transaction(keep=False)
    assert not failures
    assert people() == before + 40
    assert members() == 7 + 40
    made = [row for each in (found, other) for row in rows_of(each.id, "baru")]
    assert len(made) == 40, "each row made somebody in one of the two lists, and found them in the other"


def test_the_number_of_queries_of_a_chunk_does_not_grow_with_its_rows(cast, app, queries):
    def cost(start: int, count: int) -> int:
        found = read_in(cast.ketua, cast.gugus, [teacher(start + number) for number in range(count)])
        services.begin_apply(cast.ketua, found)
        return queries(lambda: services.apply_chunk(cast.ketua, found))

    app.extensions["jobs"].immediate = False  # what follows in jobs (the search) is counted there
    try:
        few, many = cost(100, 5), cost(200, 150)
    finally:
        app.extensions["jobs"].immediate = True
    assert many <= few + 2


def test_a_list_is_imported_by_ketua_sekretaris_or_operator_and_nobody_else(cast, app):
    body = Named("daftar.csv", as_csv([teacher(1)]))
    for someone in (cast.peserta, cast.bendahara, cast.orang_luar, cast.dinas):
        with pytest.raises(NotAllowed):
            services.start_import(someone, cast.gugus, upload=body)
    services.start_import(cast.operator, cast.gugus, upload=body)


def test_an_import_whose_maker_leads_no_more_stops_with_a_sentence(cast, app):
    found = services.start_import(cast.sekretaris, cast.gugus, upload=Named("d.csv", as_csv([teacher(1)])))
    term = next(each for each in pengurus_of(cast.gugus) if each.office == "sekretaris")
    services.end_pengurus(cast.ketua, term, reason="pindah tugas")
    read_import(found.id)
    end_transaction(keep=False)
    assert found.state == "gagal"
    assert "tidak berhak" in found.message


def test_an_erased_person_is_gone_from_the_findings_of_a_list(cast, app):
    from community.accounts.services import ERASE_WORD, erase_self

    apply_all(cast.ketua, read_in(cast.ketua, cast.gugus, [teacher(1)]))
    guru = db.session.scalars(select(Guru).where(Guru.nuptk == "7000000000000001")).one()
    erase_self(guru, guru, word=ERASE_WORD)
    row = db.session.scalars(select(TeacherImportRow).where(TeacherImportRow.guru_id == guru.id)).one()
    assert row.name == "Akun yang dihapus"
    assert members() == 7


def _bomb() -> bytes:
    """A workbook of 40 kB whose one sheet unpacks to 40 MB of blanks."""
    out = io.BytesIO(as_xlsx([teacher(1)]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 40 * 1024 * 1024)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body"),
    [("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200), ("daftar.csv", b""), ("surat.xlsx", b"%PDF-1.7\n%...")],
)
def test_a_file_of_another_type_is_refused_at_the_door(cast, app, name, body):
    with pytest.raises(FileRefused):
        services.start_import(cast.ketua, cast.gugus, upload=Named(name, body))


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("daftar.csv", b"Warna;Ukuran\nmerah;3\n", "Kolom nama guru tidak ditemukan"),
        ("daftar.csv", b"Nama;NIP\n", "tidak ada satu guru pun"),
        ("daftar.csv", b"Nama\n" + b"Guru Baik\n" * 50_000, "melewati batas 20.000 baris"),
        ("daftar.xlsx", _bomb(), "jauh lebih besar"),
    ],
)
def test_a_list_that_cannot_be_read_says_why_and_changes_nothing(cast, app, name, body, said):
    before = people()
    found = services.start_import(cast.ketua, cast.gugus, upload=Named(name, body))
    read_import(found.id)
    end_transaction(keep=False)
    assert found.state == "gagal"
    assert said in found.message
    assert rows_of(found.id) == []
    assert people() == before


def test_the_errors_can_be_taken_home_and_nothing_in_them_runs_as_a_formula(cast, visitor):
    lines = [teacher(1, Nama='=HYPERLINK("http://contoh","klik")'), teacher(2, Email="@SUM(1+1)")]
    found = read_in(cast.ketua, cast.gugus, lines)
    browser = visitor(cast.ketua)
    address = f"/gugus/kkg-banjarwangi/anggota/impor/{found.id}/keliru"
    text = browser.client.get(f"{address}.csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["Baris", "Nama", "Kolom", "Alasan", "Cara memperbaiki"]
    assert [row[0] for row in rows[1:]] == ["2", "3"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    from community.kernel.spreadsheet import read_sheet

    sheet = read_sheet(browser.client.get(f"{address}.xlsx").get_data())
    assert [cell.text for cell in sheet.rows[0]] == rows[0]
    assert len(sheet.rows) == 3


def test_the_uploaded_list_is_read_by_who_may_import_and_nobody_else(cast, visitor):
    found = read_in(cast.ketua, cast.gugus, [teacher(1)])
    address = f"/berkas/{found.file_id}"
    visitor(cast.sekretaris).visit(address)
    for someone in (cast.peserta, cast.orang_luar, cast.pengawas):
        visitor(someone).visit(address, status=404)
