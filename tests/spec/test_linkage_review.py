"""A person's judgement on a doubtful pair: recorded with who and why, and obeyed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desil.engine.database import open_database
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.linkage.review.decisions import (
    all_decisions,
    decision_of,
    record_decisions,
    standing_decisions,
)
from desil.linkage.review.explanation import Explanation, explain_pair
from desil.linkage.review.pair_records import open_pair, open_review
from desil.linkage.review.queue import review_queue
from desil.linkage.weights.parameters import packaged_parameters
from desil.plausibility.run_inputs import source_deliveries
from tests.linked_city import rows_of_table, run_in, write_release, write_source
from tests.table import rows_of

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
FIRST, SECOND = "3275010101708005", "3275010101708006"
PEOPLE = rows_of(
    """
    | nik              | family           | name | born       | sex | role | village    | address       |
    | 3275010101708005 | 3275050505108005 | AGUS | 1970-01-01 | 1   | 1    | 3275040007 | JL. DARA NO 2 |
    | 3275010101708006 | 3275060606108006 | AGUS | 1970-01-01 | 1   | 1    | 3275040007 | JL. DARA NO 5 |
    """
)
DOUBT = rows_of(
    """
    | dtks_id | nik              | name | sex | birth_date | village_code |
    | doubt   |                  | AGUS | 1   | 1970-01-01 | 3275040007   |
    | sure    | 3275010101708005 | AGUS | 1   | 1970-01-01 | 3275040007   |
    """
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_release(tmp_path, PEOPLE)
    write_source(tmp_path, "dtks", DOUBT)
    return tmp_path


def _decide(home: Path, record: str, nik: str, *, is_same: bool) -> None:
    told = {"source": "dtks", "record_id": record, "nik": nik, "is_same": is_same, "reason": "KTP"}
    record_decisions(home, [decision_of(told, by="petugas", at=AT)])


def _link(home: Path, record: str) -> tuple[object, object]:
    links = rows_of_table(run_in(home).folder, "link")
    return next((k["nik"], k["layer"]) for k in links if k["record_id"] == record)


def _queue(home: Path) -> list[dict[str, object]]:
    run, store = run_in(home).folder, Store(home)
    with open_database(store.engine_settings()) as database:
        decisions = standing_decisions(all_decisions(home))
        open_review(database, run, decisions)
        return list(review_queue(database, home, limit=10))


def test_a_pair_judged_the_same_is_linked_by_later_runs(home: Path) -> None:
    assert _link(home, "doubt") == (None, "")
    _decide(home, "doubt", SECOND, is_same=True)
    assert _link(home, "doubt") == (SECOND, "decision")


def test_a_pair_judged_different_is_never_linked_again_whatever_its_number(home: Path) -> None:
    assert _link(home, "sure") == (FIRST, "number")
    _decide(home, "sure", FIRST, is_same=False)
    assert _link(home, "sure")[0] != FIRST


def test_a_later_judgement_stands_and_the_earlier_one_is_kept(home: Path) -> None:
    _decide(home, "doubt", FIRST, is_same=True)
    _decide(home, "doubt", SECOND, is_same=True)
    assert [(d.nik, d.decided_by, d.reason) for d in all_decisions(home)] == [
        (FIRST, "petugas", "KTP"),
        (SECOND, "petugas", "KTP"),
    ]
    assert _link(home, "doubt") == (SECOND, "decision")


def test_a_line_cut_short_by_a_crash_costs_no_other_judgement(home: Path) -> None:
    _decide(home, "doubt", FIRST, is_same=False)
    file = home / "linkage" / "decisions.jsonl"
    file.write_bytes(file.read_bytes() + b'{"source": "dt')
    _decide(home, "doubt", SECOND, is_same=True)
    assert [d.nik for d in all_decisions(home)] == [FIRST, SECOND]


def test_the_queue_shows_both_sides_with_reasons_in_words_and_forgets_what_is_judged(
    home: Path,
) -> None:
    queue = _queue(home)
    assert [(q["nik"], q["sudah_tertaut"]) for q in queue] == [(SECOND, False), (FIRST, True)]
    shares = [q["peluang"] for q in queue]
    assert shares[0] > 0.5 > shares[1], "a list that names nobody twice"
    reasons = queue[0]["alasan"]
    assert isinstance(reasons, list)
    assert {"tanggal lahir sama", "nama sama"} <= {r["bukti"] for r in reasons}
    _decide(home, "doubt", SECOND, is_same=True)
    assert _queue(home) == []


def test_a_decision_without_a_reason_is_refused() -> None:
    told = {"source": "dtks", "record_id": "x", "nik": FIRST, "is_same": True, "reason": " "}
    with pytest.raises(UsageFault, match="reason"):
        decision_of(told, by="petugas", at=AT)


def _explained(home: Path, record: str, nik: str) -> Explanation:
    run, store = run_in(home).folder, Store(home)
    with open_database(store.engine_settings()) as database:
        open_pair(database, run, source_deliveries(store), "dtks", record, nik)
        return explain_pair(database, packaged_parameters())


def test_an_explanation_tells_the_evidence_and_the_layer(home: Path) -> None:
    told = _explained(home, "sure", FIRST)
    assert (told.linked_to, told.layer) == (FIRST, "number")
    assert told.evidence[0].words == "NIK sama"
    assert told.evidence[0].strength == "sangat kuat mendukung"
    against = _explained(home, "sure", SECOND)
    assert against.weight < told.weight
