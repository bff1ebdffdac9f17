"""What a what-if says of groups of families: the plain definition, sums, and what is not shown."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.what_if.answering import effects_of
from desil.eligibility.what_if.city import resident_city
from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.groups import DISABILITY, GROUPINGS, Part
from desil.eligibility.what_if.hiding import published_spans, shown_parts
from desil.eligibility.what_if.scenario import question_of
from desil.eligibility.what_if.spans import Span
from desil.engine.progress import Silent
from desil.engine.store import Store
from tests.numbers_of_people import card_number, member_nik
from tests.programme_families import open_families, write_run

DAY = date(2026, 1, 1)
QUESTION = """name: uji
programme: SEMBAKO
period: 2026-Q1
scenarios:
  - name: sekarang
  - name: lain
    eligible: {desil: desil = 2 or desil >= 4 and desil <= 6}
"""
LISTED = ({1, 2, 3, 4}, {2, 4, 5, 6})
BIRTHS = ("2026-01-01", "2019-01-01", "2019-01-02", "2001-01-01", "2001-01-02", "1981-01-01",
          "1981-01-02", "1966-01-01", "1966-01-02", "1961-01-01", "1961-01-02")  # fmt: skip
MEMBERS = st.lists(
    st.fixed_dictionaries(
        {
            "birth_date": st.none() | st.sampled_from(BIRTHS).map(date.fromisoformat),
            "seeing": st.sampled_from([None, 1, 2, 4]),
            "self_care": st.sampled_from([None, 1, 4]),
        }
    ),
    min_size=1,
    max_size=7,
)
FAMILIES = st.lists(
    st.fixed_dictionaries(
        {
            "desil": st.none() | st.integers(1, 8),
            "head_sex": st.sampled_from([None, 1, 2]),
            "village_code": st.sampled_from(["3275010009", "3275010011"]),
            "members": MEMBERS,
        }
    ),
    min_size=1,
    max_size=30,
)
Family = Mapping[str, object]


def effects_on(families: list[Family]) -> list[Effect]:
    """The answer to `QUESTION`; the first member of each family is its head."""
    rows, people = [], []
    for number, family in enumerate(families):
        members: list[dict[str, object]] = family["members"]  # type: ignore[assignment] # as drawn
        told = {"family_number": card_number(number + 1), "counted_size": len(members)}
        rows.append({k: v for k, v in family.items() if k != "members"} | told)
        for place, member in enumerate(members):
            nik = {
                "nik": member_nik(card_number(number + 1), place),
                "relationship": 1 if place == 0 else 4,
            }
            people.append(member | nik | {"family_number": told["family_number"]})
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        run, file = store.runs / "run", store.home / "andai.yaml"
        with open_families(rows, people, [], store.spill) as database:
            write_run(database, run)
        file.write_text(QUESTION)
        question = question_of(file, rule_book())
        engine = store.engine_settings(memory_limit="500MB", threads=1)
        with resident_city(store, run, DAY, engine, Silent()) as database:
            return effects_of(database, question)


def age(member: Mapping[str, object]) -> int | None:
    born = member["birth_date"]
    if not isinstance(born, date):
        return None
    return DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))


def groups(family: Family) -> set[tuple[str, str]]:
    """The groups that a family is in, said plainly."""
    members: list[dict[str, object]] = family["members"]  # type: ignore[assignment] # as drawn
    ages = [a for a in map(age, members) if a is not None]
    head = age(members[0])
    bands = [25, 45, 65]
    band = "0" if head is None else str(1 + sum(head >= bound for bound in bands))
    size = str(1 + sum(len(members) >= least for least in (2, 4, 6)))
    disabled = any(1 in {m["seeing"], m["self_care"]} for m in members)
    return {
        ("head_sex", str(family["head_sex"] or 0)),
        ("head_age", band),
        ("size", size),
        ("aged", str(int(any(a >= 60 for a in ages)))),
        ("child", str(int(any(a < 7 for a in ages)))),
        ("disability", str(int(disabled))),
    }


def plain_parts(families: list[Family], scenario: int) -> set[Part]:
    """The parts by group, counted one family after another."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for family in families:
        is_base, is_now = (family["desil"] in listed for listed in (LISTED[0], LISTED[scenario]))
        for group in groups(family) if is_base or is_now else ():
            own = found.setdefault(group, Counter())
            own["entering"] += is_now and not is_base
            own["leaving"] += is_base and not is_now
            if is_now:
                own["families"] += 1
                own["people"] += len(family["members"])  # type: ignore[arg-type] # as drawn
    return {
        Part(*group, n["families"], n["people"], 2_400_000 * n["families"], n["entering"],
             n["leaving"])
        for group, n in found.items()
    }  # fmt: skip


@given(families=FAMILIES)
@settings(max_examples=20, deadline=None)
def test_the_parts_by_group_are_the_plain_definition_and_add_up(families: list[Family]) -> None:
    for scenario, effect in enumerate(effects_on(families)):
        assert set(effect.by_group) == plain_parts(families, scenario)
        by_grouping = {g: [p for p in effect.by_group if p.grouping == g] for g in GROUPINGS}
        for parts in (effect.by_desil, effect.by_village, *by_grouping.values()):
            for name in ("families", "people", "rupiah", "entering", "leaving"):
                assert sum(getattr(p, name) for p in parts) == getattr(effect, name)


