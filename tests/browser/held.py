"""What every page is held to: axe-core finds nothing, nothing is wider than the window, and what is
wider than its box says so and keeps its first column in sight."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Rules = dict[str, object]  # options of axe-core
ALL: Rules = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
_MOST_CHARACTERS = 160
FULL_WIDTH = 1280  # from here on no table is wider than its box
# Figures as wide as those of a full city, which has 2,000 times the families of a city of tests.
_WIDEN = """() => {
  for (const cell of document.querySelectorAll("main td:not(.code, [data-widened])")) {
    const figure = cell.childElementCount ? "" : cell.textContent.trim();
    if (!/^\\d{1,3}([.,]\\d{3})*$/.test(figure)) continue;
    const whole = Math.min(2000 * Number(figure.replace(/\\D/g, "")), 2700000);
    cell.textContent = whole.toLocaleString("id");
    cell.dataset.widened = "";
  }
}"""
# Of each box that is narrower than what is in it: whether it shows an arrow, and where the first
# cell of its last row is when the reader has scrolled to the end.
_BOXES = """async () => {
const folded = [...document.querySelectorAll("main details:not([open])")];
folded.forEach(part => part.open = true);
await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
const boxes = [...document.querySelectorAll("main *")].filter(box => {
  const way = getComputedStyle(box).overflowX;
  return (way === "auto" || way === "scroll") && box.scrollWidth > box.clientWidth + 1;
}).map(box => {
  const name = box.getAttribute("aria-label") || box.getAttribute("aria-labelledby") || box.tagName;
  const table = box.querySelector("table");
  const hint = parseFloat(getComputedStyle(box, "::before").height);
  const cell = table && [...table.querySelectorAll("tbody tr > :first-child")].pop();
  box.scrollLeft = box.scrollWidth;
  const left = cell ? cell.getBoundingClientRect().left - box.getBoundingClientRect().left : 0;
  box.scrollLeft = 0;
  return {
    name, inside: box.clientWidth, whole: box.scrollWidth, isTable: table !== null,
    hasHint: hint > 0, stays: left >= 0, first: cell ? cell.offsetWidth / box.clientWidth : 0,
  };
});
folded.forEach(part => part.open = false);
return boxes;
}"""
_MOST_OF_BOX = 0.6


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


def cut_boxes(page: Page) -> list[str]:
    """The boxes that are too narrow: tables on a full screen; on a smaller one whatever gives no
    hint of more beside it, or whose first column goes out of sight or leaves no room."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.evaluate(_WIDEN)
    faults = []
    for box in page.evaluate(_BOXES):
        told = f"{box['name']}: {box['whole']} in {box['inside']}"
        if box["isTable"] and width >= FULL_WIDTH:
            faults.append(f"cut: {told}")
        elif not box["hasHint"]:
            faults.append(f"no hint of more: {told}")
        elif not box["stays"] or box["first"] > _MOST_OF_BOX:
            faults.append(f"first column lost or too wide: {told}")
    return faults


def hold_to_width(page: Page) -> None:
    """Nothing is wider than the window."""
    assert not is_too_wide(page)


def hold_to_axe(page: Page) -> None:
    """axe-core finds nothing, and nothing is wider than the window."""
    assert violations(page) == []
    hold_to_width(page)
