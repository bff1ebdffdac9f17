"""A counter in a real browser: two of one name are told apart; the way back keeps the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from desil.database.server.server import Server
from desil.engine.progress import Silent
from desil.publication.action import publish
from tests.browser.conftest import require_chromium
from tests.browser.served import Office, served_office
from tests.browser.test_office import open_page
from tests.counter_register import write_counter_run
from tests.register_server import TEMPLATE, copy_database

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office of the counter's register."""
    require_chromium()
    folder = tmp_path_factory.mktemp("counter")
    url = copy_database(server, TEMPLATE)
    run = write_counter_run(folder / "run")
    publish(run, url=url, by="petugas", at=datetime(2026, 2, 1, tzinfo=UTC), progress=Silent())
    with served_office(url, folder) as served:
        yield served


@pytest.mark.parametrize("width", [360, 1280])
def test_two_budi_are_told_apart_and_the_way_back_keeps_question_and_place(
    chromium: Browser, office: Office, width: int
) -> None:
    page = open_page(chromium, office, cookie=office.cookie_of("operator"))
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/cari/")
    page.get_by_label("Untuk apa?").select_option("case")
    page.get_by_role("searchbox").fill("budi santoso")
    rows = page.locator("#hasil-cari tbody tr")
    expect(rows.filter(has_text="17 Agu 1975")).to_contain_text("RT 002/RW 009")
    expect(rows.filter(has_text="5 Des 1982")).to_contain_text("GG. MAWAR NO. 5")
    page.get_by_role("searchbox").fill("budi")
    expect(rows).to_have_count(50)
    wanted = rows.nth(44)
    name = wanted.get_by_role("link").inner_text()
    wanted.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    wanted.get_by_role("link").click()
    page.get_by_role("button", name="Buka").click()  # the purpose of the sitting is chosen already
    expect(page.get_by_text(name).first).to_be_visible()
    while "/cari/" not in page.url:
        page.go_back()
    assert re.search(r"/cari/\?ke=[\w-]+$", page.url)
    expect(page.get_by_role("searchbox")).to_have_value("budi")
    expect(rows).to_have_count(50)
    assert abs(page.evaluate("scrollY") - place) < 200
    page.goto("/cari/")
    expect(page.get_by_role("searchbox")).to_have_value("")
    recent = page.get_by_role("region", name="Baru saja Anda buka")
    expect(recent.locator("tbody tr")).to_have_count(1)
    recent.get_by_role("link").first.click()
    expect(page.get_by_text(name).first).to_be_visible()
    page.context.close()
