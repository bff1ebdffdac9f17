"""The visit form follows the dictionary and is a form by pyxform's own checks."""

from xml.etree import ElementTree as ET

from pyxform.xls2xform import convert

from desil.api.openrosa.compiled import visit_form
from desil.api.openrosa.sheets import FACTS, PHOTOS, VISITS_FILE, sheets
from desil.cases.kinds.kind import kinds

XFORMS = "{http://www.w3.org/2002/xforms}"


def test_pyxform_compiles_it_without_a_warning() -> None:
    warnings: list[str] = []
    convert(xlsform=sheets(), warnings=warnings, validate=False)
    assert warnings == []


def test_it_asks_every_fact_of_the_home_that_a_case_may_change() -> None:
    asked = {row.get("name") for row in sheets()["survey"]}
    assert set(kinds()["decile_too_high"].facts["family"]) <= asked
    assert asked >= {column.name for column in FACTS} | set(PHOTOS) | {"place", "case_number"}


def test_every_exact_code_is_a_choice_and_no_coarse_one_is() -> None:
    choices = {(row["list_name"], row["name"]) for row in sheets()["choices"]}
    for column in FACTS:
        if column.codes is not None:
            found = {value for name, value in choices if name == column.codes.name}
            assert found == {str(value) for value in column.codes.values}


def test_it_speaks_both_languages_throughout() -> None:
    root = ET.fromstring(visit_form().xml)
    texts = {
        t.get("lang"): {e.get("id") for e in t.iter(f"{XFORMS}text")}
        for t in root.iter(f"{XFORMS}translation")
    }
    assert len(texts) == 2
    assert len({frozenset(ids) for ids in texts.values()}) == 1
    for row in (*sheets()["survey"], *sheets()["choices"]):
        assert ("label::English (en)" in row) == ("label::Bahasa Indonesia (id)" in row)


def test_the_case_comes_from_the_file_of_the_manifest() -> None:
    assert f"jr://file-csv/{VISITS_FILE}" in visit_form().xml.decode()


def test_the_same_dictionary_makes_the_same_bytes() -> None:
    again = convert(xlsform=sheets(), validate=False, form_name="kunjungan_rumah")
    assert again.xform.encode() == visit_form().xml
