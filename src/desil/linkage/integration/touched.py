"""Linking again only the records that a change could touch, with the result of linking all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.linkage.integration.link_cache import LINKED_TABLES, RESIDUE, Earlier
from desil.linkage.layers.compared import find_candidates, find_wider_candidates
from desil.linkage.layers.linking import link_records, make_whole_residue, open_delivery
from desil.linkage.layers.texts import layer_sql
from desil.linkage.records.deliveries import SourceDelivery
from desil.linkage.weights.parameters import Parameters

MOST_CHANGED = 0.02
"""The share of people from which on everything is linked again."""


def _sql(name: str) -> str:
    return sql_text("desil.linkage.integration", name)


def changed_people(database: Connection, earlier: Path) -> bool:
    """Make `changed_person`: the people of `earlier` (Parquet) and of `known_person` who are not in
    both just so. False where they are too many for this to be worth its while."""
    _make_changed(database, str(earlier))
    changed, people = database.execute(
        "select (select count(*) from changed_person), (select count(*) from known_person)"
    ).fetchall()[0]
    return bool(changed <= MOST_CHANGED * people)


def _make_changed(database: Connection, earlier: str) -> None:
    """Make `changed_person`, unless it is made from that file already."""
    database.execute("create table if not exists changed_since (path varchar)")
    if database.execute("from changed_since").fetchall() == [(earlier,)]:
        return
    database.read_parquet(earlier).create_view("earlier_person", replace=True)
    database.execute(
        "create or replace table changed_person as"
        " (select * exclude (bearers) from known_person"
        " except select * exclude (bearers) from earlier_person)"
        " union all (select * exclude (bearers) from earlier_person"
        " except select * exclude (bearers) from known_person)"
    )
    database.execute("delete from changed_since")
    database.execute("insert into changed_since values (?)", [earlier])


def find_touched(
    database: Connection,
    earlier: Earlier,
    changed_decisions: Iterable[str],
) -> None:
    """Make `touched_record` (record_id) of a delivery; needs `changed_person`."""
    folder = earlier.folder
    database.read_parquet(str(folder / "made_link.parquet")).create_view(
        "earlier_link", replace=True
    )
    database.read_parquet(str(folder / f"{RESIDUE}.parquet")).create_view(
        "earlier_residue", replace=True
    )
    database.execute("create or replace table changed_decision (record_id varchar)")
    listed = [[record] for record in changed_decisions]
    if listed:
        database.executemany("insert into changed_decision values (?)", listed)
    database.execute(
        "create or replace table residue as"
        " select row_number() over () as record_number, * from earlier_residue"
    )
    database.execute("create or replace view earlier_residue as from residue")
    with swapped_people(database, "changed_person"):
        find_candidates(database)
        database.execute(
            "create or replace table unlinked_record as from residue where birth_date is not null"
        )
        find_wider_candidates(database)
    database.execute(f"create or replace table touched_record as {_sql('touched_record')}")


@contextmanager
def swapped_people(database: Connection, people: str) -> Iterator[None]:
    """While it lasts, `known_person` holds the rows of `people` (a table or a query) and
    `whole_person` everyone."""
    database.execute("alter table known_person rename to whole_person")
    try:
        database.execute(f"create table known_person as from {people}")
        yield
    finally:
        database.execute("drop table if exists known_person")
        database.execute("alter table whole_person rename to known_person")


def link_touched(
    database: Connection,
    delivery: SourceDelivery,
    parameters: Parameters,
    earlier: Earlier,
    collect_facts: Callable[[], None],
) -> None:
    """Make the tables of a delivery's links and facts out of those of an earlier run, linking again
    the records of `touched_record` alone."""
    open_delivery(database, delivery, parameters, only="touched_record")
    make_whole_residue(database)
    with swapped_people(database, f"({_sql('near_person')})"):
        link_records(database, parameters)
        collect_facts()
    database.execute(
        "delete from source_fact where record_id not in (select record_id from touched_record)"
    )
    database.execute(f"create or replace table kept_residue as {layer_sql('kept_residue')}")
    for table in (*LINKED_TABLES, RESIDUE):
        database.read_parquet(str(earlier.folder / f"{table}.parquet")).create_view(
            "earlier_rows", replace=True
        )
        database.execute(
            f"insert into {table} by name select * from earlier_rows"  # noqa: S608
            " anti join touched_record using (record_id)"
        )
