"""Every text of the pages has its English, texts of errors and commands have it room by room, and
the compiled catalogue is up to date."""

import io
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.texts_of_commands import joined_at_once, texts_of_help, texts_said, unnamed_values

PACKAGE = Path(__file__).parents[3] / "src" / "desil"
CATALOGUE = PACKAGE / "ui" / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_": None, "_lazy": None, "catalogued": None, "gettext": None, "ngettext": (1, 2)}
# What is in Indonesian only, by room. A number may shrink; a room that is not here has English.
INDONESIAN_ONLY = {
    "cases": 113, "cli": 119, "jobs": 54, "ranking": 48, "audit": 25, "eligibility": 25,
    "programmes": 21, "api": 15, "linkage": 14, "exports": 13, "office": 12, "ui": 8,
    "synthetic": 6, "portal": 4, "open_data": 2,
}  # fmt: skip
HELP_INDONESIAN_ONLY = 147
JOINED = 126  # texts put together before they are said


def _sources() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".html":
            yield templatize(path.read_text(encoding="utf-8"))
        elif path.suffix == ".py":
            yield path.read_text(encoding="utf-8")


def _marked() -> set[str]:
    return {
        str(message)
        for source in _sources()
        for _, _, message, _ in extract_python(io.BytesIO(source.encode()), CALLS, [], {})
        if message  # None where the text is a variable
    }


def _catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def _translated() -> set[str]:
    return {str(m.id) for m in _catalogue() if m.id}


def test_every_marked_text_has_its_english_and_no_text_is_left_over() -> None:
    catalogue, marked = _catalogue(), _marked()
    assert marked - _translated() == set()
    assert _translated() - marked - set(texts_said()) - texts_of_help() == set()
    assert [m.id for m in catalogue if m.id and not m.string] == []
    assert [m.id for m in catalogue if list(m.check())] == []


def test_texts_in_indonesian_only_become_fewer() -> None:
    lacking = {text: path for text, path in texts_said().items() if text not in _translated()}
    assert Counter(path.split("/")[0] for path in lacking.values()) == INDONESIAN_ONLY
    assert len(texts_of_help() - _translated()) == HELP_INDONESIAN_ONLY


def test_both_languages_name_the_same_values() -> None:
    def values(text: str) -> set[str]:
        return {f"{name}{form}" for _, name, form, _ in string.Formatter().parse(text) if name}

    said = texts_said()
    pairs = [(str(m.id), str(m.string)) for m in _catalogue() if str(m.id) in said]
    assert [here for here, english in pairs if values(here) != values(english)] == []


def test_errors_are_given_the_values_that_they_name() -> None:
    assert unnamed_values() == []


def test_texts_are_put_together_by_the_catalogue() -> None:
    assert len(joined_at_once()) == JOINED


def test_the_compiled_catalogue_is_fresh() -> None:
    made = io.BytesIO()
    write_mo(made, _catalogue())
    # To mend: pybabel compile -D django -d src/desil/ui/locale
    assert CATALOGUE.with_suffix(".mo").read_bytes() == made.getvalue()
