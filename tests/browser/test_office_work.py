"""A map that moves in a real browser, and a drawing that stays without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from desil.register.areas.boundaries import boundaries_path, keep_boundaries
from tests.boundaries import squares
from tests.browser.held import hold_to_axe
from tests.browser.served import Office
from tests.browser.test_office import open_page

pytestmark = pytest.mark.browser


@pytest.fixture
def with_boundaries(office: Office) -> Iterator[None]:
    """Boundaries were handed in to the office."""
    told = squares(lambda v: v.bps)
    for feature in told["features"]:
        feature["properties"] = {"bps": feature["properties"]["kode"]}
    keep_boundaries(office.home, told)
    yield
    boundaries_path(office.home).unlink()


@pytest.mark.usefixtures("with_boundaries")
@pytest.mark.parametrize("width", [360, 1280])
def test_the_map_moves_and_breaks_no_policy(chromium: Browser, office: Office, width: int) -> None:
    page = open_page(chromium, office, width=width, scheme="dark")
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto("/peta/")
    expect(page.locator("#peta path.area").first).to_be_visible()
    expect(page.locator("#gambar-peta")).to_be_hidden()
    page.get_by_role("button", name="Perbesar").click()
    hold_to_axe(page)
    assert faults == []
    page.context.close()


@pytest.mark.usefixtures("with_boundaries")
def test_without_javascript_the_drawing_stays(chromium: Browser, office: Office) -> None:
    page = open_page(chromium, office, script=False)
    page.goto("/peta/")
    expect(page.get_by_role("img", name="Bagian keluarga desil 1–4")).to_be_visible()
    expect(page.locator("#peta")).to_be_hidden()
    page.context.close()
