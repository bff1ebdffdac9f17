"""Trying to undo what is hidden, by linear programs over all that is published, of one release and
of two together; and the same attempt on tables whose totals are told, where it succeeds."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desil.dictionary.standing import STANDINGS
from desil.open_data.counts import ALL, Count, ReleaseCounts, Status
from desil.open_data.hiding import exactly
from desil.open_data.policy import policy_on
from desil.open_data.published import Figure, Figures, Published, published_of
from tests.open_data_attack import Attack
from tests.open_data_tables import RELEASED, cells_of, release_of

POLICY = policy_on(RELEASED)
VILLAGES = ("3275010009", "3275010011", "3275040006")
SHOWN = ("1", "2", "unranked")
Cell = tuple[int, int, int]  # listed, waiting, the rest
_amount = st.one_of(st.integers(0, 6), st.integers(0, 60))
_cell = st.tuples(_amount, _amount, _amount)
_tables = st.dictionaries(
    st.sampled_from([(v, d) for v in VILLAGES for d in SHOWN]), _cell, min_size=4
)
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _count(families: int) -> Count:
    return Count(families, 3 * families)


def release(table: Mapping[tuple[str, str], Cell]) -> ReleaseCounts:
    """A programme with a list, and one without whose eligible are the listed of the first."""
    families = {key: _count(sum(cell)) for key, cell in table.items()}
    listed = {key: _count(cell[0]) for key, cell in table.items()}
    waiting = {key: _count(cell[1]) for key, cell in table.items()}
    return release_of(
        families,
        {
            "PKH": {Status.LISTED: listed, Status.WAITING: waiting},
            "PIP": {Status.ELIGIBLE: listed},
        },
    )


def attack_on(*releases: ReleaseCounts) -> Attack:
    attack = Attack()
    for place, counts in enumerate(releases):
        attack.add_release(str(place), counts, published_of(counts, POLICY))
    if len(releases) == 2:
        attack.add_unchanged("0", "1")
    return attack


@SLOW
@given(_tables)
def test_nothing_small_comes_out_of_one_release(table: dict[tuple[str, str], Cell]) -> None:
    assert attack_on(release(table)).narrow(POLICY.threshold, POLICY.width) == {}


@SLOW
@given(_tables, st.data())
def test_nothing_small_comes_out_of_two_releases(
    table: dict[tuple[str, str], Cell], data: st.DataObject
) -> None:
    """Some cells move, the others stay as they were, and which stay is known."""
    moved = data.draw(st.dictionaries(st.sampled_from(sorted(table)), _cell, max_size=4))
    attack = attack_on(release(table), release(table | moved))
    assert attack.narrow(POLICY.threshold, POLICY.width) == {}


def test_a_count_that_grew_out_of_hiding_does_not_tell_what_it_was() -> None:
    """Two releases, in which one kelurahan alone changed: all other figures are the same."""
    before = cells_of(
        """
        | village    | 1  | 2  | 3  |
        | 3275010009 | 2  | 20 | 30 |
        | 3275010011 | 40 | 3  | 60 |
        | 3275040006 | 70 | 80 | 90 |
        """
    )
    after = {**before, ("3275010009", "1"): Count(12, 36)}
    attack = attack_on(release_of(before, {}), release_of(after, {}))
    small = attack.ranges(attack.small(POLICY.threshold))
    assert small[("0", "3275010009", "1", "total")] == (1, 4)
    assert small[("0", "3275010011", "2", "total")] == (1, 4)


# The same attempt where only the small counts are hidden and every total is told as it is.


def _with_totals(figures: Figures, truth: Figures) -> Figures:
    """The kelurahan's own desil as they are published; every total in truth."""
    return {
        key: figure if key[0] == "kelurahan" and key[2] != ALL else truth[key]
        for key, figure in figures.items()
    }


