"""A finished run becomes the register that people see, and an earlier one can be brought back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
import pytest

from desil.dictionary.results import PUBLISHED
from desil.engine.progress import Silent
from desil.errors import CheckFailed, Conflict, NotFound, Refused
from desil.publication.action import publish, roll_back
from desil.publication.listing import publications_in
from desil.publication.report import Outcome, PublicationReport
from desil.register.names import AREA_RECAP_COLUMNS, PublicationState
from tests.register_contents import contents_of, schemas_in
from tests.register_runs import families_of, many_families, write_run

NOW = datetime(2026, 2, 1, 8, tzinfo=UTC)
FAMILIES = families_of(
    """
    | family | village    | size | 2025-09-17 | 2026-01-23 |
    | 1      | 3275010009 | 4    | 1          | 2          |
    | 2      | 3275010011 | 3    | 7          | 7          |
    | 3      | 3275040006 | 2    | belum      | 5          |
    | 4      | 3275040006 | 1    | belum      |            |
    """
)


def put_out(folder: Path, url: str, **options: object) -> PublicationReport:
    return publish(folder, url=url, by="petugas", at=NOW, progress=Silent(), **options)  # type: ignore[arg-type]


def test_a_run_is_published_with_all_its_rows(tmp_path: Path, empty_register: str) -> None:
    report = put_out(write_run(tmp_path / "run", FAMILIES), empty_register)
    assert report.outcome is Outcome.PUBLISHED
    assert report.rows == {"family": 3, "family_decile": 7, "membership": 10, "person": 10}
    assert (report.families, report.persons) == (3, 9)
    with psycopg.connect(empty_register) as connection:
        for table, rows in report.rows.items():
            counted = connection.execute(f"select count(*) from {table}").fetchone()
            assert counted == (rows,)


def test_publishing_the_same_run_again_does_nothing(tmp_path: Path, empty_register: str) -> None:
    run = write_run(tmp_path / "run", FAMILIES)
    put_out(run, empty_register)
    before = contents_of(empty_register)
    assert put_out(run, empty_register).outcome is Outcome.ALREADY_CURRENT
    assert contents_of(empty_register) == before
    assert len(schemas_in(empty_register)) == 1


def test_binary_and_csv_copies_make_the_same_register(tmp_path: Path, empty_register: str) -> None:
    put_out(write_run(tmp_path / "a", FAMILIES, version="a"), empty_register, binary=True)
    binary = contents_of(empty_register)
    put_out(write_run(tmp_path / "b", FAMILIES, version="b"), empty_register, binary=False)
    assert contents_of(empty_register) == binary


def test_the_publication_before_can_be_brought_back(tmp_path: Path, empty_register: str) -> None:
    put_out(write_run(tmp_path / "a", FAMILIES, version="a"), empty_register)
    old = contents_of(empty_register)
    put_out(write_run(tmp_path / "b", FAMILIES[:2], version="b"), empty_register)
    new = contents_of(empty_register)
    assert old != new
    report = roll_back(url=empty_register, by="kepala", at=NOW)
    assert report.outcome is Outcome.MADE_CURRENT
    assert contents_of(empty_register) == old
    again = put_out(tmp_path / "b", empty_register)
    assert again.outcome is Outcome.MADE_CURRENT
    assert contents_of(empty_register) == new


def test_there_is_nothing_to_bring_back_at_first(tmp_path: Path, empty_register: str) -> None:
    put_out(write_run(tmp_path / "a", FAMILIES), empty_register)
    with pytest.raises(NotFound):
        roll_back(url=empty_register, by="kepala", at=NOW)


def test_only_the_last_publications_are_kept(tmp_path: Path, empty_register: str) -> None:
    for version in "abcd":
        put_out(write_run(tmp_path / version, FAMILIES, version=version), empty_register, keep=2)
    listed = publications_in(empty_register)
    assert [p.state for p in listed] == [
        PublicationState.PUBLISHED,
        PublicationState.PUBLISHED,
        PublicationState.RETIRED,
        PublicationState.RETIRED,
    ]
    assert [p.is_current for p in listed] == [True, False, False, False]
    assert schemas_in(empty_register) == {f"publication_{p.id}" for p in listed[:2]}


def test_a_run_that_does_not_add_up_is_refused(tmp_path: Path, empty_register: str) -> None:
    put_out(write_run(tmp_path / "a", FAMILIES, version="a"), empty_register)
    before = contents_of(empty_register)
    wrong = write_run(tmp_path / "b", FAMILIES, version="b")
    members = pq.read_table(wrong / "membership.parquet")
    pq.write_table(members.slice(0, members.num_rows - 1), wrong / "membership.parquet")
    with pytest.raises(CheckFailed, match="tidak sama"):
        put_out(wrong, empty_register)
    assert contents_of(empty_register) == before
    assert len(schemas_in(empty_register)) == 1


def test_a_doubled_person_is_refused_without_being_named(
    tmp_path: Path, empty_register: str
) -> None:
    run = write_run(tmp_path / "run", [*FAMILIES, FAMILIES[0]])
    with pytest.raises(CheckFailed) as refused:
        put_out(run, empty_register)
    assert "0000000000" not in str(refused.value)
    assert contents_of(empty_register) == {}


def test_two_publishers_do_not_meet(tmp_path: Path, empty_register: str) -> None:
    run = write_run(tmp_path / "run", FAMILIES)
    with psycopg.connect(empty_register, autocommit=True) as other:
        other.execute("select pg_advisory_lock(%s)", [0x6465_7369_6C])
        with pytest.raises(Conflict):
            put_out(run, empty_register)


def test_a_reader_in_a_transaction_keeps_what_it_began_with(
    tmp_path: Path, empty_register: str
) -> None:
    put_out(write_run(tmp_path / "a", FAMILIES, version="a"), empty_register)
    with psycopg.connect(empty_register) as reader:
        current = reader.execute("select id from publication where is_current").fetchone()
        put_out(write_run(tmp_path / "b", FAMILIES[:1], version="b"), empty_register)
        counted = reader.execute("select count(*) from person where publication_id = %s", current)
        assert counted.fetchone() == (10,)


def test_attached_partitions_have_every_index(tmp_path: Path, empty_register: str) -> None:
    put_out(write_run(tmp_path / "run", many_families(50)), empty_register)
    with psycopg.connect(empty_register) as connection:
        lacking = connection.execute(
            "select relname from pg_class where relkind = 'I' and not exists"
            " (select from pg_inherits where inhparent = pg_class.oid)"
        ).fetchall()
        columns = connection.execute(
            "select attname from pg_attribute where attrelid = 'area_recap'::regclass"
            " and attnum > 0"
        ).fetchall()
    assert lacking == []
    assert {c[0] for c in columns} == {*AREA_RECAP_COLUMNS, "publication_id"}
    assert len(PUBLISHED) == 26


def test_a_ranking_is_published_with_its_run_and_leaves_with_it(
    tmp_path: Path, empty_register: str
) -> None:
    put_out(write_run(tmp_path / "a", FAMILIES, version="a", ranking=1), empty_register)
    asked = (
        "select indicative_national, indicative_reason from family_score"
        " where publication_id = (select id from publication where is_current)"
        " order by family_number"
    )
    with psycopg.connect(empty_register) as connection:
        assert connection.execute(asked).fetchall() == [(2, ""), (7, ""), (5, "")]
    put_out(write_run(tmp_path / "b", FAMILIES, version="b"), empty_register)
    with psycopg.connect(empty_register) as connection:
        assert connection.execute(asked).fetchall() == []


def test_a_trial_run_is_never_published(tmp_path: Path, empty_register: str) -> None:
    run = write_run(tmp_path / "a", FAMILIES, ranking=1)
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["recipe"]["parameters"]["is_shadow"] = "yes"
    (run / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(Refused, match="bayangan"):
        put_out(run, empty_register)
    assert contents_of(empty_register) == {}
