"""Every page of the list in a real browser: axe-core finds nothing, nothing is wider than a phone,
no table is cut, nothing breaks the policy; and what the first page weighs."""

from collections.abc import Iterator
from typing import Literal

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, expect

from tests.browser.held import ALL, Rules, cut_boxes, is_too_wide, violations
from tests.browser.served import Office
from tests.every_page import LOOKS, NAMELESS_PAGES, Look
from tests.page_ground import Ground, prepare_ground

pytestmark = pytest.mark.browser
OF_COLOURS = ["color-contrast", "link-in-text-block"]
COLOURS: Rules = {"runOnly": OF_COLOURS, "resultTypes": ["violations"]}
BUT_COLOURS: Rules = ALL | {"rules": {rule: {"enabled": False} for rule in OF_COLOURS}}
# Colours differ by scheme and not by language; everything else the other way round.
ASKED: dict[str, dict[Literal["light", "dark"], Rules]] = {
    "id": {"light": ALL, "dark": COLOURS},
    "en": {"light": BUT_COLOURS},
}
WIDTHS = (360, 1280)
ALL_WIDTHS = (360, 768, 1024, 1280)
MOST_BYTES = 60_000  # of a first page with all its files, compressed
FIRST_PAGES = (("/masuk/", ""), ("/", "verifier"), ("/beranda/", "data_officer"))


@pytest.fixture(scope="module")
def office(ranked_office: Office) -> Office:
    """An office whose families other sources and a model tell of."""
    return ranked_office


@pytest.fixture(scope="module")
def ground(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Something to show on every page."""
    office.reach()
    cache.clear()
    return prepare_ground(tmp_path_factory.mktemp("ground"))


def page_of(
    chromium: Browser, office: Office, ground: Ground, who: str, language: str = "id"
) -> Page:
    """A page of a reader, on a desk in daylight."""
    context = chromium.new_context(base_url=office.address, viewport={"width": 1280, "height": 800})
    kept = {"django_language": language}
    if who in ground.sessions:
        kept["sessionid"] = ground.sessions[who]
    context.add_cookies([{"name": n, "value": v, "url": office.address} for n, v in kept.items()])
    return context.new_page()


def fill_in(page: Page, ground: Ground, look: Look) -> None:
    """Send the page's form, filled in as the look says; the browser itself refuses nothing."""
    page.evaluate("document.querySelectorAll('main form').forEach(f => f.noValidate = true)")
    if page.locator("main [name=token]").count():
        page.wait_for_timeout(2_100)  # a form of the portal has to wait
    for name, value in ground.sent(look.sends).items():
        field = page.locator(f"main [name={name}]")
        if field.first.get_attribute("type") in {"checkbox", "radio"}:
            page.locator(f"main [name={name}][value={value}]").check()
        elif field.first.evaluate("f => f.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    sent = page.locator("main form").filter(has=page.locator(f"[name={next(iter(look.sends))}]"))
    with page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        sent.locator("button:not([type=button])").first.click()
    assert waiting.value.status == look.status, look.address
    page.wait_for_load_state("networkidle")


def faults_of(page: Page, language: str = "id") -> Iterator[str]:
    """What axe-core finds on a phone and a desk, in light and dark; at every width what is wider
    than the window or than its box."""
    for width in ALL_WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{width} {fault}" for fault in cut_boxes(page))
        if is_too_wide(page):
            yield f"wider than {width}"
        if width not in WIDTHS:
            continue
        for scheme, rules in ASKED[language].items():
            page.emulate_media(color_scheme=scheme)
            yield from (f"{width} {scheme} {fault}" for fault in violations(page, rules))


def looked_at(
    chromium: Browser, office: Office, ground: Ground, who: str, language: str
) -> Iterator[str]:
    """The faults of every page of one reader, each with its address."""
    page = page_of(chromium, office, ground, who, language)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for look in (look for look in LOOKS if look.who == who):
        answer = page.goto(ground.address(look.address))
        assert answer is not None
        if look.sends:
            fill_in(page, ground, look)
        else:
            assert answer.status == look.status, look.address
        yield from (f"{look.address} {look.sends}: {fault}" for fault in faults_of(page, language))
    yield from (text for text in said if "the server responded with a status of 4" not in text)
    page.context.close()


WHO = sorted({look.who for look in LOOKS})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "nobody")
def test_axe_finds_nothing_on_every_page(
    chromium: Browser, office: Office, ground: Ground, who: str, language: str
) -> None:
    assert list(looked_at(chromium, office, ground, who, language)) == []


@pytest.mark.parametrize("name", NAMELESS_PAGES)
def test_axe_finds_nothing_on_pages_that_no_address_leads_to(
    chromium: Browser, office: Office, ground: Ground, name: str
) -> None:
    request = ground.client("").get("/masuk/").wsgi_request
    page = page_of(chromium, office, ground, "")
    page.goto("/masuk/")
    page.set_content(render_to_string(f"{name}.html", {}, request))
    page.wait_for_load_state("networkidle")
    assert list(faults_of(page)) == []
    page.context.close()


@pytest.mark.parametrize(("address", "who"), FIRST_PAGES)
def test_a_first_page_with_all_its_files_weighs_60_kb_at_most(
    chromium: Browser, office: Office, ground: Ground, address: str, who: str
) -> None:
    page = page_of(chromium, office, ground, who)
    weighed: list[float] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: weighed.append(told["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(weighed) >= 2  # the page and its style at least
    assert sum(weighed) <= MOST_BYTES
    page.context.close()
