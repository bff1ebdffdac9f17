"""What a resident reads is as easy as a primary school's book.

Measured by LIX (C.-H. Björnsson, 1968): words per sentence plus the percentage of words longer than
six letters; it counts no syllables, so it serves languages other than English. Below 30 is read by
children, 30-40 is easy, above 50 is difficult. Each sentence is held to a length as well.
"""

import io
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import yaml
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

PORTAL = Path(str(resources.files("desil.portal")))
LETTERS = Path(str(resources.files("desil.cases.letters"))) / "letters.yaml"
EASY, LONGEST_SENTENCE = 40, 14
_PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")


def _portal_texts() -> Iterator[str]:
    for path in sorted(PORTAL.rglob("*")):
        if path.suffix == ".html":
            source = templatize(path.read_text(encoding="utf-8"))
        elif path.suffix == ".py":
            source = path.read_text(encoding="utf-8")
        else:
            continue
        calls = {"_": None, "gettext": None}
        for _, _, text, _ in extract_python(io.BytesIO(source.encode()), calls, [], {}):
            yield str(text)


def _letter_texts() -> Iterator[str]:
    for said in yaml.safe_load(LETTERS.read_text(encoding="utf-8")).values():
        yield from said["paragraphs"]
        yield from said["steps"]
    leaving = yaml.safe_load((LETTERS.parent / "leaving.yaml").read_text(encoding="utf-8"))
    yield from leaving["opening"].values()
    yield from leaving["reasons"].values()
    yield from (leaving["closing"], *leaving["steps"])


def sentences(texts: Iterator[str]) -> list[list[str]]:
    """The words of every sentence of at least three words."""
    found = []
    for text in texts:
        for sentence in re.split(r"[.?!:]\s*", _PLACES.sub("ini", text)):
            words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", sentence)
            if len(words) >= 3:
                found.append(words)
    return found


def lix(found: list[list[str]]) -> float:
    words = [word for sentence in found for word in sentence]
    return len(words) / len(found) + 100 * sum(len(w) > 6 for w in words) / len(words)


@pytest.mark.parametrize("texts", [_portal_texts, _letter_texts], ids=["portal", "letters"])
def test_texts_for_residents_are_easy_to_read(texts: object) -> None:
    found = sentences(texts())  # type: ignore[operator]
    assert len(found) > 10
    assert [" ".join(s) for s in found if len(s) > LONGEST_SENTENCE] == []
    assert lix(found) < EASY


def test_the_measure_tells_an_office_s_sentence_from_an_easy_one() -> None:
    hard = "Penyelenggaraan pemutakhiran data terpadu dilaksanakan berdasarkan ketentuan peraturan"
    assert lix(sentences(iter([hard]))) > 60
    assert lix(sentences(iter(["Bawa KTP dan KK ke kelurahan."]))) < 30
