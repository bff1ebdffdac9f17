"""The case types as data: each can be walked, and a slip in a file says where it is."""

from importlib import resources

import pytest

from desil.cases.kinds.checked import declared_in, parsed
from desil.cases.kinds.kind import kind_from, kinds
from desil.cases.kinds.words import (
    Door,
    Step,
    documents,
    letters,
    outcomes,
    reasons,
    step_rules,
)
from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.tables import FAMILY, OFFICIAL, PERSON
from desil.errors import UsageFault
from tests.table import rows_of

CASE_TYPES = (
    "status_question new_family not_ranked_yet decile_too_high objection identity_element birth"
    " death move split merge duplicate aid_not_paid pbi_inactive levy health"
)


def test_every_case_type_of_the_domain_is_there() -> None:
    assert set(kinds()) == set(CASE_TYPES.split())


def test_27_reasons_in_five_groups() -> None:
    assert len(reasons()) == 27
    assert len({r.group for r in reasons().values()}) == 5


@pytest.mark.parametrize("name", kinds())
def test_a_type_changes_words_of_the_dictionary_and_nothing_official(name: str) -> None:
    kind = kinds()[name]
    for table in (FAMILY, PERSON):
        facts = set(kind.facts.get(table.name, ()))
        assert facts <= set(table.names) - OFFICIAL[table.name]
    assert kind.label.id
    assert kind.label.en
    assert kind.letters[0] == "receipt"


def test_a_protected_objector_is_of_the_objection_and_the_levy() -> None:
    assert {k.name for k in kinds().values() if k.protects_applicant} == {"objection", "levy"}


def test_the_urgent_type_is_through_in_days() -> None:
    urgent = kinds()["pbi_inactive"]
    assert urgent.is_urgent
    assert sum(days for step, days in urgent.days.items() if step is not Step.EFFECTIVE) <= 5


def test_every_type_that_changes_data_is_signed_by_somebody_kept_apart() -> None:
    rules = step_rules()
    assert {Step.ENTER, Step.COMPLETE, Step.VERIFY} <= rules[Step.SIGN].apart_from
    for kind in kinds().values():
        assert (Step.SIGN in kind.steps) == kind.changes_data


def test_every_document_of_a_type_is_a_word() -> None:
    assert all(name in documents() for k in kinds().values() for name in k.documents)
    assert all(Door.PORTAL in k.doors for k in kinds().values() if k.name != "duplicate")


GOOD = """
label: {id: Contoh, en: Example}
says: {id: Contoh, en: Example}
about: family
applicant: member
doors: [kelurahan]
facts: {family: [floor_material]}
documents: {ktp: complete}
steps: {complete: 3, verify: 5, sign: 5, send: 3, effective: 90}
outcomes: [effective]
reasons: [administrative]
letters: [receipt]
"""
SLIPS = {
    ("about: family", "about: keluarga"): "contoh.yaml baris 4 kolom 8: 'keluarga' tidak dikenal",
    ("doors: [kelurahan]", "doors: []"): "contoh.yaml baris 2 kolom 1: 'doors' kosong",
    ("doors:", "pintu: [a]\ndoors:"): "contoh.yaml baris 6 kolom 8: kunci 'pintu' tidak dikenal",
    ("[floor_material]", "[lantai]"): "contoh.yaml baris 7 kolom 18: 'lantai' tidak dikenal",
    ("[floor_material]", "[decile_national]"): "'decile_national' tidak dikenal",
    ("ktp: complete", "ktp: visit"): "contoh.yaml baris 8 kolom 18: 'visit' tidak dikenal",
    ("ktp: complete", "paspor: complete"): "'paspor' tidak dikenal",
    ("complete: 3,", "complete: 0,"): "contoh.yaml baris 9 kolom 19: '0' bukan bilangan bulat",
    (
        "complete: 3, verify: 5",
        "verify: 5, complete: 3",
    ): "baris 9 kolom 8: urutannya lain",
    (" sign: 5,", ""): "tanpa verify, sign, send, effective",
    ("{complete: 3, verify: 5, sign: 5, send: 3, effective: 90}", "{complete: 3}"): "tanpa verify",
    (
        "label: {id: Contoh, en: Example}\nsays",
        "label: Contoh\nsays",
    ): "contoh.yaml baris 2 kolom 8: di sini harus pasangan kunci",
    ("[administrative]", "[malas]"): "'malas' tidak dikenal",
    ("[receipt]", "[receipt, receipt]"): "satu kata dua kali",
}


