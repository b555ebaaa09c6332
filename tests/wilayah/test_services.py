"""Loading regions and schools: the real tables, twice, and files as people spoil them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from community.kernel.command import INSTALLATION, SYSTEM
from community.kernel.database import db
from community.kernel.errors import NotAllowed
from community.kernel.trail import trail_of
from community.wilayah.models import Sekolah, Wilayah
from community.wilayah.queries import kabupaten_with_schools, sekolah_of_npsn
from community.wilayah.rules.tables import SHIPPED, UnreadableTable
from community.wilayah.services import UnknownKabupaten, import_sekolah, import_wilayah
from tests.people import Cast
from tests.visitor import Visitor

GARUT = SHIPPED / "sekolah-garut.csv"
HEAD = "npsn,nama,bentuk,status,kecamatan,desa,alamat,lintang,bujur,jumlah_siswa\n"
GOOD = "20999001,SDN 9 Banjarwangi,SD,Negeri,Banjarwangi,Bojong,Kp. Bojong,-7.45,107.87,120\n"


def _file(folder: Path, rows: str, head: str = HEAD) -> Path:
    path = folder / "sekolah.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def _tables(folder: Path, **content: str | bytes) -> Path:
    """The three tables with two regions each, one of them replaced."""
    tables: dict[str, str | bytes] = {
        "provinces": "code,name\n32,JAWA BARAT\n73,SULAWESI SELATAN\n",
        "regencies": "code,province_code,name\n32.05,32,KABUPATEN GARUT\n73.71,73,KOTA MAKASSAR\n",
        "districts": "code,regency_code,name\n32.05.23,32.05,Banjarwangi\n73.71.01,73.71,Mariso\n",
    }
    for name, text in (tables | content).items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def test_the_shipped_tables_and_all_schools_of_garut_land_in_their_kecamatan(app: Flask) -> None:
    report = import_wilayah(SYSTEM, INSTALLATION, SHIPPED)
    assert (report.inserted, report.unchanged, report.errors) == (7829 - 7, 7, [])
    report = import_sekolah(SYSTEM, INSTALLATION, GARUT, "32.05")
    assert report.inserted + report.changed == 1961
    assert report.errors == [] and report.unmatched == []
    assert [(each.written, each.name, each.rows) for each in report.aliases] == [
        ("Blubur Limbangan", "Bl. Limbangan", 60)
    ]
    rows = db.session.execute(
        db.select(Wilayah.name, db.func.count())
        .join(Sekolah, Sekolah.kecamatan_code == Wilayah.code)
        .group_by(Wilayah.name)
    )
    placed = dict(rows.all())
    assert (placed["Bl. Limbangan"], placed["Malangbong"], placed["Cihurip"]) == (60, 90, 17)
    assert all("lintang" in each.sentence or "koordinat" in each.sentence for each in report.remarks)
    again = import_sekolah(SYSTEM, INSTALLATION, GARUT, "32.05")
    assert (again.inserted, again.changed, again.unchanged) == (0, 0, 1961)
    again = import_wilayah(SYSTEM, INSTALLATION, SHIPPED)
    assert (again.inserted, again.changed, again.unchanged) == (0, 0, 7829)


def test_loading_asks_as_much_of_the_database_for_one_school_as_for_a_thousand(
    app: Flask, tmp_path: Path, queries: Callable[..., int]
) -> None:
    one = queries(lambda: import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, GOOD), "32.05"))
    many = "".join(f"2088{n:04},SDN {n} Banjarwangi,SD,Negeri,Banjarwangi,,,,,\n" for n in range(1000))
    assert queries(lambda: import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, many), "32.05")) <= one + 1


def test_a_school_that_changed_is_changed_and_said(app: Flask, tmp_path: Path) -> None:
    import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, GOOD), "32.05")
    moved = GOOD.replace("Banjarwangi,Bojong", "Kec. SINGAJAYA,Bojong").replace(",120", ",121")
    report = import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, moved), "32.05")
    assert (report.inserted, report.changed, report.unchanged) == (0, 1, 0)
    school = sekolah_of_npsn(["20999001"])["20999001"]
    assert (school.kecamatan_code, school.jumlah_siswa) == ("32.05.24", 121)


@pytest.mark.parametrize(
    "row, sentence",
    [
        (GOOD.replace("20999001", "123"), "bukan 8 angka"),
        (GOOD.replace("20999001", ""), "npsn kosong"),
        (GOOD.replace("20999001", "2.0999E+07"), "bukan 8 angka"),
        (GOOD.replace("SDN 9 Banjarwangi", ""), "nama kosong"),
        (GOOD.replace("SDN 9 Banjarwangi", "S" * 151), "terlalu panjang"),
        (GOOD.replace(",SD,", ",,"), "bentuk kosong"),
        (GOOD.replace("SDN 9 Banjarwangi", '"=HYPERLINK(""x"")"'), "rumus"),
        (GOOD.replace("Negeri", "Setengah"), "status"),
        (GOOD.replace(",Banjarwangi,Bojong", ",Cibiru,Bojong"), "tidak ada di kabupaten"),
        (GOOD.replace(",Banjarwangi,Bojong", ",,Bojong"), "tidak ada di kabupaten"),
        (GOOD.replace(",120", ",banyak"), "bukan bilangan"),
        (GOOD.replace(",120", ",-5"), "bukan bilangan"),
        (GOOD.replace("SDN 9", "SDN \ufffd9"), "rusak"),
    ],
)
def test_a_row_in_error_is_left_out_with_its_number_and_reason_and_the_others_land(
    app: Flask, tmp_path: Path, row: str, sentence: str
) -> None:
    other = "20999002,SDN 8 Banjarwangi,SD,Negeri,Banjarwangi,,,,,\n"
    report = import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, other + row), "32.05")
    (error,) = report.errors
    assert error.number == 3 and sentence in error.sentence and error.sentence.endswith(".")
    assert (report.inserted, list(sekolah_of_npsn(["20999001", "20999002"]))) == (1, ["20999002"])


def test_the_same_npsn_twice_in_one_file_is_an_error_of_the_second(app: Flask, tmp_path: Path) -> None:
    report = import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, GOOD + GOOD.replace("SDN 9", "SDN 7")), "32.05")
    assert report.inserted == 1 and "sudah ada di baris 2" in report.errors[0].sentence


@pytest.mark.parametrize(
    "place, hint",
    [
        ("7.45,107.87", "tanda minus"),
        ("0,0", "di luar Indonesia"),
        ("-7.45,", "bukan angka"),
        ("selatan,timur", "bukan angka"),
    ],
)
def test_a_place_that_cannot_be_leaves_the_school_without_a_place(
    app: Flask, tmp_path: Path, place: str, hint: str
) -> None:
    report = import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, GOOD.replace("-7.45,107.87", place)), "32.05")
    assert report.inserted == 1 and hint in report.remarks[0].sentence
    assert sekolah_of_npsn(["20999001"])["20999001"].lintang is None


def test_names_that_match_nothing_are_counted(app: Flask, tmp_path: Path) -> None:
    rows = GOOD + "".join(f"2077000{n},SDN {n},SD,Negeri,Cibiru,,,,,\n" for n in range(3))
    report = import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, rows), "32.05")
    assert [(each.written, each.rows) for each in report.unmatched] == [("Cibiru", 3)]


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "kosong"),
        (b"nama,bentuk\nSDN 1,SD\n", "kolom npsn, kecamatan tidak ada"),
        (b"\x89PNG\r\n\x1a\n", "baris 1"),
        (HEAD.encode() + b"20999001,SDN \xff\xfe,SD,Negeri,Banjarwangi,,,,,\n", "rusak di baris 2"),
        (b"PK\x03\x04 zip", "tidak dapat dibuka"),
        (b"%PDF-1.7", "PDF"),
        ("😀".encode(), "kolom npsn"),
    ],
)
def test_a_file_that_is_no_table_of_schools_is_refused_whole(
    app: Flask, tmp_path: Path, data: bytes, sentence: str
) -> None:
    path = tmp_path / "sekolah.csv"
    path.write_bytes(data)
    before = db.session.scalar(db.select(db.func.count(Sekolah.id)))
    with pytest.raises(UnreadableTable) as refused:
        import_sekolah(SYSTEM, INSTALLATION, path, "32.05")
    assert sentence in refused.value.message
    assert db.session.scalar(db.select(db.func.count(Sekolah.id))) == before


@pytest.mark.parametrize("kabupaten", ["99.99", "32", "32.05.23", "", "Garut", "😀"])
def test_an_unknown_kabupaten_is_refused_with_what_to_do(app: Flask, tmp_path: Path, kabupaten: str) -> None:
    with pytest.raises(UnknownKabupaten, match=r"32\.05") as refused:
        import_sekolah(SYSTEM, INSTALLATION, _file(tmp_path, GOOD), kabupaten)
    assert refused.value.field == "kabupaten"


@pytest.mark.parametrize(
    "content, sentence",
    [
        ({"provinces": "nama\nJAWA BARAT\n"}, "kolom code, name"),
        ({"districts": b"code,regency_code,name\n1,2,\xff\n"}, "rusak"),
        ({"regencies": ""}, "kosong"),
    ],
)
def test_a_broken_table_stops_all_three(app: Flask, tmp_path: Path, content: dict[str, str], sentence: str) -> None:
    before = db.session.scalar(db.select(db.func.count()).select_from(Wilayah))
    with pytest.raises(UnreadableTable) as refused:
        import_wilayah(SYSTEM, INSTALLATION, _tables(tmp_path, **content))
    assert sentence in refused.value.message
    assert db.session.scalar(db.select(db.func.count()).select_from(Wilayah)) == before


def test_a_missing_folder_or_file_is_said(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="tidak ada"):
        import_wilayah(SYSTEM, INSTALLATION, tmp_path / "tidak-ada")
    with pytest.raises(UnreadableTable, match=r"provinces\.csv tidak ada"):
        import_wilayah(SYSTEM, INSTALLATION, tmp_path)
    with pytest.raises(UnreadableTable, match=r"tidak\.csv tidak ada"):
        import_sekolah(SYSTEM, INSTALLATION, tmp_path / "tidak.csv", "32.05")


@pytest.mark.parametrize(
    "districts, sentence",
    [
        ("32.05.99,32.99,Baru", "tidak berada di bawah"),
        ("3205.99,32.05,Baru", "bukan kode kecamatan"),
        ("32.05.99,32.05,", "name kosong"),
        ("32.05.99,73.71,Baru", "tidak berada di bawah"),
        ("32.05.99,32.05,=1+1", "rumus"),
        (f"32.05.99,32.05,{'x' * 101}", "terlalu panjang"),
    ],
)
def test_a_region_in_error_is_left_out_and_said(app: Flask, tmp_path: Path, districts: str, sentence: str) -> None:
    content = f"code,regency_code,name\n{districts}\n32.05.98,32.05,Kecamatan Baru\n"
    report = import_wilayah(SYSTEM, INSTALLATION, _tables(tmp_path, districts=content))
    (error,) = report.errors
    assert (error.file, error.number) == ("districts.csv", 2) and sentence in error.sentence
    assert db.session.get(Wilayah, "32.05.98") is not None


def test_a_province_of_no_known_zone_waits_for_the_application(app: Flask, tmp_path: Path) -> None:
    report = import_wilayah(
        SYSTEM,
        INSTALLATION,
        _tables(tmp_path, provinces="code,name\n32,JAWA BARAT\n73,SULAWESI SELATAN\n99,PROVINSI BARU\n"),
    )
    assert "zona waktu" in report.errors[0].sentence


def test_a_renamed_region_is_renamed(app: Flask, tmp_path: Path) -> None:
    content = "code,regency_code,name\n32.05.23,32.05,Banjar Wangi\n73.71.01,73.71,Mariso\n"
    report = import_wilayah(SYSTEM, INSTALLATION, _tables(tmp_path, districts=content))
    assert (report.inserted, report.changed) == (0, 1)
    assert db.session.get(Wilayah, "32.05.23").name == "Banjar Wangi"  # type: ignore[union-attr]


def test_only_the_operator_and_the_command_line_load(cast: Cast, tmp_path: Path) -> None:
    for who in (cast.ketua, cast.dinas, cast.kepala, None):
        with pytest.raises(NotAllowed):
            import_wilayah(who, INSTALLATION, SHIPPED)
        with pytest.raises(NotAllowed):
            import_sekolah(who, INSTALLATION, GARUT, "32.05")
    import_sekolah(cast.operator, INSTALLATION, _file(tmp_path, GOOD), "32.05")
    assert "memuat data sekolah Kabupaten Garut: 1 baru" in trail_of("instalasi", "instalasi")[0].sentence


# The command line


def test_the_commands_print_a_report_and_repeat_without_change(app: Flask, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    folder = _tables(tmp_path)
    printed = runner.invoke(args=["wilayah", "impor", str(folder)])
    assert printed.exit_code == 0 and "0 baru, 0 berubah, 6 tetap." in printed.output
    path = _file(tmp_path, GOOD + GOOD)
    printed = runner.invoke(args=["sekolah", "impor", str(path), "--kabupaten", "32.05"])
    assert printed.exit_code == 0 and "1 baru, 0 berubah, 0 tetap, 1 baris keliru." in printed.output
    assert "sekolah.csv baris 3: NPSN 20999001 sudah ada di baris 2" in printed.output


@pytest.mark.parametrize(
    "args, sentence",
    [
        (["wilayah", "impor", "/tidak/ada"], "tidak ada"),
        (["sekolah", "impor", "/tidak/ada.csv", "--kabupaten", "32.05"], "tidak ada"),
        (["sekolah", "impor", str(GARUT), "--kabupaten", "00.00"], "kode 00.00 tidak ada"),
    ],
)
def test_a_command_that_cannot_says_why_in_one_sentence(app: Flask, args: list[str], sentence: str) -> None:
    printed = app.test_cli_runner().invoke(args=args)
    assert printed.exit_code == 1 and sentence in printed.output and "Traceback" not in printed.output


# The operator's page


def test_the_operator_loads_the_shipped_tables_with_one_button(cast: Cast, visitor: Callable[..., Visitor]) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/wilayah")
    csrf = page.tree.find(".//main//input[@name='csrf_token']")
    assert csrf is not None
    page = browser.post("/kelola/wilayah/tabel", {"csrf_token": csrf.get("value"), "source": "bawaan"})
    assert page.title.startswith("Hasil memuat wilayah") and "7.822" in page
    assert "7.277 kecamatan" in browser.visit("/kelola/wilayah")


def test_the_operator_uploads_schools_and_reads_what_became_of_each_row(
    cast: Cast, visitor: Callable[..., Visitor]
) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/wilayah")
    rows = (
        GOOD
        + GOOD.replace("20999001", "123")
        + GOOD.replace("20999001", "20999003").replace(",Banjarwangi,", ",Banjar Wangi,")
    )
    upload = (BytesIO((HEAD + rows).encode()), "daftar sekolah.csv")
    page = browser.submit(page, {"kabupaten": "32.05", "file": upload}, action="/sekolah")
    assert "2baru" in page.text.replace(" ", "") and "Baris 3" in page and "bukan 8 angka" in page
    assert "Banjar Wangi" in page, "the alias is listed"
    assert [(each.code, number) for each, number in kabupaten_with_schools()] == [("32.05", 5)]


@pytest.mark.parametrize(
    "kabupaten, data, name, sentence",
    [
        ("32.05", None, "", "Pilih berkasnya"),
        ("", HEAD.encode(), "a.csv", "perlu diisi"),
        ("99.99", HEAD.encode(), "a.csv", "tidak ada"),
        ("32.055", HEAD.encode(), "a.csv", "Terlalu panjang"),
        ("32.05", b"", "a.csv", "kosong"),
        ("32.05", b"\xff\xd8\xff", "a.xlsx", "rusak"),
    ],
)
def test_an_upload_that_cannot_be_used_is_said_at_its_field(
    cast: Cast, visitor: Callable[..., Visitor], kabupaten: str, data: bytes | None, name: str, sentence: str
) -> None:
    browser = visitor(cast.operator)
    fields: dict[str, object] = {"kabupaten": kabupaten}
    if data is not None:
        fields["file"] = (BytesIO(data), name)
    page = browser.submit(browser.visit("/kelola/wilayah"), fields, action="/sekolah", status=422)
    assert sentence in page and f'value="{kabupaten}"' in page.html


def test_other_tables_need_all_three_files(cast: Cast, visitor: Callable[..., Visitor], tmp_path: Path) -> None:
    browser = visitor(cast.operator)
    page = browser.visit("/kelola/wilayah")
    csrf = page.tree.find(".//main//input[@name='csrf_token']")
    assert csrf is not None
    own = {"csrf_token": csrf.get("value"), "source": "berkas"}
    folder = _tables(tmp_path)

    def uploads(*names: str) -> dict[str, object]:
        return {name: (BytesIO((folder / f"{name}.csv").read_bytes()), f"{name} (1).csv") for name in names}

    page = browser.post("/kelola/wilayah/tabel", own | uploads("provinces", "districts"), status=422)
    assert "regencies.csv: Pilih berkasnya" in page
    page = browser.post("/kelola/wilayah/tabel", own | uploads("provinces", "regencies", "districts"))
    assert "6tetap" in page.text.replace(" ", "")
