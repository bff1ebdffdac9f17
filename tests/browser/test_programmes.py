"""A list from the officer's form to the resident's answer: made, signed by another, compared with
other rules, told."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from desil.database.server.server import Server
from desil.engine.progress import Silent
from desil.jobs.states import JobKind
from desil.programmes.making import list_maker
from desil.publication.action import publish
from tests.browser.conftest import require_chromium, served_office
from tests.browser.days import day_of, go_to, person_with, worked_off
from tests.browser.held import hold_to_width
from tests.browser.served import Office
from tests.integration.office.test_programme_lists import AT, FAMILIES, PEOPLE
from tests.linked_city import run_in, write_release
from tests.register_server import TEMPLATE, copy_database
from tests.table import rows_of

pytestmark = pytest.mark.browser
_LISTS = {JobKind.LIST: list_maker("500MB", 1, "uji")}


@pytest.fixture(scope="module")
def programme_office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office whose published run judges four families by every programme."""
    require_chromium()
    folder = tmp_path_factory.mktemp("programmes")
    write_release(folder, rows_of(PEOPLE), rows_of(FAMILIES))
    run = run_in(folder).folder
    url = copy_database(server, TEMPLATE)
    publish(run, url=url, by="petugas", at=AT, progress=Silent())
    home = run.parent.parent
    (home / "demo.json").write_text("{}")  # the mark of a made-up city
    with served_office(url, home) as served:
        yield served


def test_a_list_is_made_signed_by_another_compared_with_other_rules_and_told_to_a_resident(
    chromium: Browser, programme_office: Office
) -> None:
    office = programme_office
    with day_of(chromium, office, person_with(office, "programme_officer")) as page:
        go_to(page, "Daftar program")
        page.get_by_role("link", name="Susun daftar").click()
        page.locator("select[name=programme]").select_option("PKH")
        page.get_by_label("Periode").fill("2026-Q1")
        page.get_by_label("Kuota seluruh kota").fill("1")
        page.get_by_role("button", name="Susun daftar").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Pekerjaan di latar belakang")
        worked_off(office, _LISTS)
        go_to(page, "Daftar program")
        page.get_by_role("link", name="Program Keluarga Harapan, 2026-Q1").click()
        expect(page.locator("main")).to_contain_text("terdaftar 1 + menunggu 2")
        page.get_by_label("Alasan").fill("penyaluran triwulan satu")
        page.get_by_role("button", name="Usulkan daftar ini").click()
        expect(page.get_by_role("button", name="Tanda tangani")).to_have_count(0)
    with day_of(chromium, office, person_with(office, "head"), width=360) as page:
        page.goto("/program/daftar/")
        page.get_by_role("link", name="Program Keluarga Harapan, 2026-Q1").click()
        page.get_by_label("Alasan").fill("jumlah sudah diperiksa")
        page.get_by_role("button", name="Tanda tangani").click()
        page.get_by_role("button", name="Tandatangani").click()
        expect(page.locator("main")).to_contain_text("Daftar ditandatangani dan berlaku.")
        hold_to_width(page)
    with day_of(chromium, office, person_with(office, "head")) as page:
        go_to(page, "Andaikan")
        page.locator("select[name=programme]").select_option("PKH")
        page.get_by_label("Periode").fill("2026-Q1")
        page.get_by_role("button", name="Mulai").click()
        families = page.locator("#jumlah + .scroll tr", has_text="Keluarga").first
        expect(families.locator("td")).to_have_text(["3", "3sama"])
        page.get_by_label("Desil tertinggi").fill("9")  # dragged: the answer follows by itself
        expect(families.locator("td")).to_have_text(["3", "4+1 lebih banyak"])
        expect(page.locator("#id_s1-limit_now")).to_have_text("9")
        page.get_by_text("Syarat dan pengecualian").click()
        page.get_by_label("Syarat tambahan").fill("dsil = 1")
        expect(page.locator("#id_s1-eligible-new_error")).to_contain_text(
            "Mungkin maksudnya: desil"
        )
        page.get_by_label("Syarat tambahan").fill("desil <> 1")
        expect(families.locator("td")).to_have_text(["3", "3sama"])
        expect(page.locator("#jumlah + .scroll tr", has_text="Keluar").last).to_contain_text("1")
        page.get_by_label("Nama untuk disimpan").fill("rapat anggaran")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("rapat anggaran")
        expect(page.locator("main")).to_contain_text("desil nasional paling tinggi 9")
    with day_of(
        chromium, office, person_with(office, "programme_officer"), script=False, width=360
    ) as page:
        page.goto("/program/andai/")
        page.get_by_role("link", name="rapat anggaran").click()
        page.get_by_label("Kuota seluruh kota").fill("1")
        page.get_by_role("button", name="Hitung").click()  # without a script, the same answer
        expect(page.locator("#jumlah + .scroll")).to_contain_text("−2 lebih sedikit")
        hold_to_width(page)
    context = chromium.new_context(base_url=office.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/warga/cek/")
    page.locator("input[name=nik]").fill("3275014101600001")
    page.locator("input[name=family_card]").fill("3275010101200001")
    page.wait_for_timeout(2_500)  # the portal takes a form that comes at once for a machine's
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("Program Keluarga Harapan")
    expect(page.locator("main")).to_contain_text("Terdaftar")
    context.close()