def _true(counts: ReleaseCounts) -> Figures:
    return {
        (area.level, area.code, decile): Figure(
            exactly(
                sum(
                    c.families
                    for (v, d), c in counts.cells.items()
                    if v.startswith(area.code) and d in (STANDINGS if decile == ALL else (decile,))
                )
            ),
            0,
            False,
        )
        for area in counts.areas
        for decile in (*STANDINGS, ALL)
    }


def _told_totals(counts: ReleaseCounts) -> Published:
    published = published_of(counts, POLICY)
    return replace(published, deciles=_with_totals(published.deciles, _true(counts)))


HIDDEN_ALONE = cells_of(
    """
    | village    | 1  | 2  | 3  |
    | 3275010009 | 2  | 20 | 30 |
    | 3275010011 | 40 | 50 | 60 |
    | 3275040006 | 70 | 80 | 90 |
    """
)


def test_the_attempt_succeeds_where_totals_are_told() -> None:
    counts, attack = release_of(HIDDEN_ALONE, {}), Attack()
    attack.add_release("0", counts, _told_totals(counts))
    assert attack.narrow(POLICY.threshold, POLICY.width) == {
        ("0", "3275010009", "1", "total"): (2, 2)
    }


def test_the_attempt_succeeds_where_the_partner_of_a_small_part_is_told() -> None:
    """All of 100 families are eligible and 98 are listed: then 2 wait."""
    cell = {("3275010009", "1"): Count(100, 300)}
    parts = {
        Status.LISTED: {("3275010009", "1"): Count(98, 294)},
        Status.WAITING: {("3275010009", "1"): Count(2, 6)},
    }
    counts = release_of(cell, {"PKH": parts})
    published = published_of(counts, POLICY)
    (told,) = published.programmes
    key = ("kelurahan", "3275010009", "1")
    listed = {**told.figures[Status.LISTED], key: Figure(exactly(98), 294, True)}
    naive = replace(told, figures={**told.figures, Status.LISTED: listed})
    for programmes, found in ((published.programmes, {}), ((naive,), {("1",): (2, 2)})):
        attack = Attack()
        attack.add_release("0", counts, replace(published, programmes=programmes))
        narrow = attack.narrow(POLICY.threshold, POLICY.width)
        assert {name[2:3]: r for name, r in narrow.items()} == found


def test_two_releases_with_told_totals_give_away_what_each_alone_hides() -> None:
    """Two small counts in each row and column hide each other; where one of them grows, the later
    release tells the earlier one. Here totals are told, and a suppression that looks at one release
    alone cannot help it."""
    before = cells_of(
        """
        | village    | 1  | 2  | 3  |
        | 3275010009 | 2  | 3  | 30 |
        | 3275010011 | 3  | 2  | 60 |
        | 3275040006 | 70 | 80 | 90 |
        """
    )
    after = {**before, ("3275010009", "1"): Count(12, 36)}
    first, second = release_of(before, {}), release_of(after, {})
    alone, both = Attack(), Attack()
    alone.add_release("0", first, _told_totals(first))
    assert all(low < high for low, high in alone.ranges(alone.small(5)).values())
    both.add_release("0", first, _told_totals(first))
    both.add_release("1", second, _told_totals(second))
    both.add_unchanged("0", "1")
    assert set(both.ranges(both.small(5)).values()) == {(2, 2), (3, 3)}


def test_people_are_hidden_with_their_families_and_in_every_total_over_them() -> None:
    published = published_of(release_of(HIDDEN_ALONE, {}), POLICY)
    people = {key[1:]: figure.people for key, figure in published.deciles.items()}
    assert people["3275010009", "1"] is None
    assert people["3275010009", "2"] == 60
    assert [people[code, "1"] for code in ("3275010", "3275", "3275040")] == [None, None, 210]
    assert people["3275", "2"] == 450
    assert published.deciles["kota", "3275", ALL].people_least == 3 * 440


def test_few_people_in_enough_families_are_hidden_too() -> None:
    counts = release_of({("3275010009", "1"): Count(6, 3)}, {})
    figure = published_of(counts, POLICY).deciles["kelurahan", "3275010009", "1"]
    assert (figure.exact_families, figure.people) == (6, None)
