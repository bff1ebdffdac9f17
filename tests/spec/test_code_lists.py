"""How an answer may be written, and what it means in the register."""

import pytest

from desil.dictionary.codelist import CodeList
from desil.dictionary.codelists import dwelling, person
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.label import spelling_of
from desil.dictionary.tables import FAMILY, PERSON
from tests.table import rows_of

LISTS = {
    "roof": dwelling.ROOF_MATERIAL,
    "fuel": dwelling.COOKING_FUEL,
    "power": dwelling.ELECTRIC_POWER,
    "water": dwelling.DRINKING_WATER,
    "sex": person.SEX,
    "yes_no": YES_NO,
}

ANSWERS = rows_of(
    """
    | question | coding   | written                 | means       |
    | roof     | register | 3                       | 3           |
    | roof     | register | 03                      | 3           |
    | roof     | register | 3 Seng                  | 3           |
    | roof     | register | seng                    | 3           |
    | roof     | register | 5                       | 5           |
    | roof     | form     | 5                       | 6           |
    | roof     | form     | 6                       | 5           |
    | roof     | form     | Bambu                   | 5           |
    | roof     | register | Asbes/seng              | 3 4         |
    | roof     | form     | Asbes / Seng            | 3 4         |
    | roof     | register | 9                       | not an answer |
    | roof     | register | 101                     | not an answer |
    | fuel     | register | 0                       | 0           |
    | fuel     | register | 12                      | not an answer |
    | fuel     | form     | 12                      | 0           |
    | fuel     | form     | 0                       | not an answer |
    | fuel     | register | Listrik/gas             | 1 2 3 4 5 6 |
    | power    | register | <=900 watt              | 1 2         |
    | power    | register | >900 Watt               | 3 4 5       |
    | power    | register | 1.300 watt              | 3           |
    | power    | register | >2.200 watt             | 5           |
    | water    | register | Air kemasan/isi ulang   | 1 2         |
    | sex      | register | L                       | 1           |
    | sex      | register | Perempuan               | 2           |
    | yes_no   | register | Ya                      | 1           |
    | yes_no   | register | TIDAK                   | 2           |
    """
)


def _meaning(codes: CodeList, written: str, *, form: bool) -> frozenset[int] | None:
    stored = codes.answers(in_form_codes=form).get(spelling_of(written))
    return None if stored is None else codes.set_of(stored)


@pytest.mark.parametrize(
    "row", ANSWERS, ids=lambda r: f"{r['question']} {r['coding']} {r['written']}"
)
def test_an_answer_means_one_code_or_a_set_of_codes(row: dict[str, str]) -> None:
    meaning = _meaning(LISTS[row["question"]], row["written"], form=row["coding"] == "form")
    expected = (
        None if row["means"] == "not an answer" else frozenset(map(int, row["means"].split()))
    )
    assert meaning == expected


ALL_LISTS = {c.codes.name: c.codes for t in (FAMILY, PERSON) for c in t.columns if c.codes}


@pytest.mark.parametrize("name", ALL_LISTS)
@pytest.mark.parametrize("form", [False, True], ids=["register codes", "form codes"])
def test_whatever_is_written_is_read_back_as_the_same_answer(name: str, form: bool) -> None:
    codes = ALL_LISTS[name]
    answers = codes.answers(in_form_codes=form)
    for stored in codes.stored_values:
        assert answers[spelling_of(codes.written(stored, in_form_codes=form))] == stored
