"""Pages that are made from the code are as new as the code."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def _maker():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", list(_maker().PAGES))
def test_a_reference_page_is_as_new_as_the_code(name: str) -> None:
    written = (DOCS / "reference" / name).read_text(encoding="utf-8")
    assert written == _maker().PAGES[name](), "run `make docs`"


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(DOCS.parent)}: {target}"
        for page in (*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md"))
        for target in _targets(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def _targets(text: str) -> list[str]:
    starts = text.split("](")[1:]
    targets = [part.split(")")[0].split("#")[0] for part in starts]
    return [t for t in targets if t and "://" not in t]


@pytest.mark.parametrize(("begins", "folder"), [("tests/", "."), ("desil/", "src")])
def test_every_file_that_security_names_is_there(begins: str, folder: str) -> None:
    said = (DOCS.parent / "SECURITY.md").read_text(encoding="utf-8")
    named = {part for part in said.split("`") if part.startswith(begins)}
    assert named and [n for n in named if not (DOCS.parent / folder / n).exists()] == []
