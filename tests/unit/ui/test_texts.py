"""Every text of the pages has its English, and the compiled catalogue is up to date."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[3] / "src" / "desil"
CATALOGUE = PACKAGE / "ui" / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_": None, "_lazy": None, "catalogued": None, "gettext": None, "ngettext": (1, 2)}


def _sources() -> Iterator[str]:
    for room in ("ui", "office", "portal", "accounts", "cases", "config"):
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix == ".html":
                yield templatize(path.read_text(encoding="utf-8"))
            elif path.suffix == ".py":
                yield path.read_text(encoding="utf-8")


def _texts() -> set[str]:
    return {
        str(message)
        for source in _sources()
        for _, _, message, _ in extract_python(io.BytesIO(source.encode()), CALLS, [], {})
        if message  # None where the text is a variable
    }


def test_the_catalogue_has_exactly_the_texts_in_use() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    known = {str(m.id) for m in catalogue if m.id}
    assert known == _texts()
    assert [m.id for m in catalogue if m.id and not m.string] == []
    assert [m.id for m in catalogue if list(m.check())] == []


def test_the_compiled_catalogue_is_fresh() -> None:
    with CATALOGUE.open("rb") as file:
        made = io.BytesIO()
        write_mo(made, read_po(file))
    # To mend: pybabel compile -D django -d src/desil/ui/locale
    assert CATALOGUE.with_suffix(".mo").read_bytes() == made.getvalue()
