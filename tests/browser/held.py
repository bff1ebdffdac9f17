"""What every page is held to: axe-core finds nothing, and nothing is wider than the window."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Rules = dict[str, object]  # options of axe-core
ALL: Rules = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
_MOST_CHARACTERS = 160


def violations(page: Page, rules: Rules = ALL) -> list[str]:
    """What axe-core finds: the rule and the first element that is against it."""
    page.wait_for_load_state()  # a click ends when the next page begins, which is still empty
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # Only what is against a rule comes back: what passes is ten times as long.
    found = page.evaluate("rules => axe.run(rules).then(f => f.violations)", rules)
    return [f"{f['id']}: {f['nodes'][0]['html'][:_MOST_CHARACTERS]}" for f in found]


def is_too_wide(page: Page) -> bool:
    """Whether something is wider than the window."""
    page.wait_for_load_state()
    width = page.viewport_size["width"] if page.viewport_size else 0
    return bool(page.evaluate("document.documentElement.scrollWidth") > width)


def hold_to_width(page: Page) -> None:
    """Nothing is wider than the window."""
    assert not is_too_wide(page)


def hold_to_axe(page: Page) -> None:
    """axe-core finds nothing, and nothing is wider than the window."""
    assert violations(page) == []
    hold_to_width(page)
