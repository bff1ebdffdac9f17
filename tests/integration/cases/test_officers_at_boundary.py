"""All officers at once: whose families with corrections stand just under the boundary."""

from datetime import timedelta

import pytest
from django.db import connection

from desil.accounts.territory import WHOLE_CITY, Territory, seen_by
from desil.cases.queries.flags import Flag
from desil.cases.queries.officers import officers_at_boundary
from tests.case_office import AT, OTHER_VILLAGE, VILLAGE, entered, officer
from tests.integration.cases.test_reports import near_the_boundary, noticed

UNTIL = AT + timedelta(days=1)


def officers_seen(territory: Territory = WHOLE_CITY) -> list[tuple[str, int, int, bool]]:
    """What a reader of this territory is told."""
    with connection.cursor() as cursor, seen_by(cursor, territory):
        told = officers_at_boundary(until=UNTIL)
    return [(o.entered_by, o.below, o.above, o.is_marked) for o in told]


@pytest.mark.parametrize(
    ("below", "above", "told"),
    [
        (10, 1, [(10, 1, True)]),  # P(10 or more of 11) = 12/2048 = .6 %
        (9, 2, [(9, 2, False)]),  # P(9 or more of 11) = 67/2048 = 3.3 %
        (9, 1, []),  # ten families are too few to be told
        (1, 10, [(1, 10, False)]),  # above the boundary is no sign
    ],
)
def test_officers_with_enough_families_are_told_and_marked_as_each_case_is(
    register: str, below: int, above: int, told: list[tuple[int, int, bool]]
) -> None:
    numbers = near_the_boundary(register, below, above)
    cases = [entered(seed=n, family_number=number).case for n, number in enumerate(numbers, 1)]
    who = officer("operator").actor
    assert officers_seen() == [(who, *rest) for rest in told]
    is_marked = any(marked for *_, marked in told)
    assert (Flag.UNDER_BOUNDARY in noticed(cases[-1])) is is_marked
    assert officers_seen(Territory(frozenset({VILLAGE}))) == officers_seen()
    assert officers_seen(Territory(frozenset({OTHER_VILLAGE}))) == []
    with connection.cursor() as cursor, seen_by(cursor, WHOLE_CITY):
        assert officers_at_boundary(until=AT + timedelta(days=400)) == []
