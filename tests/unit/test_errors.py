"""An error is a code of the catalogue with its values: it can be said in either language."""

from __future__ import annotations

import json
import pickle

import pytest

from desil.errors import CheckFailed, DesilError, NotFound, catalogued, filled

ENGLISH = {
    "Berkas {name} rusak.": "The file {name} is damaged.",
    "{name} adalah {kind}.": "{name} is {kind}.",
    "Kirim lagi.": "Send it again.",
    "Catatan: {log}.": "Log: {log}.",
    "arsip": "an archive",
}


def translate(text: str) -> str:
    return ENGLISH.get(text, text)


def test_an_error_is_indonesian_and_can_be_said_in_english() -> None:
    fault = NotFound("Berkas {name} rusak.", hint="Kirim lagi.", name="a.csv")
    assert (fault.message, fault.hint, str(fault)) == (
        "Berkas a.csv rusak.", "Kirim lagi.", "Berkas a.csv rusak.",
    )  # fmt: skip
    assert fault.said(translate, "en") == ("The file a.csv is damaged.", "Send it again.")


@pytest.mark.parametrize("text", ["", "{", "}", "{name", "{0}", "%s", "{name!r}", "{{x}}"])
def test_braces_of_others_are_left_alone(text: str) -> None:
    fault = CheckFailed(text, hint=text)
    assert (fault.message, fault.hint) == (text, text)
    given = CheckFailed("Berkas {name} rusak.", name=text)
    assert given.message == f"Berkas {text} rusak."
    assert given.said(translate, "en")[0] == f"The file {text} is damaged."


def test_a_value_is_translated_only_where_it_is_a_text_of_the_catalogue() -> None:
    marked = DesilError("{name} adalah {kind}.", name="arsip", kind=catalogued("arsip"))
    assert marked.message == "arsip adalah arsip."
    assert marked.said(translate, "en")[0] == "arsip is an archive."
    both = DesilError("Catatan: {log}.", log={"id": "ada", "en": "there"})
    assert (both.message, both.said(translate, "en")[0]) == ("Catatan: ada.", "Log: there.")


def test_a_hint_may_be_several_texts() -> None:
    fault = DesilError("x", hint=("Kirim lagi.", "", "Catatan: {log}."), log="l.txt")
    assert fault.hint == "Kirim lagi. Catatan: l.txt."
    assert fault.said(translate, "en") == ("x", "Send it again. Log: l.txt.")
    assert fault.codes == ("x", "Kirim lagi.", "Catatan: {log}.")


def test_a_text_that_the_catalogue_lacks_stays_as_it_is() -> None:
    assert DesilError("Baru: {n}.", n=1).said(translate, "en") == ("Baru: 1.", "")
    assert filled("", {"n": 1}, translate) == ""


def test_an_error_crosses_processes_with_its_codes() -> None:
    sent = NotFound("Berkas {name} rusak.", hint="Kirim lagi.", name="a.csv")
    came = pickle.loads(pickle.dumps(sent))
    assert type(came) is NotFound
    assert (came.codes, came.values, came.message) == (sent.codes, sent.values, sent.message)
    kind = CheckFailed("{name} adalah {kind}.", name="arsip", kind=catalogued("arsip"))
    back = CheckFailed.from_facts(json.loads(json.dumps(kind.as_facts())))
    assert back.said(translate, "en") == ("arsip is an archive.", "")
