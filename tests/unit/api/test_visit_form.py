"""The visit form follows the dictionary and is a form by pyxform's own checks."""

from xml.etree import ElementTree as ET

import pytest
from pyxform.xls2xform import convert

from desil.accounts.handles import Handles
from desil.api.openrosa.compiled import visit_form
from desil.api.openrosa.sheets import MEMBERS_FILE, VISITS_FILE, sheets
from desil.api.openrosa.submitted import visit_in
from desil.cases.changes.visited import FACTS, PERSON_FACTS, PHOTOS
from desil.cases.kinds.kind import kinds
from desil.errors import UsageFault

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
    for column in (*FACTS, *PERSON_FACTS):
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


def test_it_asks_each_members_education_and_work_where_the_case_may_change_them() -> None:
    rows = sheets()["survey"]
    names = [row.get("name") for row in rows]
    facts = kinds()["decile_too_high"].facts["person"]
    asked = {column.name for column in PERSON_FACTS}
    assert asked == {name for name in facts if not name.startswith("ktp_")}  # what a card says
    start, end = names.index("member"), [row["type"] for row in rows].index("end_repeat")
    assert asked <= set(names[start:end])
    assert f"jr://file-csv/{MEMBERS_FILE}" in visit_form().xml.decode()
    relevant = {row["name"]: row.get("relevant", "") for row in rows if "name" in row}
    assert "'education'" in relevant["pendidikan"]
    assert "'work'" in relevant["ketenagakerjaan"]
    assert "'work'" in relevant["usaha"]


HANDLES = Handles("a secret of this test")
NIK = "3275010101800001"


def filled_for(*repeats: str) -> bytes:
    members = "".join(f"<member>{told}</member>" for told in repeats)
    return (
        "<kunjungan_rumah id='kunjungan_rumah' version='1'><case_number>2026-000001</case_number>"
        "<visited_on>2026-11-24</visited_on><perumahan><wall_material>3</wall_material></perumahan>"
        f"{members}<meta><instanceID>uuid:{'0' * 32}</instanceID></meta></kunjungan_rumah>"
    ).encode()


def test_each_round_about_a_member_is_read_apart_by_handle() -> None:
    handle = HANDLES.of("nik", NIK)
    form = visit_in(
        filled_for(
            f"<person>{handle}</person><usaha><has_business>1</has_business></usaha>",
            "<person>bukan</person><pendidikan><education_grade>4</education_grade></pendidikan>",
            f"<person>{handle}</person><asks>work</asks>",
        ),
        HANDLES,
    )
    assert dict(form.answers) == {"wall_material": "3"}
    assert [(one.nik, dict(one.answers)) for one in form.members] == [
        (NIK, {"has_business": "1"}),
        ("", {"education_grade": "4"}),
    ]
    assert NIK not in form.content


def test_a_form_of_an_older_version_says_nothing_of_members() -> None:
    assert visit_in(filled_for(), HANDLES).members == ()


def test_too_many_rounds_and_a_form_without_a_bottom_are_no_trouble() -> None:
    with pytest.raises(UsageFault, match="31 orang"):
        visit_in(filled_for(*["<person>x</person>"] * 31), HANDLES)
    deep = filled_for().replace(b"<perumahan>", b"<a>" * 20_000)
    assert visit_in(deep.replace(b"</perumahan>", b"</a>" * 20_000), HANDLES).answers