def test_the_example_is_good() -> None:
    assert kind_from("contoh", parsed("contoh.yaml", GOOD)).steps[0] is Step.COMPLETE


@pytest.mark.parametrize(("slip", "says"), SLIPS.items(), ids=SLIPS.values())
def test_a_slip_says_where_it_is_and_what_is_allowed(slip: tuple[str, str], says: str) -> None:
    text = GOOD.replace(*slip)
    assert text != GOOD
    with pytest.raises(UsageFault) as told:
        kind_from("contoh", parsed("contoh.yaml", text))
    assert says in told.value.message
    assert told.value.hint


def test_what_is_no_yaml_names_its_line() -> None:
    with pytest.raises(UsageFault, match=r"contoh\.yaml baris 2"):
        parsed("contoh.yaml", "label: {id: a\nsays: ]")
    assert "label" in declared_in("levy.yaml").names


NEEDS = """
| reason | kind             | is one |
| A1     | decile_too_high  | yes    |
| A1     | status_question  | no     |
| A1     | levy             | no     |
| A2     | levy             | yes    |
| A3     | levy             | no     |
| D2     | levy             | no     |
| D2     | status_question  | yes    |
| C1     | aid_not_paid     | no     |
| B5     | aid_not_paid     | yes    |
| C1     | pbi_inactive     | yes    |
| C1     | health           | no     |
| C1     | identity_element | no     |
| C1     | levy             | no     |
| C1     | status_question  | no     |
| C1     | objection        | no     |
| C1     | not_ranked_yet   | no     |
| C1     | new_family       | no     |
| C1     | decile_too_high  | no     |
| B1     | decile_too_high  | yes    |
| B1     | not_ranked_yet   | yes    |
| B1     | objection        | yes    |
| B1     | health           | no     |
| B1     | merge            | no     |
| B1     | split            | no     |
| B1     | new_family       | no     |
| B2     | new_family       | yes    |
| B2     | merge            | no     |
| B5     | health           | no     |
| B5     | merge            | no     |
| B5     | pbi_inactive     | yes    |
| B8     | decile_too_high  | no     |
| D5     | birth            | yes    |
| D5     | aid_not_paid     | no     |
| D5     | levy             | no     |
"""


@pytest.mark.parametrize("row", rows_of(NEEDS), ids=lambda r: f"{r['kind']}-{r['reason']}")
def test_a_reason_about_papers_or_changes_is_for_case_types_that_ask_for_them(
    row: dict[str, str],
) -> None:
    assert (row["reason"] in kinds()[row["kind"]].reasons) is (row["is one"] == "yes")


def test_every_case_type_has_a_letter_for_each_way_that_it_can_go() -> None:
    for name, kind in kinds().items():
        moments = [at for letter in kind.letters for at in letters()[letter].at]
        assert len(set(moments)) == len(moments), name  # no moment has two letters
        needed = {"entered", "returned", "refused", "objection_refused", "merged"}
        needed |= {"unheard", "effective", "signed"} if kind.changes_data else {"answered"}
        assert needed <= set(moments), name
        assert ("undelivered" in kind.letters) is any(
            reasons()[code].group == "delivery_failed" for code in kind.reasons
        ), name


def test_the_parts_of_letters_are_for_what_is_known() -> None:
    text = (resources.files("desil.cases.letters") / "letters.yaml").read_text(encoding="utf-8")
    known = {"about_others", "incomplete", "last", "otherwise", "unnamed", "unseen", "worded"}
    known |= {"again", "lacking", "unsent", "gone_hidden", "gone_family", "gone_member"}
    known |= {"waiting", *kinds(), *outcomes(), *reasons()}
    told = bounded_yaml(text)
    assert set(told) == set(letters())
    assert [p for said in told.values() for p in said.get("when", {}) if p not in known] == []


def test_a_letter_that_was_a_refusal_before_keeps_its_mark() -> None:
    for name in ("undelivered", "objection_refusal", "report_closed", "unanswered"):
        assert letters()[name].marked_as == "refusal"
    for name in ("answer", "referral"):
        assert letters()[name].marked_as == "answer"
