"""Linking one delivery to the known people, layer by layer.

A record's link depends on the record, on the known people and on the stored parameters, never on
the other records that came with it: so a further delivery is linked alone, and the order of rows
and files changes nothing.
"""

from __future__ import annotations

from desil.engine.database import Connection
from desil.linkage.layers.compared import (
    compare_pairs,
    count_people,
    find_candidates,
    find_wider_candidates,
)
from desil.linkage.layers.layer import Layer
from desil.linkage.layers.spelling import spell_records
from desil.linkage.layers.texts import layer_sql
from desil.linkage.records.deliveries import SourceDelivery, open_records
from desil.linkage.weights.comparisons import (
    COMPARISONS,
    NUMBER,
    SAME_HOME,
    SAME_VILLAGE,
    top_level,
)
from desil.linkage.weights.parameters import Parameters
from desil.linkage.weights.scores import score_sql

_PPM = 1_000_000
# Number, birth date and sex are one fact, which a number typed wrong has in common with a stranger.
# Where the name is another, the home must agree, and the sex must not differ.
_BELIEVABLE = f"(name_level <> 0 or (household_level >= {SAME_VILLAGE} and sex_level <> 0))"


def make_result_tables(database: Connection) -> None:
    """Make the tables `made_link` and `asked_pair`, and `decision` where there is none."""
    levels = ", ".join(f"{c.name}_level tinyint" for c in COMPARISONS)
    database.execute(
        "create or replace table made_link (source varchar, delivery_id varchar, record_id varchar,"
        " nik bigint, is_in_release boolean, layer varchar, weight_milli integer,"
        " share_ppm integer, stated_family_number bigint)"
    )
    database.execute(
        "create or replace table asked_pair (source varchar, delivery_id varchar,"
        " record_id varchar, nik bigint, is_in_release boolean, is_listed_once boolean,"
        " is_own_number boolean, grey_ppm integer,"
        f" weight_milli integer, share_ppm integer, {levels},"
        " stated_name varchar, stated_birth_date date,"
        " stated_sex smallint, stated_family_number bigint, stated_village_code varchar,"
        " stated_address varchar)"
    )
    database.execute(
        "create table if not exists decision"
        " (source varchar, record_id varchar, nik bigint, is_same boolean)"
    )


def open_delivery(
    database: Connection,
    delivery: SourceDelivery,
    parameters: Parameters,
    only: str = "",
) -> None:
    """Make `record` of the rows of a delivery, or of those that the table `only` (record_id) names,
    and `found_link` of what was decided about them."""
    open_records(database, delivery)
    some = f" semi join {only} using (record_id)" if only else ""
    database.execute(
        "create or replace table record as"  # noqa: S608 - a declared name
        f" select row_number() over () as record_number, * from delivered_record{some}"
    )
    database.execute(
        "create or replace table delivery_at_hand as select $source as source, $id as delivery_id,"
        " $sure as sure_ppm, $grey as grey_ppm, $once as is_listed_once",
        {
            "source": delivery.source,
            "id": delivery.delivery_id,
            "sure": round(parameters.sure * _PPM),
            "grey": round(parameters.grey * _PPM),
            "once": delivery.declared.repeats_nobody,
        },
    )
    database.execute(
        "create or replace table decided as select record_number, decision.nik, is_same"
        " from record inner join decision using (record_id) where decision.source = $source",
        {"source": delivery.source},
    )
    database.execute(
        "create or replace table found_link as select record_number, nik, $layer as layer,"
        " cast(null as integer) as weight_milli, cast(null as integer) as share_ppm"
        " from decided where is_same",
        {"layer": Layer.DECISION},
    )


def _link_sure_numbers(database: Connection) -> None:
    database.execute(
        "insert into found_link select record_number, nik, $layer, null, null"  # noqa: S608
        f" from ({layer_sql('number_hit')}) anti join decided using (record_number, nik)"
        " where is_sure",
        {"layer": Layer.NUMBER},
    )


def _make_residue(database: Connection) -> None:
    """Link by number who bears the very same name, spell the rest in one spelling, link by number
    who bears a like name; `residue` is what is left."""
    database.execute(
        "create or replace table spelled_record"
        " (record_number bigint, canonical varchar, alias varchar, mother varchar)"
    )
    _link_sure_numbers(database)
    spell_records(database, "record anti join found_link using (record_number)")
    _link_sure_numbers(database)
    database.execute(f"create or replace table residue as {layer_sql('residue')}")


