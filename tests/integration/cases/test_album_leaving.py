"""The letter to a family that a new list no longer has, for each reason that lists come to."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from desil.cases.letters.leaving import Receiver, leaving_letter, leaving_values
from desil.eligibility.lists.comparing import Difference, compare_lists, list_before
from desil.eligibility.lists.frozen import StoredList
from desil.eligibility.lists.quota import Quota
from desil.jobs.list_models import ProgrammeList
from desil.programmes.leaving import Left, says_of
from tests.integration.cases.test_album import ENGLISH, faults_in
from tests.integration.cases.test_words import PROMISES
from tests.spec.test_programme_lists import make

AT = datetime(2026, 11, 24, 18, tzinfo=UTC)  # the 25th at the office
BEFORE = """
| kk | desil | desil_1_4_ppm | anggota                         |
| 1  | 1     | 990000        | 1985-01-01; 2015-05-05 sd       |
| 2  | 1     | 980000        | 1985-01-01; 2015-05-05 sd       |
| 3  | 1     | 970000        | 1985-01-01; 1950-05-05          |
| 4  | 1     | 960000        | 1985-01-01; 2015-05-05 sd       |
| 5  | 1     | 950000        | 1985-01-01; 2015-05-05 sd       |
| 6  | 1     | 940000        | 1985-01-01; 2015-05-05 sd       |
| 7  | 1     | 930000        | 1985-01-01; 1950-05-05          |
| 8  | 1     | 920000        | 1985-01-01; 2015-05-05 sd       |
| 9  | 1     | 910000        | 1985-01-01; 2015-05-05 sd       |
"""
AFTER = """
| kk | desil | desil_1_4_ppm | anggota                           |
| 1  | 1     | 990000        | 1985-01-01; 2015-05-05 sd         |
| 2  | 6     | 200000        | 1985-01-01; 2015-05-05 sd         |
| 3  | 1     | 970000        | 1985-01-01; 1950-05-05 meninggal  |
| 4  | 1     | 960000        | 1985-01-01 pns; 2015-05-05 sd     |
| 6  |       | 940000        | 1985-01-01; 2015-05-05 sd         |
| 7  | 1     | 930000        | 1985-01-01; 1950-05-05 pindah     |
| 8  | 1     | 920000        | 1985-01-01; 2015-05-05            |
| 9  | 1     | 100000        | 1985-01-01; 2015-05-05 sd         |
"""
ONE = """
| kk | desil | anggota                   |
| 1  | 5     | 1985-01-01; 2015-05-05 sd |
| 2  | 1     | 1985-01-01; 2015-05-05 sd |
"""
SAYS = {
    "died": "sudah meninggal",
    "moved": "sudah pindah",
    "gone": "tidak ada lagi pada data pusat",
    "exceeded": "masih memenuhi syarat",
    "rule_changed": "Aturan program ini sudah berubah",
    "not_judged": "belum bisa menilai",
    "excluded": "tidak bisa menerima program ini",
    "graduated": "Desil keluarga Anda naik",
    "no_longer_met": "tidak terpenuhi lagi",
}


def _row(kept: StoredList) -> ProgrammeList:
    """A list as the register has it, signed."""
    frozen = kept.frozen
    return ProgrammeList(
        list_id=frozen.list_id, programme=frozen.programme, name_id=frozen.name["id"],
        unit=frozen.unit, period=frozen.period,
    )  # fmt: skip


def left_in(found: Difference) -> list[Left]:
    """What each family left, as the register would tell it."""
    now, before = _row(found.now), _row(found.before)
    return [
        Left(now, before, r["nik"], r["reason"], says_of(found, r["reason"], r["verdict"]))
        for r in found.rows.to_pylist()
        if r["change"] == "leaving"
    ]


def difference(home: Path, now: StoredList, run: str) -> Difference:
    with duckdb.connect() as database:
        return compare_lists(database, list_before(home, now), now, home / "runs" / run)


@pytest.fixture(scope="module")
def leavers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Left]:
    """A family for each reason, from lists that were made."""
    home, other = tmp_path_factory.mktemp("pkh"), tmp_path_factory.mktemp("sembako")
    make(home, BEFORE, quota=Quota(9), period="2025-Q4", run="before")
    now = make(home, AFTER, quota=Quota(1), run="after")
    make(other, ONE, quota=Quota(9), period="2025-Q4", programme="SEMBAKO")
    later = make(other, ONE, quota=Quota(9), programme="SEMBAKO")
    found = [*left_in(difference(home, now, "after")), *left_in(difference(other, later, "run"))]
    return {one.reason: one for one in found}


def test_every_reason_comes_from_lists_that_were_made(leavers: dict[str, Left]) -> None:
    assert set(leavers) == set(SAYS)


@pytest.mark.parametrize("reason", SAYS)
def test_the_letter_says_why_a_family_is_no_longer_listed(
    reason: str, leavers: dict[str, Left], tmp_path: Path
) -> None:
    receiver = Receiver("ORANG BUATAN", "JL BUATAN 1", "Bekasijaya")
    named: dict[str, Any] = {"site": "http://kota/", "home": tmp_path, "at": AT}
    left = [leavers[reason]]
    told = leaving_values(left, receiver, **named)
    facts = [f"{label}: {text}" for label, text in told["facts"]]
    text = "\n".join([told["title"], *told["paragraphs"], *facts, *told["steps"]])
    if kept := os.environ.get("DESIL_ALBUM"):
        (Path(kept) / f"leaving-{reason}.txt").write_text(text, encoding="utf-8")
        made = leaving_letter(left, receiver, **named)
        (Path(kept) / f"leaving-{reason}.pdf").write_bytes(made)
    assert SAYS[reason] in text
    assert [other for other, words in SAYS.items() if words in text] == [reason]
    assert faults_in(text) == []
    assert [word for word in PROMISES if word in text.lower()] == []
    assert [line for line in text.splitlines() if ENGLISH.search(line)] == []
