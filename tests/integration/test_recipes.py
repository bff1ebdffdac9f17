"""Every recipe for the next engineer does what it says, in a copy of the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recipe import RECIPES, ROOT, copy_of_the_house, follow

PAGES = sorted(page.name for page in RECIPES.glob("*.md") if page.name != "README.md")


@pytest.mark.parametrize("page", PAGES)
def test_a_recipe_does_what_it_says(page: str, tmp_path: Path) -> None:
    follow(RECIPES / page, copy_of_the_house(tmp_path / "copy"))


def test_the_list_of_recipes_names_every_one() -> None:
    listed = (RECIPES / "README.md").read_text(encoding="utf-8")
    assert [page for page in PAGES if f"]({page})" not in listed] == []


def test_a_recipe_never_writes_through_to_the_house(tmp_path: Path) -> None:
    copy = copy_of_the_house(tmp_path / "copy")
    before = (ROOT / "src/desil/errors.py").read_text(encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text("At the end of `src/desil/errors.py`:\n```python\n# more\n```\n", "utf-8")
    follow(page, copy)
    assert (copy / "src/desil/errors.py").read_text(encoding="utf-8") == before + "# more\n"
    assert (ROOT / "src/desil/errors.py").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("In `src/desil/errors.py`, after `no such line`:\n```\nx\n```\n", "0 lines"),
        ("Write `src/desil/errors.py`:\n```\nx\n```\n", "is there already"),
        ("Run:\n```sh\nfalse\n```\n", "false"),
        ("Run:\n```sh\necho one\n```\nIt prints:\n```text\ntwo\n```\n", "not printed: ['two']"),
        ("nothing to do", "has no steps"),
    ],
)
def test_a_step_that_cannot_be_done_fails(step: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "src/desil").mkdir(parents=True)
    (tmp_path / "src/desil/errors.py").write_text("# errors\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(step, encoding="utf-8")
    with pytest.raises(AssertionError) as failed:
        follow(page, tmp_path)
    assert fault in str(failed.value)
