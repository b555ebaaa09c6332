"""The offline pack on a phone without a line: unzipped into a folder, opened from there, read and searched."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from community.kernel.database import db
from community.kernel.files import Named, read
from community.materials.jobs import build_pack
from community.materials.queries.packs import packable
from community.materials.services import ask_pack, save_version
from tests.browser.inspection import AXE, FAULTS, FINGER, script
from tests.browser.phone import SMALL, WIDE
from tests.materials.making import content, make_material
from tests.people import Cast

pytestmark = pytest.mark.browser

# a red point
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090"
    "7753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TABLE = "| Langkah | Waktu |\n|---|---|\n| Membagi kertas lipat menjadi bagian yang sama besar | 20 menit |\n"


@pytest.fixture
def folder(app: Flask, cast: Cast, tmp_path: Path) -> Path:
    """Two modul and a picture, packed and unzipped."""
    material = make_material(cast, uploads=[Named("balok.png", PNG), Named("LKPD pecahan.pdf", PDF)])
    files = material.current.files
    picture = f"![Balok pecahan](berkas:{files[0].file_id})"
    text = f"## Pembukaan\n\nRumus $\\frac{{1}}{{2}}$ di tengah.\n\n{picture}\n\n{TABLE}"
    kept = [each.file_id for each in files]
    save_version(cast.peserta, material, kind="modul_ajar", content=content(text=text), based_on=1, kept=kept)
    make_material(cast, by="ketua", title="LKPD energi terbarukan", kind="lkpd", mapel="IPA", topic="Energi")
    chosen = [each.version.id for each in packable(cast.peserta2, cast.gugus)]
    pack = ask_pack(cast.peserta2, cast.gugus, version_ids=chosen)
    build_pack(pack.id)
    db.session.refresh(pack)
    assert pack.file is not None
    with zipfile.ZipFile(io.BytesIO(read(pack.file))) as archive:
        archive.extractall(tmp_path)
    return tmp_path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small phone that is on no network; afterwards nothing was missing (axe alone asks for style sheets anew)."""
    context = browser.new_context(viewport=SMALL, is_mobile=True, has_touch=True, locale="id-ID", offline=True)
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url) if request.resource_type != "xhr" else None)
    yield page
    context.close()
    assert not faults


def look(page: Page) -> None:
    """Nothing sticks out or is too small, and axe finds nothing, small and wide."""
    page.evaluate(script(AXE))
    for size, finger in ((SMALL, FINGER), (WIDE, 0)):
        page.set_viewport_size(size)
        assert page.evaluate(script(FAULTS), finger) == []
    page.set_viewport_size(SMALL)


def test_it_opens_from_a_folder_and_leads_to_every_modul(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Materi KKG Banjarwangi")
    look(page)
    page.get_by_role("link", name="Modul ajar pecahan kelas 4").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Modul ajar pecahan kelas 4")
    expect(page.locator("math mfrac")).to_be_visible()
    picture = page.get_by_alt_text("Balok pecahan")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    expect(page.get_by_text("CC BY-SA 4.0.")).to_be_visible()
    look(page)
    href = page.get_by_role("link", name="LKPD pecahan.pdf").get_attribute("href")
    assert href and (folder / "materi" / href).resolve().read_bytes() == PDF
    page.get_by_role("link", name="Semua materi").click()
    expect(page.get_by_role("link", name="LKPD energi terbarukan")).to_be_visible()


def test_the_search_works_without_a_server(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    search = page.get_by_label("Cari judul")
    search.fill("energi")
    expect(page.get_by_text("1 materi ditemukan")).to_be_visible()
    expect(page.get_by_role("link", name="Modul ajar pecahan kelas 4")).to_be_hidden()
    search.fill("tidak ada kata ini")
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
    search.fill("")
    expect(page.get_by_role("link", name="Modul ajar pecahan kelas 4")).to_be_visible()


def test_without_scripts_the_list_is_there_and_no_search_that_does_nothing(folder: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=SMALL, java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    expect(page.get_by_role("link", name="LKPD energi terbarukan")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.get_by_role("link", name="Lisensi dan penulis").click()
    assert "Yuyun Sutisna" in page.content()
    context.close()
