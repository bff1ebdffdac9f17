"""The menus of the bar: Escape closes an open one and gives the focus back, and so does a click
elsewhere."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import Office

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, office: Office) -> Page:
    """The start page of a verifier, with a menu open."""
    context = chromium.new_context(base_url=office.address)
    cookie = office.cookie_of("verifier")
    context.add_cookies([cookie])  # type: ignore[list-item] # a cookie of ours has no more
    page = context.new_page()
    page.goto("/beranda/")
    page.locator("nav.places summary").first.click()
    expect(page.locator("nav.places details[open]")).to_have_count(1)
    return page


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("nav.places details[open]")).to_have_count(0)
    expect(page.locator("nav.places summary").first).to_be_focused()
    page.context.close()


def test_a_click_elsewhere_closes_a_menu(page: Page) -> None:
    page.get_by_role("heading", level=1).click()
    expect(page.locator("nav.places details[open]")).to_have_count(0)
    page.context.close()


def test_only_one_menu_is_open(page: Page) -> None:
    page.locator("nav.places summary").nth(1).click()
    expect(page.locator("nav.places details[open]")).to_have_count(1)
    page.context.close()