LISTED_NOW, ENTERING = (1, "families"), (1, "entering")


def test_a_small_number_takes_its_part_into_bands_and_the_largest_part_with_it() -> None:
    assert published_spans(
        {
            "a": {LISTED_NOW: 103, ENTERING: 3},
            "b": {LISTED_NOW: 900, ENTERING: 20},
            "c": {LISTED_NOW: 50, ENTERING: 30},
            "d": {LISTED_NOW: 7, ENTERING: 0},
        }
    ) == {
        "a": {LISTED_NOW: Span(100, 104), ENTERING: Span(1, 4)},
        "b": {LISTED_NOW: Span(899, 903), ENTERING: Span(19, 22)},
        "c": {LISTED_NOW: Span(50, 50), ENTERING: Span(30, 30)},
        "d": {LISTED_NOW: Span(7, 7), ENTERING: Span(0, 0)},
    }


def effect_of(parts: list[Part]) -> Effect:
    told = [sum(getattr(p, n) for p in parts) for n in ("families", "people", "rupiah")]
    return Effect("x", told[0], told[1], 0, told[2], 0, 0, 0, 0, [], parts, [], None)


NUMBERS = st.integers(0, 12) | st.integers(0, 300)
# Of a part, the families that stay in the first scenario's list or leave it, and those that enter,
# in two other scenarios.
CELLS = st.lists(st.tuples(*[NUMBERS] * 5), min_size=1, max_size=6)
Cell = tuple[int, int, int, int, int]


@settings(deadline=None)
@example(cells=[(2, 2, 3, 0, 0), (5, 0, 0, 0, 0)], grouping="village")  # nobody can leave
@example(cells=[(96, 1, 4, 0, 0), (50, 50, 50, 50, 50)], grouping="village")  # 1 less 4 is -3
@example(cells=[(4, 4, 0, 0, 0), (50, 50, 50, 50, 50)], grouping="village")  # 4 and 4 are 8
@given(cells=CELLS, grouping=st.sampled_from(["village", DISABILITY]))
def test_what_is_shown_holds_the_truth_and_tells_of_no_small_number(
    cells: list[Cell], grouping: str
) -> None:
    scenarios = [[rows_of_scenario(cell, n) for cell in cells] for n in range(3)]
    effects = [
        effect_of([Part(grouping, str(k), row[0], 5, 9, *row[1:]) for k, row in enumerate(rows)])
        for rows in scenarios
    ]
    shown = [parts.get(grouping) for parts in shown_parts(effects)]
    is_small = any(1 <= n <= 4 for rows in scenarios for row in rows for n in row)
    if grouping == DISABILITY and is_small:
        assert shown == [None] * 3
        return
    spans = [
        [(p.families, p.entering, p.leaving) for parts in shown if parts for p in (parts[k],)]
        for k in range(len(cells))
    ]
    for place, rows in enumerate(scenarios):
        for key, row in enumerate(rows):
            for span, number in zip(spans[key][place], row, strict=True):
                assert span.low <= number <= span.high
                assert not (span.is_exact and 1 <= number <= 4)
            part = (shown[place] or [])[key]
            is_told = all(span.is_exact for of in spans[key] for span in of)
            assert (part.people is None) == (part.rupiah is None) == (not is_told)
    if has_room(cells):
        assert found_by_subtraction(spans, scenarios) == []


def rows_of_scenario(cell: Cell, scenario: int) -> tuple[int, int, int]:
    """The families, those that enter and those that leave."""
    base, stay = cell[0] + cell[2] + cell[4], cell[0]
    if scenario == 0:
        return base, 0, 0
    entering, leaving = cell[2 * scenario - 1], cell[2 * scenario]
    assert stay + leaving <= base
    return base + entering - leaving, entering, leaving


def has_room(cells: list[Cell]) -> bool:
    """Whether some part has more than four in every number, so that it can take any other's."""
    return any(min(cell) > 4 for cell in cells)


def found_by_subtraction(
    told: list[list[tuple[Span, Span, Span]]], true: list[list[tuple[int, int, int]]]
) -> list[tuple[int, int]]:
    """The small numbers, by part and place, of which only one value is possible when each part
    holds families = first + entering - leaving and the sum of every number is known."""
    spans = [[span for of in row for span in of] for row in told]
    width, parts = 9, len(spans)
    bounds = [(span.low, span.high) for row in spans for span in row]
    rows, sums = [], []
    for part in range(parts):
        for scenario in (1, 2):
            row = [0.0] * len(bounds)
            at = part * width
            row[at], row[at + 3 * scenario] = 1, -1
            row[at + 3 * scenario + 1], row[at + 3 * scenario + 2] = 1, -1
            rows.append(row)
            sums.append(0)
    for place in range(width):
        rows.append([float(n % width == place) for n in range(len(bounds))])
        sums.append(sum(scenario[place % 3] for scenario in true[place // 3]))
    found = []
    for place, number in enumerate(
        n for part in range(parts) for scenario in true for n in scenario[part]
    ):
        if 1 <= number <= 4:
            ends = [
                linprog(
                    [sign * float(n == place) for n in range(len(bounds))],
                    A_eq=rows, b_eq=sums, bounds=bounds, integrality=1,
                ).x[place]
                for sign in (1, -1)
            ]  # fmt: skip
            if round(ends[0]) == round(ends[1]):
                found.append(divmod(place, width))
    return found
