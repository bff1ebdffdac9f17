"""What the records that state the same card say of a doubtful pair."""

from pathlib import Path

import pytest

from tests.linked_city import rows_of_table, run_in, write_release, write_source
from tests.table import rows_of

FIRST, SECOND, BROTHER = "3275010101708005", "3275010101708006", "3275011203998007"
PEOPLE = rows_of(
    """
    | nik              | family           | name  | born       | sex | role | village    | address       |
    | 3275010101708005 | 3275050505108005 | AGUS  | 1970-01-01 | 1   | 1    | 3275040007 | JL. DARA NO 2 |
    | 3275011203998007 | 3275050505108005 | BAYU  | 1999-03-12 | 1   | 3    | 3275040007 | JL. DARA NO 2 |
    | 3275010101708006 | 3275060606108006 | AGUS  | 1970-01-01 | 1   | 1    | 3275040007 | JL. DARA NO 5 |
    | 3275011404978008 | 3275060606108006 | CAHYO | 1997-04-14 | 1   | 3    | 3275040007 | JL. DARA NO 5 |
    """
)
OLD_CARD, OTHER_CARD = "3275010203058009", "3275010203058010"
LISTED = """
    | dtks_id | nik              | name  | sex | birth_date | village_code | family_number    |
    | doubt   |                  | AGUS  | 1   | 1970-01-01 | 3275040007   | {card}           |
    | brother | 3275011203998007 | BAYU  | 1   | 1999-03-12 | 3275040007   | 3275010203058009 |
    | other   | 3275011404978008 | CAHYO | 1   | 1997-04-14 | 3275040007   | {of_other}       |
    """


def _shares(home: Path, card: str, of_other: str = OTHER_CARD) -> dict[object, float]:
    write_release(home, PEOPLE)
    write_source(home, "dtks", rows_of(LISTED.format(card=card, of_other=of_other)))
    asked = rows_of_table(run_in(home).folder, "review_pair")
    return {row["nik"]: float(str(row["share_ppm"])) / 1e6 for row in asked}


def test_who_lives_with_those_who_share_the_card_is_likelier(tmp_path: Path) -> None:
    shares = _shares(tmp_path, OLD_CARD)
    assert shares[FIRST] > 0.8
    assert shares.get(SECOND, 0) < 0.2


@pytest.mark.parametrize(("card", "of_other"), [("", OTHER_CARD), (OLD_CARD, OLD_CARD)])
def test_a_card_that_is_missing_or_of_two_families_tells_nobody_apart(
    tmp_path: Path, card: str, of_other: str
) -> None:
    shares = _shares(tmp_path, card, of_other)
    assert shares[FIRST] == pytest.approx(shares[SECOND], abs=0.01)


def test_links_do_not_depend_on_who_shares_the_card(tmp_path: Path) -> None:
    _shares(tmp_path, OLD_CARD)
    links = rows_of_table(run_in(tmp_path).folder, "link")
    assert {row["record_id"]: row["nik"] for row in links if row["record_id"] != "other"} == {
        "doubt": None,
        "brother": BROTHER,
    }
