"""What may be said of a NIK by looking at it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.dictionary.areas import national_districts
from desil.dictionary.nik import is_possible_date, judge_nik, masked
from desil.dictionary.verdict import Verdict
from tests.table import rows_of

# Serials from 8001 are never given out: these numbers belong to nobody.
NIKS = rows_of(
    """
    | NIK                | born       | sex | verdict | reasons                                |
    | 3275011507908001   | 1990-07-15 | 1   | ok      |                                        |
    | 3275015507908001   | 1990-07-15 | 2   | ok      |                                        |
    | 3275013112998001   |            |     | ok      |                                        |
    | 3275017112998001   |            |     | ok      |                                        |
    | 3275012902008001   |            |     | ok      |                                        |
    | 3275012902968001   |            |     | ok      |                                        |
    | 3275012902018001   |            |     | invalid | impossible_date                        |
    | 3275013002908001   |            |     | invalid | impossible_date                        |
    | 3275017002908001   |            |     | invalid | impossible_date                        |
    | 3275013106908001   |            |     | invalid | impossible_date                        |
    | 3275011513908001   |            |     | invalid | impossible_date                        |
    | 3275011500908001   |            |     | invalid | impossible_date                        |
    | 3275010007908001   |            |     | invalid | day_out_of_range                       |
    | 3275013207908001   |            |     | invalid | day_out_of_range                       |
    | 3275014007908001   |            |     | invalid | day_out_of_range                       |
    | 3275017207908001   |            |     | invalid | day_out_of_range                       |
    | 3275011507900000   |            |     | invalid | serial_zero                            |
    | 327501150790800    |            |     | invalid | not_sixteen_digits                     |
    | 32750115079080011  |            |     | invalid | not_sixteen_digits                     |
    | 327501150790800A   |            |     | invalid | not_sixteen_digits                     |
    | ３２７５０１１５０７９０８００１   |            |     | invalid | not_sixteen_digits          |
    | 327501150790800²   |            |     | invalid | not_sixteen_digits                     |
    | 9999991507908001   |            |     | warn    | area_unknown                           |
    | 3275011507908001   | 1990-07-16 | 1   | warn    | birth_date_disagrees                   |
    | 3275011507908001   | 1990-07-15 | 2   | warn    | sex_disagrees                          |
    | 3275011507908001   | 1890-07-15 | 1   | ok      |                                        |
    | 0000001507908001   | 1991-07-15 | 2   | warn    | area_unknown birth_date_disagrees sex_disagrees |
    """
)


@pytest.mark.parametrize("row", NIKS, ids=lambda row: f"{row['NIK']} {row['reasons']}")
def test_a_nik_is_judged_by_its_shape_and_the_record_beside_it(row: dict[str, str]) -> None:
    judged = judge_nik(
        row["NIK"],
        birth_date=date.fromisoformat(row["born"]) if row["born"] else None,
        sex=int(row["sex"]) if row["sex"] else None,
        known_districts=national_districts(),
    )
    assert (judged.verdict, list(judged.reasons)) == (row["verdict"], row["reasons"].split())


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from([1, 2]))
def test_every_birth_date_makes_a_nik_that_agrees_with_it(born: date, sex: int) -> None:
    day = born.day + (40 if sex == 2 else 0)
    nik = f"327501{day:02d}{born.month:02d}{born.year % 100:02d}8001"
    assert judge_nik(nik, birth_date=born, sex=sex).verdict is Verdict.OK


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_date_is_possible_when_some_century_has_it(day: int, month: int, year: int) -> None:
    def exists(century: int) -> bool:
        try:
            date(century + year, month, day)
        except ValueError:
            return False
        return True

    assert is_possible_date(day, month, year) == any(exists(c) for c in (1600, 1900, 2000))


def test_a_masked_nik_keeps_only_the_area_and_two_digits() -> None:
    assert masked("3275011507908001") == "327501********01"
    assert masked("rahasia") == "*******"
