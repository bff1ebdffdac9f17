"""What a what-if says of groups of families: the plain definition, sums, and what is not shown."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desil.eligibility.programme.catalogue import rule_book
from desil.eligibility.what_if.answering import effects_of
from desil.eligibility.what_if.city import resident_city
from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.groups import DISABILITY, GROUPINGS, Part
from desil.eligibility.what_if.hiding import ShownPart, Span, shown_parts, spans_of
from desil.eligibility.what_if.scenario import question_of
from desil.engine.progress import Silent
from desil.engine.store import Store
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
            "village_code": st.sampled_from(["3275010001", "3275010002"]),
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
        told = {"family_number": str(number).rjust(16, "0"), "counted_size": len(members)}
        rows.append({k: v for k, v in family.items() if k != "members"} | told)
        for place, member in enumerate(members):
            nik = {"nik": f"{number:08d}{place:08d}", "relationship": 1 if place == 0 else 4}
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


def test_a_small_number_alone_takes_the_smallest_other_with_it() -> None:
    assert spans_of({"a": 3, "b": 90, "c": 20, "d": 0}) == {
        "a": Span(1, 4), "b": Span(90, 90), "c": Span(19, 22), "d": Span(0, 0)
    }  # fmt: skip
    assert spans_of({"a": 3, "b": 1, "c": 20})["c"] == Span(20, 20)


def effect_of(parts: list[Part]) -> Effect:
    told = [sum(getattr(p, n) for p in parts) for n in ("families", "people", "rupiah")]
    return Effect("x", told[0], told[1], 0, told[2], 0, 0, 0, 0, [], parts, [], None)


NUMBERS = st.integers(0, 12) | st.integers(0, 300)
CELLS = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6)


@example(cells=[(2, 2, 3), (5, 0, 0)], grouping="village")  # nobody can leave: who enters is hidden
@given(cells=CELLS, grouping=st.sampled_from(["village", DISABILITY]))
def test_what_is_shown_holds_the_truth_and_tells_of_no_small_number(
    cells: list[tuple[int, int, int]], grouping: str
) -> None:
    base, now = [], []
    for key, (stay, entering, leaving) in enumerate(cells):
        base.append(Part(grouping, str(key), stay + leaving, 5, 9, 0, 0))
        now.append(Part(grouping, str(key), stay + entering, 5, 9, entering, leaving))
    first, other = effect_of(base), effect_of(now)
    of_base = {p.key: p for p in shown_parts(first, first).get(grouping, [])}
    shown = shown_parts(other, first).get(grouping)
    numbers = {n for part in (*base, *now) for n in (part.families, part.entering, part.leaving)}
    if grouping == DISABILITY and shown is not None:
        assert all(p.people is not None for p in shown)
        return
    if shown is None:
        assert numbers & {1, 2, 3, 4}
        return
    for part, true in zip(shown, now, strict=True):
        spans = (part.families, part.entering, part.leaving)
        for span, number in zip(spans, (true.families, true.entering, true.leaving), strict=True):
            assert span.low <= number <= span.high
            assert not (span.is_exact and 1 <= number <= 4)
        assert (part.people is None) == (part.rupiah is None) == (not all(map(exact, spans)))
        four = [*map(exact, spans), exact(of_base[part.key].families)]
        assert four.count(False) != 1, "one number alone is found from the other three"
    for measure in ("families", "entering", "leaving"):
        assert_not_found_by_subtraction(shown, measure)


def exact(span: Span) -> bool:
    return span.is_exact


def assert_not_found_by_subtraction(shown: list[ShownPart], measure: str) -> None:
    """Where the whole is told, one number alone that is not told is found, unless nothing else is
    in the whole."""
    spans = [getattr(p, measure) for p in shown]
    hidden = [s for s in spans if not s.is_exact]
    others = sum(s.low for s in spans if s.is_exact)
    assert len(hidden) != 1 or others == 0 or hidden[0] != Span(1, 4)
