"""What open data tell of a small count: nothing that lets anybody work it out."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest

from desil.open_data.hiding import Range, published_parts, published_total
from desil.open_data.policy import Policy, policy_on
from tests.table import rows_of

POLICY = policy_on(date(2026, 1, 1))

TOTALS = """
| families | told |
| 0        | 0    |
| 1        | 1-4  |
| 4        | 1-4  |
| 5        | 5    |
| 1339     | 1339 |
"""

# families of one desil in one kelurahan; listed and waiting; what is told of each, and of both
LISTS = """
| families | listed | waiting | told of listed | told of waiting | eligible | why                                    |
| 100      | 40     | 30      | 40             | 30              | 70       | nothing is small                       |
| 100      | 40     | 2       | 40             | 1-4             | 41-44    | the sum would give the 2 away          |
| 100      | 3      | 2       | 1-4            | 1-4             | 2-8      | both are small                         |
| 100      | 0      | 2       | 0              | 1-4             | 1-4      | none is told                           |
| 100      | 98     | 0       | 96-99          | 0               | 96-99    | 2 are not eligible: 100 less 98        |
| 100      | 58     | 40      | 58             | 38-41           | 96-99    | so too with both                       |
| 100      | 98     | 2       | 96-99          | 1-4             | 100      | all are eligible: 100 less 98          |
| 100      | 60     | 40      | 60             | 40              | 100      | all are eligible, nothing is small     |
| 7        | 4      | 0       | 0-7            | 0-7             | 0-7      | too few to tell which part is small    |
| 3        | 2      | 0       | 0-4            | 0-4             | 1-4      | of few families only whether any       |
| 3        | 0      | 0       | 0              | 0               | 0        | of few families none                   |
"""

ELIGIBLE = """
| families | eligible | told  | why                        |
| 100      | 70       | 70    | nothing is small           |
| 100      | 3        | 1-4   | small                      |
| 100      | 97       | 96-99 | 3 are not eligible         |
| 100      | 100      | 100   | all                        |
| 100      | 0        | 0     | none                       |
| 6        | 3        | 0-6   | both sides are small       |
| 4        | 4        | 1-4   | the families are few       |
"""


def range_text(shown: Range) -> str:
    return str(shown.least) if shown.is_exact else f"{shown.least}-{shown.most}"


@pytest.mark.parametrize("row", rows_of(TOTALS), ids=lambda r: r["families"])
def test_a_small_count_of_families_is_hidden(row: dict[str, str]) -> None:
    assert range_text(published_total(int(row["families"]), POLICY)) == row["told"]


@pytest.mark.parametrize("row", rows_of(LISTS), ids=lambda r: r["why"])
def test_a_list_tells_no_small_part(row: dict[str, str]) -> None:
    found = published_parts(int(row["families"]), (int(row["listed"]), int(row["waiting"])), POLICY)
    shown = (*map(range_text, found.parts), range_text(found.eligible))
    assert shown == (row["told of listed"], row["told of waiting"], row["eligible"])


@pytest.mark.parametrize("row", rows_of(ELIGIBLE), ids=lambda r: r["why"])
def test_without_a_list_the_eligible_alone(row: dict[str, str]) -> None:
    found = published_parts(int(row["families"]), (int(row["eligible"]),), POLICY)
    assert [range_text(p) for p in found.parts] == [row["told"]] == [range_text(found.eligible)]


def worlds(most: int, parts: int) -> list[tuple[int, ...]]:
    """Every way in which up to `most` families may be divided: all, the parts, the rest."""
    found = []
    for counts in product(range(most + 1), repeat=parts):
        rest = range(most + 1 - sum(counts)) if sum(counts) <= most else ()
        found += [(sum(counts) + r, *counts, r) for r in rest]
    return found


@pytest.mark.parametrize(("threshold", "width", "parts"), [(5, 3, 1), (5, 3, 2), (3, 1, 2)])
def test_whoever_knows_every_rule_is_left_with_the_width(
    threshold: int, width: int, parts: int
) -> None:
    """All divisions that are told alike, for everything that is told: no small number in any of
    them may be pinned down. This is what an attacker who knows the rules can do at best, for one
    kelurahan, desil and programme; totals hold nothing beyond it, for they are added up from it."""
    policy = Policy(
        threshold, width, POLICY.licence, POLICY.publisher, POLICY.reference, POLICY.checks
    )
    alike = defaultdict(list)
    for families, *counts, rest in worlds(26, parts):
        shown = published_total(families, policy), published_parts(families, counts, policy)
        assert shown[0].least <= families <= shown[0].most
        assert all(p.least <= c <= p.most for p, c in zip(shown[1].parts, counts, strict=True))
        assert shown[1].eligible.least <= sum(counts) <= shown[1].eligible.most
        alike[shown].append((families, *counts, rest, sum(counts)))
    assert any(len(told_alike) > 1 for told_alike in alike.values())
    for told_alike in alike.values():
        for values in map(set, zip(*told_alike, strict=True)):
            if any(policy.is_small(v) for v in values):
                assert max(values) - min(values) >= width
                assert len(values) > width


def test_more_eligible_than_families_is_refused() -> None:
    with pytest.raises(ValueError, match="6 layak di antara 5"):
        published_parts(5, (6,), POLICY)


def test_a_width_that_no_small_count_has_is_refused() -> None:
    with pytest.raises(ValueError, match="lebar"):
        Policy(5, 4, POLICY.licence, POLICY.publisher, POLICY.reference, ())


def test_what_nobody_confirmed_is_marked() -> None:
    assert POLICY.checks == ("threshold", "width", "licence")
