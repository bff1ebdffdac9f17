"""Finding a family while typing, and the grouped bar, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import Office
from tests.browser.test_office import open_page

pytestmark = pytest.mark.browser


def test_families_appear_while_one_types_and_nothing_stays_in_the_browser(
    chromium: Browser, office: Office
) -> None:
    page = open_page(chromium, office, cookie=office.cookie_of("verifier"))
    page.goto("/cari/")
    with page.expect_response("**/cari/"):
        page.get_by_role("searchbox").press_sequentially("3275010101200001", delay=20)
    expect(page.locator("#hasil-cari table tbody tr").first).to_be_visible()
    assert re.search(r"/cari/\?ke=[\w-]+$", page.url)  # a random name of the page
    expect(page.get_by_role("searchbox")).to_have_value("3275010101200001")
    kept = page.evaluate("[{...localStorage}, Object.values({...sessionStorage})]")
    assert kept == [{}, [page.url.removeprefix(office.address)]]  # which names nobody
    page.context.close()


def test_the_bar_opens_one_group_at_a_time_by_keyboard(chromium: Browser, office: Office) -> None:
    page = open_page(chromium, office, cookie=office.cookie_of("data_officer"))
    page.goto("/")
    bar = page.get_by_role("navigation", name="Halaman utama")
    city, data = bar.locator("details").first, bar.locator("details").last
    city.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(bar.get_by_role("link", name="Peta")).to_be_visible()
    data.locator("summary").focus()
    page.keyboard.press("Space")
    expect(bar.get_by_role("link", name="Peta")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiriman")
    page.context.close()
