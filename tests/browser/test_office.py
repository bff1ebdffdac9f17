"""The office in a real browser: reachable by keyboard, readable on a phone, clean for axe-core."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.held import hold_to_axe
from tests.browser.served import Cookie, Office

pytestmark = pytest.mark.browser


def open_page(
    chromium: Browser,
    office: Office,
    *,
    cookie: Cookie | None = None,
    width: int = 1280,
    scheme: str = "light",
    language: str = "id",
    script: bool = True,
) -> Page:
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=script,
        base_url=office.address,
    )
    signed_in = cookie or office.cookie_of("verifier")
    chosen = {"name": "django_language", "value": language, "url": office.address}
    context.add_cookies([signed_in, chosen])  # type: ignore[list-item]
    return context.new_page()


@pytest.fixture
def plain_page(chromium: Browser, office: Office) -> Iterator[Page]:
    """A page without JavaScript."""
    page = open_page(chromium, office, script=False)
    yield page
    page.context.close()


def test_axe_finds_nothing_before_the_first_publication(
    chromium: Browser, empty_office: Office
) -> None:
    page = open_page(chromium, empty_office, width=360)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Register masih kosong")
    hold_to_axe(page)
    page.context.close()


def test_from_the_city_down_to_a_kelurahan_without_javascript(plain_page: Page) -> None:
    plain_page.goto("/")
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Kota Bekasi")
    plain_page.get_by_role("link", name="Pondokgede").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Pondokgede")
    plain_page.get_by_role("link", name="Jatiwaringin").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Jatiwaringin")
    plain_page.get_by_role("navigation", name="Letak wilayah").get_by_text("Kota Bekasi").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Kota Bekasi")


def test_another_release_stays_chosen_on_the_way_down(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_role("navigation", name="Pilih rilis").get_by_text("17 Sep 2025").click()
    plain_page.get_by_role("link", name="Pondokgede").click()
    assert "rilis=2025-09-17" in plain_page.url
    expect(plain_page).to_have_title("Pondokgede, rilis 17 September 2025 · desil")


def test_english_and_back_by_a_button(plain_page: Page) -> None:
    plain_page.goto("/?satuan=jiwa")
    plain_page.get_by_role("button", name="English").click()
    expect(plain_page.get_by_role("heading", name="Not ranked yet")).to_be_visible()
    assert "satuan=jiwa" in plain_page.url
    plain_page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(plain_page.get_by_role("heading", name="Belum diperingkat")).to_be_visible()


def test_the_keyboard_reaches_everything(chromium: Browser, office: Office) -> None:
    page = open_page(chromium, office)
    page.goto("/")
    wanted = page.locator("a[href]:visible, button:visible, summary, [tabindex='0']").count()
    reached = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    assert "Langsung ke isi" in reached[0]
    assert len(dict.fromkeys(reached)) >= wanted - 2  # two links may look alike
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    page.context.close()


def test_the_file_downloads(plain_page: Page) -> None:
    plain_page.goto("/wilayah/3275010/")
    with plain_page.expect_download() as waiting:
        plain_page.get_by_role("link", name="Unduh CSV").click()
    assert waiting.value.suggested_filename == "desil-3275010-2026-01-23.csv"


def test_print_leaves_out_what_paper_cannot_use(chromium: Browser, office: Office) -> None:
    page = open_page(chromium, office)
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Unduh CSV")).to_be_hidden()
    expect(page.get_by_role("button", name="English")).to_be_hidden()
    expect(page.get_by_role("heading", name="Menurut kecamatan")).to_be_visible()
    page.context.close()
