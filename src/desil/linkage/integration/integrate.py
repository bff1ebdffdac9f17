"""Every source brought together with the register: what is linked, and what that shows.

The register's own tables stay as the release has them: integration adds facts, flags and
candidates, it never changes who is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import resources
from pathlib import Path

from desil.dictionary import results
from desil.dictionary.result_table import ResultTable
from desil.engine.check import Check
from desil.engine.database import Connection
from desil.engine.progress import Progress
from desil.engine.sql_file import sql_text
from desil.engine.step import Step
from desil.linkage.integration.link_cache import About, LinkCache, open_linked
from desil.linkage.integration.survivorship import load_survivorship, survivorship
from desil.linkage.integration.touched import changed_people, find_touched, link_touched
from desil.linkage.layers.linking import link_delivery, make_result_tables
from desil.linkage.layers.review_queue import make_queue
from desil.linkage.layers.texts import layer_sql
from desil.linkage.records.deliveries import (
    SourceDelivery,
    define_macros,
    define_sources,
    make_known_people,
)
from desil.linkage.records.source_sql import require_sound_sql
from desil.linkage.review.decisions import Decision, decisions_version, load_decisions
from desil.linkage.weights.parameters import Parameters
from desil.sources.catalogue import Catalogue
from desil.sources.source import Source

_FOLDER = Path(str(resources.files("desil.linkage.integration")))


def _step(table: ResultTable, checks: tuple[Check, ...] = ()) -> Step:
    return Step(table, _FOLDER / f"{table.name}.sql", checks)


INTEGRATION_STEPS: tuple[Step, ...] = (
    _step(
        results.LINKS,
        (
            Check(
                "link: seorang yang ada",
                "catatan tertaut kepada orang yang tidak dikenal",
                "select count(*) from link anti join known_person"
                " on number_of(link.nik) = known_person.nik where link.nik is not null",
            ),
        ),
    ),
    _step(results.REVIEW_PAIRS),
    _step(results.RIVAL_FACTS),
    _step(results.PERSON_FLAGS),
    _step(results.HOUSEHOLD_FAMILIES),
    _step(results.INTEGRATION_FINDINGS),
    _step(results.INTEGRATION_COUNTS),
)


def _sql(name: str) -> str:
    return sql_text("desil.linkage.integration", name)


def _make_tables(database: Connection) -> None:
    database.execute(
        "create or replace table source_fact (source varchar, record_id varchar, nik bigint,"
        " fact varchar, amount bigint, said varchar, on_date date)"
    )
    database.execute(
        "create or replace table rival (source varchar, record_id varchar, seen_date date,"
        " nik bigint, fact varchar, said varchar, known varchar)"
    )


def _view_ranked_families(database: Connection) -> None:
    database.execute(
        "create view ranked_family as select number_of(family.family_number) as family_number,"
        " family.electricity_customer_id, family_decile.decile_national"
        " from family inner join family_decile using (family_number)"
        " inner join newest_release using (release_date)"
    )


def _list_deliveries(database: Connection, deliveries: Sequence[SourceDelivery]) -> None:
    database.execute(
        "create table linked_delivery (source varchar, delivery_id varchar, reference_date date)"
    )
    for told in deliveries:
        database.execute(
            "insert into linked_delivery values ($source, $delivery, $dated)",
            {"source": told.source, "delivery": told.delivery_id, "dated": told.reference_date},
        )


def _collect_facts(database: Connection, source: Source) -> None:
    database.execute(f"insert into rival {_sql('rivals')}")
    if source.facts:
        database.execute(f"insert into source_fact {source.facts}")


def _know_people(
    database: Connection, deliveries: Sequence[SourceDelivery], kept: LinkCache
) -> None:
    if not kept.known_people(database):
        make_known_people(database, tuple(d for d in deliveries if d.is_civil_register))
        kept.keep_known_people(database)


def _link(
    database: Connection,
    delivery: SourceDelivery,
    parameters: Parameters,
    about: About,
    kept: LinkCache,
) -> None:
    """Make the tables of one delivery's links and facts, in place of those before.

    Where an earlier run has linked it to nearly the same people, only the records that the change
    could touch are linked again.
    """
    make_result_tables(database)
    _make_tables(database)
    earlier = kept.earlier(about) if parameters.people else None  # else every share depends on all
    if earlier and changed_people(database, kept.known_file(earlier.about.known)):
        decided = {record for record, _, _ in set(earlier.about.decisions) ^ set(about.decisions)}
        find_touched(database, earlier, decided)
        facts = partial(_collect_facts, database, delivery.declared)
        link_touched(database, delivery, parameters, earlier, facts)
        return
    link_delivery(database, delivery, parameters)
    _collect_facts(database, delivery.declared)
    database.execute(f"create or replace table kept_residue as {layer_sql('kept_residue')}")


def integrate(
    database: Connection,
    sources: Catalogue,
    deliveries: Sequence[SourceDelivery],
    weights: Mapping[str, Parameters],
    decisions: Sequence[Decision],
    kept: LinkCache,
    progress: Progress,
) -> None:
    """Make the tables that `INTEGRATION_STEPS` read, after the register's own steps have run.

    A delivery whose links are kept is not linked again. `weights`: by the delivery's id.
    """
    define_macros(database)
    define_sources(database, sources)
    for own in sorted(sources.own):
        if sources.source(own).is_linked:
            require_sound_sql(sources.source(own))
    with progress.stage("kenali orang"):
        _know_people(database, deliveries, kept)
    load_decisions(database, decisions)
    load_survivorship(database, survivorship())
    make_result_tables(database)
    _make_tables(database)
    _view_ranked_families(database)
    _list_deliveries(database, deliveries)
    places = []
    for delivery in deliveries:
        parameters = weights[delivery.delivery_id]
        decided = [d for d in decisions if d.source == delivery.source]
        place = kept.place_of(delivery.delivery_id, parameters.version, decisions_version(decided))
        if not place.is_dir():
            about = kept.about(
                delivery.delivery_id,
                parameters.version,
                ((d.record_id, d.nik, d.is_same) for d in decided),
            )
            with progress.stage(f"tautkan {delivery.source}"):
                _link(database, delivery, parameters, about, kept)
                kept.keep(database, place, about)
        places.append(place)
    open_linked(database, places)
    make_queue(database)
    kept.prune()
    database.execute(f"create table unranked_family as {_sql('unranked_family')}")
