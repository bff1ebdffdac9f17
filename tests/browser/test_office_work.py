"""Start page, work lists and map in a real browser: clean for axe-core, and a map that moves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from desil.registry.areas.boundaries import boundaries_path, keep_boundaries
from tests.boundaries import squares
from tests.browser.served import Office
from tests.browser.test_office import LOOKS, open_page, problems_of

pytestmark = pytest.mark.browser

PAGES = (
    "/beranda/",
    "/daftar-kerja/",
    "/daftar-kerja/keluarga/",
    "/daftar-kerja/berkas/",
    "/peta/",
)


@pytest.fixture
def with_boundaries(office: Office) -> Iterator[None]:
    """Boundaries were handed in to the office."""
    told = squares(lambda v: v.bps)
    for feature in told["features"]:
        feature["properties"] = {"bps": feature["properties"]["kode"]}
    keep_boundaries(office.home, told)
    yield
    boundaries_path(office.home).unlink()


@pytest.mark.parametrize(("width", "scheme", "language"), LOOKS)
def test_axe_finds_nothing(
    chromium: Browser, office: Office, width: int, scheme: str, language: str
) -> None:
    page = open_page(
        chromium, office, cookie=office.cookie_of("data_officer"),
        width=width, scheme=scheme, language=language,
    )  # fmt: skip
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    for address in PAGES:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert problems_of(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert faults == []
    page.context.close()


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
    assert problems_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []
    page.context.close()


@pytest.mark.usefixtures("with_boundaries")
def test_without_javascript_the_drawing_stays(chromium: Browser, office: Office) -> None:
    page = open_page(chromium, office, script=False)
    page.goto("/peta/")
    expect(page.get_by_role("img", name="Bagian keluarga desil 1–4")).to_be_visible()
    expect(page.locator("#peta")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_users_page(chromium: Browser, office: Office, width: int) -> None:
    page = open_page(chromium, office, cookie=office.cookie_of("administrator"), width=width)
    page.goto("/pengguna/")
    assert problems_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
