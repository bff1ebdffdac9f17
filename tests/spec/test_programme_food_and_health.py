"""Sembako, PBI-JK and ATENSI: hand-checked families and the day on which a rule changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.programme_families import answers, expected

SEMBAKO = """
| kk | desil | anggota                 | hasil               | sebab              | dihitung | rupiah  |
| 1  | 4     | 1985-01-01              | layak               |                    | 0        | 2400000 |
| 2  | 5     | 1985-01-01              | tidak_layak         | desil              | 0        | 0       |
| 3  |       | 1985-01-01              | belum_dapat_dinilai | desil desil        | 0        | 0       |
| 4  | 1     | 1985-01-01 bumn         | dikecualikan        | government_family  | 0        | 0       |
| 5  | 1     | 1985-01-01 upah=9000000 | dikecualikan        | wage_above_minimum | 0        | 0       |
| 6  |       | 1985-01-01 pns          | dikecualikan        | government_family  | 0        | 0       |
"""


def test_sembako_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("SEMBAKO", SEMBAKO, tmp_path) == expected(SEMBAKO)


@pytest.mark.parametrize(
    ("day", "outcome"), [(date(2025, 12, 31), "layak"), (date(2026, 1, 1), "tidak_layak")]
)
def test_desil_5_has_sembako_until_the_last_day_of_2025(
    tmp_path: Path, day: date, outcome: str
) -> None:
    assert answers("SEMBAKO", SEMBAKO, tmp_path, day=day)[1]["hasil"] == outcome


PBI = """
| kk | desil | anggota                                          | hasil               | sebab             | dihitung | rupiah  |
| 1  | 5     | 1985-01-01; 2020-01-01                           | layak               |                   | 2        | 1008000 |
| 2  | 6     | 1985-01-01; 2020-01-01                           | tidak_layak         | desil             | 0        | 0       |
| 3  |       | 1985-01-01                                       | belum_dapat_dinilai | desil desil       | 0        | 0       |
| 4  | 2     | 1985-01-01; 1950-01-01 meninggal; 2020-01-01     | layak               |                   | 2        | 1008000 |
| 5  | 2     | 1985-01-01 tidakpadan; 2020-01-01                | layak               |                   | 1        | 504000  |
| 6  | 2     | 1985-01-01 tidakpadan                            | tidak_layak         | components        | 0        | 0       |
| 7  | 2     | 1985-01-01 upah=2000000; 2020-01-01              | dikecualikan        | waged_family      | 0        | 0       |
| 8  | 2     | 1985-01-01 upah=2000000 meninggal; 2020-01-01    | layak               |                   | 1        | 504000  |
| 9  | 2     | 1985-01-01 pns                                   | dikecualikan        | government_family | 0        | 0       |
"""  # fmt: skip


def test_pbi_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("PBI-JK", PBI, tmp_path) == expected(PBI)


ATENSI = """
| kk | desil | anggota                 | hasil               | sebab      | dihitung | rupiah |
| 1  | 5     | 1985-01-01 buta         | layak               |            | 1        | 0      |
| 2  | 6     | 1985-01-01 buta         | tidak_layak         | desil      | 0        | 0      |
| 3  | 2     | 1985-01-01 dirawat      | tidak_layak         | components | 0        | 0      |
| 4  | 2     | 1966-03-17 dirawat      | layak               |            | 1        | 0      |
| 5  | 2     | 1966-03-18 dirawat      | tidak_layak         | components | 0        | 0      |
| 6  | 2     | 2024-03-18 buta         | tidak_layak         | components | 0        | 0      |
| 7  | 2     | 2024-03-17 buta         | layak               |            | 1        | 0      |
| 8  | 2     | 1985-01-01 tanpa=seeing | belum_dapat_dinilai | components seeing | 0 | 0      |
| 9  |       | 1985-01-01 buta         | belum_dapat_dinilai | desil desil | 0       | 0      |
"""


def test_atensi_answers_every_family_of_the_table(tmp_path: Path) -> None:
    assert answers("ATENSI", ATENSI, tmp_path) == expected(ATENSI)
