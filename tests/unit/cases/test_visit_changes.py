"""What a visit found becomes changes and remarks: by table, and against plain words."""

from hypothesis import given
from hypothesis import strategies as st

from desil.cases.changes.requested_changes import RequestedChange
from desil.cases.changes.visit_findings import conflicts, visit_changes
from desil.cases.kinds.kind import kinds
from tests.table import rows_of

KIND = kinds()["decile_too_high"]
FOUND = rows_of(
    """
    | recorded | asked | seen | asks | remark                                |
    | 5        | -     | 7    | 7    | -                                     |
    | 5        | 8     | 7    | 7    | -                                     |
    | 5        | 8     | -    | 8    | -                                     |
    | 5        | -     | 5    | -    | -                                     |
    | 5        | 8     | 5    | -    | di rumah sama dengan yang tercatat    |
    | 5        | 8     | 99   | 8    | bukan salah satu jawabannya           |
    | -        | -     | 7    | 7    | -                                     |
    """
)
FLOORS = st.sampled_from(["", "1", "2", "5", "8"])


def visit_result(recorded: str, asked: str, seen: str) -> tuple[dict[str, str], tuple[str, ...]]:
    before = [RequestedChange("family", "floor_material", asked)] if asked else []
    register = {"floor_material": int(recorded) if recorded else None}
    made = visit_changes(KIND, {"floor_material": seen}, register, before)
    return {c.fact: c.new_value for c in made.asked}, made.remarks


def plain(text: str) -> str:
    return "" if text == "-" else text


def test_each_answer_of_a_visit() -> None:
    for row in FOUND:
        asks, remarks = visit_result(*(plain(row[n]) for n in ("recorded", "asked", "seen")))
        assert asks.get("floor_material", "-") == row["asks"], row
        if row["remark"] == "-":
            assert remarks == (), row
        else:
            assert row["remark"] in remarks[0], row


@given(recorded=FLOORS, asked=FLOORS.filter(bool), seen=FLOORS)
def test_no_request_goes_away_without_a_word(recorded: str, asked: str, seen: str) -> None:
    asks, remarks = visit_result(recorded, asked, seen)
    assert asks.get("floor_material") in {asked, seen} or remarks


def test_a_fact_that_the_type_does_not_change_is_told_in_words() -> None:
    made = visit_changes(kinds()["merge"], {"floor_material": "8"}, {"floor_material": 2}, [])
    assert made.asked == ()
    assert "Jenis lantai terluas" in made.remarks[0]


def test_what_other_persons_and_happenings_ask_stays() -> None:
    others = [
        RequestedChange("person", "name", "A", "1" * 16),
        RequestedChange("family", "has_car", "2"),
    ]
    made = visit_changes(KIND, {"floor_material": "8"}, {}, others)
    assert list(made.asked)[:2] == others


def test_only_answered_facts_that_differ_between_then_and_now_are_conflicts() -> None:
    then = {"floor_material": 2, "wall_material": 1, "roof_material": 2}
    now = then | {"floor_material": 5, "roof_material": 3}
    told = conflicts({"floor_material": "8", "wall_material": "3"}, then, now)
    assert len(told) == 1
    assert told[0].startswith("Jenis lantai terluas: berubah sejak formulir diambil")
    assert conflicts({"floor_material": "8"}, then, then) == ()
    assert len(conflicts({"floor_material": "8"}, None, now)) == 1
