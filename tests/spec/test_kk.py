"""What may be said of a family card number by looking at it."""

import pytest

from desil.dictionary.areas import national_districts
from desil.dictionary.kk import judge_kk
from tests.table import rows_of

CARDS = rows_of(
    """
    | KK                | verdict | reasons            |
    | 3275011507108001  | ok      |                    |
    | 3275015507108001  | invalid | day_out_of_range   |
    | 3275013002108001  | invalid | impossible_date    |
    | 3275011507100000  | invalid | serial_zero        |
    | 9999991507108001  | warn    | area_unknown       |
    | 3275011507108001. | invalid | not_sixteen_digits |
    |                   | invalid | not_sixteen_digits |
    """
)


@pytest.mark.parametrize("row", CARDS, ids=lambda row: f"{row['KK']} {row['reasons']}")
def test_a_family_card_number_carries_a_date_of_issue_without_40(row: dict[str, str]) -> None:
    judged = judge_kk(row["KK"], known_districts=national_districts())
    assert (judged.verdict, list(judged.reasons)) == (row["verdict"], row["reasons"].split())
