"""Names in one spelling, so that what sounds alike is compared alike."""

import pyarrow as pa
import pytest

from desil.linkage.records.names import canonical_of
from tests.table import rows_of

ALIKE = rows_of(
    """
    | one way            | another way            | why                        |
    | MUHAMMAD RIZKI     | MUH. RIZKI             | short form                 |
    | MUHAMMAD RIZKI     | M. RIZKI               | one letter, first          |
    | MOHAMMAD RIZKI     | Mochamad Rizki         | variants                   |
    | DJOKO SOETJIPTO    | JOKO SUCIPTO           | old spelling dj, oe, tj    |
    | ACHMAD CHOLIL      | AHMAD HOLIL            | ch                         |
    | H. AHMAD, S.PD.    | AHMAD                  | titles                     |
    | BUDI S.T.          | BUDI                   | a title with dots          |
    | ST. AMINAH         | SITI AMINAH            | the same letters, a name   |
    | NUR'AINI           | NURAINI                | apostrophe                 |
    | ABD. RAHMAN        | ABDUL RAHMAN           | short form                 |
    | Drs.Bambang        | BAMBANG                | no space after a title     |
    | DWI  HANDAYANI     | DWI HANDAYANI          | doubled space              |
    | H. MUH. RIZKI      | HAJI MUHAMMAD RIZKI    | short form after a title   |
    | ANNISSA            | ANISA                  | doubled letters            |
    """
)


def one_spelling(*names: str | None) -> list[str | None]:
    spelled: list[str | None] = canonical_of(pa.array(names, pa.string())).to_pylist()
    return spelled


@pytest.mark.parametrize("row", ALIKE, ids=lambda r: r["why"])
def test_two_ways_of_writing_a_name_become_one(row: dict[str, str]) -> None:
    one, another = one_spelling(row["one way"], row["another way"])
    assert one == another


@pytest.mark.parametrize(
    ("one", "other"), [("SUHARTINI", "SUHARTONO"), ("BUDI", "BUDI SANTOSO"), ("SITI", "SRI")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    spelled = one_spelling(one, other)
    assert spelled[0] != spelled[1]


def test_a_name_of_nothing_but_a_title_keeps_its_letters() -> None:
    assert one_spelling("H.", None, "", "..") == ["H", None, "", ""]
