"""What the desk owes and how it answered, and what is noticed about a case."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings

from desil.accounts.session import journal_of_office
from desil.cases.actions.entering import enter_case
from desil.cases.actions.people import RESIDENT
from desil.cases.actions.reminders import let_clocks_speak
from desil.cases.actions.satisfaction import rate_handling
from desil.cases.actions.steps import refuse, withdraw
from desil.cases.queries.flags import Flag, flags_of
from desil.cases.queries.reports import (
    BY,
    answer_times,
    clocks_missed,
    open_by_step,
    outcomes_by,
    satisfaction_by,
)
from desil.dictionary.results import FAMILY_SCORES
from desil.engine.progress import Silent
from desil.errors import Conflict
from desil.publication.action import publish
from tests.case_office import (
    AT,
    OTHER_VILLAGE,
    SECOND,
    VILLAGE,
    acting,
    at_desk,
    entered,
    entry,
    officer,
)
from tests.case_pictures import added, picture, placed_picture
from tests.case_walk import walked_to
from tests.register_runs import families_of, write_run

pytestmark = pytest.mark.usefixtures("register")
TIME = {"since": date(2026, 11, 1), "until": date(2026, 12, 31)}


def test_the_desk_counts_what_it_owes_and_how_it_answered() -> None:
    first = entered(seed=1).case
    waits = walked_to("finalise", seed=2, family_number=SECOND)
    taken_back = entered(seed=3, family_number=SECOND, changes=()).case
    journal = journal_of_office()
    with at_desk("operator"):
        withdraw(taken_back.number, note="Sudah cair.", **acting("operator", days=2))
    with at_desk("lurah"):
        refuse(waits.number, reason="B1", **acting("lurah", days=2))
    let_clocks_speak(at=AT + timedelta(days=8), journal=journal)
    with at_desk("lurah"):
        (step,) = open_by_step((AT + timedelta(days=8)).date())
        assert (step.step, step.by_age, step.late, step.total) == (
            "complete",
            (0, 1, 0, 0, 0),
            1,
            1,
        )
        told = {o.value: dict(o.by_standing) for o in outcomes_by("reason", **TIME)}
        assert told == {"": {"open": 1, "withdrawn": 1}, "B1": {"refused": 1}}
        assert [o.value for o in outcomes_by("village_code", **TIME)] == [VILLAGE]
        (times,) = answer_times(**TIME)
        assert (times.cases, times.median_days, times.in_time) == (2, 2.0, 1.0)
        assert clocks_missed(**TIME) == [("complete", VILLAGE, 1)]
        assert all(outcomes_by(by, **TIME) for by in BY)
    with at_desk("lurah", OTHER_VILLAGE):
        assert open_by_step(AT.date()) == []
        assert outcomes_by("kind", **TIME) == []
    assert first.number


def test_what_applicants_say_of_their_cases_is_counted_among_those_that_were_answered() -> None:
    journal = journal_of_office()
    refused = [walked_to("finalise", seed=seed) for seed in (1, 2, 3)]
    entered(seed=4)  # open, so not asked
    with at_desk("lurah"):
        for case in refused:
            refuse(case.number, reason="B1", **acting("lurah"))
        for case, answer in zip(refused, ("satisfied", "dissatisfied"), strict=False):
            rate_handling(
                case.number, answer=answer, text="Cepat.", by=RESIDENT, at=AT, journal=journal
            )
        for by, value in (
            ("door", "kelurahan"),
            ("kind", "decile_too_high"),
            ("village_code", VILLAGE),
        ):
            (found,) = satisfaction_by(by, **TIME)
            assert (found.value, found.asked, found.answered) == (value, 3, 2)
            assert found.by_answer == {"satisfied": 1, "dissatisfied": 1}
            assert found.share_satisfied == 0.5
        with pytest.raises(Conflict):
            rate_handling(
                refused[0].number, answer="so_so", text="", by=RESIDENT, at=AT, journal=journal
            )
    with at_desk("lurah", OTHER_VILLAGE):
        assert satisfaction_by("door", **TIME) == []
    with pytest.raises(KeyError):
        satisfaction_by("nik", **TIME)


def noticed(case: Any) -> dict[Flag, tuple[str, ...]]:
    with at_desk("verifier"):
        return {n.flag: n.others for n in flags_of(case)}


def test_the_same_picture_or_place_in_another_familys_case_is_noticed() -> None:
    first, second = entered(seed=1).case, entered(seed=2, family_number=SECOND).case
    third = entered(seed=3).case  # of the first family: its own photo again is nothing to notice
    for case, content in (
        (first, placed_picture(drawn=0)),
        (second, placed_picture(drawn=0)),
        (third, placed_picture(drawn=0)),
    ):
        added(case, "house_front", content)
    assert noticed(first) == {
        Flag.SAME_PHOTO: (second.number,),
        Flag.SAME_PLACE: (second.number,),
    }
    fourth = entered(seed=4, family_number=SECOND).case
    added(fourth, "living_room", picture(0, quality=40))
    assert noticed(fourth) == {Flag.ALIKE_PHOTO: (first.number, third.number)}
    other = entered(seed=5, family_number=SECOND).case
    added(other, "house_front", placed_picture(latitude=6.31, drawn=90))
    assert noticed(other) == {}


def test_many_cases_in_one_night_by_one_hand_are_noticed() -> None:
    night = AT.replace(hour=17)  # midnight in Bekasi
    with at_desk("operator"):
        made = [
            enter_case(
                entry=entry(f"night-{n:016d}", changes=()), randomness=n.to_bytes(10, "big"),
                by=officer("operator"), at=night + timedelta(minutes=n),
                journal=journal_of_office(),
            ).case
            for n in range(5)
        ]  # fmt: skip
    assert Flag.NIGHT_BURST in noticed(made[0])
    assert Flag.NIGHT_BURST not in noticed(entered(seed=99).case)


def near_the_boundary(url: str, below: int, above: int) -> list[str]:
    """Publish families that stand just below desil 4's boundary, and just above; their numbers."""
    numbers = [f"327501010120{n:04d}" for n in range(101, 101 + below + above)]
    lines = "".join(f"    | {n} | {VILLAGE} | 2 | 4 |\n" for n in numbers)
    families = families_of(f"\n    | family | village | size | 2026-01-23 |\n{lines}")
    folder = write_run(settings.DESIL_HOME / "near", families, version="near", ranking=3)
    path = folder / "family_score.parquet"
    rows = pq.read_table(path, schema=FAMILY_SCORES.schema).to_pylist()
    for place, row in enumerate(rows):
        row["nearest_boundary"], row["distance_micro"] = 4, -9_000 if place < below else 9_000
    pq.write_table(pa.Table.from_pylist(rows, schema=FAMILY_SCORES.schema), path)
    publish(folder, url=url, by="petugas", at=AT, progress=Silent())
    return numbers


@pytest.mark.parametrize(("below", "above", "is_noticed"), [(9, 1, False), (10, 1, True)])
def test_many_families_just_under_the_boundary_by_one_hand_are_noticed(
    register: str, below: int, above: int, *, is_noticed: bool
) -> None:
    # ten tries: P(9 or more below) = 11/1024 = 1.07 %; eleven: P(10 or more) = 12/2048 = .6 %
    numbers = near_the_boundary(register, below, above)
    cases = [
        entered(seed=seed, family_number=number).case for seed, number in enumerate(numbers, 1)
    ]
    assert (Flag.UNDER_BOUNDARY in noticed(cases[-1])) is is_noticed