def make_whole_residue(database: Connection) -> None:
    """Make `residue` of every record that is not decided, whatever its number says."""
    spell_records(database, "record")
    database.execute(f"create or replace table residue as {layer_sql('residue')}")


def _score(database: Connection, parameters: Parameters) -> None:
    """Add the pairs of `compared_pair` to `scored_pair`, but those that a person has decided."""
    people = parameters.people or count_people(database)
    database.execute(
        "insert into scored_pair select compared_pair.*,"  # noqa: S608 - declared weights
        f" {score_sql(parameters, people)} as weight_milli from compared_pair"
        " anti join decided using (record_number, nik)"
    )


def _believable(database: Connection, parameters: Parameters) -> str:
    """SQL over `weighed`: whether a pair may be linked at all. Among a handful of known people a
    name is rare because so few are known, so that weights which were not learnt here link no
    namesake of another house whose number is another and nobody else's."""
    is_handful = count_people(database) < 2**parameters.rarity_centre
    if parameters.people or not is_handful:
        return _BELIEVABLE
    other_house = f"household_level <= {top_level('household') - SAME_HOME}"
    nobodys = "select record_number from residue anti join known_person using (nik)"
    own_number = f"record_number in ({nobodys})"
    other_number = f"number_level in {NUMBER.numbers[-2:]} and {own_number}"
    return f"{_BELIEVABLE} and not ({other_house} and {other_number})"


def _link_by_weight(database: Connection, parameters: Parameters) -> None:
    """Make `weighed` of `scored_pair`, and link the surest."""
    database.execute(f"create or replace table weighed as {layer_sql('weighed')}")
    layer = (
        f"case when number_level in {NUMBER.numbers[:2]} then '{Layer.NUMBER}'"
        f" when number_level in {NUMBER.numbers[2:5]} then '{Layer.NUMBER_MISTYPED}'"
        f" when name_level = {top_level('name')} and birth_date_level = {top_level('birth_date')}"
        f" and household_level >= {SAME_VILLAGE} then '{Layer.NAME_EXACT}'"
        f" else '{Layer.WEIGHT}' end"
    )
    database.execute(
        f"insert into found_link select record_number, nik, {layer}, weight_milli, share_ppm"  # noqa: S608
        " from weighed cross join delivery_at_hand where place = 1 and share_ppm >= sure_ppm"
        f" and {_believable(database, parameters)}"
    )


def _weigh(database: Connection, parameters: Parameters) -> None:
    """Link by weight: first among the pairs that the search for candidates finds; then, for the
    records with a birth date that are left, among those of the wider search too."""
    levels = ", ".join(f"{c.name}_level tinyint" for c in COMPARISONS)
    database.execute(
        "create or replace table scored_pair (record_number bigint, nik bigint,"
        f" is_numbered boolean, {levels}, bearers bigint, weight_milli integer)"
    )
    find_candidates(database)
    compare_pairs(database)
    _score(database, parameters)
    _link_by_weight(database, parameters)
    database.execute(
        "create or replace table unlinked_record as from residue"
        " anti join found_link using (record_number) where birth_date is not null"
    )
    find_wider_candidates(database)
    compare_pairs(database, "wider_candidate")
    database.execute(
        "delete from scored_pair where record_number in (select record_number from found_link)"
    )
    _score(database, parameters)
    _link_by_weight(database, parameters)


def link_records(database: Connection, parameters: Parameters) -> None:
    """Link the records of `record`, as `open_delivery` has made it."""
    _make_residue(database)
    _weigh(database, parameters)
    database.execute(f"insert into made_link {layer_sql('linked')}")
    database.execute(f"insert into asked_pair {layer_sql('asked_pair')}")


def link_delivery(database: Connection, delivery: SourceDelivery, parameters: Parameters) -> None:
    """Add every record of a delivery to `made_link`, and its doubtful pairs to `asked_pair`.

    Needs the macros, `known_person`, `decision` and the result tables. `record`, `residue` and
    `found_link` stay for whoever reads the delivery's facts next.
    """
    open_delivery(database, delivery, parameters)
    link_records(database, parameters)
