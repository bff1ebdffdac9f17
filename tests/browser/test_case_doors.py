"""The same request through the three doors of the office, from entry to the answer and the letter,
each step by the person whose it is; what was asked stands in the letter's case."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from desil.cases.models import Case
from desil.cases.sight import seeing_city
from desil.engine.progress import Silent
from desil.registry.postgres.server import Server
from desil.registry.publication.action import publish
from tests.browser.conftest import CHROMIUM, served_office
from tests.browser.days import Person, day_of, go_to, person_with
from tests.browser.served import Office
from tests.case_office import FAMILIES
from tests.case_pictures import picture, placed_picture
from tests.register_runs import write_run
from tests.register_server import TEMPLATE, copy_database

pytestmark = pytest.mark.browser
DOORS = {"pendamping": "pendamping", "operator": "kelurahan", "data_officer": "dinsos"}
PHONE = 360
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office of families that may have cases."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    folder = tmp_path_factory.mktemp("doors")
    url = copy_database(server, TEMPLATE)
    run = write_run(folder / "run", FAMILIES, ranking=3)
    publish(run, url=url, by="petugas", at=datetime(2026, 2, 1, tzinfo=UTC), progress=Silent())
    (folder / "demo.json").write_text("{}")  # the mark of a made-up city
    with served_office(url, folder) as served:
        yield served


def hold_to_axe(page: Page) -> None:
    """axe-core finds nothing, and nothing is wider than the window."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(f["id"], f["nodes"][0]["html"][:160]) for f in found] == []
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def photo(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def entered_by(page: Page, drawn: int) -> str:
    """Find the family, say what for, choose the type, fill it in; the number of the case."""
    go_to(page, "Cari keluarga")
    page.get_by_label("NIK, nomor KK").fill("ORANG BUATAN")
    page.get_by_role("button", name="Cari", exact=True).click()
    page.locator("table.found tbody a").first.click()
    page.get_by_label("Menangani usulan").check()
    page.get_by_role("button", name="Buka").click()
    page.get_by_role("link", name="Catat permohonan").last.click()
    page.get_by_role("link", name="Desil terlalu tinggi").click()
    hold_to_axe(page)
    page.get_by_label("Nama pemohon").fill("orang buatan")
    page.get_by_label("Tanggal lahir pemohon").fill("1980-05-17")
    page.get_by_label("Yang disampaikan pemohon").fill("Lantai rumah kami tanah.")
    for place, paper in enumerate(("ktp", "kk")):
        page.locator(f"[name=berkas-{paper}]").set_input_files(
            photo(f"{place}.jpg", picture(drawn + place))  # type: ignore[arg-type]
        )
    page.locator("summary", has_text="Keluarga dan rumah").click()
    page.locator("[name=k-floor_material]").select_option(index=2)
    page.get_by_role("button", name="Catat permohonan").click()
    expect(page.get_by_text("Nomor tiket pemohon")).to_be_visible()
    hold_to_axe(page)
    return page.locator("h1").inner_text()


def add(page: Page, document: str, content: bytes) -> None:
    """One more document."""
    page.locator("summary", has_text="Tambah berkas").click()
    page.get_by_label("Jenis berkas").select_option(document)
    page.get_by_label("Foto atau PDF").set_input_files(photo("f.jpg", content))  # type: ignore[arg-type]
    page.get_by_role("button", name="Tambah berkas").click()
    expect(page.get_by_text("Berkas ditambahkan.")).to_be_visible()


def step_done(page: Page, number: str, **told: str) -> None:
    """Finish the step that the case waits for."""
    page.goto(f"/permohonan/{number}/")
    page.locator("#t-advance summary").click()
    for name, value in told.items():
        page.locator(f"#t-advance [name={name}]").fill(value)
    page.locator("#t-advance button").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()


def deliberated(page: Page, number: str, drawn: int) -> None:
    """The minutes and the attendance of a deliberation, and that it was held."""
    page.goto(f"/permohonan/{number}/")
    add(page, "minutes", picture(drawn + 10))
    add(page, "attendance_list", picture(drawn + 11))
    step_done(page, number, held_on="2026-11-25", attended="12")


def visited(page: Page, number: str, drawn: int) -> None:
    """The home, photographed, and that it was visited."""
    page.goto(f"/permohonan/{number}/")
    for place, room in enumerate(("house_front", "living_room", "bathroom")):
        add(page, room, placed_picture(drawn=drawn + 20 + place))
    step_done(page, number, visited_on="2026-11-26")


def case_of(office: Office, number: str) -> Case:
    office.reach()
    with seeing_city():
        return Case.objects.get(pk=int(number.rpartition("-")[2]))


def take(chromium: Browser, office: Office, person: Person, number: str) -> None:
    with day_of(chromium, office, person) as page:
        go_to(page, "Daftar permohonan")
        page.get_by_role("link", name=number).click()
        hold_to_axe(page)
        step_done(page, number)


@pytest.mark.parametrize("role", DOORS)
def test_from_entry_to_the_answer_and_the_letter(
    chromium: Browser, office: Office, role: str, tmp_path: Path
) -> None:
    drawn = 1000 * (1 + list(DOORS).index(role))
    enters = person_with(office, role)
    with day_of(chromium, office, enters, width=PHONE if role == "pendamping" else 1280) as page:
        number = entered_by(page, drawn)
        step_done(page, number)
        deliberated(page, number, drawn)
    assert case_of(office, number).door == DOORS[role]
    with day_of(chromium, office, person_with(office, "pendamping"), width=PHONE) as page:
        visited(page, number, drawn)
    take(chromium, office, person_with(office, "lurah"), number)
    take(chromium, office, person_with(office, "verifier"), number)
    with day_of(chromium, office, person_with(office, "head")) as page:
        go_to(page, "Tanda tangan")
        hold_to_axe(page)
        page.get_by_label(number).check()
        page.get_by_role("button", name="Tandatangani yang dipilih").click()
        expect(page.get_by_text("1 permohonan ditandatangani.")).to_be_visible()
    assert case_of(office, number).step == "send"
    with day_of(chromium, office, person_with(office, "verifier")) as page:
        page.goto(f"/permohonan/{number}/")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Cetak surat").click()
        waiting.value.save_as(tmp_path / "surat.pdf")
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"%PDF-")
    assert enters.recorded("CASE_ENTER", "CASE_DOCUMENT", "CASE_READ")
