"""PKH on 17 March 2026: hand-checked families, every exclusion, every boundary of age."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desil.eligibility.programme.catalogue import rule_book
from tests.programme_families import answers, expected

FAMILIES = """
| kk | desil | anggota                                                                    | hasil               | sebab                     | dihitung | rupiah   |
| 1  | 4     | 1985-01-01; 2015-05-05 sd                                                  | layak               |                           | 1        | 900000   |
| 2  | 5     | 1985-01-01; 2015-05-05 sd                                                  | tidak_layak         | desil                     | 0        | 0        |
| 3  |       | 1985-01-01; 2015-05-05 sd                                                  | belum_dapat_dinilai | desil desil               | 0        | 0        |
| 4  | 1     | 1985-01-01; 1987-02-02                                                     | tidak_layak         | components                | 0        | 0        |
| 5  | 1     | 1966-03-17                                                                 | layak               |                           | 1        | 2400000  |
| 6  | 1     | 1966-03-18                                                                 | tidak_layak         | components                | 0        | 0        |
| 7  | 2     | 1985-01-01; 2019-03-18                                                     | layak               |                           | 1        | 3000000  |
| 8  | 2     | 1985-01-01; 2019-03-17                                                     | tidak_layak         | components                | 0        | 0        |
| 9  | 2     | 1985-01-01; 2019-09-01 sd                                                  | layak               |                           | 1        | 900000   |
| 10 | 3     | 1985-01-01 buta; 1986-01-01                                                | layak               |                           | 1        | 2400000  |
| 11 | 3     | 1985-01-01 tuli                                                            | tidak_layak         | components                | 0        | 0        |
| 12 | 1     | 1985-01-01; 2008-01-01 sma; 2011-01-01 smp; 2014-01-01 sd; 2020-01-01; 1950-01-01 | layak          |                           | 4        | 8900000  |
| 13 | 1     | 1985-01-01 pns; 2015-05-05 sd                                              | dikecualikan        | government_family         | 0        | 0        |
| 14 | 1     | 1985-01-01 bumn; 2015-05-05 sd                                             | dikecualikan        | government_family         | 0        | 0        |
| 15 | 1     | 1985-01-01 upah=5690752; 2015-05-05 sd                                     | layak               |                           | 1        | 900000   |
| 16 | 1     | 1985-01-01 upah=5690753; 2015-05-05 sd                                     | dikecualikan        | wage_above_minimum        | 0        | 0        |
| 17 | 1     | 1985-01-01 pns meninggal; 2015-05-05 sd                                    | layak               |                           | 1        | 900000   |
| 18 | 1     | 1985-01-01; 1950-01-01 meninggal                                           | tidak_layak         | components                | 0        | 0        |
| 19 | 1     | 1985-01-01; 2015-05-05 sd pindah                                           | tidak_layak         | components                | 0        | 0        |
| 20 | 1     | ?                                                                          | belum_dapat_dinilai | components age            | 0        | 0        |
| 21 | 1     | ?; 2015-05-05 sd                                                           | layak               |                           | 1        | 900000   |
| 22 | 1     |                                                                            | belum_dapat_dinilai | government_family members | 0        | 0        |
| 23 | 1     | 1950-01-01 buta                                                            | layak               |                           | 1        | 2400000  |
| 24 | 5     | 1985-01-01 pns; 2015-05-05 sd                                              | tidak_layak         | desil                     | 0        | 0        |
"""  # fmt: skip


def test_pkh_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("PKH", FAMILIES, tmp_path) == expected(FAMILIES)


def test_whom_disability_counts_is_specific_data() -> None:
    version = rule_book().programme("PKH").versions[0]
    assert [c.name for c in version.components if c.is_specific] == ["disability"]


LEAP_CHILD = """
| kk | desil | anggota                | hasil | sebab | dihitung | rupiah  |
| 1  | 1     | 1985-01-01; 2020-02-29 | layak |       | 1        | 3000000 |
"""


@pytest.mark.parametrize(
    ("day", "outcome"), [(date(2027, 2, 28), "layak"), (date(2027, 3, 1), "tidak_layak")]
)
def test_a_child_born_on_29_february_turns_seven_on_1_march(
    tmp_path: Path, day: date, outcome: str
) -> None:
    assert answers("PKH", LEAP_CHILD, tmp_path, day=day)[0]["hasil"] == outcome
