"""PIP, Rutilahu and the two examples of a city: hand-checked families and boundary dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desil.eligibility.programme.catalogue import rule_book
from tests.programme_families import answers, expected

PIP = """
| kk | desil | anggota                                                        | hasil               | sebab       | dihitung | rupiah  |
| 1  | 4     | 1985-01-01; 2015-01-01 sd; 2012-01-01 smp; 2009-01-01 sma      | layak               |             | 3        | 3000000 |
| 2  | 5     | 2015-01-01 sd                                                  | tidak_layak         | desil       | 0        | 0       |
| 3  | 1     | 1985-01-01; 2015-01-01 tamat                                   | tidak_layak         | components  | 0        | 0       |
| 4  | 1     | 2020-03-17 sd                                                  | layak               |             | 1        | 450000  |
| 5  | 1     | 2020-03-18 sd                                                  | tidak_layak         | components  | 0        | 0       |
| 6  | 1     | 2004-03-18 sma                                                 | layak               |             | 1        | 1800000 |
| 7  | 1     | 2004-03-17 sma                                                 | tidak_layak         | components  | 0        | 0       |
| 8  | 1     | 2006-01-01 kuliah                                              | tidak_layak         | components  | 0        | 0       |
| 9  | 1     | 2015-01-01 sd pindah                                           | tidak_layak         | components  | 0        | 0       |
| 10 |       | 2015-01-01 sd                                                  | belum_dapat_dinilai | desil desil | 0        | 0       |
| 11 | 1     | 2015-01-01 tanpa=school_participation                          | belum_dapat_dinilai | components school_participation | 0 | 0  |
"""  # fmt: skip


def test_pip_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("PIP", PIP, tmp_path) == expected(PIP)


# Codes: tenure 1 own, 2 rented; floor 2 tiles, 8 earth, 101 tiles or marble; wall 1; roof 2, 101 zinc
# or asbestos; water 3 piped; light 1; toilet 1 own, 6 none; other house 1 yes, 2 no.
RUTILAHU = """
| kk | desil | anggota         | house_tenure | floor_material | wall_material | roof_material | drinking_water | lighting | toilet_facility | floor_area_m2 | has_other_house | hasil               | sebab                 | dihitung | rupiah   |
| 1  | 4     | 1985-01-01      | 1            | 8              | 1             | 2             | 3              | 1        | 1               | 36            | 2               | layak               |                       | 0        | 20000000 |
| 2  | 5     | 1985-01-01      | 1            | 8              | 1             | 2             | 3              | 1        | 1               | 36            | 2               | tidak_layak         | desil                 | 0        | 0        |
| 3  | 4     | 1985-01-01      | 2            | 8              | 1             | 2             | 3              | 1        | 1               | 36            | 2               | tidak_layak         | owns_house            | 0        | 0        |
| 4  | 4     | 1985-01-01      | 1            | 2              | 1             | 2             | 3              | 1        | 1               | 36            | 2               | tidak_layak         | unfit                 | 0        | 0        |
| 5  | 4     | 1985-01-01      | 1            | 2              | 1             | 2             | 3              | 1        | 6               | 36            | 2               | layak               |                       | 0        | 20000000 |
| 6  | 4     | 1985-01-01      | 1            | 2              | 1             | 2             | 3              | 1        | 1               | 8             | 2               | layak               |                       | 0        | 20000000 |
| 7  | 4     | 1985-01-01      | 1            | 2              | 1             | 2             | 3              | 1        | 1               | 9             | 2               | tidak_layak         | unfit                 | 0        | 0        |
| 8  | 4     | 1985-01-01      | 1            | 8              | 1             | 2             | 3              | 1        | 1               | 36            | 1               | dikecualikan        | other_house           | 0        | 0        |
| 9  | 4     | 1985-01-01 bumn | 1            | 8              | 1             | 2             | 3              | 1        | 1               | 36            | 2               | dikecualikan        | government_family     | 0        | 0        |
| 10 | 4     | 1985-01-01      |              | 8              | 1             | 2             | 3              | 1        | 1               | 36            | 2               | belum_dapat_dinilai | owns_house house_tenure | 0      | 0        |
| 11 | 4     | 1985-01-01      | 1            | 2              |               | 2             | 3              | 1        | 1               | 36            | 2               | belum_dapat_dinilai | unfit wall_material   | 0        | 0        |
| 12 | 4     | 1985-01-01      | 1            | 101            | 1             | 101           | 3              | 1        | 1               | 36            | 2               | tidak_layak         | unfit                 | 0        | 0        |
| 13 | 4     | 1985-01-01      | 1            | 8              | 1             | 2             | 3              | 1        | 1               | 36            |                 | belum_dapat_dinilai | other_house has_other_house | 0  | 0        |
| 14 |       | 1985-01-01      | 1            | 8              | 1             | 2             | 3              | 1        | 1               | 36            | 2               | belum_dapat_dinilai | desil desil           | 0        | 0        |
"""  # fmt: skip


def test_rutilahu_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("RUTILAHU", RUTILAHU, tmp_path) == expected(RUTILAHU)


AGED_ALONE = """
| kk | desil | anggota                | hasil               | sebab      | dihitung | rupiah  |
| 1  | 3     | 1961-03-17             | layak               |            | 0        | 3600000 |
| 2  | 3     | 1961-03-18             | tidak_layak         | aged       | 0        | 0       |
| 3  | 4     | 1950-01-01             | tidak_layak         | desil      | 0        | 0       |
| 4  | 3     | 1950-01-01; 1985-01-01 | tidak_layak         | alone      | 0        | 0       |
| 5  | 3     | 1950-01-01 meninggal   | tidak_layak         | aged       | 0        | 0       |
| 6  | 3     | ?                      | belum_dapat_dinilai | aged age   | 0        | 0       |
| 7  |       | 1950-01-01             | belum_dapat_dinilai | desil desil | 0       | 0       |
"""


def test_aged_people_living_alone_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("LANSIA-TUNGGAL", AGED_ALONE, tmp_path) == expected(AGED_ALONE)


def test_an_example_of_2026_has_no_rules_before_and_after_it() -> None:
    programme = rule_book().programme("LANSIA-TUNGGAL")
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [programme.on(d) is not None for d in days] == [False, True, True, False]


SCHOLARSHIP = """
| kk | desil | anggota                                                     | has_car | hasil               | sebab           | dihitung | rupiah  |
| 1  | 5     | 2012-01-01 smp; 2009-01-01 sma                              | 2       | layak               |                 | 2        | 2400000 |
| 2  | 5     | 2012-01-01 smp; 2009-01-01 sma; 2010-01-01 sma              | 2       | layak               |                 | 2        | 2400000 |
| 3  | 6     | 2012-01-01 smp                                              | 2       | tidak_layak         | desil           | 0        | 0       |
| 4  | 5     | 2012-01-01 smp                                              | 1       | dikecualikan        | has_car         | 0        | 0       |
| 5  | 5     | 2012-01-01 smp                                              |         | belum_dapat_dinilai | has_car has_car | 0        | 0       |
| 6  | 5     | 2016-01-01 sd                                               | 2       | tidak_layak         | components      | 0        | 0       |
"""  # fmt: skip


def test_the_city_scholarship_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("BEASISWA-KOTA", SCHOLARSHIP, tmp_path) == expected(SCHOLARSHIP)
