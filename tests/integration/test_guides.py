"""The guides name what the screen shows, and the commands that they give work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.recipe import ROOT, copy_of_the_house, follow

GUIDES = ROOT / "docs" / "how-to"
PAGES = sorted(
    page.relative_to(GUIDES).as_posix()
    for room in ("officer", "administrator")
    for page in (GUIDES / room).glob("*.md")
)
CATALOGUE = ROOT / "src/desil/ui/locale/en/LC_MESSAGES/django.po"
_HERE = re.compile(r"\]\(([a-z-]+\.md)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def _screen_words() -> set[str]:
    with CATALOGUE.open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("page", PAGES)
def test_what_a_guide_has_in_bold_stands_on_the_screen(page: str) -> None:
    known = {_plain(word) for word in _screen_words()} | {"bold"}
    words = {_plain(word) for word in _BOLD.findall((GUIDES / page).read_text(encoding="utf-8"))}
    assert words - known == set()


def test_the_commands_for_administrators_work_one_page_after_the_other(tmp_path: Path) -> None:
    copy = copy_of_the_house(tmp_path / "copy")
    listed = (GUIDES / "administrator" / "README.md").read_text(encoding="utf-8")
    pages = _HERE.findall(listed)
    assert len(pages) == 5
    for page in pages:
        follow(GUIDES / "administrator" / page, copy)


@pytest.mark.parametrize("room", ["officer", "administrator"])
def test_the_list_of_a_guide_names_every_page(room: str) -> None:
    listed = (GUIDES / room / "README.md").read_text(encoding="utf-8")
    pages = {p.name for p in (GUIDES / room).glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in listed} == set()
