"""`desil review` and `desil linkage explain`, as a program uses them: JSON in, JSON out."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from desil.cli.main import app
from desil.cli.office.room import journal_of
from tests.integration.test_command_looks import looks
from tests.linked_city import run_in, write_release, write_source
from tests.table import rows_of

PEOPLE = rows_of(
    """
    | nik              | family           | name | born       | sex | role | village    | address |
    | 3275010101708005 | 3275050505108005 | AGUS | 1970-01-01 | 1   | 1    | 3275040007 | DARA 2  |
    | 3275010101708006 | 3275060606108006 | AGUS | 1970-01-01 | 1   | 1    | 3275040007 | DARA 5  |
    """
)  # fmt: skip
DOUBT = [
    {"dtks_id": "d1", "name": "AGUS", "sex": "1", "birth_date": "1970-01-01",
     "village_code": "3275040007"},
]  # fmt: skip


def _command(home: Path, *words: str, told: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(home), "--json"], input=told)


def test_the_queue_is_read_judged_and_explained_as_json(tmp_path: Path) -> None:
    write_release(tmp_path, PEOPLE)
    write_source(tmp_path, "dtks", DOUBT)
    run_in(tmp_path)
    queue = json.loads(_command(tmp_path, "review").stdout)
    assert [(pair["record_id"], pair["nik"]) for pair in queue] == [
        ("d1", "3275010101708005"),
        ("d1", "3275010101708006"),
    ]
    judged = {k: queue[1][k] for k in ("source", "record_id", "nik")}
    told = json.dumps([judged | {"is_same": True, "reason": "KTP ditunjukkan"}])
    assert json.loads(_command(tmp_path, "review", "--decide", "-", told=told).stdout) == {
        "dicatat": 1
    }
    run_in(tmp_path, hour=9)
    assert json.loads(_command(tmp_path, "review").stdout) == []
    explained = json.loads(
        _command(tmp_path, "linkage", "explain", "dtks:d1", "3275010101708006").stdout
    )
    assert (explained["is_linked"], explained["layer"]) == (True, "decision")
    journal = journal_of(tmp_path)
    first, second = (frozenset({journal.person(pair["nik"])}) for pair in queue)
    assert looks(tmp_path) == [("REVIEW_READ", first | second), ("REVIEW_READ", second)]


def test_a_decision_that_is_no_json_is_refused(tmp_path: Path) -> None:
    refused = _command(tmp_path, "review", "--decide", "-", told="ya")
    assert refused.exit_code != 0
    assert "JSON" in str(refused.exception)
