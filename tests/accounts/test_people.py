"""Registering, one's own data, the operator's people, and erasing oneself."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from community.accounts import queries as reads
from community.accounts import services
from community.accounts.models import Guru, OneTimeCode, SignIn
from community.accounts.passwords import hash_password
from community.accounts.queries import appointments_of, guru_named, operator_ids, people_found
from community.accounts.services.people import NotInvited
from community.accounts.services.sign_in import Proof, WrongPassword, check_own_password
from community.kernel.clock import today
from community.kernel.command import INSTALLATION
from community.kernel.database import db
from community.kernel.errors import Invalid, NotAllowed, NotFound
from community.kernel.notices import Notice
from community.kernel.trail import Activity, trail_of
from tests.people import PASSWORD, Cast
from tests.telling import told
from tests.visitor import Visitor

HERE = services.Door("10.0.0.7", "Chrome")
NEW = "kata sandi yang lain"
HASHED = hash_password(NEW)
INVITATION = "/undangan/abcd2345"


@pytest.fixture
def invited() -> Iterator[None]:
    """A gugus that vouches for one invitation, as wiring arranges it."""
    kept = list(reads.INVITED)
    reads.INVITED[:] = [lambda path: "KKG Banjarwangi" if path == INVITATION else None]
    yield
    reads.INVITED[:] = kept


def _register(**values: Any) -> services.Entry:
    return services.register(
        None,
        INSTALLATION,
        invitation=INVITATION,
        values={"name": "Yati Rohaeti", **values},
        password_hash=HASHED,
        door=HERE,
    )


# Registering


def test_an_invited_teacher_makes_an_account_and_returns_to_the_invitation(
    invited: None, visitor: Callable[..., Visitor]
) -> None:
    browser = visitor()
    page = browser.visit(f"/daftar?lanjut={INVITATION}")
    assert "KKG Banjarwangi" in page
    typed = {"name": "Yati Rohaeti, S.Pd.", "phone": "0812 1111 2222", "password": NEW, "again": NEW}
    csrf = page.form().find(".//input[@name='csrf_token']")
    assert csrf is not None
    sent = browser.client.post("/daftar", data={**typed, "lanjut": INVITATION, "csrf_token": csrf.get("value")})
    assert sent.status_code == 303 and sent.headers["Location"] == INVITATION
    made = guru_named("081211112222")
    assert made is not None and made.name == "Yati Rohaeti, S.Pd." and made.name_key == "yati rohaeti"
    assert services.enter("081211112222", NEW, door=HERE).guru_id == made.id


@pytest.mark.parametrize(
    "path", ["/daftar", "/daftar?lanjut=/undangan/salah", "/daftar?undangan=salah", "/daftar?lanjut=//x"]
)
def test_without_an_invitation_nobody_registers(invited: None, visitor: Callable[..., Visitor], path: str) -> None:
    assert NotInvited.message in visitor().visit(path, status=403)


def test_the_act_itself_asks_for_the_invitation(invited: None) -> None:
    with pytest.raises(NotInvited):
        services.register(
            None,
            INSTALLATION,
            invitation="/",
            values={"name": "Yati", "username": "yati"},
            password_hash=HASHED,
            door=HERE,
        )
    assert guru_named("yati") is None


def test_one_login_name_is_needed_and_one_is_enough(invited: None) -> None:
    with pytest.raises(Invalid, match="setidaknya satu") as refused:
        _register()
    assert refused.value.field == "username"
    assert _register(email="yati@contoh.id").guru_id


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        ("name", "", "perlu diisi"),
        ("name", "A" * 121, "Terlalu panjang"),
        ("name", "😀😀", "huruf"),
        ("name", '=HYPERLINK("x")', "="),
        ("username", "ai setiawan", "tidak dapat dipakai"),
        ("username", "0812345678", "satu huruf"),
        ("phone", "nol delapan", "bukan nomor telepon"),
        ("phone", "1.98E+17", "hilang"),
        ("email", "yati(at)contoh", "bukan alamat surel"),
        ("password", "", "perlu diisi"),
        ("password", "pendek", "paling sedikit 8"),
        ("password", "12345678", "mudah ditebak"),
        ("password", "Yati Rohaeti", "tidak boleh sama"),
        ("again", "lain lagi", "tidak sama"),
        ("username", "\u202eyati\u202c" + "x" * 41, "Terlalu panjang"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_what_was_typed_is_kept(
    invited: None, visitor: Callable[..., Visitor], field: str, value: str, sentence: str
) -> None:
    browser = visitor()
    typed = {
        "name": "Yati Rohaeti",
        "username": "yati",
        "phone": "",
        "email": "",
        "password": NEW,
        "again": NEW,
    }
    page = browser.submit(browser.visit(f"/daftar?lanjut={INVITATION}"), typed | {field: value}, status=422)
    assert sentence in page
    if field not in ("name", "password", "again"):
        assert 'value="Yati Rohaeti"' in page.html
    assert guru_named("yati") is None


def test_a_phone_that_another_has_is_said_at_the_field(
    invited: None, cast: Cast, visitor: Callable[..., Visitor]
) -> None:
    services.change_own_data(cast.peserta, cast.peserta, values={"phone": "081234567890"})
    browser = visitor()
    typed = {"name": "Yati Rohaeti", "phone": "+62 812 3456 7890", "password": NEW, "again": NEW}
    page = browser.submit(browser.visit(f"/daftar?lanjut={INVITATION}"), typed, status=422)
    assert "Nomor HP ini sudah dipakai akun lain" in page
    assert 'value="+62 812 3456 7890"' in page.html


def test_two_people_who_take_one_username_at_once_are_one_account(
    invited: None, at_once: Callable[..., list[Any]]
) -> None:
    results = at_once(lambda: _register(username="yati").guru_id, lambda: _register(username="yati").guru_id)
    assert len([each for each in results if isinstance(each, str)]) == 1
    (refused,) = [each for each in results if isinstance(each, Exception)]
    assert isinstance(refused, Invalid) and refused.field == "username"


# One's own data


def test_a_teacher_writes_her_own_data(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.peserta)
    page = browser.visit("/akun/ubah")
    page = browser.submit(page, {"nip": "19860926 201505 2 001", "last_pangkat_on": "2024-04-01", "kepegawaian": "PNS"})
    assert "tersimpan" in page
    assert cast.peserta.nip == "198609262015052001" and cast.peserta.last_pangkat_on == date(2024, 4, 1)
    assert "mengubah" in trail_of("guru", "peserta")[0].sentence


def test_her_numbers_are_masked_until_she_asks(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    services.change_own_data(cast.peserta, cast.peserta, values={"nip": "198609262015052001"})
    browser = visitor(cast.peserta)
    assert "198609262015052001" not in browser.visit("/akun").html
    assert "198609262015052001" in browser.visit("/akun?lengkap=ya")


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        ("name", "", "perlu diisi"),
        ("nip", "198609262015052000", "angka terakhirnya hilang"),
        ("nip", "1.98609E+17", "hilang"),
        ("nip", "198613262015052001", "bukan tanggal lahir"),
        ("nuptk", "12345", "seharusnya 16"),
        ("nrg", "abc", "NRG"),
        ("birth_on", "2026-02-30", "Tanggal ini tidak ada"),
        ("birth_on", "kemarin", "Tanggal ini tidak ada"),
        ("birth_on", "2999-01-01", "antara 1930 dan hari ini"),
        ("last_pangkat_on", "0001-01-01", "antara 1930"),
        ("mapel", "x" * 101, "Terlalu panjang"),
        ("gender", "X", "tidak ada dalam daftar"),
        ("username", "", "setidaknya satu"),
        ("phone", "😀", "bukan nomor telepon"),
    ],
)
def test_what_does_not_fit_her_data_is_said_and_nothing_is_written(
    cast: Cast, visitor: Callable[..., Visitor], field: str, value: str, sentence: str
) -> None:
    browser = visitor(cast.peserta)
    typed = {"birth_place": "Garut"} | {field: value}
    page = browser.submit(browser.visit("/akun/ubah"), typed, status=422)
    assert sentence in page and 'value="Garut"' in page.html
    assert cast.peserta.birth_place == ""


def test_she_does_not_choose_her_own_koordinator_by_changing_schools(cast: Cast) -> None:
    services.change_own_data(cast.peserta, cast.peserta, values={"sekolah_id": "sdnjauh", "mapel": "IPA"})
    assert (cast.peserta.sekolah_id, cast.peserta.mapel) == ("sdn1", "IPA")


def test_nobody_writes_the_data_of_another(cast: Cast) -> None:
    for who in (cast.ketua, cast.operator, cast.kepala):
        with pytest.raises(NotAllowed):
            services.change_own_data(who, cast.peserta, values={"name": "Lain"})


def test_everything_held_about_her_comes_in_one_file(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    services.change_own_data(cast.koordinator, cast.koordinator, values={"nuptk": "1234567890123456"})
    kept = list(reads.EXPORTS)
    reads.EXPORTS.append(("uji", lambda guru: [guru.id]))
    try:
        answer = visitor(cast.koordinator).client.get("/akun/ekspor?unduh=ya")
    finally:
        reads.EXPORTS[:] = kept
    data = answer.get_json()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert data["data_diri"]["nuptk"] == "1234567890123456" and data["uji"] == ["koordinator"]
    assert data["jabatan"][0]["jabatan"] == "Koordinator PKB sekolah"
    assert data["perangkat"] and data["jejak"]
    assert cast.koordinator.password_hash not in answer.get_data(as_text=True)


# Notices


def test_a_notice_is_opened_read_and_leads_where_it_says(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    told(["peserta"], "Usulan Anda diakui.", link="/akun/jejak")
    browser = visitor(cast.peserta)
    page = browser.visit("/akun/pemberitahuan")
    assert "Usulan Anda diakui." in page
    (one,) = db.session.scalars(db.select(Notice))
    page = browser.submit(page, action=f"/{one.id}")
    assert page.path == "/akun/jejak"
    assert db.session.scalars(db.select(Notice)).one().read_at is not None


def test_all_notices_can_be_marked_read(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    for number in range(3):
        told(["peserta"], f"Kabar {number}.")
    browser = visitor(cast.peserta)
    browser.submit(browser.visit("/akun/pemberitahuan"), action="/semua")
    assert all(each.read_at for each in db.session.scalars(db.select(Notice)))


def test_nobody_reads_the_notices_of_another(cast: Cast) -> None:
    told(["peserta"], "Usulan Anda diakui.")
    one = db.session.scalars(db.select(Notice)).one()
    with pytest.raises(NotFound):
        services.read_notices(cast.ketua, cast.ketua, notice_id=one.id)
    with pytest.raises(NotAllowed):
        services.read_notices(cast.ketua, cast.peserta)


# Erasing oneself


def test_who_erases_herself_leaves_no_name_number_or_way_in(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    values = {"nip": "198609262015052001", "phone": "081234567890", "email": "ai@contoh.id"}
    services.change_own_data(cast.peserta, cast.peserta, values=values)
    services.issue_code(cast.operator, cast.peserta)
    browser = visitor(cast.peserta)
    page = browser.submit(browser.visit("/akun/hapus"), {"password": "bukan"}, status=422)
    assert WrongPassword.message in page
    page = browser.submit(page, {"password": PASSWORD})
    assert page.title.startswith("Masuk")
    gone = db.session.get(Guru, "peserta")
    assert gone is not None and gone.erased_at and "Ai Setiawan" not in gone.name
    assert not any((gone.username, gone.email, gone.phone, gone.nip, gone.nuptk, gone.password_hash, gone.sekolah_id))
    assert db.session.scalars(db.select(SignIn).where(SignIn.guru_id == "peserta")).all() == []
    assert db.session.scalars(db.select(OneTimeCode)).all() == []
    lines = [f"{each.actor_name} {each.sentence}" for each in db.session.scalars(db.select(Activity))]
    assert lines and not any("Ai Setiawan" in line for line in lines)
    assert people_found("setiawan").number == 0
    with pytest.raises(services.WrongSignIn):
        services.enter("peserta", PASSWORD, door=HERE)


def test_who_has_no_password_writes_a_word_to_be_erased(cast: Cast) -> None:
    made = services.add_person(cast.operator, INSTALLATION, values={"name": "Enung Nuraeni"})
    with pytest.raises(Invalid) as refused:
        services.erase_self(made, made, word="ya")
    assert refused.value.field == "word"
    services.erase_self(made, made, word=" hapus ")
    assert db.session.get(Guru, made.id).erased_at  # type: ignore[union-attr]


def test_the_word_does_not_do_for_someone_with_a_password(cast: Cast) -> None:
    for proof in (None, Proof("peserta", "x")):
        with pytest.raises(WrongPassword):
            services.erase_self(cast.peserta, cast.peserta, word="HAPUS", proof=proof)


def test_the_offices_of_who_erases_himself_end(cast: Cast) -> None:
    services.erase_self(cast.koordinator, cast.koordinator, proof=check_own_password(cast.koordinator, PASSWORD))
    (office,) = appointments_of("koordinator")
    assert office.ended_at and reads.koordinator_of("sdn1", today()) is None


def test_the_last_operator_stays(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.submit(browser.visit("/akun/hapus"), {"password": PASSWORD}, status=422)
    assert "operator satu-satunya" in page
    assert operator_ids() == ["operator"]


def test_nobody_erases_another(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.erase_self(cast.operator, cast.peserta, word="HAPUS")


# The operator's people


def test_the_operator_adds_a_person_with_a_school_found_by_name(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/orang/baru")
    page = browser.submit(page, {"name": "Enung Nuraeni", "sekolah_words": "sdn 2 banjarwangi", "langkah": "cari"})
    assert 'value="Enung Nuraeni"' in page.html and "NPSN 20225688" in page
    page = browser.submit(page, {"sekolah_id": "sdn2"})
    assert page.title.startswith("Enung Nuraeni") and "Belum punya kata sandi" in page
    assert people_found("enung").rows[0].sekolah_id == "sdn2"


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        ("name", " ", "perlu diisi"),
        ("name", "=cmd()", "="),
        ("nip", "123", "seharusnya 18"),
        ("sekolah_id", "tidak-ada", "tidak ada"),
        ("birth_on", "31/02/1980", "Tanggal ini tidak ada"),
        ("username", "ketua", "sudah dipakai"),
        ("email", "x" * 130, "panjang"),
    ],
)
def test_a_person_that_does_not_fit_is_not_added(
    cast: Cast, visitor: Callable[..., Visitor], field: str, value: str, sentence: str
) -> None:
    browser = visitor(cast.operator)
    typed = {"name": "Enung Nuraeni", "birth_place": "Garut"} | {field: value}
    page = browser.submit(browser.visit("/kelola/orang/baru"), typed, status=422)
    assert sentence in page and 'value="Garut"' in page.html
    assert people_found("enung").number == 0


def test_the_operator_mends_a_person_and_the_person_sees_who_did(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.submit(browser.visit("/kelola/orang/peserta/ubah"), {"nuptk": "1234567890123456"})
    assert "tersimpan" in page
    assert cast.peserta.nuptk == "1234567890123456" and cast.peserta.sekolah_id == "sdn1"
    assert "Operator Garut mengubah NUPTK" in visitor(cast.peserta).visit("/akun/jejak")


def test_numbers_are_masked_on_the_operators_pages(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    values = {"nip": "198609262015052001", "phone": "081234567890"}
    services.edit_person(cast.operator, cast.peserta, values=values)
    browser = visitor(cast.operator)
    for path in ("/kelola/orang", "/kelola/orang/peserta"):
        html = browser.visit(path).html
        assert "198609262015052001" not in html and "81234567890" not in html


@pytest.mark.parametrize("words", ["setiawan", "AI SETIAWAN, S.Pd.", "198609262015052001", "0812-3456-7890", "peserta"])
def test_a_person_is_found_by_name_number_or_login(cast: Cast, words: str) -> None:
    values = {"nip": "198609262015052001", "phone": "081234567890"}
    services.edit_person(cast.operator, cast.peserta, values=values)
    assert "peserta" in [each.id for each in people_found(words).rows]


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE guru;--", "😀", "zzz", "19860926"])
def test_strange_words_find_nobody_and_break_nothing(cast: Cast, visitor: Callable[..., Visitor], words: str) -> None:
    services.edit_person(cast.operator, cast.peserta, values={"nip": "198609262015052001"})
    assert "Tidak ada yang cocok" in visitor(cast.operator).visit(f"/kelola/orang?cari={words}")


def test_people_of_a_school_are_found_by_its_name(cast: Cast) -> None:
    assert [each.id for each in people_found("sdn 1 singajaya").rows] == ["orang_luar"]


def test_the_list_of_people_asks_as_much_of_the_database_for_few_as_for_many(
    cast: Cast, visitor: Callable[..., Visitor], queries: Callable[..., int]
) -> None:
    browser = visitor(cast.operator)
    browser.visit("/kelola/orang")
    few = queries(lambda: browser.visit("/kelola/orang?cari=setiawan"))
    for number in range(30):
        services.add_person(
            cast.operator, INSTALLATION, values={"name": f"Guru Setiawan {number}", "sekolah_id": "sdn1"}
        )
    assert queries(lambda: browser.visit("/kelola/orang?cari=setiawan")) == few


@pytest.mark.parametrize(
    "path",
    [
        "/kelola",
        "/kelola/orang",
        "/kelola/orang/baru",
        "/kelola/orang/peserta",
        "/kelola/orang/peserta/ubah",
        "/kelola/orang/peserta/jabatan",
        "/kelola/jabatan",
        "/kelola/wilayah",
    ],
)
def test_the_operators_pages_are_the_operators(cast: Cast, visit: Callable[..., Any], path: str) -> None:
    visit(path, as_=cast.operator)
    for who in (cast.ketua, cast.dinas, cast.kepala, cast.peserta):
        visit(path, as_=who, status=403)
    assert visit(path).title.startswith("Masuk")


def test_the_dashboard_names_schools_that_have_people_and_no_koordinator(cast: Cast, visit: Callable[..., Any]) -> None:
    page = visit("/kelola", as_=cast.operator)
    assert "SDN 2 Banjarwangi" in page and "Sekolah tanpa koordinator PKB" in page
    kept = list(reads.WAITING)
    reads.WAITING.append(lambda: [reads.Task("Tiga usulan di SDN 2 menunggu koordinator.", "/kelola/jabatan")])
    try:
        assert "Tiga usulan di SDN 2 menunggu koordinator." in visit("/kelola", as_=cast.operator)
    finally:
        reads.WAITING[:] = kept


def test_an_office_about_to_end_is_on_the_dashboard(cast: Cast, visit: Callable[..., Any]) -> None:
    services.appoint(
        cast.operator,
        INSTALLATION,
        guru_id="ketua",
        office="koordinator_pkb",
        sekolah_ids=["sdn2"],
        decree=services.Decree("800/1", today(), today(), today() + timedelta(days=10)),
    )
    assert "Koordinator PKB sekolah SDN 2 Banjarwangi berakhir" in visit("/kelola", as_=cast.operator)
