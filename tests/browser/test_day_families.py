"""A day of those who work with families: operator, lurah, pendamping, verifier, programme officer;
the lurah without JavaScript, the operator by keyboard alone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from desil.exports.making import make_export
from desil.jobs.states import JobKind
from tests.browser.days import PASSWORD, code_for, day_of, go_to, person_with, worked_off
from tests.browser.served import Office

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(ranked_office: Office) -> Office:
    """An office whose families a model ranks."""
    return ranked_office


def open_found_family(page: Page, purpose: str) -> None:
    """Search for made-up people, open the first family found and say what for."""
    go_to(page, "Cari keluarga")
    page.get_by_label("NIK, nomor KK").fill("ORANG BUATAN")
    page.get_by_role("button", name="Cari", exact=True).click()
    expect(page.get_by_role("heading", name="ditemukan")).to_be_visible()
    page.locator("table.found tbody a").first.click()
    page.get_by_label(purpose).check()
    page.get_by_role("button", name="Buka").click()
    expect(page.get_by_role("heading", name="Desil")).not_to_have_count(0)


def test_the_lurah_without_javascript(chromium: Browser, office: Office) -> None:
    lurah = person_with(office, "lurah")
    with day_of(chromium, office, lurah, script=False) as page:
        open_found_family(page, "Menangani usulan")
        go_to(page, "Daftar kerja")
        page.get_by_role("link", name="Belum diperingkat").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Jatiwaringin")
        page.goto("/wilayah/3275010009/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Jatiwaringin")
    assert lurah.recorded("FAMILY_SEARCH", "FAMILY_OPEN", "FAMILY_READ")


def test_the_pendamping_on_a_phone(chromium: Browser, office: Office) -> None:
    pendamping = person_with(office, "pendamping")
    with day_of(chromium, office, pendamping, width=360) as page:
        open_found_family(page, "Kunjungan lapangan")
        page.get_by_role("link", name="kesehatan").first.click()
        page.get_by_role("button", name="Buka").click()
        go_to(page, "Daftar kerja")
        page.get_by_role("link", name="Belum diperingkat").first.click()
        page.goto("/daftar-kerja/berkas/?daftar=belum-diperingkat")
        page.get_by_label("Kunjungan lapangan").check()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Unduh").click()
        assert waiting.value.suggested_filename.endswith(".csv")
    assert pendamping.recorded("FAMILY_OPEN", "SPECIFIC_OPEN", "WORKLIST_EXPORT")


def test_the_verifier(chromium: Browser, office: Office) -> None:
    verifier = person_with(office, "verifier")
    with day_of(chromium, office, verifier) as page:
        open_found_family(page, "Menangani usulan")
        go_to(page, "Tinjauan")
        expect(page.get_by_text("tetapi tidak memutuskannya")).to_be_visible()
        go_to(page, "Penerbitan")
        expect(page.get_by_text("Tidak ada usulan yang menunggu.")).to_be_visible()
    assert verifier.recorded("FAMILY_READ", "REVIEW_READ")


def test_the_programme_officer_takes_a_list_by_name_out(chromium: Browser, office: Office) -> None:
    officer = person_with(office, "programme_officer")
    with day_of(chromium, office, officer) as page:
        open_found_family(page, "daftar program")
        go_to(page, "Berkas")
        page.get_by_label("BNBA: keluarga").check()
        page.get_by_label("Keperluan").fill("penyaluran triwulan pertama")
        page.get_by_role("button", name="Minta berkas").click()
        expect(page.get_by_role("status").first).to_be_visible()
        worked_off(office, {JobKind.EXPORT: make_export})
        page.goto("/beranda/")
        page.get_by_role("link", name="Membuat berkas").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Unduh").click()
        assert waiting.value.suggested_filename.endswith((".xlsx", ".csv", ".pdf"))
    assert officer.recorded("EXPORT_ASK", "EXPORT_MAKE", "EXPORT_DOWNLOAD")


def tab_to(page: Page, text: str, *, most: int = 80) -> None:
    """Press Tab until what has the focus says so: its text, its label or its name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(e => e.matches('div, main') ? '' : [e.innerText, e.name,"
            " ...[...(e.labels || [])].map(l => l.innerText)].join('|'))(document.activeElement)"
        )
        if text in said:
            return
    raise AssertionError(f"Tab never came to {text}")


def test_the_operator_by_keyboard_alone(chromium: Browser, office: Office) -> None:
    operator = person_with(office, "operator")
    page = chromium.new_context(base_url=office.address).new_page()
    page.goto("/masuk/")
    tab_to(page, "Nama pengguna")
    page.keyboard.type(operator.user.username)
    tab_to(page, "Kata sandi")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kode dari aplikasi")).to_be_visible()
    tab_to(page, "Kode dari aplikasi")
    page.keyboard.type(code_for(operator.secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Yang sering dikerjakan")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the bar
    tab_to(page, "Cari keluarga")
    page.keyboard.type("ORANG BUATAN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cari keluarga")
    expect(page.get_by_role("heading", name="ditemukan")).to_be_visible()
    tab_to(page, "ORANG BUATAN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Buka")).to_be_visible()
    tab_to(page, "purpose")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Desil")).not_to_have_count(0)
    tab_to(page, "Keluar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keluar")).to_have_count(0)
    page.context.close()
    office.reach()
    assert operator.recorded("FAMILY_SEARCH", "FAMILY_OPEN", "FAMILY_READ", "SESSION_END")
