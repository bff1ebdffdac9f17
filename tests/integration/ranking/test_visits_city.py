"""Visits of a small city from end to end: what is planned, entered, ranked again and found."""

from pathlib import Path

from benchmarks.listed_errors import NOBODY, PLANNED, RANDOM, Listed
from benchmarks.visits_city import Request, page_of, simulated
from desil.engine.progress import Silent


def test_visits_reach_the_next_run_and_pay_most_where_the_side_is_least_certain(
    tmp_path: Path,
) -> None:
    asked = Request(scale=0.02, right=0.85, wrong=0.05, model="ols")
    outcome = simulated(asked, tmp_path, Silent())
    lists = {listed.name: listed for listed in outcome.lists}
    sure, mostly = (
        {who: lists[f"{who}, and the side found, {right} % right"] for who in (PLANNED, RANDOM)}
        for right in (100, 85)
    )
    assert outcome.visits > 0.09 * outcome.families and outcome.corrections > 100
    assert lists[NOBODY].families == outcome.places
    assert is_near(outcome.expected_before, lists[NOBODY])
    assert is_near(outcome.expected_after, mostly[PLANNED])
    for found in (sure, mostly):
        assert is_below(found[PLANNED].beside_none) and is_below(found[PLANNED].beside_random)
    assert sure[PLANNED].exclusion < mostly[PLANNED].exclusion
    for who in (PLANNED, RANDOM):  # the next run is another one, and what was found keeps its size
        assert lists[f"{who}, facts put right"].beside_none != (0, 0, 0)
        assert lists[f"{who}, facts put right"].families == sure[who].families
    assert all(listed.line() in page_of(asked, outcome) for listed in outcome.lists)


def is_below(ends: tuple[float, float, float] | None) -> bool:
    """Whether a difference is below 0 with its whole interval."""
    return ends is not None and ends[2] < 0


def is_near(expected: float, listed: Listed) -> bool:
    """Whether an expected error is that of a list, give or take a tenth of it."""
    return abs(expected - listed.exclusion[0]) < 0.1 * listed.exclusion[0]
